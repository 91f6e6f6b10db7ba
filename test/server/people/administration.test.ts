// Posts as administrators change them: searched, ended, invited again; two at once, foreign counties, the audit log.
import { Audit } from '../../../server/core/audit';
import { refreshSnapshots } from '../../../server/core/snapshot';
import { Posts } from '../../../server/people';
import { postBook } from '../../../server/people/posts';
import { startTestApp, type TestApp } from '../../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const call = async (who: string, method: 'get' | 'post' | 'patch' | 'put', path: string, body?: object) => {
  const request = t.http[method](path).set(await t.as(who));
  return body === undefined ? request : request.send(body);
};
const invite = (who: string, body: object) => call(who, 'post', '/api/v1/posts/invitations', body);
const claim = (who: string, code: string) => call(who, 'post', '/api/v1/posts/claim', { code });
const list = async (who: string, query: string) => (await call(who, 'get', `/api/v1/posts?${query}`)).body;

/** an administrator of 楚雄市 alone */
const countyAdmin = async () => {
  const { body } = await invite('admin', { role: 'admin', area: '532301', holder: '县管' });
  await claim('county-admin', body.code);
};

test('an administrator finds posts by place, role and state; a county sees its own alone', async () => {
  await countyAdmin();
  const chiefs = await list('admin', 'role=chief&county=532301&limit=50');
  expect(chiefs.items.length).toBeGreaterThan(10);
  expect(chiefs.items[0]).toMatchObject({ role: 'chief', state: 'held', county: '532301', version: 1 });
  expect(JSON.stringify(chiefs)).not.toMatch(/openid|phone|nickname/);
  const south = await list('admin', `text=${encodeURIComponent('鹿城南路 副街长')}`);
  expect(south.items).toMatchObject([{ areaName: '鹿城南路', role: 'deputy_chief' }]);
  const own = await list('county-admin', 'role=dispatcher&limit=50');
  expect(own.items.map((post: { county: string }) => post.county)).toEqual(['532301']);
  const foreign = await list('county-admin', 'county=532302');
  expect(foreign.items).toEqual([]);
});

test('pages neither skip nor repeat', async () => {
  const seen: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: { items: { id: string }[]; next: string | null } = await list(
      'admin',
      `county=532301&limit=7${next ? `&cursor=${next}` : ''}`,
    );
    seen.push(...page.items.map(({ id }) => id));
    next = page.next;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBe(await Posts.countDocuments({ county: '532301' }));
});

test('of two changes on one version one is refused, with the post as it is now', async () => {
  const { items } = await list('admin', 'role=inspector');
  const { id, version } = items[0];
  const change = (publicName: boolean) => call('admin', 'patch', `/api/v1/posts/${id}`, { version, publicName });
  const replies = await Promise.all([change(true), change(true)]);
  expect(replies.map((r) => r.status).sort()).toEqual([200, 409]);
  expect(replies.find((r) => r.status === 409)?.body).toMatchObject({
    code: 'administration.stale',
    current: { id, version: version + 1, publicName: true },
  });
  expect(await Audit.countDocuments({ act: 'change-post', object: id })).toBe(1);
});

test('what is changed is on the record, and no name with it', async () => {
  const { items } = await list('admin', 'role=grid_officer');
  const { id, version } = items[0];
  const { body } = await call('admin', 'patch', `/api/v1/posts/${id}`, { version, holder: '新来的人' });
  expect(body.holder).toBe('新来的人');
  const entry = await Audit.findOne({ object: id }).lean();
  expect(entry).toMatchObject({ act: 'change-post', label: expect.stringContaining('管理员'), kind: 'post' });
  expect(JSON.stringify(entry)).not.toContain('新来');
  expect(JSON.stringify(await Posts.findById(id).lean())).not.toContain('新来');
});

test('an ended post gives no right any more, and its code no longer works', async () => {
  const { body: invited } = await invite('admin', { role: 'handler', department: '532301-shuiwu', holder: '临时' });
  const [made] = (await list('admin', 'state=invited')).items;
  expect(made).toMatchObject({ id: invited.post.id, state: 'invited', version: 1 });
  const again = await call('admin', 'post', `/api/v1/posts/${made.id}/invitation`, { version: 1 });
  expect(again.status).toBe(200);
  expect((await claim('someone', invited.code)).body.code).toBe('post.code-refused');
  expect((await claim('someone', again.body.code)).status).toBe(200);
  expect((await call('admin', 'post', `/api/v1/posts/${made.id}/invitation`, { version: 3 })).body.code).toBe(
    'post.claimed-already',
  );
  expect((await call('admin', 'post', `/api/v1/posts/${made.id}/end`, { version: 3 })).body.state).toBe('ended');
  expect((await call('someone', 'get', '/api/v1/me')).body.posts).toEqual([]);
});

test('an invitation sent again after its reply was lost makes one post, with a code that works', async () => {
  const body = { invitationId: 'lost-reply', role: 'handler', department: '532301-shuiwu', holder: '一次' };
  const [first, second] = await Promise.all([invite('admin', body), invite('admin', body)]);
  expect([first?.status, second?.status]).toEqual([201, 201]);
  expect(first?.body.post.id).toBe(second?.body.post.id);
  expect(await Posts.countDocuments({ invitedBy: /lost-reply$/ })).toBe(1);
  const third = await invite('admin', body);
  expect((await claim('once', second?.body.code)).body.code).toBe('post.code-refused');
  expect((await claim('once', third.body.code)).status).toBe(200);
  expect((await invite('admin', body)).body.code).toBe('post.claimed-already');
  expect((await invite('admin', { ...body, department: '532301-chengguan' })).status).toBe(422);
  // somebody else's id is their own
  expect((await invite('county-admin', body)).status).toBe(201);
});

test('a process that dies before it has told the others has told them all the same', async () => {
  const { body: invited } = await invite('admin', { role: 'handler', department: '532301-shuiwu', holder: '临时' });
  await claim('somebody-else', invited.code);
  expect((await call('somebody-else', 'get', '/api/v1/me')).body.posts).toHaveLength(1);
  const touch = jest.spyOn(postBook, 'touch').mockRejectedValueOnce(new Error('killed'));
  const ended = await call('admin', 'post', `/api/v1/posts/${invited.post.id}/end`, { version: 2 });
  touch.mockRestore();
  expect(ended.status).toBe(500);
  // what every other process does every two seconds
  await refreshSnapshots();
  expect((await call('somebody-else', 'get', '/api/v1/me')).body.posts).toEqual([]);
});

test('the last administrator of the prefecture stays, even when two end each other at once', async () => {
  const { body: invited } = await invite('admin', { role: 'admin', area: '532300', holder: '二号' });
  await claim('second-admin', invited.code);
  const { items } = await list('admin', 'role=admin&county=532300');
  expect(items).toHaveLength(2);
  const ends = await Promise.all(
    items.map(({ id, version }: { id: string; version: number }) =>
      call('admin', 'post', `/api/v1/posts/${id}/end`, { version }),
    ),
  );
  expect(ends.map((r) => r.status).sort()).toEqual([200, 409]);
  const left = await Posts.find({ role: 'admin', county: '532300' }).lean();
  expect(left.filter((post) => post.to === null)).toHaveLength(1);
});
