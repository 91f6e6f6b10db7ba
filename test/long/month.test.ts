import { checkMonth, liveThrough } from '../support/month';

const DAYS = 31;

test('two processes through a simulated month, hour by hour at work: everything by itself exactly once', async () => {
  const month = await liveThrough(DAYS, Number(process.env.MONTH_STEP_HOURS ?? 2));
  const end = new Date(Date.parse('2026-11-24T02:00:00Z') + (DAYS - 1) * 24 * 3_600_000);
  const counts = checkMonth(month, end);
  console.info({ reports: month.reports.length, messages: month.messages.length, ...counts });
  expect(counts['auto-close']).toBeGreaterThan(0);
}, 3_600_000);
