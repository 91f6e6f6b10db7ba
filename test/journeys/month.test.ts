import { checkMonth, liveThrough } from '../support/month';

const DAYS = Number(process.env.MONTH_DAYS ?? 9);
const STEP_HOURS = Number(process.env.MONTH_STEP_HOURS ?? 18);

test(`two processes, ${DAYS} simulated days: every reminder, rung, resumption and closing exactly once`, async () => {
  const month = await liveThrough(DAYS, STEP_HOURS);
  const end = new Date(Date.parse('2026-11-24T02:00:00Z') + (DAYS - 1) * 24 * 3_600_000);
  const counts = checkMonth(month, end);
  const left = month.reports.filter((r) => !r.history.some((e) => e.person !== null && e.move === 'accept'));
  for (const report of left)
    expect(report.history.slice(1).map((e) => e.move)).toEqual(['remind', 'overdue', 'escalate', 'escalate']);
  expect(left.length).toBeGreaterThan(0);
  const resolved = month.reports.filter((r) => r.history.some((e) => e.move === 'resolve'));
  expect(counts['auto-close'] ?? 0).toBe(resolved.filter((r) => r.state === 'closed').length);
  expect(counts.resume).toBeGreaterThan(0);
}, 900_000);
