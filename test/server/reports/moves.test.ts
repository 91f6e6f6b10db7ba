import { randomUUID } from 'node:crypto';
import { Reports } from '../../../server/reports';
import { startTestApp, type TestApp } from '../../support/app';
import { move, submit, upload } from '../../support/builders';

type Auth = { authorization: string };
let t: TestApp;
let resident: Auth;
let chief: Auth;
let dispatcher: Auth;
beforeAll(async () => {
  t = await startTestApp();
  [resident, chief, dispatcher] = [await t.as('resident'), await t.as('chief'), await t.as('dispatcher')];
});
afterAll(() => t.stop());

const read = async (number: string, auth: Auth = resident) =>
  (await t.http.get(`/api/v1/reports/${number}`).set(auth).expect(200)).body;
const rate = (auth: Auth, number: string, body: Record<string, unknown>) =>
  t.http
    .post(`/api/v1/reports/${number}/rating`)
    .set(auth)
    .send({ submissionId: randomUUID(), ...body });

test('the whole loop: accept, reply, resolve with a photo, rate', async () => {
  const before = await upload(t, resident);
  let report = await submit(t, resident, { category: 'street-light', photos: [before] });
  const desk = await t.http.get('/api/v1/desk/reports').set(chief).expect(200);
  expect(desk.body.items.map((i: { number: string }) => i.number)).toContain(report.number);

  report = (await move(t, chief, report, 'accept').expect(200)).body;
  expect(report).toMatchObject({
    status: 'handling',
    version: 2,
    clock: { phase: 'handling' },
    can: { resolve: true, accept: false },
  });
  report = (await move(t, chief, report, 'reply', { text: '已联系电工，下午到' }).expect(200)).body;
  expect(report.timeline.at(-1)).toMatchObject({
    title: '有新回复',
    text: '已联系电工，下午到',
    by: { role: 'chief' },
  });

  const bare = await move(t, chief, report, 'resolve', { text: '修好了' });
  expect([bare.status, bare.body.code]).toEqual([422, 'report.after-photo-required']);
  const after = await upload(t, chief);
  report = (await move(t, chief, report, 'resolve', { text: '修好了', photos: [after] }).expect(200)).body;
  expect(report).toMatchObject({
    status: 'resolved',
    result: { text: '修好了', photos: [{ id: after }] },
    clock: { phase: 'rating' },
  });

  const mine = await read(report.number);
  expect(mine.can).toMatchObject({ rate: true, withdraw: false });
  const rated = await rate(resident, report.number, { score: 5, text: '很快' }).expect(200);
  expect(rated.body).toMatchObject({
    status: 'closed',
    rating: { score: 5, scoreText: '非常满意', text: '很快' },
    clock: null,
  });
  const again = await rate(resident, report.number, { score: 1, reasons: ['slow'] });
  expect([again.status, again.body.code]).toEqual([409, 'report.already-rated']);
});

test('the deputy stands in for the chief; nobody else does', async () => {
  const report = await submit(t, resident);
  for (const who of ['neighbour', 'other-chief', 'grid', 'handler', 'inspector', 'general', 'admin']) {
    const reply = await move(t, await t.as(who), report, 'accept');
    expect([who, reply.status, reply.body.code]).toEqual([who, 403, 'report.move-not-yours']);
  }
  await move(t, await t.as('deputy'), report, 'accept').expect(200);
});

test('a stale version is 409 with the report as it is', async () => {
  const report = await submit(t, resident);
  await move(t, chief, report, 'accept').expect(200);
  const reply = await move(t, chief, report, 'reply', { text: '在路上' });
  expect([reply.status, reply.body.code]).toEqual([409, 'report.stale']);
  expect(reply.body.current).toMatchObject({ number: report.number, version: 2, status: 'handling' });
});

test('a move the table does not allow is 409 with the report as it is', async () => {
  const report = await submit(t, resident);
  const reply = await move(t, chief, report, 'resolve', { text: '好了' });
  expect([reply.status, reply.body.code, reply.body.current.status]).toEqual([
    409,
    'report.move-not-allowed',
    'assigned',
  ]);
});

test('the same moveId gives the first answer; for another move it is refused', async () => {
  const report = await submit(t, resident);
  const id = randomUUID();
  const first = await move(t, chief, report, 'accept', {}, id).expect(200);
  const again = await move(t, chief, report, 'accept', {}, id).expect(200);
  expect(again.body).toMatchObject({ version: first.body.version, status: 'handling' });
  expect(again.body.timeline).toHaveLength(2);
  const other = await move(t, chief, first.body, 'reply', { text: 'x' }, id);
  expect([other.status, other.body.code]).toEqual([409, 'report.move-reused']);
});

test('of fifty who accept at once one wins, the others get 409 with the current report', async () => {
  const report = await submit(t, resident);
  const deputy = await t.as('deputy');
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, i) => move(t, i % 2 ? chief : deputy, report, 'accept')),
  );
  expect(replies.filter((r) => r.status === 200)).toHaveLength(1);
  const lost = replies.filter((r) => r.status === 409);
  expect(lost).toHaveLength(49);
  for (const reply of lost) expect(reply.body.current).toMatchObject({ status: 'handling', version: 2 });
  expect((await read(report.number)).timeline).toHaveLength(2);
});

