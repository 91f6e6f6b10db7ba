// Which days are working days in China, and working time between two instants. Everything is reckoned in Asia/Shanghai,
// which has kept UTC+8 without daylight saving since 1991, so that no time-zone database is needed in WeChat.
//
// Sources: the yearly holiday notice of the State Council for days off and make-up working days (调休); for a year whose
// notice is not out yet, the holidays with a fixed date in 《全国年节及纪念日放假办法》 (2024 revision). Working hours
// 08–12 and 14–18 are domain.md §4.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OFFSET = 8 * HOUR;

/** Working time of one working day, in ms. */
export const WORKDAY_MS = 8 * HOUR;
const MORNING = { from: 8 * HOUR, to: 12 * HOUR };
const AFTERNOON = { from: 14 * HOUR, to: 18 * HOUR };
const HALF_DAY = MORNING.to - MORNING.from;

/** Days off and make-up working days by year; every date is `YYYY-MM-DD`. A year that is absent counts as not published. */
export type HolidayData = {
  readonly [year: string]: { readonly holidays: readonly string[]; readonly workdays: readonly string[] };
};
/** Local decisions that win over the notice, such as a prefecture's own festival: date → what the day is. */
export type DayOverrides = { readonly [date: string]: 'rest' | 'work' };

/** Days are counted from 1970-01-01 in Asia/Shanghai. Build one with `calendarFrom`; it is immutable and may be shared. */
export interface Calendar {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly isWorkday: (day: number) => boolean;
  /** Working days before this day, since the calendar's first day. */
  readonly workdaysBefore: (day: number) => number;
  /** The working day with that many working days before it. */
  readonly workdayAt: (count: number) => number;
  /** True when any day from `from` to `to` (both included) lies in a year whose holidays are not published. */
  readonly isProvisional: (from: number, to: number) => boolean;
}

const FIRST_YEAR = 2004;
const LAST_YEAR = 2063;
const FIXED_HOLIDAYS = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];

/** Day number of an instant. */
export const dayOf = (at: number): number => Math.floor((at + OFFSET) / DAY);
/** ms since midnight in Asia/Shanghai. */
export const timeOfDay = (at: number): number => (((at + OFFSET) % DAY) + DAY) % DAY;
/** Instant of `time` ms after midnight on a day. */
export const instantOn = (day: number, time: number): number => day * DAY - OFFSET + time;
/** `YYYY-MM-DD` of a day number. */
export const dateOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
/** Day number of `YYYY-MM-DD`; throws RangeError on anything else. */
export const dayOfDate = (date: string): number => {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || dateOfDay(ms / DAY) !== date) throw new RangeError(`not a date: ${date}`);
  return ms / DAY;
};

/**
 * The calendar of working days from 2004 to 2063.
 * Precedence for a day: override → notice of its year (or fixed-date holidays while unpublished) → Monday to Friday.
 * An override does not make its year published.
 */
export function calendarFrom(data: HolidayData, overrides: DayOverrides = {}): Calendar {
  const firstDay = dayOfDate(`${FIRST_YEAR}-01-01`);
  const lastDay = dayOfDate(`${LAST_YEAR}-12-31`);
  const length = lastDay - firstDay + 1;
  const works = new Uint8Array(length);
  const unpublished = new Uint8Array(length);
  // 1970-01-01 was a Thursday
  for (let i = 0; i < length; i++) works[i] = ((firstDay + i + 4) % 7) % 6 === 0 ? 0 : 1;
  const mark = (date: string, value: 0 | 1) => {
    const i = dayOfDate(date) - firstDay;
    if (i >= 0 && i < length) works[i] = value;
  };
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    const notice = data[year];
    if (notice) {
      for (const date of notice.holidays) mark(date, 0);
      for (const date of notice.workdays) mark(date, 1);
    } else {
      for (const date of FIXED_HOLIDAYS) mark(`${year}-${date}`, 0);
      unpublished.fill(1, dayOfDate(`${year}-01-01`) - firstDay, dayOfDate(`${year}-12-31`) - firstDay + 1);
    }
  }
  for (const [date, what] of Object.entries(overrides)) mark(date, what === 'work' ? 1 : 0);
  return tableFrom(firstDay, works, unpublished);
}

// Running totals turn every question about a span into two look-ups, however long the span.
function tableFrom(firstDay: number, works: Uint8Array, unpublished: Uint8Array): Calendar {
  const length = works.length;
  const worksBefore = new Int32Array(length + 1);
  const unpublishedBefore = new Int32Array(length + 1);
  const workdays: number[] = [];
  for (let i = 0; i < length; i++) {
    worksBefore[i + 1] = worksBefore[i]! + works[i]!;
    unpublishedBefore[i + 1] = unpublishedBefore[i]! + unpublished[i]!;
    if (works[i]) workdays.push(firstDay + i);
  }
  const index = (day: number) => {
    const i = day - firstDay;
    if (!(i >= 0 && i < length)) throw new RangeError(`the calendar covers ${FIRST_YEAR} to ${LAST_YEAR}`);
    return i;
  };
  return {
    firstDay,
    lastDay: firstDay + length - 1,
    isWorkday: (day) => works[index(day)] === 1,
    workdaysBefore: (day) => worksBefore[index(day)]!,
    workdayAt: (count) => {
      const day = workdays[count];
      if (day === undefined) throw new RangeError(`the calendar covers ${FIRST_YEAR} to ${LAST_YEAR}`);
      return day;
    },
    isProvisional: (from, to) => unpublishedBefore[index(to) + 1]! > unpublishedBefore[index(from)]!,
  };
}

const within = (time: number, span: { from: number; to: number }) =>
  Math.min(Math.max(time - span.from, 0), span.to - span.from);

/** Working ms from the calendar's first day up to an instant: the straight line on which working time is reckoned. */
export function workedMs(at: number, calendar: Calendar): number {
  const day = dayOf(at);
  const whole = calendar.workdaysBefore(day) * WORKDAY_MS;
  if (!calendar.isWorkday(day)) return whole;
  const time = timeOfDay(at);
  return whole + within(time, MORNING) + within(time, AFTERNOON);
}

/** The earliest instant at which `workedMs` reaches a value above zero: 12:00 and 18:00 rather than 14:00 and the next 08:00. */
export function instantWorked(worked: number, calendar: Calendar): number {
  const before = Math.ceil(worked / WORKDAY_MS) - 1;
  const rest = worked - before * WORKDAY_MS;
  const time = rest <= HALF_DAY ? MORNING.from + rest : AFTERNOON.from + rest - HALF_DAY;
  return instantOn(calendar.workdayAt(before), time);
}

/** The instant itself during working time (12:00 and 18:00 included), else the next moment work starts. */
export function workStartFrom(at: number, calendar: Calendar): number {
  const day = dayOf(at);
  const time = timeOfDay(at);
  if (!calendar.isWorkday(day) || time > AFTERNOON.to) {
    const next = calendar.workdayAt(calendar.workdaysBefore(day) + (calendar.isWorkday(day) ? 1 : 0));
    return instantOn(next, MORNING.from);
  }
  if (time < MORNING.from) return instantOn(day, MORNING.from);
  return time > MORNING.to && time < AFTERNOON.from ? instantOn(day, AFTERNOON.from) : at;
}

/** Same time of day, `count` working days after a working day. */
export const workdaysAfter = (at: number, count: number, calendar: Calendar): number =>
  instantOn(calendar.workdayAt(calendar.workdaysBefore(dayOf(at)) + count), timeOfDay(at));
