// Later changes of an activity. Shifts keep their identity by the id the organiser's client chose.
import mongoose, { type Types } from 'mongoose';
import { canMoveActivity } from '../../../shared/activities/states';
import type { reviseActivity as reviseContract } from '../../../shared/activities/write-contract';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import { Refusal, refuseUnless } from '../../core/refusal';
import { Activities } from '../model';
import { keysOf, organisedActivity } from '../queries';
import { type ActivityRecord, NEVER } from '../record';
import { applyShifts } from './apply-shifts';
import { compose, desksOf, type WrittenShift } from './compose-activity';
import { fillShift } from './seats';
import { organiserLabel, tryActivityMove } from './step';

type Revision = Validated<typeof reviseContract>['body'];

/** What a revision does not speak of stays as it is; the dispatcher may correct what a group wrote, under the group's name. */
const kept = (actor: Actor, body: Revision, activity: ActivityRecord): Revision => {
  const until = activity.signUpUntil < activity.startsAt ? activity.signUpUntil.toISOString() : undefined;
  const signUpUntil = body.signUpUntil ?? until;
  return {
    ...body,
    organiser: keysOf(actor).includes(activity.organiser) ? body.organiser : (keysOf(actor)[0] ?? body.organiser),
    radiusM: body.radiusM ?? activity.radiusM,
    cancelHours: body.cancelHours ?? activity.cancelHours,
    signUpFrom: body.signUpFrom ?? activity.signUpFrom.toISOString(),
    ...(signUpUntil && { signUpUntil }),
  };
};

/** The activity and its shifts change together, or neither does. */
const reviseAll = (
  activity: ActivityRecord,
  by: Parameters<typeof tryActivityMove>[2],
  change: Partial<ActivityRecord>,
  shifts: readonly WrittenShift[],
  now: Date,
) => {
  let done: { after: ActivityRecord; shifts: Types.ObjectId[] } | null = null;
  return mongoose.connection
    .transaction(async (session) => {
      const after = await tryActivityMove(activity, 'revise', by, now, change, session);
      done = after && { after, shifts: await applyShifts(after, shifts, session) };
    })
    .then(() => done as { after: ActivityRecord; shifts: Types.ObjectId[] } | null);
};

/** Changes an activity; the same moveId again is a retry. @throws Refusal activity.* | place.outside | media.not-yours */
export const reviseActivity = async (
  actor: Actor,
  id: string,
  body: Revision,
  keys: readonly Uint8Array[],
  now: Date,
): Promise<ActivityRecord> => {
  const activity = await organisedActivity(actor, id);
  if (activity.history.some(({ moveId }) => moveId === body.moveId)) return activity;
  refuseUnless(body.version === activity.version, 'activity.stale');
  refuseUnless(canMoveActivity('revise', activity.state, 'organiser'), 'activity.move-not-allowed');
  const { record, shifts } = await compose(actor, kept(actor, body, activity), keys, activity.photos, now);
  const organiser = keysOf(actor).includes(activity.organiser)
    ? {}
    : {
        organiser: activity.organiser,
        organiserName: activity.organiserName,
        desks: desksOf(activity.organiser, record.county),
      };
  const moved = record.startsAt.getTime() !== activity.startsAt.getTime() || record.place !== activity.place;
  const by = {
    actor,
    label: organiserLabel(actor, activity.organiserName, now),
    moveId: body.moveId,
    text: moved ? '时间或地点有变化' : '',
  };
  const change = { ...record, ...organiser, nextAt: activity.state === 'published' ? record.startsAt : NEVER };
  const done = await reviseAll(activity, by, change, shifts, now);
  if (!done) {
    const current = await Activities.findById(activity._id).lean<ActivityRecord>();
    if (current?.history.some(({ moveId }) => moveId === body.moveId)) return current;
    throw new Refusal('activity.stale');
  }
  // now, so that who waits hears at once; the worker does the same should this be interrupted
  for (const shift of done.shifts) await fillShift(shift, now);
  return done.after;
};
