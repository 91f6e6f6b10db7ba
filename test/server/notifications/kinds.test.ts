// Whom the messages reach, row by row of the table of moves.
import { Types } from 'mongoose';
import { draftsFor } from '../../../server/notifications/kinds';
import { type ReportRecord, Reports } from '../../../server/reports';
import { MOVE_NAMES, moveRow } from '../../../shared/reports/moves';
import { startTestApp, type TestApp } from '../../support/app';
import { submit } from '../../support/builders';

let t: TestApp;
let report: ReportRecord;
beforeAll(async () => {
  t = await startTestApp();
  const { number } = await submit(t, await t.as('resident'));
  const found = await Reports.findOne({ number }).lean<ReportRecord>();
  if (!found) throw new Error('no report');
  report = found;
});
afterAll(() => t.stop());

const follower = String(new Types.ObjectId());
const draftsOf = (move: (typeof MOVE_NAMES)[number], person: Types.ObjectId | null) => {
  const [first] = report.history;
  if (!first) throw new Error('no history');
  return draftsFor({ report, entry: { ...first, move, person } }, [follower], t.deps.now());
};
const PUBLIC_STEPS = [
  'accept',
  'reply',
  'resolve',
  'transfer',
  'reject',
  'not-fixed',
  'grant-suspension',
  'auto-close',
  'merge',
];

test.each(MOVE_NAMES)('%s: the reporter is told exactly when the table says so', (move) => {
  const drafts = draftsOf(move, new Types.ObjectId());
  const told = drafts.some(({ to }) => to.includes(String(report.reporter)));
  expect(told).toBe(moveRow(move).tellsReporter);
  for (const { title } of drafts) expect(title).toMatch(/[\u4e00-\u9fff]/);
});

test.each(MOVE_NAMES)('%s: nobody is told what they did themselves', (move) => {
  expect(draftsOf(move, report.reporter).flatMap(({ to }) => to)).not.toContain(String(report.reporter));
});

test.each(MOVE_NAMES)('%s: followers hear of public steps, and of nothing else', (move) => {
  const told = draftsOf(move, new Types.ObjectId()).some(({ to }) => to.includes(follower));
  expect(told).toBe(PUBLIC_STEPS.includes(move));
});
