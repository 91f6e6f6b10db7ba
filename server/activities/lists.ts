// Lists of activities: by time, by distance, recommended; the calendar's days; what an organiser has.
import { Types } from 'mongoose';
import type { listActivities } from '../../shared/activities/contract';
import type { listOrganised } from '../../shared/activities/staff-contract';
import type { Validated } from '../../shared/endpoint';
import type { LngLat } from '../../shared/geo';
import { dateOfDay, dayOf, dayOfDate, instantOn } from '../../shared/workdays';
import { after, fromCursor, toCursor } from '../core/cursor';
import { refuseUnless } from '../core/refusal';
import { volunteersOf } from '../volunteers';
import { Activities } from './model';
import { presentSummary, type Viewer } from './present';
import { fitness, rankedPage } from './rank';
import type { ActivityRecord } from './record';
import { cardViews } from './views';

const LIST = { history: 0 } as const;
const CALENDAR_DAYS = 42;
const UPCOMING = ['published', 'running'] as const;
const isDate = (value: unknown) => value instanceof Date;
const isId = (value: unknown) => value instanceof Types.ObjectId;

const dayStart = (day: number) => new Date(instantOn(day, 0));

/** A skill, or place and time together. */
const RECOMMENDED = 3;

type Query = Validated<typeof listActivities>['query'];

/** Days of the calendar that have activities (of one kind), with how many. */
const calendarDays = async (now: Date, kind: Query['kind']) => {
  const from = dayOf(now.getTime());
  const rows = await Activities.find(
    {
      state: { $in: [...UPCOMING] },
      ...(kind && { kind }),
      startsAt: { $gte: dayStart(from), $lt: dayStart(from + CALENDAR_DAYS) },
    },
    { startsAt: 1 },
  ).lean<Pick<ActivityRecord, 'startsAt'>[]>();
  const counts = new Map<number, number>();
  for (const { startsAt } of rows)
    counts.set(dayOf(startsAt.getTime()), (counts.get(dayOf(startsAt.getTime())) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([day, count]) => ({ day: dateOfDay(day), count }));
};

const byTime = async (filter: Record<string, unknown>, { cursor, limit }: Pick<Query, 'cursor' | 'limit'>) => {
  const beyond = cursor ? after('startsAt', 1, '_id', 1, fromCursor(cursor, [isDate, isId])) : {};
  const rows = await Activities.find({ $and: [filter, beyond] }, LIST)
    .sort({ startsAt: 1, _id: 1 })
    .limit(limit + 1)
    .lean<ActivityRecord[]>();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next: last && rows.length > limit ? toCursor([last.startsAt, last._id]) : null, within: null };
};

/** What lies ahead, for everybody. */
export const upcoming = async (query: Query, viewer: Viewer) => {
  const { now, actor } = viewer;
  const day = query.day === undefined ? undefined : dayOfDate(query.day);
  const window =
    day === undefined ? { $gte: dayStart(dayOf(now.getTime())) } : { $gte: dayStart(day), $lt: dayStart(day + 1) };
  const filter = { state: { $in: [...UPCOMING] }, startsAt: window, ...(query.kind && { kind: query.kind }) };
  const centre: LngLat | undefined =
    query.lng !== undefined && query.lat !== undefined ? [query.lng, query.lat] : undefined;
  refuseUnless(query.sort !== 'distance' || centre, 'request.invalid', { fields: { lng: '按距离排序请给出位置' } });
  const own = actor
    ? (await volunteersOf(actor.personId)).find(({ child, state }) => !child && state === 'active')
    : undefined;
  const [{ page, next, within }, days] = await Promise.all([
    query.sort === 'date' ? byTime(filter, query) : rankedPage(filter, query, { centre, own }),
    query.cursor ? [] : calendarDays(now, query.kind),
  ]);
  const cards = await cardViews(page, viewer, (activity, shifts) => {
    const wanted = shifts.flatMap(({ skills }) => skills);
    return { centre, recommended: fitness(own, activity, wanted) >= RECOMMENDED };
  });
  return { items: cards.map(({ card }) => card), next, within, days };
};

/** Summaries of what is over, the newest first: everybody reads them. */
export const summaries = async ({ cursor, limit }: Pick<Query, 'cursor' | 'limit'>, { now, mediaKey }: Viewer) => {
  const beyond = cursor ? after('summary.at', -1, '_id', -1, fromCursor(cursor, [isDate, isId])) : {};
  const rows = await Activities.find({ $and: [{ 'summary.at': { $lte: now } }, beyond] }, LIST)
    .sort({ 'summary.at': -1, _id: -1 })
    .limit(limit + 1)
    .lean<ActivityRecord[]>();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.flatMap((row) => presentSummary(row, mediaKey) ?? []),
    next: last?.summary && rows.length > limit ? toCursor([last.summary.at, last._id]) : null,
  };
};

/** What a person organises or oversees, newest first. */
export const organised = async (query: Validated<typeof listOrganised>['query'], viewer: Viewer) => {
  const beyond = query.cursor ? after('startsAt', -1, '_id', -1, fromCursor(query.cursor, [isDate, isId])) : {};
  // one ordered read for each desk: of them together the database would read everything there is
  const found = await Promise.all(
    viewer.organises.map((desk) =>
      Activities.find({ $and: [{ desks: desk, ...(query.state && { state: query.state }) }, beyond] }, LIST)
        .sort({ startsAt: -1, _id: -1 })
        .limit(query.limit + 1)
        .lean<ActivityRecord[]>(),
    ),
  );
  const rows = [...new Map(found.flat().map((row) => [String(row._id), row])).values()].sort(
    (a, b) => b.startsAt.getTime() - a.startsAt.getTime() || (String(a._id) < String(b._id) ? 1 : -1),
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return { page, next: last && rows.length > query.limit ? toCursor([last.startsAt, last._id]) : null };
};
