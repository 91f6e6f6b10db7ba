// One day of a series, or an activity that is held once, moved to another day: the times of day stay.
import mongoose from 'mongoose';
import { canMoveActivity } from '../../../shared/activities/states';
import type { moveDay as contract } from '../../../shared/activities/write-contract';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import { dateText } from '../../../shared/words';
import { dayOf, dayOfDate } from '../../../shared/workdays';
import { Refusal, refuseUnless } from '../../core/refusal';
import { Activities, Shifts } from '../model';
import { organisedActivity } from '../queries';
import { type ActivityRecord, NEVER } from '../record';
import { followChange } from './follow-change';
import { organiserLabel, tryActivityMove } from './step';

type Asked = Validated<typeof contract>['body'];
const DAY = 86_400_000;

/** Shifts and who is on them follow, in one transaction with the activity: a crash leaves the old day or the new one. */
const moveAll = (activity: ActivityRecord, by: Parameters<typeof tryActivityMove>[2], days: number, now: Date) => {
  const later = (at: Date) => new Date(at.getTime() + days * DAY);
  const signUpUntil = later(activity.signUpUntil);
  const startsAt = later(activity.startsAt);
  const change = {
    startsAt,
    endsAt: later(activity.endsAt),
    signUpUntil,
    signUpFrom: activity.signUpFrom < signUpUntil ? activity.signUpFrom : now,
    nextAt: activity.state === 'published' ? startsAt : NEVER,
  };
  let after: ActivityRecord | null = null;
  return mongoose.connection
    .transaction(async (session) => {
      after = await tryActivityMove(activity, 'revise', by, now, change, session);
      if (!after) return;
      const shifts = await Shifts.find({ activity: activity._id }, { from: 1, to: 1 }).session(session).lean();
      for (const { _id, from, to } of shifts) {
        const times = { from: later(from), to: later(to) };
        await Shifts.updateOne({ _id }, { $set: times, $inc: { version: 1 } }, { session });
        await followChange(_id, times, { from, to, place: activity.place }, { activity: after, now, session });
      }
    })
    .then(() => after as ActivityRecord | null);
};

/** The same moveId again is a retry. @throws Refusal activity.* | request.invalid */
export const moveDay = async (actor: Actor, id: string, asked: Asked, now: Date): Promise<ActivityRecord> => {
  const activity = await organisedActivity(actor, id);
  if (activity.history.some(({ moveId }) => moveId === asked.moveId)) return activity;
  refuseUnless(asked.version === activity.version, 'activity.stale');
  refuseUnless(canMoveActivity('revise', activity.state, 'organiser'), 'activity.move-not-allowed');
  const days = dayOfDate(asked.day) - dayOf(activity.startsAt.getTime());
  const startsAt = new Date(activity.startsAt.getTime() + days * DAY);
  refuseUnless(days !== 0 && startsAt > now, 'request.invalid', {
    fields: { day: '请选一个还没到的、不同的日子' },
  });
  const by = {
    actor,
    label: organiserLabel(actor, activity.organiserName, now),
    moveId: asked.moveId,
    text: `改到${dateText(startsAt)}`,
  };
  const after = await moveAll(activity, by, days, now);
  if (after) return after;
  const current = await Activities.findById(activity._id).lean<ActivityRecord>();
  if (current?.history.some(({ moveId }) => moveId === asked.moveId)) return current;
  throw new Refusal('activity.stale');
};
