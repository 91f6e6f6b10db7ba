// The numbers on a desk are the numbers of reports behind them, scope by scope, and follow a move at once.
import { Reports } from '../../../server/reports';
import { startTestApp, type TestApp } from '../../support/app';
import { move, submit } from '../../support/builders';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
  const [resident, chief, dispatcher] = [await t.as('resident'), await t.as('chief'), await t.as('dispatcher')];
  const reports = [];
  for (let i = 0; i < 9; i++) reports.push(await submit(t, resident, { description: `第 ${i} 件` }));
  const [a, b, c, d, e] = reports;
  await move(t, chief, a, 'return', { text: '不归我' }).expect(200);
  await move(t, chief, b, 'accept').expect(200);
  const accepted = (await move(t, chief, c, 'accept').expect(200)).body;
  const asked = { text: '要等材料', date: '2026-12-01' };
  await move(t, chief, accepted, 'request-extension', asked).expect(200);
  const rejected = await move(t, dispatcher, d, 'reject', { text: '不归城管', reason: 'not-ours' }).expect(200);
  await move(t, resident, rejected.body, 'appeal', { text: '归的' }).expect(200);
  const done = (await move(t, chief, e, 'accept').expect(200)).body;
  await move(t, chief, done, 'resolve', { text: '清走了' }).expect(200);
  await t.http
    .post(`/api/v1/reports/${e.number}/rating`)
    .set(resident)
    .send({ submissionId: 'rating-of-e', score: 1, text: '还在' })
    .expect(200);
  // later that afternoon some are late and have climbed
  t.setTime('2026-11-24T09:30:00Z');
  await t.tick();
});
afterAll(() => t.stop());

interface Desk {
  items: { number: string; status: string; clock: { dueAt: string } | null }[];
  counts: Record<string, number>;
  scopes: { scope: string; count: number }[];
}
const desk = async (who: string, query: Record<string, unknown> = {}): Promise<Desk> =>
  (
    await t.http
      .get('/api/v1/desk/reports')
      .query({ limit: 50, ...query })
      .set(await t.as(who))
      .expect(200)
  ).body;

test.each(['chief', 'grid', 'handler', 'inspector', 'vice-general', 'general', 'dispatcher'])(
  '%s: every scope counts as many as it lists',
  async (who) => {
    const { scopes } = await desk(who);
    expect(scopes.length).toBeGreaterThan(0);
    for (const { scope, count } of scopes)
      expect([scope, (await desk(who, { scope })).items.length]).toEqual([scope, count]);
  },
);

test('there is something to count in the scopes that matter', async () => {
  const { scopes } = await desk('dispatcher');
  const count = Object.fromEntries(scopes.map((one) => [one.scope, one.count]));
  for (const scope of ['callbacks', 'returned', 'appeals', 'extensions', 'overdue', 'all'])
    expect([scope, (count[scope] ?? 0) > 0]).toEqual([scope, true]);
});

test.each(['mine', 'all'])('groups of %s count as many as they list', async (scope) => {
  const who = scope === 'mine' ? 'chief' : 'dispatcher';
  const { counts } = await desk(who, { scope });
  const listed = async (group: string) => (await desk(who, { scope, group })).items.length;
  expect(counts).toEqual({
    late: await listed('late'),
    today: await listed('today'),
    toAccept: await listed('to-accept'),
    handling: await listed('handling'),
    toAssign: await listed('to-assign'),
  });
  expect(counts.late).toBeGreaterThan(0);
});

test('who moves a report sees the new numbers at once', async () => {
  const before = await desk('chief');
  const open = before.items.find((card) => card.status === 'assigned');
  const { body } = await t.http.get(`/api/v1/reports/${open?.number}`).set(await t.as('chief'));
  await move(t, await t.as('chief'), body, 'accept').expect(200);
  const after = await desk('chief');
  expect([after.counts.toAccept, after.counts.handling]).toEqual([
    (before.counts.toAccept ?? 0) - 1,
    (before.counts.handling ?? 0) + 1,
  ]);
});

test('what another process changed is counted within two seconds', async () => {
  const before = await desk('chief');
  await Reports.updateMany({ state: 'assigned', open: true }, { $set: { state: 'handling' } });
  await new Promise((resolve) => setTimeout(resolve, 2100));
  expect((await desk('chief')).counts.toAccept).toBe(0);
  expect(before.counts.toAccept).toBeGreaterThan(0);
});

test('days later, whatever the scope: a chip counts as many as it lists, call-backs that ran out among them', async () => {
  t.setTime('2026-12-03T09:30:00Z');
  await t.tick();
  await new Promise((resolve) => setTimeout(resolve, 2100));
  let late = 0;
  for (const who of ['dispatcher', 'inspector', 'general', 'vice-general', 'chief']) {
    const { scopes } = await desk(who);
    for (const { scope } of scopes) {
      const { counts } = await desk(who, { scope });
      for (const group of ['late', 'today'])
        expect([who, scope, group, (await desk(who, { scope, group })).items.length]).toEqual([
          who,
          scope,
          group,
          counts[group],
        ]);
      if (scope === 'callbacks') late += counts.late ?? 0;
    }
  }
  expect(late).toBeGreaterThan(0);
}, 60_000);

test('what climbed to a general chief is what somebody still owes: closed ones wait for a call-back', async () => {
  const { items } = await desk('general', { scope: 'escalated' });
  const numbers = items.map(({ number }) => number);
  const found = await Reports.find({ number: { $in: numbers } }).lean();
  expect(found.length).toBeGreaterThan(0);
  for (const { number, state, open, clock, tasks } of found)
    expect([number, open || (clock !== null && tasks.includes('callback')), state]).toEqual([number, true, state]);
});
