// Records brought together for the presenters: an activity with its shifts and one's own sign-ups, lists of either.
import { Types } from 'mongoose';
import { SERIES_LIMIT } from '../../shared/activities/recurrence';
import type { ActivityView, SignUpView } from '../../shared/activities/views';
import type { Deps } from '../core/deps';
import { maskedName, type VolunteerRecord, volunteersById } from '../volunteers';
import { isChanged } from './facts';
import { Activities, Shifts, SignUps } from './model';
import { overlapsOf } from './overlaps';
import { canOrganise } from './policy';
import { type CardParts, presentActivity, presentCard, type Viewer } from './present';
import { presentSignUp } from './present-sign-up';
import { keysOf, ORDER_ONLY, placesIn, shiftsOf } from './queries';
import type { ActivityRecord, ShiftRecord, SignUpRecord } from './record';

interface Asked {
  actor: Viewer['actor'];
  now: Date;
  deps: Deps;
}

export const viewerOf = ({ actor, now, deps }: Asked): Viewer => ({
  actor,
  now,
  mediaKey: deps.keys.media,
  fieldKeys: deps.keys.fields,
  organises: keysOf(actor),
});

/** 本人, or the masked name of a child or member. */
const whoOf = (row: SignUpRecord, viewer: Viewer, volunteers: ReadonlyMap<string, VolunteerRecord>): string => {
  const volunteer = row.volunteer && volunteers.get(String(row.volunteer));
  const own = viewer.actor !== null && String(row.person) === viewer.actor.personId;
  if (own && !volunteer?.child) return '本人';
  return volunteer ? maskedName(viewer.fieldKeys, volunteer) : '居民';
};

const byId = <T extends { _id: Types.ObjectId }>(rows: readonly T[]) =>
  new Map(rows.map((row) => [String(row._id), row]));

/** Sign-ups as their participants see them, in the order given. */
export const signUpViews = async (rows: readonly SignUpRecord[], viewer: Viewer): Promise<SignUpView[]> => {
  if (rows.length === 0) return [];
  const [activities, shifts, volunteers, overlaps] = await Promise.all([
    Activities.find({ _id: { $in: rows.map(({ activity }) => activity) } }, { history: 0 }).lean<ActivityRecord[]>(),
    Shifts.find({ _id: { $in: rows.map(({ shift }) => shift) } }, ORDER_ONLY).lean<ShiftRecord[]>(),
    volunteersById(rows.flatMap(({ volunteer }) => (volunteer ? [String(volunteer)] : []))),
    overlapsOf(rows.filter(isChanged)),
  ]);
  const [activityOf, shiftOf, volunteerOf] = [byId(activities), byId(shifts), byId(volunteers)];
  return rows.flatMap((row) => {
    const [activity, shift] = [activityOf.get(String(row.activity)), shiftOf.get(String(row.shift))];
    if (!activity || !shift) return [];
    const ahead = placesIn(shift).get(String(row._id)) ?? null;
    const overlap = overlaps.get(String(row._id));
    return [presentSignUp(row, { activity, shift, who: whoOf(row, viewer, volunteerOf), ahead, overlap }, viewer)];
  });
};

export const signUpView = async (row: SignUpRecord, viewer: Viewer): Promise<SignUpView> => {
  const [shown] = await signUpViews([row], viewer);
  if (!shown) throw new Error('a sign-up without its activity');
  return shown;
};

const mineIn = (activities: readonly ActivityRecord[], { actor }: Viewer): Promise<SignUpRecord[]> =>
  actor && activities.length > 0
    ? SignUps.find({
        activity: { $in: activities.map(({ _id }) => _id) },
        person: new Types.ObjectId(actor.personId),
      }).lean<SignUpRecord[]>()
    : Promise.resolve([]);

const ratingOf = async (activity: Types.ObjectId) => {
  const [row] = await SignUps.aggregate<{ n: number; sum: number }>([
    { $match: { activity, rating: { $ne: null } } },
    { $group: { _id: null, n: { $sum: 1 }, sum: { $sum: '$rating.score' } } },
  ]);
  return { count: row?.n ?? 0, average: row ? Math.round((row.sum / row.n) * 10) / 10 : null };
};

export const activityView = async (activity: ActivityRecord, viewer: Viewer): Promise<ActivityView> => {
  const [shifts, mine, others, rating] = await Promise.all([
    shiftsOf(activity._id),
    mineIn([activity], viewer),
    activity.series
      ? Activities.find(
          {
            series: activity.series,
            author: activity.author,
            ...(canOrganise(viewer.actor, activity, viewer.organises)
              ? {}
              : { state: { $in: ['published', 'running'] } }),
            _id: { $ne: activity._id },
          },
          { startsAt: 1, state: 1, version: 1 },
        )
          .sort({ startsAt: 1 })
          .limit(SERIES_LIMIT)
          .lean<ActivityRecord[]>()
      : [],
    ratingOf(activity._id),
  ]);
  const places = new Map(shifts.flatMap((shift) => [...placesIn(shift)]));
  const shown = mine.filter(({ state }) => state !== 'cancelled');
  const mySignUps = await signUpViews(shown, viewer);
  return presentActivity(activity, { shifts, mine: shown, mySignUps, others, rating, places }, viewer);
};

/** Cards in the order given; seats and queues of all in one query, one's own sign-ups in another. */
export const cardViews = async (
  activities: readonly ActivityRecord[],
  viewer: Viewer,
  extra: (
    activity: ActivityRecord,
    shifts: readonly ShiftRecord[],
  ) => Pick<CardParts, 'centre' | 'recommended'> = () => ({}),
) => {
  const ids = activities.map(({ _id }) => _id);
  const [shifts, mine] = await Promise.all([
    activities.length > 0 ? Shifts.find({ activity: { $in: ids } }, ORDER_ONLY).lean<ShiftRecord[]>() : [],
    mineIn(activities, viewer),
  ]);
  return activities.map((activity) => {
    const own = shifts.filter((shift) => shift.activity.equals(activity._id));
    const card = presentCard(
      activity,
      {
        shifts: own,
        mine: mine.filter((row) => row.activity.equals(activity._id) && row.state !== 'cancelled'),
        places: new Map(own.flatMap((shift) => [...placesIn(shift)])),
        ...extra(activity, own),
      },
      viewer,
    );
    return { card, activity, shifts: own };
  });
};
