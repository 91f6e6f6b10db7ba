// A chief goes with thirty open cases: one step, an entry on each, nothing twice, whoever else is at work at the same moment.
import { randomUUID } from 'node:crypto';
import { Audit } from '../../../server/core/audit';
import { Posts } from '../../../server/people';
import { Reports } from '../../../server/reports';
import { finishHandOvers, HandOvers } from '../../../server/reports/hand-overs';
import type { Role } from '../../../shared/people/roles';
import { startTestApp, type TestApp } from '../../support/app';
import { move, submit } from '../../support/builders';

// many requests each; on a machine that is busy they take their time
jest.setTimeout(120_000);

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const STREET = '532301101-s01';
const call = async (who: string, method: 'get' | 'post', path: string, body?: object) => {
  const request = t.http[method](path).set(await t.as(who));
  return body === undefined ? request : request.send(body);
};
const postAt = async (area: string, role: Role) => {
  const post = await Posts.findOne({ area, role, to: null }).lean();
  return { id: String(post?._id), version: post?.version ?? 0 };
};
const handOver = (who: string, id: string, body: object) => call(who, 'post', `/api/v1/posts/${id}/hand-over`, body);
const entries = async (key: string) =>
  (await Reports.find({ 'party.key': key }).lean()).map(
    ({ history }) => history.filter((entry) => entry.move === 'hand-over').length,
  );

test('thirty open cases go to the new chief of the street in one step', async () => {
  const made: { number: string; version: number }[] = [];
  for (let i = 0; i < 30; i++) made.push(await submit(t, await t.as('resident'), { anonymous: i % 2 === 0 }));
  const [first, second] = made;
  if (!first || !second) throw new Error('none submitted');
  await move(t, await t.as('chief'), first, 'accept').expect(200);
  const before = await Reports.find().sort({ _id: 1 }).lean();
  const post = await postAt(STREET, 'chief');
  const choices = await call('admin', 'get', `/api/v1/posts/${post.id}/hand-over`);
  expect(choices.body.openCases).toBe(30);
  expect(choices.body.successors[0]).toMatchObject({
    samePlace: true,
    label: expect.stringContaining('鹿城南路副街长'),
  });

  const body = { batchId: randomUUID(), version: post.version, successor: { holder: '新街长' }, text: '岗位调整' };
  const done = await handOver('admin', post.id, body);
  expect(done.status).toBe(200);
  expect(done.body).toMatchObject({ total: 30, done: 30, finishedAt: expect.any(String), code: expect.any(String) });
  expect(await entries(`area:${STREET}`)).toEqual(Array(30).fill(1));
  const after = await Reports.find().sort({ _id: 1 }).lean();
  // state, clock and promise stay what they were
  expect(after.map(({ state, clock, resolveBy }) => ({ state, clock, resolveBy }))).toEqual(
    before.map(({ state, clock, resolveBy }) => ({ state, clock, resolveBy })),
  );

  // the old chief has nothing any more, the new one has everything
  const late = await move(t, await t.as('chief'), second, 'accept');
  expect(late.status).toBe(403);
  await call('successor', 'post', '/api/v1/posts/claim', { code: done.body.code });
  const desk = await call('successor', 'get', '/api/v1/desk/reports?limit=50');
  expect(desk.body.items).toHaveLength(30);
  const shown = await t.http.get(`/api/v1/reports/${second.number}`);
  expect(JSON.stringify(shown.body)).toContain('接手');
  expect(JSON.stringify(shown.body)).not.toContain('新街长');

  // again: the same answer, no second entry, and the code is not told twice
  const again = await handOver('admin', post.id, body);
  expect(again.body).toMatchObject({ total: 30, done: 30, code: null });
  expect(await entries(`area:${STREET}`)).toEqual(Array(30).fill(1));
  expect(await Audit.countDocuments({ act: 'hand-over' })).toBe(1);
  const entry = await Audit.findOne({ act: 'hand-over' }).lean();
  expect(JSON.stringify(entry)).not.toContain('新街长');
});