test('the same move sent five times at once counts once', async () => {
  const report = await submit(t, resident);
  const id = randomUUID();
  const replies = await Promise.all(Array.from({ length: 5 }, () => move(t, chief, report, 'accept', {}, id)));
  expect(replies.map((r) => r.status)).toEqual([200, 200, 200, 200, 200]);
  expect((await read(report.number)).timeline).toHaveLength(2);
});

test('transferred to a department: its people act, the chief still sees it, the reporter sees the hop', async () => {
  const report = await submit(t, resident);
  const { body: options } = await t.http.get('/api/v1/counties/532301/assignees').set(chief).expect(200);
  const { body: me } = await t.http.get('/api/v1/me').set(await t.as('handler'));
  const key = `department:${me.posts[0].departmentId}`;
  expect(options.items.map((o: { key: string }) => o.key)).toContain(key);
  const passed = (await move(t, chief, report, 'transfer', { text: '属于你们管', assignee: key }).expect(200)).body;
  expect(passed).toMatchObject({
    status: 'assigned',
    statusLabel: '已派部门',
    responsible: { kind: 'department', key },
  });
  expect(passed.can.accept).toBe(false);
  expect((await read(report.number)).timeline.at(-1)).toMatchObject({ title: '已转办', to: me.posts[0].areaName });
  expect((await move(t, chief, passed, 'accept')).status).toBe(409);
  await move(t, await t.as('head'), passed, 'accept').expect(200);
});

test('an assignee that does not exist, or has it already, is refused by name', async () => {
  const report = await submit(t, resident);
  const nowhere = await move(t, chief, report, 'transfer', { text: '转', assignee: 'department:nowhere' });
  expect([nowhere.status, nowhere.body.code]).toEqual([422, 'report.assignee-unknown']);
  const same = await move(t, chief, report, 'transfer', { text: '转', assignee: report.responsible.key });
  expect([same.status, same.body.code]).toEqual([422, 'report.assignee-same']);
});

test('returned to the dispatcher, who assigns it elsewhere or rejects it with a reason', async () => {
  let report = await submit(t, resident);
  report = (await move(t, chief, report, 'return', { text: '不在我的街上' }).expect(200)).body;
  expect(report).toMatchObject({ status: 'returned', responsible: { kind: 'dispatcher' } });
  const desk = await t.http.get('/api/v1/desk/reports?group=to-assign').set(dispatcher).expect(200);
  expect(desk.body.items.map((i: { number: string }) => i.number)).toContain(report.number);
  const { body: other } = await t.http.get('/api/v1/me').set(await t.as('other-chief'));
  report = (await move(t, dispatcher, report, 'assign', { assignee: `area:${other.posts[0].areaCode}` }).expect(200))
    .body;
  expect(report).toMatchObject({ status: 'assigned', responsible: { areaName: other.posts[0].areaName } });
  const rejected = await move(t, dispatcher, report, 'reject', { text: '请拨打 12345', reason: 'not-ours' }).expect(
    200,
  );
  expect(rejected.body).toMatchObject({ status: 'rejected', responsible: null, clock: null });
  expect(rejected.body.timeline.at(-1)).toMatchObject({ reason: '不属于城市管理事项', text: '请拨打 12345' });
});

test('the reporter withdraws before acceptance, not after', async () => {
  const early = await submit(t, resident);
  expect((await move(t, resident, early, 'withdraw').expect(200)).body.status).toBe('withdrawn');
  const late = await submit(t, resident);
  const accepted = (await move(t, chief, late, 'accept').expect(200)).body;
  expect((await move(t, resident, accepted, 'withdraw')).body.code).toBe('report.move-not-allowed');
});

test('rating: only the reporter, only when resolved, and a bad one says why', async () => {
  const report = await submit(t, resident);
  expect((await rate(resident, report.number, { score: 5 })).body.code).toBe('report.not-ratable');
  const accepted = (await move(t, chief, report, 'accept')).body;
  await move(t, chief, accepted, 'resolve', { text: '已清理' }).expect(200);
  expect((await rate(await t.as('neighbour'), report.number, { score: 5 })).body.code).toBe('report.not-yours-to-rate');
  const silent = await rate(resident, report.number, { score: 2 });
  expect([silent.status, Object.keys(silent.body.fields)]).toEqual([422, ['reasons']]);
  const id = randomUUID();
  await rate(resident, report.number, { score: 2, reasons: ['slow'], submissionId: id }).expect(200);
  await rate(resident, report.number, { score: 2, reasons: ['slow'], submissionId: id }).expect(200);
});

test("somebody else's photo in a reply is refused and nothing changes", async () => {
  const report = await submit(t, resident);
  const photo = await upload(t, resident);
  const reply = await move(t, chief, report, 'reply', { text: '看图', photos: [photo] });
  expect([reply.status, reply.body.code]).toEqual([422, 'media.not-yours']);
  expect((await read(report.number)).version).toBe(1);
});

test('history and version always agree', async () => {
  for (const report of await Reports.find().lean()) {
    expect(report.version).toBe(report.history.length);
    expect(report.history.at(-1)?.to).toBe(report.state);
  }
});
