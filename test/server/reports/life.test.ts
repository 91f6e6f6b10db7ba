// The steps beyond the plain loop: what each does to state, facts, clock and buttons, and who is refused.
import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { move, submit, upload } from '../../support/builders';

type Auth = { authorization: string };
let t: TestApp;
const who: Record<string, Auth> = {};
beforeAll(async () => {
  t = await startTestApp();
  for (const name of [
    'resident',
    'neighbour',
    'chief',
    'deputy',
    'dispatcher',
    'inspector',
    'grid',
    'general',
    'vice-general',
  ])
    who[name] = await t.as(name);
});
beforeEach(() => t.setTime(WORKING_TUESDAY));
afterAll(() => t.stop());

const read = async (number: string, name = 'resident') =>
  (
    await t.http
      .get(`/api/v1/reports/${number}`)
      .set(who[name] ?? {})
      .expect(200)
  ).body;
/** makes a move as somebody, on the report as it is now */
const by = async (name: string, report: { number: string }, what: string, input: Record<string, unknown> = {}) =>
  move(t, who[name] ?? { authorization: '' }, await read(report.number, name), what, input);
const ok = async (...args: Parameters<typeof by>) => {
  const reply = await by(...args);
  expect([args[2], reply.status, reply.body.code]).toEqual([args[2], 200, undefined]);
  return reply.body;
};
const refused = async (code: string, ...args: Parameters<typeof by>) => {
  const reply = await by(...args);
  expect([args[2], reply.body.code]).toEqual([args[2], code]);
  return reply;
};
const rate = (number: string, score: number) =>
  t.http
    .post(`/api/v1/reports/${number}/rating`)
    .set(who.resident ?? {})
    .send({ submissionId: randomUUID(), score, reasons: score <= 2 ? ['not-fixed'] : [] });

const accepted = async (over = {}) => {
  const report = await submit(t, who.resident as Auth, over);
  return ok('chief', report, 'accept');
};
const resolved = async () => ok('chief', await accepted(), 'resolve', { text: '好了' });

const box = async (name: string) =>
  (
    await t.http
      .get('/api/v1/me/messages')
      .set(who[name] ?? {})
      .expect(200)
  ).body.items as { kind: string; report: string; title: string }[];
const scope = async (name: string, of: string) =>
  (
    await t.http
      .get('/api/v1/desk/reports')
      .query({ scope: of, limit: 50 })
      .set(who[name] ?? {})
      .expect(200)
  ).body.items.map((card: { number: string }) => card.number) as string[];

describe('urging and supplementing', () => {
  test('once a day, by the reporter; whoever has it hears of it', async () => {
    const report = await accepted();
    const urged = await ok('resident', report, 'urge', { text: '还没好' });
    expect(urged).toMatchObject({ status: 'handling', facts: { urges: 1 }, can: { urge: false } });
    expect(urged.clock.dueAt).toBe(report.clock.dueAt);
    const again = await refused('report.urged-today', 'resident', report, 'urge');
    expect(again.body.current.facts.urges).toBe(1);
    t.setTime('2026-11-25T02:00:00Z');
    expect((await ok('resident', report, 'urge')).facts.urges).toBe(2);
    await refused('report.move-not-yours', 'neighbour', report, 'urge');
    await t.announce();
    const kinds = (await box('chief')).filter((m) => m.report === report.number).map((m) => m.kind);
    expect(kinds.filter((kind) => kind === 'urged')).toHaveLength(2);
  });

  test('words or a photo, at least one of them', async () => {
    const report = await accepted();
    const empty = await refused('report.words-or-photo', 'resident', report, 'supplement');
    expect(empty.status).toBe(422);
    const photo = await upload(t, who.resident as Auth);
    const added = await ok('resident', report, 'supplement', { photos: [photo] });
    expect(added).toMatchObject({ facts: { supplements: 1 }, timeline: expect.anything() });
    expect(added.timeline.at(-1)).toMatchObject({ move: 'supplement', photos: [{ id: photo }] });
  });
});

