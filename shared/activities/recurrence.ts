// A series of activities: every so many weeks on some weekdays, or every month on the day of the first, until a day, with days that
// are left out and days that are moved. Days are those of Asia/Shanghai; the time of day stays.
import { dateOfDay, dayOf, dayOfDate, instantOn, timeOfDay } from '../workdays';

export interface Recurrence {
  readonly every: 'week' | 'month';
  /** each, every second, … */
  readonly interval: number;
  /** 1 Monday … 7 Sunday; with `week` only, empty: the weekday of the first */
  readonly weekdays: readonly number[];
  /** last day, YYYY-MM-DD */
  readonly until: string;
  /** YYYY-MM-DD → left out, or the day it is held instead */
  readonly exceptions: readonly { readonly date: string; readonly movedTo: string | null }[];
}

export const SERIES_LIMIT = 60;

const weekdayOf = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1;
const mondayOf = (day: number) => day - (weekdayOf(day) - 1);

/** Day numbers by the rule alone, the first included, in order. */
function ruleDays(first: number, rule: Recurrence, last: number): number[] {
  const days: number[] = [];
  if (rule.every === 'week') {
    const weekdays = rule.weekdays.length > 0 ? rule.weekdays : [weekdayOf(first)];
    for (let week = mondayOf(first); week <= last && days.length < SERIES_LIMIT; week += 7 * rule.interval)
      for (const weekday of [...weekdays].sort((a, b) => a - b)) {
        const day = week + weekday - 1;
        if (day >= first && day <= last) days.push(day);
      }
    return days.slice(0, SERIES_LIMIT);
  }
  const start = new Date(`${dateOfDay(first)}T00:00:00Z`);
  for (let n = 0; days.length < SERIES_LIMIT; n += rule.interval) {
    const at = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + n, start.getUTCDate()));
    const day = Math.floor(at.getTime() / 86_400_000);
    if (new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + n, 1)).getTime() / 86_400_000 > last) break;
    // a month without that day is passed over, as calendars do
    if (at.getUTCDate() === start.getUTCDate() && day <= last) days.push(day);
  }
  return days;
}

/**
 * Dates on which a series that begins at `first` is held, in order, each once.
 * `original` names the occurrence by the day the rule gives it, also when it was moved.
 * @throws RangeError when a date of the rule is none
 */
export function occurrences(first: Date, rule: Recurrence): { original: string; at: Date }[] {
  const exceptions = new Map(rule.exceptions.map(({ date, movedTo }) => [dayOfDate(date), movedTo]));
  const time = timeOfDay(first.getTime());
  const seen = new Set<number>();
  return ruleDays(dayOf(first.getTime()), rule, dayOfDate(rule.until))
    .flatMap((day) => {
      const moved = exceptions.get(day);
      if (moved === null) return [];
      return [{ original: dateOfDay(day), day: moved === undefined ? day : dayOfDate(moved) }];
    })
    .sort((a, b) => a.day - b.day)
    .filter(({ day }) => !seen.has(day) && seen.add(day))
    .map(({ original, day }) => ({ original, at: new Date(instantOn(day, time)) }));
}
