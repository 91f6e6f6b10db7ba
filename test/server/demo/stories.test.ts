// The demonstration shows every turn a report's life can take, whatever hour it is started at.
import { seedPastReports } from '../../../server/demo/past-reports';
import { type ReportRecord, Reports } from '../../../server/reports';
import { startTestApp, type TestApp } from '../../support/app';
import { checkReport } from '../../support/walk-checks';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

test.each(['2026-11-24T02:00:00Z', '2026-10-04T15:00:00Z'])(
  'started at %s',
  async (iso) => {
    await Reports.deleteMany({});
    t.setTime(iso);
    const now = new Date(iso);
    await seedPastReports({ keys: t.deps.keys, storage: t.storage, now });
    const reports = await Reports.find().lean<ReportRecord[]>();
    for (const report of reports) checkReport(report, undefined, now);
    const count = (holds: (r: ReportRecord) => boolean) => reports.filter(holds).length;
    expect(count((r) => r.state === 'suspended')).toBe(1);
    expect(count((r) => r.facts.reworks > 0)).toBe(1);
    expect(count((r) => r.facts.callback === 'due')).toBeGreaterThan(0);
    expect(count((r) => r.facts.callback === 'done')).toBe(1);
    expect(count((r) => r.facts.auto)).toBeGreaterThan(0);
    expect(count((r) => r.facts.extensions > 0)).toBe(1);
    expect(count((r) => r.joint.some(({ state }) => state === 'answered') && r.facts.jointOpen > 0)).toBe(1);
    expect(count((r) => r.state === 'merged')).toBe(2);
    expect(count((r) => r.facts.duplicates === 2)).toBe(1);
    expect(count((r) => r.moderation.waiting !== undefined)).toBe(2);
    // told again, nothing is told twice
    await seedPastReports({ keys: t.deps.keys, storage: t.storage, now });
    expect(await Reports.countDocuments()).toBe(reports.length);
  },
  300_000,
);

test('estates are places of their own: what happened there is coarse, and a grid officer has the one in their community', async () => {
  const inside = await Reports.find({ address: /小区/ }).lean<ReportRecord[]>();
  expect(inside.map((report) => report.coarse)).toEqual([true, true, true]);
  const address = /米市大院/;
  expect(inside.find((report) => address.test(report.address))?.party).toMatchObject({
    key: 'area:532301101001',
    role: 'grid_officer',
  });
});
