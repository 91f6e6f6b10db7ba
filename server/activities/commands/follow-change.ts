// Whoever signed up follows a shift to its new time or place, and is asked whether they can still come. What they said yes to is
// kept until they answer: until then they may give the place back to the last, and not coming is no absence.
import { type ClientSession, Types } from 'mongoose';
import type { SignUpState } from '../../../shared/activities/sign-ups';
import { clockText, dateText } from '../../../shared/words';
import { toAnnounce } from '../../core/outbox';
import { SignUps } from '../model';
import type { ActivityRecord, Promised, SignUpEntry } from '../record';

const HOUR = 3_600_000;
const FOLLOW: readonly SignUpState[] = ['asked', 'waiting', 'confirmed'];

/**
 * @param was time and place until now
 * @param activity as it is from now on
 */
export const followChange = async (
  shift: Types.ObjectId,
  { from, to }: Pick<Promised, 'from' | 'to'>,
  was: Promised,
  { activity, now, session }: { activity: ActivityRecord; now: Date; session: ClientSession },
): Promise<void> => {
  // moved twice before they answered: what they said yes to is the first
  await SignUps.updateMany(
    { shift, state: { $in: [...FOLLOW] }, changed: null },
    { $set: { changed: was } },
    { session },
  );
  const cancelUntil = new Date(from.getTime() - activity.cancelHours * HOUR);
  const entry = {
    _id: new Types.ObjectId(),
    at: now,
    move: 'reschedule' as const,
    person: null,
    label: activity.organiserName,
    text: `原来是${dateText(was.from)} ${clockText(was.from)}–${clockText(was.to)}，${was.place}`,
    moveId: `reschedule-${activity._id}-${activity.version}`,
  };
  for (const state of FOLLOW) {
    const history: SignUpEntry = { ...entry, from: state, to: state };
    await SignUps.updateMany(
      { shift, state },
      { $set: { from, to, cancelUntil, ...toAnnounce() }, $inc: { version: 1 }, $push: { history } },
      { session },
    );
  }
};
