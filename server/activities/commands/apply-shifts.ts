// Shifts follow what was written: new ones are added, times and capacities change, empty ones go. Who has a seat keeps it.
import { type ClientSession, Types } from 'mongoose';
import { refuseUnless } from '../../core/refusal';
import { Shifts, SignUps } from '../model';
import type { ActivityRecord, ShiftRecord } from '../record';
import type { WrittenShift } from './compose-activity';

const HOUR = 3_600_000;

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

/** Nobody who has a seat loses it. */
const refuseTaken = (old: ShiftRecord, capacity: number | undefined) => {
  const taken = old.capacity - old.free;
  refuseUnless(capacity === undefined ? taken + old.queued === 0 : capacity >= taken, 'activity.capacity-taken', {
    detail: `“${old.name}”已有 ${taken} 人报名，名额不能少于 ${taken}。`,
  });
};

/**
 * Times, ages, skills and capacities of shifts as written, in the transaction that changes the activity. What has grown is marked for
 * the worker that calls who waits.
 * @returns shifts that may have room now
 * @throws Refusal activity.capacity-taken
 */
export const applyShifts = async (
  activity: ActivityRecord,
  shifts: readonly WrittenShift[],
  session: ClientSession,
): Promise<Types.ObjectId[]> => {
  const stored = await Shifts.find({ activity: activity._id }).session(session).lean<ShiftRecord[]>();
  for (const old of stored) {
    const fresh = shifts.find(({ id }) => id === old.key);
    refuseTaken(old, fresh?.capacity);
    if (!fresh) {
      await Shifts.deleteOne({ _id: old._id }, { session });
      continue;
    }
    const { name, from, to, minAge, skills, capacity } = fresh;
    await Shifts.updateOne(
      { _id: old._id },
      {
        $set: { name, from, to, minAge, skills, capacity, work: true },
        $inc: { free: capacity - old.capacity, version: 1 },
      },
      { session },
    );
    if (from.getTime() !== old.from.getTime() || to.getTime() !== old.to.getTime())
      await SignUps.updateMany(
        { shift: old._id, state: { $in: ['asked', 'waiting', 'confirmed'] } },
        { $set: { from, to, cancelUntil: new Date(from.getTime() - activity.cancelHours * HOUR) } },
        { session },
      );
  }
  const added = shifts.filter(({ id }) => !stored.some(({ key }) => key === id));
  if (added.length > 0)
    await Shifts.insertMany(
      added.map((shift) => shiftRecord(activity._id, shift, activity.state === 'published')),
      { session },
    );
  return stored.map(({ _id }) => _id);
};
