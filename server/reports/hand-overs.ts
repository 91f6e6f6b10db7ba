// A hand-over under way: written in the transaction that ends the post, worked off case by case, each through the guarded update of
// every step. A crash leaves a record without an end, which the worker finishes; an entry's id says that a case is done.
import mongoose, { Schema, Types } from 'mongoose';
import type { Party } from '../areas';
import { tryStep } from './commands/apply-step';
import { type Entry, type ReportRecord, Reports } from './model';

export interface HandOverRecord {
  /** chosen by the client: sent again it goes on, and nothing is done twice */
  _id: string;
  post: string;
  county: string;
  /** whose open cases; null where a post has none of its own */
  key: string | null;
  /** where they go; null when they stay at the place, with somebody else */
  party: Party | null;
  from: string;
  to: string;
  text: string;
  at: Date;
  person: Types.ObjectId;
  label: string;
  total: number;
  finishedAt: Date | null;
}
const handOver = new Schema<HandOverRecord>(
  {
    _id: String,
    post: { type: String, required: true },
    county: { type: String, required: true },
    key: { type: String, default: null },
    party: {
      type: new Schema<Party>({ kind: String, key: String, role: String, name: String }, { _id: false }),
      default: null,
    },
    from: { type: String, required: true },
    to: { type: String, required: true },
    text: { type: String, default: '' },
    at: { type: Date, required: true },
    person: { type: Schema.Types.ObjectId, required: true },
    label: { type: String, required: true },
    total: { type: Number, required: true },
    finishedAt: { type: Date, default: null },
  },
  { versionKey: false },
);
// the worker: what a crash or a great number left unfinished
handOver.index({ finishedAt: 1 }, { partialFilterExpression: { finishedAt: null } });
export const HandOvers = mongoose.model('HandOver', handOver, 'handOvers');

const BATCH = 50;
export const entryId = (batchId: string): string => `handover-${batchId.slice(0, 55)}`;

/** Cases that still need their entry; those that came later are the successor's from the beginning. */
const remaining = ({ _id, key, at }: HandOverRecord) => ({
  'party.key': key,
  open: true,
  submittedAt: { $lte: at },
  'history.moveId': { $ne: entryId(_id) },
});

export const remainingCases = (record: HandOverRecord): Promise<number> =>
  record.key === null ? Promise.resolve(0) : Reports.countDocuments(remaining(record));

const entryFor = (record: HandOverRecord, report: ReportRecord): Entry => ({
  _id: new Types.ObjectId(),
  at: new Date(Math.max(record.at.getTime(), report.updatedAt.getTime())),
  move: 'hand-over',
  from: report.state,
  to: report.state,
  person: record.person,
  role: 'admin',
  label: record.label,
  text: `${record.from}不再担任，由${record.to}接手。${record.text}`,
  photos: [],
  reason: null,
  party: record.party,
  told: [],
  moveId: entryId(record._id),
});

/**
 * Goes on with a hand-over: each case keeps its state, its clock and its promise. A case that moves at the same moment is taken in
 * the next pass.
 * @param atMost cases in this call; what is left over is the worker's
 */
export const continueHandOver = async (record: HandOverRecord, now: Date, atMost: number): Promise<void> => {
  let done = 0;
  for (let after = new Types.ObjectId('000000000000000000000000'); done < atMost; ) {
    const cases: ReportRecord[] =
      record.key === null
        ? []
        : await Reports.find({ ...remaining(record), _id: { $gt: after } })
            .sort({ _id: 1 })
            .limit(Math.min(BATCH, atMost - done))
            .lean<ReportRecord[]>();
    for (const report of cases) {
      await tryStep(report, entryFor(record, report), record.party ? { party: record.party } : {});
      after = report._id;
      done += 1;
    }
    if (cases.length > 0) continue;
    if ((await remainingCases(record)) === 0)
      await HandOvers.updateOne({ _id: record._id, finishedAt: null }, { $set: { finishedAt: now } });
    return;
  }
};

const WORKER_CASES = 1000;
/** The worker's turn: whatever was left unfinished. @returns hand-overs it looked at */
export const finishHandOvers = async (now: Date): Promise<number> => {
  const open = await HandOvers.find({ finishedAt: null }).limit(20).lean<HandOverRecord[]>();
  for (const record of open) await continueHandOver(record, now, WORKER_CASES);
  return open.length;
};
