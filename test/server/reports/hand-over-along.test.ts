// What goes along when a post is handed over: tasks of joint handling, and answers to what a chief ordered.
import { randomUUID } from 'node:crypto';
import { Messages } from '../../../server/notifications/model';
import { People, Posts } from '../../../server/people';
import { type ReportRecord, Reports } from '../../../server/reports';
import type { Role } from '../../../shared/people/roles';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { move, submit } from '../../support/builders';

jest.setTimeout(120_000);
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
beforeEach(() => t.setTime(WORKING_TUESDAY));
afterAll(() => t.stop());

const CHENGGUAN = '532301-chengguan';
const SHUIWU = '532301-shuiwu';
const stored = async (number: string) => {
  const found = await Reports.findOne({ number }).lean<ReportRecord>();
  if (!found) throw new Error(number);
  return found;
};
const does = async (who: string, number: string, name: string, input: Record<string, unknown> = {}) =>
  move(t, await t.as(who), await stored(number), name, input).expect(200);
const toldOf = async (number: string, kind: string) => {
  await t.announce();
  const rows = await Messages.find({ report: number, kind }).lean();
  const people = await People.find({ _id: { $in: rows.map((row) => row.person) } }).lean();
  return people.map((p) => p.openid.replace('demo:', '')).sort();
};
const postOf = async (where: { department: string } | { area: string }, role: Role) => {
  const post = await Posts.findOne({ ...where, role, to: null }).lean();
  return { id: String(post?._id), version: post?.version ?? 0 };
};
const choices = async (id: string) =>
  (
    await t.http
      .get(`/api/v1/posts/${id}/hand-over`)
      .set(await t.as('admin'))
      .expect(200)
  ).body;
const handOver = async (post: { id: string; version: number }, successor: object) =>
  (
    await t.http
      .post(`/api/v1/posts/${post.id}/hand-over`)
      .set(await t.as('admin'))
      .send({ batchId: randomUUID(), version: post.version, successor, text: '调整' })
      .expect(200)
  ).body;
const jointCase = async () => {
  const { number } = await submit(t, await t.as('resident'));
  await does('chief', number, 'accept');
  await does('chief', number, 'joint-add', { assignee: `department:${SHUIWU}`, text: '打捞并查看水闸' });
  return number;
};

test('a department’s open tasks go to the other department with their clocks; who leads and the case stay', async () => {
  const number = await jointCase();
  const answered = await jointCase();
  const [done] = (await stored(answered)).joint;
  await does('handler-shuiwu', answered, 'joint-answer', { task: String(done?._id), text: '捞完了' });
  const before = await stored(number);
  const [post, other] = [
    await postOf({ department: SHUIWU }, 'handler'),
    await postOf({ department: CHENGGUAN }, 'head'),
  ];
  expect(await choices(post.id)).toMatchObject({ openCases: 0, jointTasks: 1, supervisions: 0 });
  const reply = await handOver(post, { post: other.id });
  expect(reply).toMatchObject({ total: 1, done: 1 });

  const after = await stored(number);
  expect(after.party).toEqual(before.party);
  expect(after.joint).toMatchObject([
    { state: 'open', party: { key: `department:${CHENGGUAN}` }, ask: '打捞并查看水闸' },
  ]);
  expect(after.joint[0]?.clock).toEqual(before.joint[0]?.clock);
  expect(after.cooperating).toEqual([`department:${CHENGGUAN}`]);
  expect(after.history.at(-1)).toMatchObject({ move: 'hand-over', text: expect.stringContaining('接手协办') });
  expect(await toldOf(number, 'cooperate')).toEqual(expect.arrayContaining(['handler', 'head']));
  // what was answered is the past
  expect((await stored(answered)).joint[0]?.party.key).toBe(`department:${SHUIWU}`);
  const task = String(after.joint[0]?._id);
  await does('handler', number, 'joint-answer', { task, text: '捞上来了' });
  await does('chief', number, 'resolve', { text: '河道通了' });
});

test('a new holder of the same department finds the task where it was', async () => {
  const number = await jointCase();
  const post = await postOf({ department: SHUIWU }, 'head');
  const { code, total } = await handOver(post, { holder: '新科长' });
  expect(total).toBe(1);
  await t.http
    .post('/api/v1/posts/claim')
    .set(await t.as('new-head'))
    .send({ code })
    .expect(200);
  const [task] = (await stored(number)).joint;
  expect(task?.party.key).toBe(`department:${SHUIWU}`);
  await does('new-head', number, 'joint-answer', { task: String(task?._id), text: '好了' });
});

describe('a chief who ordered an answer goes', () => {
  const supervised = async () => {
    const { number } = await submit(t, await t.as('resident'));
    await does('vice-lucheng', number, 'supervise', { text: '请尽快', date: '2026-11-26' });
    return number;
  };
  test('while nobody has come, whoever is next on the ladder waits for it; then the successor does', async () => {
    const [first, second] = [await supervised(), await supervised()];
    const post = await postOf({ area: '532301101' }, 'vice_general_chief');
    expect(await choices(post.id)).toMatchObject({ supervisions: 2 });
    const { code, total } = await handOver(post, { holder: '新副总' });
    expect(total).toBe(2);
    expect((await stored(first)).history.at(-1)).toMatchObject({
      move: 'hand-over',
      text: expect.stringContaining('接手督办'),
    });
    await does('chief', first, 'answer-supervision', { text: '正在清运' });
    const told = await toldOf(first, 'supervision-answered');
    expect(told.length).toBeGreaterThan(0);
    expect(told).not.toContain('vice-lucheng');
    await t.http
      .post('/api/v1/posts/claim')
      .set(await t.as('new-vice'))
      .send({ code })
      .expect(200);
    await does('chief', second, 'answer-supervision', { text: '清完了' });
    expect(await toldOf(second, 'supervision-answered')).toEqual(['new-vice']);
  });
});