describe('appeal', () => {
  const rejected = async () => {
    const report = await submit(t, who.resident as Auth);
    return ok('dispatcher', report, 'reject', { text: '不归城管', reason: 'not-ours' });
  };
  test('once; granted, it is open again and on the dispatcher’s desk', async () => {
    const report = await rejected();
    await ok('resident', report, 'appeal', { text: '就在路边' });
    expect(await scope('dispatcher', 'appeals')).toContain(report.number);
    const open = await ok('dispatcher', report, 'reopen');
    expect(open).toMatchObject({
      status: 'submitted',
      responsible: { kind: 'dispatcher' },
      clock: { phase: 'acceptance' },
      facts: { appeal: 'granted' },
    });
    expect(await scope('dispatcher', 'appeals')).not.toContain(report.number);
    expect(await scope('dispatcher', 'unrouted')).toContain(report.number);
  });
  test('upheld, that was it', async () => {
    const report = await rejected();
    await refused('report.nothing-to-decide', 'dispatcher', report, 'uphold', { text: '维持' });
    await ok('resident', report, 'appeal', { text: '请再看看' });
    expect(await ok('dispatcher', report, 'uphold', { text: '请拨打 12345' })).toMatchObject({ status: 'rejected' });
    await refused('report.appealed-already', 'resident', report, 'appeal', { text: '再来' });
  });
});

describe('not fixed', () => {
  test('once by right, then on request', async () => {
    const report = await resolved();
    const back = await ok('resident', report, 'not-fixed', { text: '还是坏的' });
    expect(back).toMatchObject({ status: 'rework', clock: { phase: 'handling' }, facts: { reworks: 1 } });
    await ok('chief', report, 'resolve', { text: '又修了' });
    await refused('report.reopened-already', 'resident', report, 'not-fixed', { text: '没有' });
    await ok('resident', report, 'request-reopen', { text: '漏水' });
    expect(await scope('dispatcher', 'reopens')).toContain(report.number);
    await refused('report.asked-already', 'resident', report, 'request-reopen', { text: '漏水' });
    expect(await ok('dispatcher', report, 'grant-reopen')).toMatchObject({
      status: 'rework',
      facts: { reworks: 2, reopenAsked: false },
    });
  });
  test('a request may be refused', async () => {
    const report = await resolved();
    await ok('resident', report, 'not-fixed', { text: '没有' });
    await ok('chief', report, 'resolve', { text: '修了' });
    await ok('resident', report, 'request-reopen', { text: '没有' });
    await ok('dispatcher', report, 'refuse-reopen', { text: '已核实' });
    expect((await read(report.number)).facts).toMatchObject({ reopenAsked: false, reworks: 1 });
  });
});

describe('verification', () => {
  const checked = async () => {
    const report = await submit(t, who.resident as Auth, {
      category: 'illegal-building',
      photos: [await upload(t, who.resident as Auth)],
    });
    await ok('chief', report, 'accept');
    return ok('chief', report, 'resolve', { text: '拆了', photos: [await upload(t, who.chief as Auth)] });
  };
  test('a flagged category waits for another pair of eyes before it is rated', async () => {
    const report = await checked();
    expect(report).toMatchObject({ status: 'resolved', clock: null, facts: { verification: { state: 'pending' } } });
    expect((await read(report.number)).can).toMatchObject({ rate: false });
    expect((await rate(report.number, 5)).body.code).toBe('report.not-ratable');
    expect(await scope('inspector', 'to-verify')).toContain(report.number);
    await refused('report.move-not-yours', 'neighbour', report, 'verify-pass');
    const passed = await ok('inspector', report, 'verify-pass', { text: '看过了' });
    expect(passed).toMatchObject({ clock: { phase: 'rating' }, facts: { verification: { state: 'passed' } } });
    expect((await read(report.number)).can.rate).toBe(true);
    await t.announce();
    expect((await box('inspector')).map((m) => m.kind)).toContain('to-verify');
  });
  test('failed: rework, counted, the clock from its beginning', async () => {
    const report = await checked();
    const back = await ok('inspector', report, 'verify-fail', { text: '还剩一半' });
    expect(back).toMatchObject({ status: 'rework', facts: { reworks: 1 }, clock: { phase: 'handling' } });
    await refused('report.move-not-allowed', 'inspector', report, 'verify-pass');
  });
  test('nobody checks what they handled', async () => {
    const report = await checked();
    const { body } = await t.http
      .post('/api/v1/posts/invitations')
      .set(await t.as('admin'))
      .send({ role: 'inspector', area: '532301', holder: '两职' });
    await t.http
      .post('/api/v1/posts/claim')
      .set(who.chief as Auth)
      .send({ code: body.code })
      .expect(200);
    expect((await read(report.number, 'chief')).can).toMatchObject({ 'verify-pass': false, 'verify-fail': false });
    expect(await scope('chief', 'to-verify')).not.toContain(report.number);
    await t.http
      .post(`/api/v1/reports/${report.number}/moves`)
      .set(who.chief as Auth)
      .send({ moveId: randomUUID(), version: report.version, move: 'verify-pass', input: {} })
      .expect(403);
  });
});

