// Later changes of an activity. Shifts keep their identity by the id the organiser's client chose.

import { canMoveActivity } from '../../../shared/activities/states';
import type { reviseActivity as reviseContract } from '../../../shared/activities/write-contract';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import { refuseUnless } from '../../core/refusal';
import { keysOf, organisedActivity, shiftsOf } from '../queries';
import { type ActivityRecord, NEVER } from '../record';
import { applyShifts } from './apply-shifts';
import { compose, desksOf } from './compose-activity';
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

/** Changes an activity; the same moveId again is a retry. @throws Refusal activity.* | place.outside | media.not-yours */
export const reviseActivity = async (
  actor: Actor,
  id: string,
  body: Revision,
  keys: readonly Uint8Array[],
  now: Date,
): Promise<ActivityRecord> => {
  const activity = await organisedActivity(actor, id);
  const written = () => compose(actor, kept(actor, body, activity), keys, activity.photos, now);
  if (activity.history.some(({ moveId }) => moveId === body.moveId)) {
    // the first try may have died before the shifts followed
    if (activity.history.at(-1)?.moveId === body.moveId) await applyShifts(activity, (await written()).shifts, now);
    return activity;
  }
  refuseUnless(body.version === activity.version, 'activity.stale');
  refuseUnless(canMoveActivity('revise', activity.state, 'organiser'), 'activity.move-not-allowed');
  const { record, shifts } = await written();
  const stored = await shiftsOf(activity._id);
  for (const old of stored) {
    const fresh = shifts.find(({ id: key }) => key === old.key);
    const taken = old.capacity - old.free;
    refuseUnless(fresh ? fresh.capacity >= taken : taken + old.queued === 0, 'activity.capacity-taken', {
      detail: `“${old.name}”已有 ${taken} 人报名，名额不能少于 ${taken}。`,
    });
  }
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
  const after = await tryActivityMove(activity, 'revise', by, now, change);
  refuseUnless(after, 'activity.stale');
  await applyShifts(after, shifts, now);
  return after;
};
