// Wall-clock dates in a time zone: parts, truncation and formatting for aggregation expressions.
import { fail } from './errors';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const zones = new Map<string, (quarter: number) => number>();

/** Zone offsets change on quarter hours at the finest, so one look-up serves all instants of a quarter. */
function zoneOffsets(zone: string): (instant: number) => number {
  const known = zones.get(zone);
  if (known) return known;
  let format: Intl.DateTimeFormat;
  try {
    const two = 'numeric' as const;
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: two,
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
  } catch {
    return fail(40485, `unrecognized time zone identifier: "${zone}"`);
  }
  const cache = new Map<number, number>();
  const offsets = (instant: number): number => {
    const quarter = Math.floor(instant / (15 * MINUTE));
    let offset = cache.get(quarter);
    if (offset === undefined) {
      const at = quarter * 15 * MINUTE;
      const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
      const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
      const wall = new Date(0);
      wall.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
      wall.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
      offset = wall.getTime() - at;
      if (cache.size > 50_000) cache.clear();
      cache.set(quarter, offset);
    }
    return offset;
  };
  zones.set(zone, offsets);
  return offsets;
}

/** Milliseconds the zone is ahead of UTC at an instant; a zone is an Olson name or `+08:00`. */
export function offsetAt(instant: number, zone: string | undefined): number {
  if (!zone || zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0;
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * HOUR + Number(fixed[3] ?? 0) * MINUTE);
  return zoneOffsets(zone)(instant);
}

/** The zone's wall clock as if it were UTC. */
export const toWall = (date: Date, zone: string | undefined): Date =>
  new Date(date.getTime() + offsetAt(date.getTime(), zone));

/** The instant at which the zone's wall clock shows the given time. */
export function fromWall(wall: number, zone: string | undefined): Date {
  const guess = wall - offsetAt(wall, zone);
  return new Date(wall - offsetAt(guess, zone));
}

const MONTHS: Record<string, number> = { year: 12, quarter: 3, month: 1 };
const FIXED: Record<string, number> = {
  week: 7 * DAY,
  day: DAY,
  hour: HOUR,
  minute: MINUTE,
  second: 1000,
  millisecond: 1,
};
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const EPOCH = Date.UTC(2000, 0, 1); // bins are counted from here; a Saturday

export interface Truncation {
  unit: string;
  binSize: number;
  zone?: string;
  startOfWeek: string;
}

/** Start of the bin a date falls into (`$dateTrunc`). */
export function truncate(date: Date, { unit, binSize, zone, startOfWeek }: Truncation): Date {
  const wall = toWall(date, zone);
  if (MONTHS[unit]) {
    const months = MONTHS[unit] * binSize;
    const since = (wall.getUTCFullYear() - 2000) * 12 + wall.getUTCMonth();
    return fromWall(Date.UTC(2000, Math.floor(since / months) * months, 1), zone);
  }
  const step = (FIXED[unit] ?? fail(9, `unknown time unit value: ${unit}`)) * binSize;
  const first = WEEKDAYS.indexOf(startOfWeek.toLowerCase().slice(0, 3));
  const origin = unit === 'week' ? EPOCH - ((13 - first) % 7) * DAY : EPOCH;
  if (FIXED[unit]! >= DAY) return fromWall(origin + Math.floor((wall.getTime() - origin) / step) * step, zone);
  const into = (wall.getTime() - origin) % step;
  return new Date(date.getTime() - (into < 0 ? into + step : into));
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const dayOfYear = (wall: Date): number =>
  Math.floor((wall.getTime() - Date.UTC(wall.getUTCFullYear(), 0, 1)) / DAY) + 1;

/** Thursday of the date's ISO week decides the week's year. */
function isoWeek(wall: Date): { year: number; week: number } {
  const thursday = new Date(wall.getTime() + (4 - (wall.getUTCDay() || 7)) * DAY);
  return { year: thursday.getUTCFullYear(), week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

function offsetText(wall: Date, zone: string | undefined): string {
  const minutes = Math.round((wall.getTime() - fromWall(wall.getTime(), zone).getTime()) / MINUTE);
  const sign = minutes < 0 ? '-' : '+';
  return `${sign}${pad(Math.floor(Math.abs(minutes) / 60), 2)}${pad(Math.abs(minutes) % 60, 2)}`;
}

const SPECIFIERS: Record<string, (wall: Date, zone: string | undefined) => string> = {
  Y: (wall) => pad(wall.getUTCFullYear(), 4),
  m: (wall) => pad(wall.getUTCMonth() + 1, 2),
  d: (wall) => pad(wall.getUTCDate(), 2),
  H: (wall) => pad(wall.getUTCHours(), 2),
  M: (wall) => pad(wall.getUTCMinutes(), 2),
  S: (wall) => pad(wall.getUTCSeconds(), 2),
  L: (wall) => pad(wall.getUTCMilliseconds(), 3),
  j: (wall) => pad(dayOfYear(wall), 3),
  w: (wall) => String(wall.getUTCDay() + 1),
  u: (wall) => String(wall.getUTCDay() || 7),
  G: (wall) => pad(isoWeek(wall).year, 4),
  V: (wall) => pad(isoWeek(wall).week, 2),
  z: offsetText,
  '%': () => '%',
};

/** `$dateToString`; the default format is ISO with milliseconds, `Z` when no zone is given. */
export function format(date: Date, pattern: string | undefined, zone: string | undefined): string {
  const wall = toWall(date, zone);
  const wanted = pattern ?? (zone && zone !== 'UTC' ? '%Y-%m-%dT%H:%M:%S.%L' : '%Y-%m-%dT%H:%M:%S.%LZ');
  return wanted.replace(/%(.?)/g, (_, code: string) => {
    const render = SPECIFIERS[code] ?? fail(18536, `Invalid format character '%${code}' in format string`);
    return render(wall, zone);
  });
}
