// Routing stays right: when beats or areas change, open cases are looked through in bounded batches beside requests, and those that
// the router would now send elsewhere are noted with a proposal. Nothing moves by itself. A case that somebody has handed on by hand
// is where a person wanted it, and is left out.
import mongoose, { Schema, type Types } from 'mongoose';
import { directory, type Party, partyNamed, whoAnswers } from '../areas';
import { isDuplicateKey } from '../core/database';
import { Refusal } from '../core/refusal';
import { type ReportRecord, Reports } from './model';

export interface Proposal {
  /** of the report: a case has one proposal at a time */
  _id: Types.ObjectId;
  number: string;
  county: string;
  /** with whom it lay and where it would go when this was found */
  from: string;
  party: Party;
  why: string[];
  areasVersion: number;
  /** somebody decided to leave it; the same proposal is not made again */
  kept: boolean;
  at: Date;
}
const proposal = new Schema<Proposal>(
  {
    number: { type: String, required: true },
    county: { type: String, required: true },
    from: { type: String, required: true },
    party: { type: new Schema<Party>({ kind: String, key: String, role: String, name: String }, { _id: false }) },
    why: [String],
    areasVersion: { type: Number, required: true },
    kept: { type: Boolean, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
// the dispatcher's list of a county, oldest case first
proposal.index({ county: 1, kept: 1, _id: 1 });
export const Proposals = mongoose.model('RerouteProposal', proposal, 'rerouteProposals');

/** How far the look through open cases is; one document. */
export interface Scan {
  _id: 'scan';
  areasVersion: number;
  /** last case looked at; null: none yet */
  after: Types.ObjectId | null;
  looked: number;
  finished: boolean;
}
export const Scans = mongoose.model(
  'RerouteScan',
  new Schema<Scan>(
    {
      _id: String,
      areasVersion: { type: Number, required: true },
      after: { type: Schema.Types.ObjectId, default: null },
      looked: { type: Number, required: true },
      finished: { type: Boolean, required: true },
    },
    { versionKey: false },
  ),
  'rerouteScans',
);

type Routed = Pick<ReportRecord, '_id' | 'number' | 'county' | 'location' | 'category' | 'party' | 'history'>;

/** Steps that send a case where the router said: its submission, and proposals taken up since. */
const byRouter = ({ history }: Pick<ReportRecord, 'history'>): Party | null =>
  history.findLast(({ move, moveId, party }) => party && (move === 'submit' || moveId.startsWith(REROUTE)))?.party ??
  null;
export const REROUTE = 'reroute-';

/** Where the router would send it now, if that is elsewhere and nobody has decided otherwise. */
export const proposalFor = (report: Routed): { party: Party; why: () => string[] } | null => {
  if (byRouter(report)?.key !== report.party.key) return null;
  const { lng, lat, accuracy } = report.location;
  try {
    const where = whoAnswers({ lng, lat, datum: 'wgs84', accuracy: accuracy ?? undefined }, report.category);
    return where.party.key === report.party.key ? null : { party: where.party, why: where.why };
  } catch (error) {
    // the place is outside of all areas now: nobody else can be proposed
    if (error instanceof Refusal) return null;
    throw error;
  }
};

/** A dispatcher's decision by the table of moves: it needs a receiver that a move can name, and the same role there. */
export const isMovable = ({ state }: Pick<ReportRecord, 'state'>, party: Party): boolean =>
  state !== 'suspended' && party.kind !== 'dispatcher' && partyNamed(party.key)?.role === party.role;

const note = async (report: Routed, areasVersion: number, now: Date): Promise<void> => {
  const found = proposalFor(report);
  if (!found) {
    await Proposals.deleteOne({ _id: report._id });
    return;
  }
  const { party, why } = found;
  const from = report.party.key;
  const fresh = {
    number: report.number,
    county: report.county,
    from,
    party,
    why: why(),
    areasVersion,
    kept: false,
    at: now,
  };
  try {
    // one that somebody decided to leave is not met by the filter, and then its id is taken: a decision made at this moment stands
    await Proposals.updateOne(
      { _id: report._id, $or: [{ kept: false }, { from: { $ne: from } }, { 'party.key': { $ne: party.key } }] },
      { $set: fresh },
      { upsert: true },
    );
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
};

const BATCH = 200;
const NEEDED = { number: 1, county: 1, location: 1, category: 1, party: 1, history: 1 } as const;

/**
 * The worker's turn: one batch of open cases, if the areas have changed since all were looked at. A change in between starts over.
 * @returns cases looked at
 */
export const scanReroutes = async (now: Date): Promise<number> => {
  const { version } = directory.current().facts;
  const stored = await Scans.findById('scan').lean<Scan>();
  const fresh: Scan = { _id: 'scan', areasVersion: version, after: null, looked: 0, finished: false };
  const scan = stored?.areasVersion === version ? stored : fresh;
  if (scan.finished) return 0;
  const batch = await Reports.find({ open: true, ...(scan.after && { _id: { $gt: scan.after } }) }, NEEDED)
    .sort({ _id: 1 })
    .limit(BATCH)
    .lean<Routed[]>();
  for (const report of batch) await note(report, version, now);
  const { _id, ...next } = {
    ...scan,
    after: batch.at(-1)?._id ?? scan.after,
    looked: scan.looked + batch.length,
    finished: batch.length < BATCH,
  };
  await Scans.updateOne({ _id }, { $set: next }, { upsert: true });
  return batch.length;
};
