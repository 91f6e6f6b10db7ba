// Shifts follow what was written: new ones are added, times and capacities change, empty ones go. Who has a seat keeps it.
import { type ClientSession, Types } from 'mongoose';
import { haversine } from '../../../shared/geo';
import { Refusal } from '../../core/refusal';
import { Shifts } from '../model';
import { ORDER_ONLY } from '../queries';
import type { ActivityRecord, ShiftRecord } from '../record';
import type { WrittenShift } from './compose-activity';
import { followChange } from './follow-change';

/** metres; a pin put straight is no other place */
const SAME_PLACE_M = 50;

export const shiftRecord = (activity: Types.ObjectId, shift: WrittenShift, open: boolean): ShiftRecord => ({
  _id: new Types.ObjectId(),
  activity,
  key: shift.id,
  name: shift.name,
  from: shift.from,
  to: shift.to,
  capacity: shift.capacity,
  minAge: shift.minAge,
  skills: shift.skills,
  open,
  free: shift.capacity,
  seats: [],
  queued: 0,
  waiting: [],
  promoted: [],
  version: 1,
});

const taken = ({ name, capacity, free, queued }: ShiftRecord) =>
  new Refusal('activity.capacity-taken', {
    detail:
      capacity > free
        ? `“${name}”已有 ${capacity - free} 人报名，名额不能少于 ${capacity - free}。`
        : `“${name}”还有 ${queued} 人候补，请先通知他们。`,
  });

/** Whether people have to go somewhere else than they were told. */
export const isElsewhere = (before: ActivityRecord, after: Pick<ActivityRecord, 'place' | 'location'>): boolean =>
  before.place !== after.place ||
  haversine([before.location.lng, before.location.lat], [after.location.lng, after.location.lat]) > SAME_PLACE_M;

const same = (a: Pick<ShiftRecord, 'from' | 'to'>, b: Pick<ShiftRecord, 'from' | 'to'>) =>
  a.from.getTime() === b.from.getTime() && a.to.getTime() === b.to.getTime();

/**
 * Times, places and capacities of shifts as written, in one transaction with the activity; who has a seat keeps it.
 * @param before the activity until now, `after` it from now on
 * @throws Refusal activity.capacity-taken
 */
export const applyShifts = async (
  { before, after }: { before: ActivityRecord; after: ActivityRecord },
  shifts: readonly WrittenShift[],
  { now, session }: { now: Date; session: ClientSession },
): Promise<void> => {
  const stored = await Shifts.find({ activity: after._id }, ORDER_ONLY).session(session).lean<ShiftRecord[]>();
  const elsewhere = isElsewhere(before, after);
  for (const shift of shifts) {
    const old = stored.find(({ key }) => key === shift.id);
    if (!old) {
      await Shifts.insertMany([shiftRecord(after._id, shift, after.state === 'published')], { session });
      continue;
    }
    const { name, from, to, minAge, skills, capacity } = shift;
    const { matchedCount } = await Shifts.updateOne(
      { _id: old._id, free: { $gte: old.capacity - capacity } },
      {
        $set: { name, from, to, minAge, skills, capacity, work: true },
        $inc: { free: capacity - old.capacity, version: 1 },
      },
      { session },
    );
    if (matchedCount === 0) throw taken(old);
    if (elsewhere || !same(old, shift))
      await followChange(
        old._id,
        shift,
        { from: old.from, to: old.to, place: before.place },
        { activity: after, now, session },
      );
  }
  for (const old of stored.filter(({ key }) => !shifts.some(({ id }) => id === key))) {
    const { deletedCount } = await Shifts.deleteOne(
      { _id: old._id, free: old.capacity, capacity: old.capacity, queued: 0 },
      { session },
    );
    if (deletedCount === 0) throw taken(old);
  }
};
