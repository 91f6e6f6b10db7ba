// Time limits and what is left of them. Kinds of clock are domain.md §4; the conventions where the sources are silent:
//
// - `urgent_hour` and `natural_day` run day and night: due = start + amount × 1 h or 24 h.
// - `work_hour` runs 08–12 and 14–18 on working days. Due is the earliest instant at which that much working time has
//   passed: four hours from 08:00 end at 12:00, not at 14:00.
// - `work_day` is due at the same time of day on the n-th next working day (Friday 12:00 + 1 → Monday 12:00). A start outside
//   working time counts from the next working start (Friday 19:00 + 1 → Monday 08:00 + 1 → Tuesday 08:00). Its share, its
//   pauses and its rungs are reckoned in working time, eight hours a day.
// - A pause (挂账) stops the clock: the due instant moves by as much of the clock's own time as the pause covers. A pause that
//   begins after the clock ran out changes nothing. A paused working clock ends at the earliest instant, as `work_hour` does.
import { type Calendar, dayOf, instantWorked, WORKDAY_MS, workdaysAfter, workedMs, workStartFrom } from './workdays';

export const CLOCK_KINDS = ['urgent_hour', 'work_hour', 'work_day', 'natural_day'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];
/** `amount` is above zero; `work_day` counts whole days, the others may be fractions (0.25 urgent_hour = 15 minutes). */
export interface Limit {
  readonly amount: number;
  readonly kind: ClockKind;
}
/** A stopped stretch of a clock; for one still open, `to` is the approved resume date. */
export interface Pause {
  readonly from: Date;
  readonly to: Date;
}
export interface Due {
  readonly at: Date;
  /** A working day in between lies in a year whose holidays are not published, so the date may still move. */
  readonly provisional: boolean;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ALMOST = 0.999999;

const isContinuous = (kind: ClockKind) => kind === 'urgent_hour' || kind === 'natural_day';
const lengthOf = ({ amount, kind }: Limit): number =>
  amount * (kind === 'natural_day' ? DAY : kind === 'work_day' ? WORKDAY_MS : HOUR);
/** Position on the clock's own line of time. */
const clockTime = (at: number, kind: ClockKind, calendar: Calendar): number =>
  isContinuous(kind) ? at : workedMs(at, calendar);
const instantAt = (time: number, kind: ClockKind, calendar: Calendar): number =>
  isContinuous(kind) ? time : instantWorked(time, calendar);

function checked(start: Date, limit: Limit): number {
  const { amount, kind } = limit;
  if (!(amount > 0 && Number.isFinite(amount))) throw new RangeError(`a limit is above zero, not ${amount}`);
  if (kind === 'work_day' && !Number.isInteger(amount)) throw new RangeError('working days are counted whole');
  const at = start.getTime();
  if (Number.isNaN(at)) throw new RangeError('the clock has no start');
  return at;
}

function dueMs(start: number, limit: Limit, calendar: Calendar): number {
  if (limit.kind === 'work_day') return workdaysAfter(workStartFrom(start, calendar), limit.amount, calendar);
  return instantAt(clockTime(start, limit.kind, calendar) + lengthOf(limit), limit.kind, calendar);
}

const dueFrom = (start: number, due: number, kind: ClockKind, calendar: Calendar): Due => ({
  at: new Date(due),
  provisional: !isContinuous(kind) && calendar.isProvisional(dayOf(start), dayOf(due)),
});

/** When a limit that starts now runs out. Throws RangeError on a limit or an instant no calendar can hold. */
export function dueAt(start: Date, limit: Limit, calendar: Calendar): Due {
  const from = checked(start, limit);
  return dueFrom(from, dueMs(from, limit, calendar), limit.kind, calendar);
}

/** When a limit runs out that was stopped in between. Pauses may come in any order and may overlap. */
export function pausedShift(start: Date, limit: Limit, pauses: readonly Pause[], calendar: Calendar): Due {
  const from = checked(start, limit);
  const target = clockTime(from, limit.kind, calendar) + lengthOf(limit);
  let due = dueMs(from, limit, calendar);
  let stopped = 0;
  for (const [stop, go] of stretches(pauses, from)) {
    if (stop >= due) break;
    const lost = clockTime(go, limit.kind, calendar) - clockTime(stop, limit.kind, calendar);
    if (lost === 0) continue;
    stopped += lost;
    due = instantAt(target + stopped, limit.kind, calendar);
  }
  return dueFrom(from, due, limit.kind, calendar);
}

/** Where a deadline moves when its clock stands still for one stretch, whatever it was counted from. A pause after the end changes nothing. */
export function shiftedDue(due: Date, { from, to }: Pause, kind: ClockKind, calendar: Calendar): Date {
  const [stop, go, end] = [from.getTime(), to.getTime(), due.getTime()];
  if (stop >= end || go <= stop) return due;
  const lost = clockTime(go, kind, calendar) - clockTime(stop, kind, calendar);
  return lost === 0 ? due : new Date(instantAt(clockTime(end, kind, calendar) + lost, kind, calendar));
}

/** Pauses after `from`, in order and without overlap, as [stop, go] in ms. */
function stretches(pauses: readonly Pause[], from: number): [number, number][] {
  const sorted = pauses
    .map(({ from: stop, to: go }): [number, number] => [Math.max(stop.getTime(), from), go.getTime()])
    .filter(([stop, go]) => go > stop)
    .sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [stop, go] of sorted) {
    const last = merged[merged.length - 1];
    if (last && stop <= last[1]) last[1] = Math.max(last[1], go);
    else merged.push([stop, go]);
  }
  return merged;
}

