// Residents who follow a report or say 我也遇到了. A collection of their own: it grows without bound, and who they are is nobody's
// business; the report carries the numbers. Both change in one transaction, so that the numbers are exact under any race.
import mongoose, { Schema, Types } from 'mongoose';
import type { Actor } from '../../shared/people/actor';
import { isDuplicateKey } from '../core/database';
import { refuseUnless } from '../core/refusal';
import { reportSettings } from './catalogue';
import { type ReportRecord, Reports } from './model';
import type { Bond } from './present';
import { shownReport } from './queries';

export type BondKind = 'follow' | 'second';

interface Follower {
  _id: Types.ObjectId;
  report: Types.ObjectId;
  person: Types.ObjectId;
  kind: BondKind;
  at: Date;
  /** merged reports through which it came to this one */
  via?: Types.ObjectId[];
  /** it came with a merge and in no other way: a split takes it away again */
  inherited?: true;
}
const follower = new Schema<Follower>(
  {
    report: { type: Schema.Types.ObjectId, required: true },
    person: { type: Schema.Types.ObjectId, required: true },
    kind: { type: String, required: true },
    at: { type: Date, required: true },
    via: { type: [Schema.Types.ObjectId], default: undefined },
    inherited: { type: Boolean, default: undefined },
  },
  { versionKey: false },
);
// one person follows and seconds a report once each, however often it is tapped; also lists who is to be told
follower.index({ report: 1, person: 1, kind: 1 }, { unique: true });
export const Followers = mongoose.model('Follower', follower, 'followers');

const MINUTE = 60_000;

/** What one more or one less does to the report. */
const countFor = (kind: BondKind, by: 1 | -1) =>
  kind === 'follow'
    ? { followers: by }
    : { seconds: by, deskAt: -by * reportSettings.current().secondWeightMinutes * MINUTE };

/** It was merged into another a moment ago: the bond belongs to that one. */
class Merged extends Error {}

const write = async (who: Pick<Follower, 'report' | 'person' | 'kind'>, on: boolean, at: Date) => {
  try {
    await mongoose.connection.transaction(async (session) => {
      if (on) await Followers.insertMany([{ ...who, at }], { session });
      else if ((await Followers.deleteOne(who, { session })).deletedCount === 0) return;
      const { matchedCount } = await Reports.updateOne(
        { _id: who.report, merged: null },
        { $inc: countFor(who.kind, on ? 1 : -1) },
        { session },
      );
      if (matchedCount === 0) throw new Merged();
    });
  } catch (error) {
    // tapped twice, or on two devices: it was counted already. What came with a merge is their own from now on
    if (!isDuplicateKey(error)) throw error;
    await Followers.updateOne({ ...who, inherited: true }, { $unset: { inherited: 1 } });
  }
};

/** Begins or ends following or seconding; doing it again changes nothing. @throws Refusal report.not-found | report.not-public | report.own */
export const setBond = async (
  actor: Actor,
  number: string,
  kind: BondKind,
  on: boolean,
  now: Date,
): Promise<Bond & Pick<ReportRecord, 'followers' | 'seconds'>> => {
  const { report } = await shownReport(actor, number);
  refuseUnless(String(report.reporter) !== actor.personId, 'report.own');
  refuseUnless(report.public, 'report.not-public');
  try {
    await write({ report: report._id, person: new Types.ObjectId(actor.personId), kind }, on, now);
  } catch (error) {
    if (error instanceof Merged) return setBond(actor, number, kind, on, now);
    throw error;
  }
  const [bond, counts] = await Promise.all([
    bondOf(actor, report._id),
    Reports.findById(report._id, { followers: 1, seconds: 1 }).lean<Pick<ReportRecord, 'followers' | 'seconds'>>(),
  ]);
  return { ...bond, followers: counts?.followers ?? 0, seconds: counts?.seconds ?? 0 };
};

/** Whether somebody follows or seconds a report. */
export const bondOf = async (actor: Actor | null, report: Types.ObjectId): Promise<Bond> => {
  if (!actor) return { following: false, seconded: false };
  const rows = await Followers.find({ report, person: new Types.ObjectId(actor.personId) }, { kind: 1 }).lean();
  return {
    following: rows.some(({ kind }) => kind === 'follow'),
    seconded: rows.some(({ kind }) => kind === 'second'),
  };
};

/** Everybody who follows or seconds it, each once. */
export const followersOf = async (report: Types.ObjectId): Promise<string[]> => {
  const rows = await Followers.find({ report }, { person: 1 }).lean();
  return [...new Set(rows.map(({ person }) => String(person)))];
};
