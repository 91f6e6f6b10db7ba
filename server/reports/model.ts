// How reports are stored and found: the schema of record.ts, and an index for every list.
import mongoose, { Schema } from 'mongoose';
import type { Limit } from '../../shared/clocks';
import { type Facts, NO_FACTS } from '../../shared/reports/facts';
import type { Party } from '../areas';
import { indexPending, pendingPath } from '../core/outbox';
import type { PhotoFacts } from '../media';
import type { ClockPause, Entry, JointTask, Moderation, Rating, ReportRecord, RunningClock } from './record';

export type { Entry, JointTask, Moderation, ReportRecord, RunningClock, Step } from './record';

const plain = { _id: false as const };
const required = true as const;
const limit = new Schema<Limit>({ amount: { type: Number, required }, kind: { type: String, required } }, plain);
const party = new Schema<Party>(
  {
    kind: { type: String, required },
    key: { type: String, required },
    role: { type: String, required },
    name: { type: String, required },
  },
  plain,
);
const photo = new Schema<PhotoFacts>(
  { _id: { type: String, required }, width: Number, height: Number, hash: String },
  plain,
);
const entry = new Schema<Entry>({
  at: { type: Date, required },
  move: { type: String, required },
  from: { type: String, default: null },
  to: { type: String, required },
  person: { type: Schema.Types.ObjectId, default: null },
  role: { type: String, default: null },
  label: { type: String, required },
  text: { type: String, default: '' },
  photos: [photo],
  reason: { type: String, default: null },
  party: { type: party, default: null },
  told: [Schema.Types.ObjectId],
  moveId: { type: String, required },
});
const clock = new Schema<RunningClock>(
  {
    phase: { type: String, required },
    startedAt: { type: Date, required },
    dueAt: { type: Date, required },
    limit: { type: limit, required },
    provisional: { type: Boolean, required },
    pauses: [new Schema<ClockPause>({ from: Date, to: Date, dueBefore: Date }, plain)],
    extendedTo: { type: Date, default: null },
    rung: { type: Number, default: 0 },
    level: { type: Number, default: 0 },
  },
  plain,
);
const asked = new Schema({ until: Date }, plain);
const facts = new Schema<Facts>(
  {
    urges: Number,
    urgedAt: { type: Date, default: null },
    supplements: Number,
    reworks: Number,
    reopenedByRight: Number,
    reopenAsked: Boolean,
    extensions: Number,
    extensionAsked: { type: asked, default: null },
    suspensions: Number,
    suspensionAsked: { type: asked, default: null },
    suspendedUntil: { type: Date, default: null },
    appeal: { type: String, default: null },
    verification: { type: String, default: null },
    callback: { type: String, default: null },
    auto: Boolean,
    jointOpen: { type: Number, default: 0 },
    supervision: {
      type: new Schema({ state: String, dueAt: Date, by: String, label: String }, plain),
      default: null,
    },
    referral: {
      type: new Schema(
        {
          to: String,
          state: String,
          sentAt: Date,
          documents: [new Schema({ name: String, copies: Number }, plain)],
        },
        plain,
      ),
      default: null,
    },
    duplicates: { type: Number, default: 0 },
    mergedFrom: { type: String, default: null },
  },
  plain,
);
const joint = new Schema<JointTask>({
  party: { type: party, required },
  ask: { type: String, required },
  state: { type: String, required },
  clock: { type: clock, required },
  endedAt: { type: Date, default: null },
  entry: { type: Schema.Types.ObjectId, default: null },
  escalatedTo: [String],
});
const moderation = new Schema<Moderation>(
  {
    text: { type: String, required },
    photo: { type: String, required },
    flags: { type: Number, required },
    hidden: [String],
    waiting: { type: Date, default: undefined },
  },
  plain,
);
const ref = new Schema({ code: { type: String, required }, name: { type: String, required } }, plain);
const rating = new Schema<Rating>(
  {
    score: { type: Number, required },
    reasons: [String],
    text: { type: String, default: '' },
    at: { type: Date, required },
    submissionId: { type: String, required },
  },
  plain,
);

