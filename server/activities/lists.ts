// Lists of activities: by time, by distance, recommended; the calendar's days; what an organiser has.
import { Types } from 'mongoose';
import type { listActivities } from '../../shared/activities/contract';
import type { listOrganised } from '../../shared/activities/staff-contract';
import type { Validated } from '../../shared/endpoint';
import type { LngLat } from '../../shared/geo';
import { dateOfDay, dayOf, dayOfDate, instantOn, timeOfDay } from '../../shared/workdays';
import { after, fromCursor, toCursor } from '../core/cursor';
import { refuseUnless } from '../core/refusal';
import type { VolunteerRecord } from '../volunteers';
import { volunteersOf } from '../volunteers';
import { Activities } from './model';
import type { Viewer } from './present';
import type { ActivityRecord, ShiftRecord } from './record';
import { cardViews } from './views';

const LIST = { history: 0 } as const;
const CALENDAR_DAYS = 42;
/** sorted by anything but time, so many of the nearest in time are looked at */
const CANDIDATES = 300;
const UPCOMING = ['published', 'running'] as const;
const EVENING = 18 * 3_600_000;
const isDate = (value: unknown) => value instanceof Date;
const isId = (value: unknown) => value instanceof Types.ObjectId;

const dayStart = (day: number) => new Date(instantOn(day, 0));

/** How well it fits: a skill that is wanted, a district of one's own, a time one has. */
const fitness = (
  volunteer: VolunteerRecord | undefined,
  activity: ActivityRecord,
  shifts: readonly ShiftRecord[],
): number => {
  if (!volunteer) return 0;
  const skill = shifts.some(({ skills }) => skills.some((one) => volunteer.skills.includes(one)));
  const district = volunteer.districts.some((code) => activity.divisions.some((division) => division.startsWith(code)));
  const at = activity.startsAt.getTime();
  const weekend = [6, 7].includes(((((dayOf(at) + 3) % 7) + 7) % 7) + 1);
  const evening = timeOfDay(at) >= EVENING;
  const time = volunteer.times.includes(`${weekend ? 'weekend' : 'weekday'}-${evening ? 'evening' : 'day'}`);
  return (skill ? 4 : 0) + (district ? 2 : 0) + (time ? 1 : 0);
};
/** A skill, or place and time together. */
const RECOMMENDED = 3;

type Query = Validated<typeof listActivities>['query'];

const calendarDays = async (now: Date) => {
  const from = dayOf(now.getTime());
  const rows = await Activities.find(
    { state: { $in: [...UPCOMING] }, startsAt: { $gte: dayStart(from), $lt: dayStart(from + CALENDAR_DAYS) } },
    { startsAt: 1 },
  ).lean<Pick<ActivityRecord, 'startsAt'>[]>();
  const counts = new Map<number, number>();
  for (const { startsAt } of rows)
    counts.set(dayOf(startsAt.getTime()), (counts.get(dayOf(startsAt.getTime())) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([day, count]) => ({ day: dateOfDay(day), count }));
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
  const byTime = query.sort === 'date';
  const beyond = byTime && query.cursor ? after('startsAt', 1, '_id', 1, fromCursor(query.cursor, [isDate, isId])) : {};
  const [rows, days] = await Promise.all([
    Activities.find({ $and: [filter, beyond] }, LIST)
      .sort({ startsAt: 1, _id: 1 })
      .limit(byTime ? query.limit + 1 : CANDIDATES)
      .lean<ActivityRecord[]>(),
    query.cursor ? [] : calendarDays(now),
  ]);
  const page = byTime ? rows.slice(0, query.limit) : rows;
  const scores = new Map<string, number>();
  const cards = (
    await cardViews(page, viewer, (activity, shifts) => {
      const score = fitness(own, activity, shifts);
      scores.set(String(activity._id), score);
      return { centre, recommended: score >= RECOMMENDED };
    })
  ).map(({ card }) => card);
  if (query.sort === 'distance') cards.sort((a, b) => (a.distanceM ?? 0) - (b.distanceM ?? 0));
  // equal ones stay in order of time
  if (query.sort === 'recommended') cards.sort((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0));
  const last = byTime ? page.at(-1) : undefined;
  return {
    items: cards.slice(0, query.limit),
    next: last && rows.length > query.limit ? toCursor([last.startsAt, last._id]) : null,
    days,
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
