import { Types } from 'mongoose';
import type { Reply } from '../../shared/endpoint';
import { CARE_TASKS, type CareTask, hoursOf } from '../../shared/green-spaces/care';
import type { readCareYear } from '../../shared/green-spaces/care-contract';
import { dateOfDay, dayOfDate } from '../../shared/workdays';
import { after, fromCursor, toCursor } from '../core/cursor';
import { type CareLogRecord, CareLogs } from './care-log-model';

const isDate = (value: unknown) => value instanceof Date;
const isId = (value: unknown) => value instanceof Types.ObjectId;

/** The care log of a plot or an adoption, newest first. */
export const careLogOf = async (
  filter: { plot: string } | { adoption: Types.ObjectId },
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) => {
  const beyond = cursor ? after('at', -1, '_id', -1, fromCursor(cursor, [isDate, isId])) : {};
  const rows = await CareLogs.find({ ...filter, ...beyond })
    .sort({ at: -1, _id: -1 })
    .limit(limit + 1)
    .lean<CareLogRecord[]>();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? toCursor([last.at, last._id]) : null };
};

/** Days with care since a day, YYYY-MM-DD. */
export const daysCaredFor = async (adoption: Types.ObjectId, since: Date): Promise<string[]> => {
  const rows = await CareLogs.find({ adoption, at: { $gte: since } }, { day: 1 })
    .limit(300)
    .lean<Pick<CareLogRecord, 'day'>[]>();
  return [...new Set(rows.map(({ day }) => dateOfDay(day)))].sort();
};

const YEAR_ROWS = 2000;
/** A year's care in figures. */
export const careYear = async (adoption: Types.ObjectId, year: number): Promise<Reply<typeof readCareYear>> => {
  const [first, end] = [dayOfDate(`${year}-01-01`), dayOfDate(`${year + 1}-01-01`)];
  // the log of an adoption by time; half a day around the year, the exact days decide
  const DAY = 86_400_000;
  const rows = await CareLogs.find({
    adoption,
    at: { $gte: new Date((first - 1) * DAY), $lt: new Date((end + 1) * DAY) },
  })
    .sort({ at: -1, _id: -1 })
    .limit(YEAR_ROWS)
    .lean<CareLogRecord[]>();
  const own = rows.filter(({ day }) => day >= first && day < end);
  const days = (logs: readonly CareLogRecord[]) => new Set(logs.map(({ day }) => day)).size;
  const times = new Map<CareTask, number>();
  for (const task of own.flatMap((log) => log.tasks)) times.set(task, (times.get(task) ?? 0) + 1);
  return {
    year,
    visits: days(own),
    atPlace: days(own.filter((log) => log.atPlace)),
    hours: hoursOf(own.reduce((sum, log) => sum + log.minutes, 0)),
    photos: own.reduce((sum, log) => sum + log.photos.length, 0),
    months: Array.from({ length: 12 }, (_, i) =>
      days(own.filter(({ day }) => Number(dateOfDay(day).slice(5, 7)) === i + 1)),
    ),
    tasks: [...times]
      .map(([task, n]) => ({ task, name: CARE_TASKS[task].name, times: n }))
      .sort((a, b) => b.times - a.times),
  };
};
