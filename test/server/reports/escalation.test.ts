// The clockwork on the domain's clock: who is reminded and told when, on a working Tuesday.
import { Messages } from '../../../server/notifications/model';
import { People } from '../../../server/people';
import { Reports } from '../../../server/reports';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { DEMO_PLACE, move, submit, upload } from '../../support/builders';

type Auth = { authorization: string };
let t: TestApp;
let resident: Auth;
beforeAll(async () => {
  t = await startTestApp();
  resident = await t.as('resident');
});
beforeEach(() => t.setTime(WORKING_TUESDAY));
afterAll(() => t.stop());

/** 24 November 2026 in Yunnan */
const at = (clock: string, day = '2026-11-24') => new Date(`${day}T${clock}:00+08:00`).toISOString();
const read = async (number: string) => (await t.http.get(`/api/v1/reports/${number}`).expect(200)).body;
type Step = { move: string; text: string };
const steps = async (number: string) =>
  (await read(number)).timeline
    .filter((e: Step) => ['remind', 'overdue', 'escalate'].includes(e.move))
    .map((e: Step) => e.move);
const until = async (clock: string, day?: string) => {
  t.setTime(at(clock, day));
  await t.tick();
};
const toldOf = async (number: string, kind: string) => {
  await t.announce();
  const rows = await Messages.find({ report: number, kind }).lean();
  const people = await People.find({ _id: { $in: rows.map((row) => row.person) } }).lean();
  return people.map((p) => p.openid.replace('demo:', '')).sort();
};
const leave = async (name: string, span: { from: string; to: string } | null) => {
  const auth = await t.as(name);
  const { body } = await t.http.get('/api/v1/me').set(auth).expect(200);
  for (const post of body.posts)
    await t.http
      .put(`/api/v1/posts/${post.id}/leave`)
      .set(auth)
      .send({ version: post.version, leave: span })
      .expect(200);
};
const ALL_DAY = { from: at('00:00'), to: at('23:59') };

describe('a report on a street nobody accepts within the hour', () => {
  let number: string;
  beforeAll(async () => {
    t.setTime(WORKING_TUESDAY);
    ({ number } = await submit(t, resident));
  });
  test.each([
    ['10:29', []],
    ['10:30', ['remind']],
    ['10:59', ['remind']],
    ['11:00', ['remind', 'overdue']],
    ['11:29', ['remind', 'overdue']],
    ['11:30', ['remind', 'overdue', 'escalate']],
    ['12:00', ['remind', 'overdue', 'escalate', 'escalate']],
    ['18:00', ['remind', 'overdue', 'escalate', 'escalate']],
  ])('at %s: %j', async (clock, expected) => {
    await until(clock);
    await t.tick();
    expect(await steps(number)).toEqual(expected);
  });
  test('chief and deputy together, then the town’s vice general chief, then the general chief', async () => {
    const texts = (await read(number)).timeline.map((e: Step) => e.text).filter(Boolean);
    expect(texts).toEqual([
      expect.stringMatching(/^已报鹿城南路街长 .+、鹿城南路副街长 /),
      expect.stringMatching(/^已报鹿城镇副总街长 李春城$/),
      expect.stringMatching(/^已报楚雄市总街长 周志远$/),
    ]);
    expect(await toldOf(number, 'reminded')).toEqual(['chief', 'deputy']);
    expect(await toldOf(number, 'overdue')).toEqual(['chief', 'deputy']);
    expect(await toldOf(number, 'escalated')).toEqual(['general', 'vice-lucheng']);
    const desk = await t.http.get('/api/v1/desk/reports?scope=escalated').set(await t.as('general'));
    expect(desk.body.items.map((card: { number: string }) => card.number)).toContain(number);
    expect((await read(number)).facts).toMatchObject({ overdue: true, escalatedTo: '楚雄市总街长 周志远' });
  });
  test('accepted at last, nobody above has it any more', async () => {
    t.setTime(at('16:00'));
    const report = await read(number);
    const { body } = await move(t, await t.as('chief'), report, 'accept').expect(200);
    expect(body.facts).toMatchObject({ overdue: false, escalatedTo: null });
  });
});

