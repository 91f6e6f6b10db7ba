import { Posts } from '../../../server/people';
import { startTestApp, type TestApp } from '../../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const invite = async (who: string, body: Record<string, unknown>) =>
  t.http
    .post('/api/v1/posts/invitations')
    .set(await t.as(who))
    .send(body);
const claim = async (who: string, code: string) =>
  t.http
    .post('/api/v1/posts/claim')
    .set(await t.as(who))
    .send({ code });
const grid = { role: 'grid_officer', area: '532301', holder: '罗小山' };

test('only an administrator invites', async () => {
  for (const who of ['resident', 'chief', 'dispatcher', 'general'])
    expect((await invite(who, grid)).body.code).toBe('post.not-held');
});

test('an invitation is claimed once; the name is stored sealed', async () => {
  const { body, status } = await invite('admin', grid);
  expect(status).toBe(201);
  expect(body.post).toMatchObject({ role: 'grid_officer', areaName: '楚雄市' });
  const stored = await Posts.findById(body.post.id).lean();
  expect(JSON.stringify(stored)).not.toContain('罗小山');
  expect(JSON.stringify(stored)).not.toContain(body.code.replace(/-/g, ''));

  const claims = await Promise.all(['racer-1', 'racer-2', 'racer-3'].map((who) => claim(who, body.code.toLowerCase())));
  expect(claims.map((r) => r.status).sort()).toEqual([200, 422, 422]);
  const winner = claims.find((r) => r.status === 200);
  expect(winner?.body).toMatchObject({ posts: [{ role: 'grid_officer' }], can: { workDesk: true } });
});

test('a post one already holds is not claimed again', async () => {
  const first = await invite('admin', grid);
  await claim('holder', first.body.code);
  const second = await invite('admin', grid);
  expect((await claim('holder', second.body.code)).body.code).toBe('post.own-invitation');
});

test('an expired or unknown code is refused', async () => {
  const { body } = await invite('admin', grid);
  await Posts.updateOne({ _id: body.post.id }, { $set: { 'invitation.expiresAt': new Date(Date.now() - 1000) } });
  expect((await claim('late-comer', body.code)).body.code).toBe('post.code-refused');
  expect((await claim('late-comer', 'ABCD-EFGH-JKMN')).body.code).toBe('post.code-refused');
});

test('an unknown area or department names the field', async () => {
  expect((await invite('admin', { ...grid, area: '999999' })).body.fields).toHaveProperty('area');
  expect(
    (await invite('admin', { role: 'handler', department: 'nowhere', holder: '某人' })).body.fields,
  ).toHaveProperty('department');
});