describe('extension', () => {
  test('the first by the dispatcher, the second by the general chief, no third', async () => {
    const report = await accepted();
    const asked = await ok('chief', report, 'request-extension', { text: '下雨', date: '2026-11-27' });
    expect(asked.facts.extensionAsked).toEqual({ until: '2026-11-27T10:00:00.000Z' });
    expect((await read(report.number, 'neighbour')).facts.extensionAsked).toBeNull();
    expect(await scope('dispatcher', 'extensions')).toContain(report.number);
    await refused('report.asked-already', 'chief', report, 'request-extension', { text: '下雨', date: '2026-11-28' });
    await refused('report.nothing-to-decide', 'general', report, 'grant-extension');
    const longer = await ok('dispatcher', report, 'grant-extension');
    expect(longer).toMatchObject({
      clock: { dueAt: '2026-11-27T10:00:00.000Z' },
      promise: { resolveBy: '2026-11-27T10:00:00.000Z' },
      facts: { extensions: 1, extensionAsked: null },
    });
    await ok('chief', report, 'request-extension', { text: '缺件', date: '2026-12-02' });
    expect(await scope('general', 'extensions')).toContain(report.number);
    await refused('report.nothing-to-decide', 'dispatcher', report, 'grant-extension');
    expect((await ok('general', report, 'grant-extension')).clock.dueAt).toBe('2026-12-02T10:00:00.000Z');
    await refused('report.asked-already', 'chief', report, 'request-extension', { text: '还要', date: '2026-12-05' });
  });
  test('a day before the deadline or too far away is refused by name', async () => {
    const report = await accepted();
    for (const date of ['2026-11-20', '2027-11-20']) {
      const reply = await refused('report.date-out-of-range', 'chief', report, 'request-extension', {
        text: '慢',
        date,
      });
      expect(reply.body.fields).toHaveProperty(['input.date']);
    }
    expect((await by('chief', report, 'request-extension', { text: '慢', date: '2026-02-30' })).status).toBe(422);
  });
  test('refused: the clock stays as it was', async () => {
    const report = await accepted();
    await ok('chief', report, 'request-extension', { text: '慢', date: '2026-11-30' });
    const after = await ok('dispatcher', report, 'refuse-extension', { text: '请按时' });
    expect([after.clock.dueAt, after.facts.extensionAsked]).toEqual([report.clock.dueAt, null]);
  });
});

describe('suspension', () => {
  test('stops the clock until the approved day, then runs on by itself', async () => {
    const report = await accepted({ category: 'road-broken', photos: [await upload(t, who.resident as Auth)] });
    await ok('chief', report, 'request-suspension', { text: '雨季', reason: 'season', date: '2026-12-07' });
    expect(await scope('dispatcher', 'suspensions')).toContain(report.number);
    await refused('report.move-not-yours', 'chief', report, 'grant-suspension', { date: '2026-12-07' });
    const stopped = await ok('dispatcher', report, 'grant-suspension', { date: '2026-12-07' });
    expect(stopped).toMatchObject({
      status: 'suspended',
      clock: null,
      facts: { suspensions: 1, suspendedUntil: '2026-12-07T00:00:00.000Z' },
    });
    t.setTime('2026-12-06T02:00:00Z');
    await t.tick();
    expect((await read(report.number)).status).toBe('suspended');
    t.setTime('2026-12-07T00:00:00Z');
    await t.tick();
    const back = await read(report.number);
    expect(back.status).toBe('handling');
    expect(back.timeline.at(-1)).toMatchObject({ move: 'resume', by: { label: '系统' } });
    expect(new Date(back.clock.dueAt) > new Date(report.clock.dueAt)).toBe(true);
    expect(back.clock.share).toBeLessThan(0.1);
    expect(await t.tick()).toBe(0);
  });
  test('resumed early, only the time that passed is given back', async () => {
    const report = await accepted();
    await ok('chief', report, 'request-suspension', { text: '等料', reason: 'materials', date: '2026-12-07' });
    await ok('dispatcher', report, 'grant-suspension', { date: '2026-12-07' });
    t.setTime('2026-11-24T03:00:00Z'); // one working hour later
    const back = await ok('chief', report, 'resume');
    expect(Date.parse(back.clock.dueAt)).toBeGreaterThanOrEqual(Date.parse(report.clock.dueAt));
    expect(Date.parse(back.clock.dueAt) - Date.parse(report.clock.dueAt)).toBeLessThan(24 * 3_600_000);
  });
});

