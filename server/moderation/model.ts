import mongoose, { Schema, type Types } from 'mongoose';
import { indexPending, type Pending, pendingPath } from '../core/outbox';

/** A resident says that the content of a report is not fit to be public. */
export interface FlagRecord {
  _id: Types.ObjectId;
  report: Types.ObjectId;
  person: Types.ObjectId;
  reason: string;
  text: string;
  at: Date;
  decidedAt: Date | null;
}
const flag = new Schema<FlagRecord>(
  {
    report: { type: Schema.Types.ObjectId, required: true },
    person: { type: Schema.Types.ObjectId, required: true },
    reason: { type: String, required: true },
    text: { type: String, default: '' },
    at: { type: Date, required: true },
    decidedAt: { type: Date, default: null },
  },
  { versionKey: false },
);
// one person flags a report once, however often it is tapped; also lists the flags of a report
flag.index({ report: 1, person: 1 }, { unique: true });
export const Flags = mongoose.model('Flag', flag, 'flags');

/** What was written before words were blacked out, sealed; taken out again when they are restored. */
export interface RedactionRecord {
  _id: Types.ObjectId;
  report: Types.ObjectId;
  /** `text` or the id of an entry */
  piece: string;
  original: string;
  at: Date;
}
const redaction = new Schema<RedactionRecord>(
  {
    report: { type: Schema.Types.ObjectId, required: true },
    piece: { type: String, required: true },
    original: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
// the last redaction of a piece is the first to be taken back
redaction.index({ report: 1, piece: 1, at: -1, _id: -1 });
export const Redactions = mongoose.model('Redaction', redaction, 'redactions');

export interface LimitEntry {
  _id: Types.ObjectId;
  at: Date;
  act: 'limited' | 'appealed' | 'decided';
  person: Types.ObjectId | null;
  label: string;
  text: string;
}
/** A reporter may report so often only, until a day. */
export interface LimitRecord {
  _id: Types.ObjectId;
  person: Types.ObjectId;
  county: string;
  from: Date;
  until: Date;
  perDay: number;
  reports: string[];
  /** who rejected those reports: they do not decide the appeal */
  deciders: Types.ObjectId[];
  /** entry of the rejection that led to it */
  trigger: Types.ObjectId;
  lifted: boolean;
  appeal: { text: string; at: Date } | null;
  decision: { lift: boolean; text: string; at: Date; by: string } | null;
  version: number;
  history: LimitEntry[];
  announced: number;
  pending?: Pending;
}
const limit = new Schema<LimitRecord>(
  {
    person: { type: Schema.Types.ObjectId, required: true },
    county: { type: String, required: true },
    from: { type: Date, required: true },
    until: { type: Date, required: true },
    perDay: { type: Number, required: true },
    reports: [String],
    deciders: [Schema.Types.ObjectId],
    trigger: { type: Schema.Types.ObjectId, required: true },
    lifted: { type: Boolean, required: true },
    appeal: { type: new Schema({ text: String, at: Date }, { _id: false }), default: null },
    decision: {
      type: new Schema({ lift: Boolean, text: String, at: Date, by: String }, { _id: false }),
      default: null,
    },
    version: { type: Number, required: true },
    history: [
      new Schema<LimitEntry>({
        at: { type: Date, required: true },
        act: { type: String, required: true },
        person: { type: Schema.Types.ObjectId, default: null },
        label: { type: String, required: true },
        text: { type: String, default: '' },
      }),
    ],
    announced: { type: Number, required: true },
    pending: pendingPath,
  },
  { versionKey: false },
);
// a rejection announced twice, by two workers or after a crash, limits once
limit.index({ trigger: 1 }, { unique: true });
// somebody's own limits, the latest first
limit.index({ person: 1, from: -1 });
// the dispatcher's list
limit.index({ county: 1, until: -1 });
indexPending(limit);
export const ReportLimits = mongoose.model('ReportLimit', limit, 'reportLimits');