/** Clock time that ran between two instants, pauses left out. */
function ran(start: number, end: number, kind: ClockKind, pauses: [number, number][], calendar: Calendar): number {
  let time = clockTime(end, kind, calendar) - clockTime(start, kind, calendar);
  for (const [stop, go] of pauses) {
    if (stop >= end) break;
    time -= clockTime(Math.min(go, end), kind, calendar) - clockTime(stop, kind, calendar);
  }
  return time;
}

/**
 * How much of a clock is used: 0 at the start, 1 when due, above 1 when overdue (0.5 and every further half are the rungs of
 * reminder and escalation); below 1 as long as it is not due. `due` is the shifted instant when there were pauses; hand the same pauses in.
 */
export function shareUsed(
  start: Date,
  due: Date,
  now: Date,
  kind: ClockKind,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
): number {
  const [from, to, at] = [start.getTime(), due.getTime(), now.getTime()];
  if (at <= from) return 0;
  const stops = stretches(pauses, from);
  const whole = ran(from, to, kind, stops, calendar);
  const share = whole > 0 ? ran(from, at, kind, stops, calendar) / whole : 0;
  // due at 08:00 has all its working time behind it at 18:00 the evening before, and is not overdue overnight
  return at < to ? Math.min(share, ALMOST) : Math.max(share, 1);
}

/** The earliest instant at which `shareUsed` reaches a share above zero: when to look at the case again. */
export function instantOfShare(
  start: Date,
  due: Date,
  share: number,
  kind: ClockKind,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
): Date {
  const from = start.getTime();
  const stops = stretches(pauses, from);
  const wanted = ran(from, due.getTime(), kind, stops, calendar) * share;
  let target = clockTime(from, kind, calendar) + wanted;
  let at = instantAt(target, kind, calendar);
  for (const [stop, go] of stops) {
    if (stop >= at) break;
    target += clockTime(go, kind, calendar) - clockTime(stop, kind, calendar);
    at = instantAt(target, kind, calendar);
  }
  return new Date(share >= 1 ? Math.max(at, due.getTime()) : at);
}

const UNITS: Record<ClockKind, string> = {
  urgent_hour: '小时',
  work_hour: '个工作小时',
  work_day: '个工作日',
  natural_day: '天',
};

/** 1 小时内 / 15 分钟内 / 4 个工作小时内 / 2 个工作日内 */
export function limitText({ amount, kind }: Limit): string {
  if (kind === 'urgent_hour' && amount < 1) return `${Math.round(amount * 60)} 分钟内`;
  return `${amount} ${UNITS[kind]}内`;
}

/** 1 小时 8 分, 3 天 2 小时; rounded down so that a promise is never overstated. */
function spanText(ms: number): string {
  const minutes = Math.floor(ms / MINUTE);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`;
  if (hours > 0) return rest > 0 ? `${hours} 小时 ${rest} 分` : `${hours} 小时`;
  return `${rest} 分`;
}

// Working time needs its name when a wall clock would say something else: on Friday 17:50 one working hour ends on Monday.
function workSpanText(worked: number, elapsed: number): string {
  const minutes = Math.floor(worked / MINUTE);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const text =
    minutes < 1
      ? '不到 1 分'
      : `${hours > 0 ? `${hours} 小时` : ''}${hours > 0 && rest > 0 ? ' ' : ''}${rest > 0 ? `${rest} 分` : ''}`;
  return worked === elapsed ? ` ${text}` : `工作时间 ${text}`;
}

/**
 * What is left of a clock, or by how much it is over, as people say it: 还剩 2 个工作日, 还剩 1 小时 8 分, 还剩工作时间 50 分,
 * 超 1 小时 20 分. Working days are counted by date, as on a wall calendar; the last one is told in hours.
 */
export function remainingText(now: Date, due: Date, kind: ClockKind, calendar: Calendar): string {
  const [at, end] = [now.getTime(), due.getTime()];
  const late = at > end;
  const elapsed = Math.abs(end - at);
  const word = late ? '超' : '还剩';
  if (elapsed < MINUTE) return `${word}不到 1 分`;
  if (isContinuous(kind)) return `${word} ${spanText(elapsed)}`;
  const worked = Math.abs(workedMs(end, calendar) - workedMs(at, calendar));
  if (worked === 0) return late ? '已到时限' : '马上到时限';
  const days = kind === 'work_day' ? wholeDays(Math.min(at, end), Math.max(at, end), worked, late, calendar) : 0;
  return days > 0 ? `${word} ${days} 个工作日` : `${word}${workSpanText(worked, elapsed)}`;
}

function wholeDays(from: number, to: number, worked: number, late: boolean, calendar: Calendar): number {
  const full = Math.floor(worked / WORKDAY_MS);
  if (late) return full;
  // due at the very start of a working day means: by the end of the working day before
  const lastDay = dayOf(instantWorked(workedMs(to, calendar), calendar));
  const byDate = calendar.workdaysBefore(lastDay + 1) - calendar.workdaysBefore(Math.min(dayOf(from), lastDay) + 1);
  return Math.max(full, byDate);
}