test('a department’s case begins with its head', async () => {
  const report = await submit(t, resident);
  const { body: me } = await t.http.get('/api/v1/me').set(await t.as('handler'));
  const assignee = `department:${me.posts[0].departmentId}`;
  await move(t, await t.as('chief'), report, 'transfer', { text: '归你们', assignee }).expect(200);
  await until('11:00');
  expect(await toldOf(report.number, 'overdue')).toEqual(['handler', 'head']);
  expect((await read(report.number)).timeline.at(-1).text).toMatch(/负责人/);
});

test('one that is not routed begins with the county’s vice general chief', async () => {
  const place = { lng: 101.6382, lat: 24.6851, datum: 'gcj02' };
  const report = await submit(t, resident, { category: 'suggestion', location: place });
  await until('11:00');
  // 双柏县 has no chiefs at all in this data: both rungs are passed by, and that is said
  expect((await read(report.number)).timeline.at(-1)).toMatchObject({
    move: 'overdue',
    text: expect.stringMatching(/副总街长空缺、总街长空缺/),
  });
  await until('18:00');
  expect(await steps(report.number)).toEqual(['remind', 'overdue']);
});

test('on leave: the rung is passed by at once, with a note; the next half period goes on from there', async () => {
  const report = await submit(t, resident);
  await leave('vice-lucheng', ALL_DAY);
  await until('11:30');
  expect((await read(report.number)).timeline.at(-1)).toMatchObject({
    move: 'escalate',
    text: expect.stringMatching(/^已报楚雄市总街长 周志远（鹿城镇副总街长休假，已越过）$/),
  });
  await until('18:00');
  expect(await steps(report.number)).toEqual(['remind', 'overdue', 'escalate']);
  await leave('vice-lucheng', null);
});

test('leave is set by the holder or an administrator, nobody else', async () => {
  const { body } = await t.http.get('/api/v1/me').set(await t.as('chief'));
  const put = async (who: string, id = body.posts[0].id) =>
    t.http
      .put(`/api/v1/posts/${id}/leave`)
      .set(await t.as(who))
      .send({ version: body.posts[0].version, leave: null });
  expect((await put('deputy')).body.code).toBe('post.not-held');
  expect((await put('admin')).status).toBe(200);
  expect((await put('admin', 'nothing')).body.code).toBe('post.not-found');
  // the administrator's change came first: the holder looks again, and so does the administrator
  expect((await put('chief')).body).toMatchObject({ code: 'administration.stale' });
  expect((await put('admin')).body).toMatchObject({
    code: 'administration.stale',
    current: { version: body.posts[0].version + 1 },
  });
});

test('a resolved report that waits for a check, and a call-back, climb to the general chiefs too', async () => {
  const report = await submit(t, resident);
  const accepted = (await move(t, await t.as('chief'), report, 'accept')).body;
  await move(t, await t.as('chief'), accepted, 'resolve', { text: '好了' }).expect(200);
  await t.http
    .post(`/api/v1/reports/${report.number}/rating`)
    .set(resident)
    .send({ submissionId: 'bad-rating-1', score: 1, text: '没有' })
    .expect(200);
  await until('10:00', '2026-11-25');
  expect(await steps(report.number)).toEqual(['remind']);
  expect(await toldOf(report.number, 'reminded')).toEqual(['dispatcher', 'inspector']);
  await until('10:00', '2026-11-26');
  expect((await read(report.number)).timeline.at(-1).text).toMatch(/副总街长/);
});

test('suspended, it is left alone', async () => {
  const report = await submit(t, resident);
  const chief = await t.as('chief');
  let now = (await move(t, chief, report, 'accept')).body;
  now = (await move(t, chief, now, 'request-suspension', { text: '雨', reason: 'season', date: '2026-12-10' })).body;
  await move(t, await t.as('dispatcher'), now, 'grant-suspension', { date: '2026-12-10' }).expect(200);
  await until('18:00', '2026-12-09');
  expect(await steps(report.number)).toEqual([]);
});

