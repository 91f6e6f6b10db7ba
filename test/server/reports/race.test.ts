// Fifty people act on one report in the same moment: one wins, the others are told so and given the report as it is now.
import { randomUUID } from 'node:crypto';
import { Reports } from '../../../server/reports';
import { startTestApp, type TestApp } from '../../support/app';
import { move, submit } from '../../support/builders';

type Auth = { authorization: string };
type Case = { number: string; version: number };
let t: TestApp;
const who: Record<string, Auth> = {};
beforeAll(async () => {
  t = await startTestApp();
  for (const name of ['resident', 'chief', 'deputy', 'dispatcher', 'other-chief']) who[name] = await t.as(name);
});
afterAll(() => t.stop());

const FIFTY = Array.from({ length: 50 }, (_, i) => i);
const ELSEWHERE = ['area:532301101-s02', 'department:532301-chengguan', 'area:532301101-s03'];
const as = (name: string): Auth => who[name] ?? { authorization: '' };
const step = async (report: Case, by: string, name: string, input: object = {}): Promise<Case> =>
  (await move(t, as(by), report, name, { ...input }).expect(200)).body;

const assigned = () => submit(t, as('resident'));
const handling = async () => step(await assigned(), 'chief', 'accept');
const resolved = async () => step(await handling(), 'chief', 'resolve', { text: '好了' });
const returned = async () => step(await assigned(), 'chief', 'return', { text: '不归我' });
const asksExtension = async () =>
  step(await handling(), 'chief', 'request-extension', { text: '等材料', date: '2026-12-01' });

/** What each of the fifty does. */
const RACES: [string, () => Promise<Case>, (i: number) => [by: string, move: string, input: object]][] = [
  ['accept', assigned, (i) => [i % 2 ? 'chief' : 'deputy', 'accept', {}]],
  [
    'transfer to three places',
    assigned,
    (i) => [['chief', 'deputy', 'dispatcher'][i % 3] ?? '', 'transfer', { text: '转', assignee: ELSEWHERE[i % 3] }],
  ],
  ['resolve', handling, (i) => [i % 2 ? 'chief' : 'deputy', 'resolve', { text: `第 ${i} 种说法` }]],
  [
    'return or transfer',
    handling,
    (i) =>
      i % 2 ? ['chief', 'return', { text: '退' }] : ['deputy', 'transfer', { text: '转', assignee: ELSEWHERE[1] }],
  ],
  ['accept or withdraw', assigned, (i) => (i % 2 ? ['chief', 'accept', {}] : ['resident', 'withdraw', {}])],
  [
    'assign or reject',
    returned,
    (i) => [
      'dispatcher',
      ...(i % 2
        ? (['assign', { assignee: ELSEWHERE[0] }] as const)
        : (['reject', { text: '不归', reason: 'not-ours' }] as const)),
    ],
  ],
  [
    'grant or refuse an extension',
    asksExtension,
    (i) => ['dispatcher', i % 2 ? 'grant-extension' : 'refuse-extension', { text: '定' }],
  ],
  ['urge', assigned, () => ['resident', 'urge', { text: '急' }]],
];

test.each(RACES)('fifty at once: %s', async (_, before, act) => {
  const report = await before();
  const replies = await Promise.all(
    FIFTY.map((i) => {
      const [by, name, input] = act(i);
      return move(t, as(by), report, name, { ...input });
    }),
  );
  const won = replies.filter((reply) => reply.status === 200);
  const lost = replies.filter((reply) => reply.status === 409);
  expect([won.length, lost.length]).toEqual([1, 49]);
  const after = won[0]?.body;
  expect(after.version).toBe(report.version + 1);
  for (const { body } of lost)
    expect(body.current).toMatchObject({ number: report.number, version: after.version, status: after.status });
  const stored = await Reports.findOne({ number: report.number }).lean();
  expect([stored?.version, stored?.history.length, stored?.state]).toEqual([
    after.version,
    after.version,
    after.status,
  ]);
});

test('fifty ratings of one result: one counts', async () => {
  const report = await resolved();
  const replies = await Promise.all(
    FIFTY.map((i) =>
      t.http
        .post(`/api/v1/reports/${report.number}/rating`)
        .set(as('resident'))
        .send({ submissionId: randomUUID(), score: 1 + (i % 5), text: '评' }),
    ),
  );
  const won = replies.filter((reply) => reply.status === 200);
  expect([won.length, replies.filter((reply) => reply.status === 409).length]).toEqual([1, 49]);
  const stored = await Reports.findOne({ number: report.number }).lean();
  expect(stored?.rating?.score).toBe(won[0]?.body.rating.score);
  expect(stored?.history.filter((entry) => entry.move === 'rate')).toHaveLength(1);
});

test('fifty bulk reassignments of the same ten reports: each report goes once', async () => {
  const reports = await Promise.all(Array.from({ length: 10 }, assigned));
  const replies = await Promise.all(
    FIFTY.map((i) =>
      t.http
        .post('/api/v1/desk/reassignments')
        .set(as('dispatcher'))
        .send({
          batchId: randomUUID(),
          assignee: ELSEWHERE[i % 3],
          text: '分工',
          reports: reports.map(({ number, version }) => ({ number, version })),
        })
        .expect(200),
    ),
  );
  const outcomes = replies.flatMap(
    (reply) => reply.body.items as { number: string; ok: boolean; code: string | null }[],
  );
  for (const { number } of reports) {
    const mine = outcomes.filter((one) => one.number === number);
    expect([mine.length, mine.filter(({ ok }) => ok).length]).toEqual([50, 1]);
    const codes = new Set(mine.filter(({ ok }) => !ok).map(({ code }) => code));
    codes.delete('report.stale');
    // who read it after it had gone to the very place they wanted is told that it is there
    codes.delete('report.assignee-same');
    expect([...codes]).toEqual([]);
    const stored = await Reports.findOne({ number }).lean();
    expect([stored?.version, stored?.history.at(-1)?.move]).toEqual([2, 'transfer']);
  }
}, 120_000);