const report = new Schema<ReportRecord>(
  {
    number: { type: String, required },
    county: { type: String, required },
    reporter: { type: Schema.Types.ObjectId, required },
    submissionId: { type: String, required },
    limitedPlace: String,
    fingerprint: { type: String, required },
    version: { type: Number, required },
    state: { type: String, required },
    open: { type: Boolean, required },
    public: { type: Boolean, required },
    category: { type: String, required },
    condition: { type: String, default: null },
    description: { type: String, default: '' },
    address: { type: String, default: '' },
    location: new Schema(
      { lng: { type: Number, required }, lat: { type: Number, required }, accuracy: { type: Number, default: null } },
      plain,
    ),
    street: { type: ref, default: null },
    divisions: [ref],
    why: [String],
    areasVersion: { type: Number, required },
    party: { type: party, required },
    seenBy: [String],
    limits: new Schema(
      {
        acceptance: limit,
        handling: limit,
        rating: limit,
        verification: limit,
        callback: limit,
        joint: limit,
        rungs: new Schema({ remind: Number, overdue: Number, step: Number }, plain),
        version: Number,
      },
      plain,
    ),
    clock: { type: clock, default: null },
    dueAt: { type: Date, required },
    deskAt: { type: Number, required },
    nextAt: { type: Date, required },
    acceptBy: { type: Date, required },
    resolveBy: { type: Date, required },
    provisional: { type: Boolean, required },
    photos: [photo],
    visibility: { type: String, required },
    anonymous: { type: Boolean, required },
    allowContact: { type: Boolean, required },
    source: { type: String, required },
    link: { type: new Schema({ kind: String, id: String }, plain), default: null },
    submittedAt: { type: Date, required },
    updatedAt: { type: Date, required },
    history: [entry],
    rating: { type: rating, default: null },
    earlierRatings: [rating],
    facts: { type: facts, default: () => ({ ...NO_FACTS }) },
    tasks: [String],
    overdue: { type: Boolean, default: false },
    escalatedTo: [String],
    escalatedLabel: { type: String, default: null },
    handledBy: [Schema.Types.ObjectId],
    joint: [joint],
    cooperating: { type: [String], default: undefined },
    jointEscalatedTo: { type: [String], default: undefined },
    merged: {
      type: new Schema({ into: Schema.Types.ObjectId, number: String, at: Date }, plain),
      default: null,
    },
    moderation: { type: moderation, default: () => ({ text: 'unchecked', photo: 'unchecked', flags: 0, hidden: [] }) },
    followers: { type: Number, default: 0 },
    seconds: { type: Number, default: 0 },
    coarse: { type: Boolean, default: false },
    publicLocation: { type: new Schema({ lng: Number, lat: Number }, plain) },
    publicAddress: { type: String, default: '' },
    announced: { type: Number, required },
    pending: pendingPath,
  },
  { versionKey: false, minimize: false },
);
// read by number; two reports that drew the same number: the second draws again
report.index({ number: 1 }, { unique: true });
// a submission sent twice (retry, double tap, two devices) makes one report
report.index({ reporter: 1, submissionId: 1 }, { unique: true });
// somebody limited to so many a day sends several at the same moment: each place of the day is taken once
report.index({ limitedPlace: 1 }, { unique: true, partialFilterExpression: { limitedPlace: { $exists: true } } });
// my reports, by group
report.index({ reporter: 1, state: 1, submittedAt: -1 });
report.index({ reporter: 1, submittedAt: -1, _id: -1 });
// public list: all, by state, by category, by street
report.index({ public: 1, submittedAt: -1, _id: -1 });
report.index({ public: 1, state: 1, submittedAt: -1, _id: -1 });
report.index({ public: 1, category: 1, submittedAt: -1, _id: -1 });
report.index({ 'street.code': 1, public: 1, submittedAt: -1, _id: -1 });
// what a change of the catalogue does not reach: open cases of a category, by county
report.index({ category: 1, county: 1 }, { partialFilterExpression: { open: true } });
// open cases in the order they were made: looked through in batches when beats or areas changed
report.index({ open: 1, _id: 1 }, { partialFilterExpression: { open: true } });
// desk: what runs out first
report.index({ 'party.key': 1, open: 1, deskAt: 1, _id: 1 });
// desk of the general chiefs: all below a county or town, and what climbed to them
report.index({ 'divisions.code': 1, open: 1, deskAt: 1, _id: 1 });
report.index({ escalatedTo: 1, open: 1, deskAt: 1, _id: 1 });
// desks of dispatcher and inspector: what waits for a decision, a check or a call
report.index({ county: 1, tasks: 1, deskAt: 1, _id: 1 });
report.index({ county: 1, open: 1, state: 1, deskAt: 1, _id: 1 });
// the clockwork: what is due next
report.index({ nextAt: 1 });
// deadlines that wait for the holidays of a year
report.index({ provisional: 1 }, { partialFilterExpression: { provisional: true } });
// hand-over of a chief's post: what they ordered and wait for
report.index({ 'facts.supervision.by': 1 }, { partialFilterExpression: { 'facts.supervision.by': { $exists: true } } });
// desk of a department that cooperates, and of the chiefs its overdue tasks climbed to
report.index({ cooperating: 1, deskAt: 1, _id: 1 }, { partialFilterExpression: { cooperating: { $exists: true } } });
report.index(
  { jointEscalatedTo: 1, deskAt: 1, _id: 1 },
  { partialFilterExpression: { jointEscalatedTo: { $exists: true } } },
);
// what was merged into a report
report.index({ 'merged.into': 1, 'merged.at': 1 }, { partialFilterExpression: { 'merged.into': { $exists: true } } });
// the moderator's queue, what waits longest on top
report.index(
  { county: 1, 'moderation.waiting': 1, _id: 1 },
  { partialFilterExpression: { 'moderation.waiting': { $exists: true } } },
);
// suggested duplicates: the newest open ones of a county
report.index({ county: 1, submittedAt: -1 }, { partialFilterExpression: { open: true } });
indexPending(report);
// what was reported during a shift, on a plot: by what it is linked to
report.index(
  { 'link.kind': 1, 'link.id': 1, submittedAt: -1 },
  { partialFilterExpression: { 'link.kind': { $exists: true } } },
);
// is a photo in use (sweep of loose uploads)
report.index({ 'photos._id': 1 });
report.index({ 'history.photos._id': 1 });

export const Reports = mongoose.model('Report', report, 'reports');
