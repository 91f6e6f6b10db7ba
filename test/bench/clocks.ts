// Deadlines over a year with its holidays and make-up days, all four kinds of clock, with and without pauses. Bar: ≥ 100,000 a second.
import { publishedHolidays } from '../../server/holidays';
import { dueAt, type Limit, type Pause, pausedShift } from '../../shared/clocks';
import { calendarFrom } from '../../shared/workdays';

const HOUR = 3_600_000;
const YEAR = Date.parse('2025-01-01T00:00:00+08:00');
const STARTS = 365 * 24;
const ROUNDS = 7;
const LIMITS: readonly Limit[] = [
  { amount: 2, kind: 'urgent_hour' },
  { amount: 4, kind: 'work_hour' },
  { amount: 7, kind: 'work_day' },
  { amount: 15, kind: 'natural_day' },
];

const calendar = calendarFrom(publishedHolidays());
const starts = Array.from({ length: STARTS }, (_, i) => new Date(YEAR + i * HOUR + (i % 60) * 60_000));
const pauseAfter = (start: Date): Pause[] => [
  { from: new Date(start.getTime() + HOUR), to: new Date(start.getTime() + 80 * HOUR) },
];
const pauses = starts.map(pauseAfter);

/** Deadlines a second, the median of several rounds over the year. */
const rate = (work: (start: Date, i: number) => unknown): number => {
  const times = Array.from({ length: ROUNDS + 1 }, () => {
    const from = performance.now();
    starts.forEach(work);
    return performance.now() - from;
  })
    .slice(1)
    .sort((a, b) => a - b);
  return STARTS / ((times[Math.floor(ROUNDS / 2)] ?? Number.NaN) / 1000);
};

for (const limit of LIMITS)
  console.log(
    `${limit.kind.padEnd(12)} ${rate((start) => dueAt(start, limit, calendar)).toFixed(0)}/s, with a pause ${rate((start, i) => pausedShift(start, limit, pauses[i] ?? [], calendar)).toFixed(0)}/s (bar 100000)`,
  );
