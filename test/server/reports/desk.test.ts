// One desk with different scopes, and what only staff may do: templates, unmasking, bulk reassignment.
import { randomUUID } from 'node:crypto';
import { Unmaskings } from '../../../server/reports/contact';
import { startTestApp, type TestApp } from '../../support/app';
import { move, submit } from '../../support/builders';

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

const desk = async (who: string, query: Record<string, unknown> = {}) =>
  t.http
    .get('/api/v1/desk/reports')
    .query({ limit: 50, ...query })
    .set(await t.as(who));
const numbers = async (who: string, scope: string) =>
  (await desk(who, { scope })).body.items.map((card: { number: string }) => card.number);

describe('scopes', () => {
  test.each([
    ['chief', ['mine']],
    ['grid', ['mine', 'to-verify']],
    ['handler', ['mine', 'cooperating']],
    ['head', ['mine', 'cooperating']],
    ['inspector', ['to-verify', 'callbacks']],
    ['vice-general', ['escalated', 'below', 'joint-late', 'supervised']],
    ['general', ['escalated', 'below', 'extensions', 'joint-late', 'supervised']],
    [
      'dispatcher',
      [
        'mine',
        'callbacks',
        'unrouted',
        'returned',
        'appeals',
        'extensions',
        'suspensions',
        'reopens',
        'overdue',
        'supervised',
        'all',
      ],
    ],
  ])('%s has %j, each with a count', async (who, expected) => {
    const { body } = await desk(who);
    expect(body.scopes.map((s: { scope: string }) => s.scope)).toEqual(expected);
    for (const { count, name } of body.scopes) expect([typeof count, name.length > 0]).toEqual(['number', true]);
  });
  test.each([
    ['chief', 'overdue'],
    ['handler', 'all'],
    ['inspector', 'unrouted'],
    ['dispatcher', 'escalated'],
    ['resident', 'mine'],
  ])('%s is refused the scope %s', async (who, scope) => {
    expect((await desk(who, { scope })).body.code).toBe('post.not-held');
  });
  test('returned, unrouted, overdue and below hold what their names say', async () => {
    const report = await submit(t, resident);
    expect(await numbers('vice-general', 'below')).toContain(report.number);
    const back = (await move(t, chief, report, 'return', { text: '不归我' })).body;
    expect(await numbers('dispatcher', 'returned')).toContain(report.number);
    expect(await numbers('chief', 'mine')).not.toContain(report.number);
    await move(t, dispatcher, back, 'assign', { assignee: report.responsible.key }).expect(200);
    t.setTime('2026-11-24T06:30:00Z');
    await t.tick();
    expect(await numbers('dispatcher', 'overdue')).toContain(report.number);
    t.setTime('2026-11-24T02:00:00Z');
  });
});

test('a department sees what was passed to it, and nothing else', async () => {
  const { body: me } = await t.http.get('/api/v1/me').set(await t.as('handler'));
  const assignee = `department:${me.posts[0].departmentId}`;
  const [passed, other] = [
    await submit(t, resident, { visibility: 'private' }),
    await submit(t, resident, { visibility: 'private' }),
  ];
  await move(t, chief, passed, 'transfer', { text: '归你们', assignee }).expect(200);
  const handler = await t.as('handler');
  expect(await numbers('handler', 'mine')).toContain(passed.number);
  expect(await numbers('handler', 'mine')).not.toContain(other.number);
  await t.http.get(`/api/v1/reports/${passed.number}`).set(handler).expect(200);
  await t.http.get(`/api/v1/reports/${other.number}`).set(handler).expect(404);
  const elsewhere = await t.as('handler-yuanlin');
  await t.http.get(`/api/v1/reports/${passed.number}`).set(elsewhere).expect(404);
});

test('reply templates fit the category and are filled in', async () => {
  const report = await submit(t, resident, { address: '鹿城南路 38 号' });
  const { body } = await t.http.get(`/api/v1/reports/${report.number}/reply-templates`).set(chief).expect(200);
  expect(body.items.length).toBeGreaterThan(3);
  for (const { text } of body.items) expect(text).not.toMatch(/[{}]/);
  expect(body.items[0].text).toContain('鹿城南路 38 号');
  const stranger = await t.http.get(`/api/v1/reports/${report.number}/reply-templates`).set(resident);
  expect(stranger.body.code).toBe('report.move-not-yours');
});

