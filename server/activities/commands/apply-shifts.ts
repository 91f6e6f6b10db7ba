// Shifts follow what was written: new ones are added, times and capacities change, empty ones go. Who has a seat keeps it.
import { Types } from 'mongoose';
import { isDuplicateKey } from '../../core/database';
import { Shifts, SignUps } from '../model';
import { shiftsOf } from '../queries';
import type { ActivityRecord, ShiftRecord } from '../record';
import type { WrittenShift } from './compose-activity';
import { fillShift } from './seats';

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

/** Inserts what is not there yet: another process, or an earlier try, may have written some of it. */
export const insertMissing = async (insert: () => Promise<unknown>): Promise<void> => {
  try {
    await insert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
};

/** Times, places and capacities of shifts as written; who has a seat keeps it. @throws Refusal activity.capacity-taken */
export const applyShifts = async (
  activity: ActivityRecord,
  shifts: readonly WrittenShift[],
  now: Date,
): Promise<void> => {
  const open = activity.state === 'published';
  const stored = await shiftsOf(activity._id);
  for (const shift of shifts) {
    const old = stored.find(({ key }) => key === shift.id);
    if (!old) {
      await insertMissing(() => Shifts.insertMany([shiftRecord(activity._id, shift, open)]));
      continue;
    }
    const { name, from, to, minAge, skills } = shift;
    // guarded by the capacity it was, so that done twice it changes it once
    await Shifts.updateOne(
      { _id: old._id, capacity: old.capacity },
      {
        $set: { name, from, to, minAge, skills, capacity: shift.capacity, work: true },
        $inc: { free: shift.capacity - old.capacity, version: 1 },
      },
    );
    if (from.getTime() !== old.from.getTime() || to.getTime() !== old.to.getTime())
      await SignUps.updateMany(
        { shift: old._id, state: { $in: ['asked', 'waiting', 'confirmed'] } },
        { $set: { from, to, cancelUntil: new Date(from.getTime() - activity.cancelHours * HOUR) } },
      );
    await fillShift(old._id, now);
  }
  for (const old of stored)
    if (!shifts.some(({ id }) => id === old.key) && old.free === old.capacity && old.queued === 0)
      await Shifts.deleteOne({ _id: old._id, free: old.capacity, queued: 0 });
};
