// Absences without cancelling (domain.md §6). They are counted from the sign-ups themselves. Whoever deletes their registration leaves
// only the ends of the shifts they missed, under a keyed hash from which nobody is found, so that registering again does not
// lift a suspension; they are forgotten after as many days as a suspension lasts. Each end carries a keyed hash of its sign-up, so that
// one that turns out to be none can still be lifted.
import mongoose, { Schema, type Types } from 'mongoose';
import { hmac } from '../core/keys';
import { profileOf, type VolunteerRecord, volunteerSettings } from '../volunteers';
import { SignUps } from './model';
import type { SignUpRecord } from './record';

const DAY = 86_400_000;

interface AbsenceMark {
  /** keyed hash of who it was */
  _id: string;
  /** ends of shifts missed, as they were kept before they could be lifted one by one */
  ends?: Date[];
  /** ends of the shifts missed, and a keyed hash of the sign-up */
  missed?: { end: Date; of: string }[];
  forgetAt: Date;
}
const mark = new Schema<AbsenceMark>(
  {
    _id: String,
    ends: { type: [Date], default: undefined },
    missed: { type: [new Schema({ end: Date, of: String }, { _id: false })], default: undefined },
    forgetAt: { type: Date, required: true },
  },
  { versionKey: false },
);
// what is to be forgotten
mark.index({ forgetAt: 1 });
// one that is lifted
mark.index({ 'missed.of': 1 });
const AbsenceMarks = mongoose.model('AbsenceMark', mark, 'absenceMarks');

/** Somebody themself, registered or not, or a child as registered. */
export type Absentee =
  | (Pick<VolunteerRecord, '_id' | 'person' | 'child' | 'profile'> & { child: boolean })
  | { _id: null; person: Types.ObjectId; child: false };

/** Who it is, by the account; a child by the guardian's account, its name and year of birth, since it may be registered anew. */
const identityOf = (who: Absentee, keys: readonly Uint8Array[]): string | undefined => {
  if (who._id === null || !who.child) return `own/${who.person}`;
  const profile = profileOf(keys, who);
  return profile && `child/${who.person}/${profile.name}/${profile.birthYear}`;
};
const hashes = (who: Absentee, keys: readonly Uint8Array[]): string[] => {
  const identity = identityOf(who, keys);
  // one for every key that may have been the first when it was written
  return identity === undefined ? [] : keys.map((key) => hmac(key, `absences/${identity}`));
};

/** Ends of the shifts somebody missed: one's own whether or not they were registered then, a child's by its registration. */
export const absencesOf = async (who: Absentee, keys: readonly Uint8Array[]): Promise<Date[]> => {
  const participant = who.child ? `v:${who._id}` : `p:${who.person}`;
  const [rows, marks] = await Promise.all([
    SignUps.find({ participant, state: 'absent' }, { to: 1 }).lean<Pick<SignUpRecord, 'to'>[]>(),
    AbsenceMarks.find({ _id: { $in: hashes(who, keys) } }).lean<AbsenceMark[]>(),
  ]);
  const kept = marks.flatMap(({ ends = [], missed = [] }) => [...ends, ...missed.map(({ end }) => end)]);
  // while a registration is being deleted an absence may stand in both; nobody misses two shifts that end at once
  const ends = new Set([...rows.map(({ to }) => to), ...kept].map((end) => end.getTime()));
  return [...ends].map((end) => new Date(end));
};

const signUpHash = (key: Uint8Array, id: Types.ObjectId) => hmac(key, `absence/${id}`);

/** Keeps the absences of a registration that is about to be deleted. Done again, it changes nothing. */
export const keepAbsences = async (
  volunteer: Pick<VolunteerRecord, '_id' | 'person' | 'child' | 'profile'>,
  keys: readonly Uint8Array[],
  now: Date,
): Promise<void> => {
  const rows = await SignUps.find({ volunteer: volunteer._id, state: 'absent' }, { to: 1 }).lean<
    Pick<SignUpRecord, '_id' | 'to'>[]
  >();
  const [key] = keys;
  const [_id] = hashes(volunteer, keys);
  if (rows.length === 0 || _id === undefined || !key) return;
  const forgetAt = new Date(now.getTime() + volunteerSettings.current().noShows.days * DAY);
  await AbsenceMarks.updateOne(
    { _id },
    {
      $addToSet: { missed: { $each: rows.map((row) => ({ end: row.to, of: signUpHash(key, row._id) })) } },
      $max: { forgetAt },
    },
    { upsert: true },
  );
};

/** An absence that is none any more, excused or put right, of whoever deleted their registration since. Done again, it changes nothing. */
export const liftAbsence = async (id: Types.ObjectId, keys: readonly Uint8Array[]): Promise<void> => {
  const of = { $in: keys.map((key) => signUpHash(key, id)) };
  await AbsenceMarks.updateMany({ 'missed.of': of }, { $pull: { missed: { of } } });
};

/** The worker's part. @returns how many were forgotten */
export const forgetAbsences = async (now: Date): Promise<number> =>
  (await AbsenceMarks.deleteMany({ forgetAt: { $lte: now } })).deletedCount;