test('two clockworks at once: each step once', async () => {
  const reports = await Promise.all(Array.from({ length: 10 }, () => submit(t, resident, { location: DEMO_PLACE })));
  t.setTime(at('18:00'));
  await Promise.all([t.tick(), t.tick(), t.tick()]);
  for (const { number } of reports) expect(await steps(number)).toEqual(['remind', 'overdue', 'escalate', 'escalate']);
});

test('a report that cannot be moved does not hold up the others', async () => {
  const [broken, fine] = [await submit(t, resident), await submit(t, resident)];
  await Reports.updateOne({ number: broken.number }, { $set: { 'clock.limit.kind': 'moon' } });
  t.setTime(at('10:30'));
  await t.tick().catch(() => undefined);
  expect(await steps(fine.number)).toEqual(['remind']);
  await Reports.deleteOne({ number: broken.number });
});

test('when the holidays of a year arrive, deadlines that waited for them are counted anew, with an entry', async () => {
  const { recomputeDeadlines } = await import('../../../server/reports');
  t.setTime('2026-12-31T08:00:00Z');
  const photos = [await upload(t, resident)];
  const report = await submit(t, resident, { category: 'street-light', photos });
  const { body: accepted } = await move(t, await t.as('chief'), report, 'accept').expect(200);
  expect(accepted.promise.provisional).toBe(true);
  expect(await recomputeDeadlines(new Date('2026-12-31T08:01:00Z'))).toBe(0);
  const year = { year: 2027, holidays: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'], workdays: [] };
  const forbidden = await t.http
    .post('/api/v1/holidays')
    .set(await t.as('chief'))
    .send(year);
  expect(forbidden.body.code).toBe('post.not-held');
  await t.http
    .post('/api/v1/holidays')
    .set(await t.as('admin'))
    .send(year)
    .expect(200);
  const now = new Date('2026-12-31T09:00:00Z');
  expect(await recomputeDeadlines(now)).toBeGreaterThan(0);
  const after = await read(report.number);
  expect(after.promise.provisional).toBe(false);
  expect(after.timeline.at(-1)).toMatchObject({ move: 'recompute' });
  expect(after.clock.dueAt > accepted.clock.dueAt).toBe(true);
  expect(await recomputeDeadlines(now)).toBe(0);
});

test('tasks of joint handling wait for the year as well, whether or not the case itself does', async () => {
  const { recomputeDeadlines } = await import('../../../server/reports');
  t.setTime('2027-12-30T02:00:00Z');
  const chief = await t.as('chief');
  const report = await submit(t, resident);
  const accepted = (await move(t, chief, report, 'accept').expect(200)).body;
  const asked = { assignee: 'department:532301-shuiwu', text: '打捞' };
  await move(t, chief, accepted, 'joint-add', asked).expect(200);
  // the task runs into the next year, the case does not
  const limit = { amount: 5, kind: 'work_day' };
  const found = await Reports.findOne({ number: report.number }).lean();
  const [task] = found?.joint ?? [];
  if (!found || !task) throw new Error('no task');
  const clock = { ...task.clock, limit, provisional: true, dueAt: new Date('2028-01-06T02:00:00Z') };
  await Reports.updateOne(
    { number: report.number },
    { $set: { joint: [{ ...task, clock }], provisional: false, 'clock.provisional': false } },
  );
  const year = { year: 2028, holidays: ['2028-01-01', '2028-01-03', '2028-01-04'], workdays: [] };
  await t.http
    .post('/api/v1/holidays')
    .set(await t.as('admin'))
    .send(year)
    .expect(200);
  const now = new Date('2027-12-30T02:10:00Z');
  await recomputeDeadlines(now);
  const after = await Reports.findOne({ number: report.number }).lean();
  const [counted] = after?.joint ?? [];
  expect(counted?.clock.provisional).toBe(false);
  expect(counted?.clock.dueAt.getTime()).toBeGreaterThan(clock.dueAt.getTime());
  expect(after?.history.at(-1)).toMatchObject({ move: 'recompute', text: '协办单位的时限按放假安排重新计算' });
  expect(after?.clock?.dueAt).toEqual(found.clock?.dueAt);
  expect(await recomputeDeadlines(now)).toBe(0);
});