test('two administrators at once: one hands over, the other is told what there is now', async () => {
  const post = await postAt(STREET, 'chief');
  const deputy = await postAt(STREET, 'deputy_chief');
  const successor = { post: deputy.id };
  const [a, b] = await Promise.all(
    [randomUUID(), randomUUID()].map((batchId) =>
      handOver('admin', post.id, { batchId, version: post.version, successor }),
    ),
  );
  expect([a?.status, b?.status].sort()).toEqual([200, 409]);
  const lost = a?.status === 409 ? a : b;
  expect(lost?.body).toMatchObject({ code: 'administration.stale', current: { state: 'ended' } });
  expect(await entries(`area:${STREET}`)).toEqual(Array(30).fill(2));
});

test('cases go to another street with their clocks, while its people work on them', async () => {
  const post = await postAt(STREET, 'deputy_chief');
  const other = await postAt('532301101-s02', 'chief');
  const numbers = (await Reports.find({ 'party.key': `area:${STREET}` }).lean()).map(({ number }) => number);
  const body = { batchId: randomUUID(), version: post.version, successor: { post: other.id } };
  // residents second and the dispatcher writes at the same moment: versions move under the hand-over
  const [done] = await Promise.all([
    handOver('admin', post.id, body),
    ...numbers.slice(0, 10).map(async (number) => {
      const { body: report } = await call('dispatcher', 'get', `/api/v1/reports/${number}`);
      return move(t, await t.as('dispatcher'), report, 'note', { text: '核对一下' });
    }),
  ]);
  expect(done?.body.total).toBe(30);
  await finishHandOvers(t.deps.now());
  const moved = await Reports.find({ number: { $in: numbers } }).lean();
  expect(new Set(moved.map(({ party }) => party.key))).toEqual(new Set(['area:532301101-s02']));
  expect(
    moved.every(({ history }) => history.filter((e) => e.moveId === `handover-${body.batchId}`).length === 1),
  ).toBe(true);
  expect((await call('admin', 'get', `/api/v1/hand-overs/${body.batchId}`)).body).toMatchObject({
    done: 30,
    finishedAt: expect.any(String),
  });
  await t.announce();
  const messages = await call('other-chief', 'get', '/api/v1/me/messages?limit=50');
  expect(messages.body.items.filter((m: { kind: string }) => m.kind === 'assigned')).toHaveLength(30);
});

test('what a crash left is finished by the worker, and only once', async () => {
  const post = await postAt('532301101-s02', 'chief');
  const deputy = await postAt('532301101-s02', 'deputy_chief');
  const body = { batchId: randomUUID(), version: post.version, successor: { post: deputy.id } };
  await handOver('admin', post.id, body);
  // as if the process had died after a third of the cases
  const some = await Reports.find({ 'party.key': 'area:532301101-s02' }).limit(20).lean();
  await Reports.updateMany(
    { _id: { $in: some.map(({ _id }) => _id) } },
    { $pull: { history: { moveId: `handover-${body.batchId}` } } },
  );
  await HandOvers.updateOne({ _id: body.batchId }, { $set: { finishedAt: null } });
  expect((await call('admin', 'get', `/api/v1/hand-overs/${body.batchId}`)).body).toMatchObject({
    total: 30,
    done: 10,
  });
  await Promise.all([finishHandOvers(t.deps.now()), finishHandOvers(t.deps.now())]);
  const all = await Reports.find({ 'party.key': 'area:532301101-s02' }).lean();
  expect(all.map(({ history }) => history.filter((e) => e.moveId === `handover-${body.batchId}`).length)).toEqual(
    Array(30).fill(1),
  );
});

test('a dispatcher hands over to a dispatcher; foreign posts and strangers are refused', async () => {
  const dispatcher = await postAt('532301', 'dispatcher');
  const chief = await postAt('532301101-s02', 'deputy_chief');
  const foreign = await postAt('532302', 'dispatcher');
  const body = { batchId: randomUUID(), version: dispatcher.version };
  for (const successor of [{ post: chief.id }, { post: foreign.id }, { post: dispatcher.id }])
    expect((await handOver('admin', dispatcher.id, { ...body, successor })).body.code).toBe(
      'hand-over.successor-unknown',
    );
  expect((await handOver('chief', dispatcher.id, { ...body, successor: { holder: '某' } })).body.code).toBe(
    'post.not-held',
  );
  expect((await Posts.findById(dispatcher.id).lean())?.to).toBeNull();
});