describe('notes', () => {
  test('staff only: never shown to the reporter or the public, never announced to them', async () => {
    const report = await accepted();
    const secret = '上报人曾多次投诉邻居';
    const noted = await ok('chief', report, 'note', { text: secret });
    expect(noted.timeline.at(-1)).toMatchObject({ move: 'note', internal: true, text: secret });
    for (const name of ['resident', 'neighbour'])
      expect(JSON.stringify(await read(report.number, name))).not.toContain(secret);
    expect(JSON.stringify((await t.http.get(`/api/v1/reports/${report.number}`).expect(200)).body)).not.toContain(
      secret,
    );
    const stale = await move(t, who.resident as Auth, { number: report.number, version: 1 }, 'urge');
    expect([stale.status, JSON.stringify(stale.body).includes(secret)]).toEqual([409, false]);
    await t.announce();
    expect(JSON.stringify(await box('resident'))).not.toContain(secret);
    await refused('report.move-not-yours', 'resident', report, 'note', { text: 'x' });
  });
});

test('the chief names the condition: its limit is frozen and counts from the same start', async () => {
  const { body } = await t.http.get('/api/v1/categories');
  const bin = body.items.find((c: { id: string }) => c.id === 'bin-overflow');
  const report = await accepted({ category: 'bin-overflow', photos: [await upload(t, who.resident as Auth)] });
  const set = await ok('chief', report, 'set-condition', { condition: bin.conditions[0].id });
  expect(set).toMatchObject({
    condition: { id: bin.conditions[0].id },
    promise: { resolveText: '4 个工作小时内办结' },
  });
  expect(set.clock.dueAt < report.clock.dueAt).toBe(true);
  await refused('condition.unknown', 'chief', report, 'set-condition', { condition: 'c99' });
});

describe('call-back', () => {
  const unhappy = async () => {
    const report = await resolved();
    await rate(report.number, 1).expect(200);
    return report;
  };
  test('a bad rating makes it somebody else’s task; the public does not see it', async () => {
    const report = await unhappy();
    expect((await read(report.number)).facts.callback).toMatchObject({ state: 'due', dueAt: expect.any(String) });
    expect((await read(report.number, 'neighbour')).facts.callback).toBeNull();
    expect((await read(report.number, 'chief')).can['call-back']).toBe(false);
    expect(await scope('dispatcher', 'callbacks')).toContain(report.number);
    const called = await ok('inspector', report, 'call-back', { text: '已说明', reason: 'explained' });
    expect(called).toMatchObject({ status: 'closed', facts: { callback: { state: 'done', dueAt: null } } });
    expect(await scope('dispatcher', 'callbacks')).not.toContain(report.number);
  });
  test('or is reopened by it, keeps the first rating and is rated anew', async () => {
    const report = await unhappy();
    const back = await ok('dispatcher', report, 'call-back-reopen', { text: '确实没修' });
    expect(back).toMatchObject({ status: 'rework', rating: null });
    await ok('chief', report, 'resolve', { text: '修好了' });
    expect((await rate(report.number, 5).expect(200)).body).toMatchObject({ status: 'closed', rating: { score: 5 } });
  });
  test('the reporter may reopen it by right instead', async () => {
    const report = await unhappy();
    expect(await ok('resident', report, 'not-fixed', { text: '还是那样' })).toMatchObject({
      status: 'rework',
      facts: { callback: { state: 'superseded' } },
    });
  });
});

test('nobody rates for five working days: closed by itself, marked, without a rating', async () => {
  const report = await resolved();
  t.setTime('2026-12-01T01:59:00Z');
  await t.tick();
  expect((await read(report.number)).status).toBe('resolved');
  t.setTime('2026-12-01T02:00:00Z');
  await t.tick();
  expect(await read(report.number)).toMatchObject({
    status: 'closed',
    rating: null,
    facts: { auto: true },
    clock: null,
  });
});
