// Lists in another order than time: by distance, or by how well an activity fits a volunteer. What is ranked are small parts of the
// activities that lie ahead, the nearest in time and a bounded number of them; only those of the page are read whole. Where there
// are more than that, the list says up to which day it has looked.
import { Types } from 'mongoose';
import type { listActivities } from '../../shared/activities/contract';
import type { Validated } from '../../shared/endpoint';
import { haversine, type LngLat } from '../../shared/geo';
import type { Skill } from '../../shared/volunteers/choices';
import { dateOfDay, dayOf, timeOfDay } from '../../shared/workdays';
import { fromCursor, toCursor } from '../core/cursor';
import type { VolunteerRecord } from '../volunteers';
import { Activities, Shifts } from './model';
import type { ActivityRecord, ShiftRecord } from './record';

const CANDIDATES = 500;
const EVENING = 18 * 3_600_000;

type Placed = Pick<ActivityRecord, '_id' | 'startsAt' | 'location' | 'divisions'>;

/** How well it fits: a skill that is wanted, a district of one's own, a time one has. */
export const fitness = (
  volunteer: Pick<VolunteerRecord, 'skills' | 'districts' | 'times'> | undefined,
  { startsAt, divisions }: Pick<ActivityRecord, 'startsAt' | 'divisions'>,
  wanted: readonly Skill[],
): number => {
  if (!volunteer) return 0;
  const skill = wanted.some((one) => volunteer.skills.includes(one));
  const district = volunteer.districts.some((code) => divisions.some((division) => division.startsWith(code)));
  const at = startsAt.getTime();
  const weekend = [6, 7].includes(((((dayOf(at) + 3) % 7) + 7) % 7) + 1);
  const time = volunteer.times.includes(
    `${weekend ? 'weekend' : 'weekday'}-${timeOfDay(at) >= EVENING ? 'evening' : 'day'}`,
  );
  return (skill ? 4 : 0) + (district ? 2 : 0) + (time ? 1 : 0);
};

/** Skills wanted on the shifts of each activity. */
const skillsWanted = async (ids: readonly Types.ObjectId[]): Promise<ReadonlyMap<string, readonly Skill[]>> => {
  const shifts = await Shifts.find({ activity: { $in: [...ids] } }, { activity: 1, skills: 1 }).lean<
    Pick<ShiftRecord, 'activity' | 'skills'>[]
  >();
  const wanted = new Map<string, Skill[]>();
  for (const { activity, skills } of shifts)
    wanted.set(String(activity), [...(wanted.get(String(activity)) ?? []), ...skills]);
  return wanted;
};

/** Less comes first; equal ones in order of time. */
interface Place {
  rank: number;
  startsAt: Date;
  _id: Types.ObjectId;
}
const compare = (a: Place, b: Place) =>
  a.rank - b.rank || a.startsAt.getTime() - b.startsAt.getTime() || (String(a._id) < String(b._id) ? -1 : 1);

/** The rank goes as text: a number that is written and read again is the same to the last bit. */
const placeOf = (cursor: string): Place => {
  const [rank, startsAt, _id] = fromCursor(cursor, [
    (v) => typeof v === 'string' && Number.isFinite(Number(v)),
    (v) => v instanceof Date,
    (v) => v instanceof Types.ObjectId,
  ]) as [string, Date, Types.ObjectId];
  return { rank: Number(rank), startsAt, _id };
};

type Query = Validated<typeof listActivities>['query'];

/** One page of what `filter` finds, by distance from `centre` or else by how well it fits `own`. */
export const rankedPage = async (
  filter: Record<string, unknown>,
  { sort, cursor, limit }: Pick<Query, 'sort' | 'cursor' | 'limit'>,
  { centre, own }: { centre: LngLat | undefined; own: VolunteerRecord | undefined },
) => {
  const found = await Activities.find(filter, { startsAt: 1, location: 1, divisions: 1 })
    .sort({ startsAt: 1, _id: 1 })
    .limit(CANDIDATES + 1)
    .lean<Placed[]>();
  const rows = found.slice(0, CANDIDATES);
  const fits = sort === 'recommended' && own;
  const wanted = fits ? await skillsWanted(rows.map(({ _id }) => _id)) : new Map<string, readonly Skill[]>();
  const rankOf = (row: Placed) =>
    sort === 'distance' && centre
      ? haversine(centre, [row.location.lng, row.location.lat])
      : -fitness(own, row, wanted.get(String(row._id)) ?? []);
  const beyond = cursor ? placeOf(cursor) : undefined;
  const ranked = rows
    .map((row): Place => ({ rank: rankOf(row), startsAt: row.startsAt, _id: row._id }))
    .filter((place) => !beyond || (compare(place, beyond) > 0 && !place._id.equals(beyond._id)))
    .sort(compare);
  const page = ranked.slice(0, limit);
  const last = page.at(-1);
  const whole = await Activities.find({ _id: { $in: page.map(({ _id }) => _id) } }, { history: 0 }).lean<
    ActivityRecord[]
  >();
  const byId = new Map(whole.map((one) => [String(one._id), one]));
  const end = rows.at(-1);
  return {
    page: page.flatMap(({ _id }) => byId.get(String(_id)) ?? []),
    next: last && ranked.length > limit ? toCursor([String(last.rank), last.startsAt, last._id]) : null,
    within: end && found.length > CANDIDATES ? dateOfDay(dayOf(end.startsAt.getTime())) : null,
  };
};