describe('contact in full', () => {
  const ask = async (who: string, number: string, reason = '约时间上门') =>
    t.http
      .post(`/api/v1/reports/${number}/contact`)
      .set(await t.as(who))
      .send({ reason });
  let reporter: Auth;
  beforeAll(async () => {
    reporter = await t.as('contactable');
    await t.http.patch('/api/v1/me').set(reporter).send({ nickname: '张三丰', phone: '13912345678' }).expect(200);
  });
  test('for whoever has it, with a reason, and every look is logged', async () => {
    const report = await submit(t, reporter, { allowContact: true });
    expect((await ask('chief', report.number)).body).toEqual({ name: '张三丰', phone: '13912345678' });
    expect((await ask('chief', report.number, '')).status).toBe(422);
    await ask('dispatcher', report.number, '回访');
    const log = await Unmaskings.find({ report: report.number }).lean();
    expect(log.map((row) => row.reason)).toEqual(['约时间上门', '回访']);
    expect((await t.http.get(`/api/v1/reports/${report.number}`).set(chief)).body.can.contact).toBe(true);
  });
  test.each([
    ['other-chief', {}, 'report.move-not-yours'],
    ['resident', {}, 'report.move-not-yours'],
    ['vice-general', {}, 'report.contact-hidden'],
    ['chief', { allowContact: false }, 'report.contact-hidden'],
    ['chief', { anonymous: true }, 'report.contact-hidden'],
    ['dispatcher', { anonymous: true }, 'report.contact-hidden'],
  ])('%s, %j: %s, and nothing is logged', async (who, over, code) => {
    const report = await submit(t, reporter, { allowContact: true, ...over });
    expect((await ask(who, report.number)).body.code).toBe(code);
    expect(await Unmaskings.countDocuments({ report: report.number })).toBe(0);
  });
});

test('bulk reassignment: each a step of its own, one refusal does not hold up the others, a retry changes nothing', async () => {
  const reports = await Promise.all([submit(t, resident), submit(t, resident), submit(t, resident)]);
  const [a, b, c] = reports;
  await move(t, chief, b, 'return', { text: '不归我' }).expect(200);
  await move(t, chief, c, 'accept').expect(200);
  const { body: other } = await t.http.get('/api/v1/me').set(await t.as('other-chief'));
  const body = {
    batchId: randomUUID(),
    assignee: `area:${other.posts[0].areaCode}`,
    text: '调整分工',
    reports: [
      { number: a.number, version: 1 },
      { number: b.number, version: 2 },
      { number: c.number, version: 1 },
    ],
  };
  const send = async (who: string) =>
    t.http
      .post('/api/v1/desk/reassignments')
      .set(await t.as(who))
      .send(body);
  expect((await send('chief')).body.code).toBe('post.not-held');
  for (let i = 0; i < 2; i++) {
    const { body: answer } = await send('dispatcher');
    expect(answer.items.map((item: { ok: boolean; code: string | null }) => [item.ok, item.code])).toEqual([
      [true, null],
      [true, null],
      [false, 'report.stale'],
    ]);
  }
  expect(await numbers('other-chief', 'mine')).toEqual(expect.arrayContaining([a.number, b.number]));
  const { body: after } = await t.http.get(`/api/v1/reports/${a.number}`);
  expect(after.version).toBe(2);
});

test('filters are saved per person and replaced as a whole', async () => {
  const path = '/api/v1/me/desk-filters';
  const items = [
    { name: '我的超期', scope: 'mine', group: 'late' },
    { name: '犬只', scope: 'mine', category: 'dogs' },
  ];
  expect((await t.http.get(path).set(chief).expect(200)).body).toEqual({ items: [] });
  await t.http.put(path).set(chief).send({ items }).expect(200);
  expect((await t.http.get(path).set(chief).expect(200)).body).toEqual({ items });
  expect((await t.http.get(path).set(dispatcher)).body).toEqual({ items: [] });
  expect((await t.http.put(path).set(resident).send({ items })).body.code).toBe('post.not-held');
  const many = Array.from({ length: 13 }, () => items[0]);
  expect((await t.http.put(path).set(chief).send({ items: many })).status).toBe(422);
});

test('the desk is narrowed by category and street', async () => {
  const report = await submit(t, resident, { category: 'dogs' });
  const found = async (query: Record<string, unknown>) =>
    (await desk('chief', query)).body.items.map((card: { number: string }) => card.number);
  expect(await found({ category: 'dogs', street: report.street.code })).toEqual([report.number]);
  expect(await found({ category: 'toilet' })).toEqual([]);
});
