// What a moderator knows of one public piece of an adoption. Whether it is shown stands on the adoption and the care log themselves, so
// that nobody who reads them has to ask here; this is the queue and the record.
import mongoose, { Schema, type Types } from 'mongoose';

export type ContentAct = 'pass' | 'hide' | 'restore';
export interface ContentEntry {
  _id: Types.ObjectId;
  at: Date;
  act: ContentAct;
  /** the photo it was about; null for the words of a plaque and for a look at the whole */
  photo: string | null;
  person: Types.ObjectId;
  label: string;
  reason: string | null;
  text: string;
  moveId: string;
}
export interface AdoptionContent {
  /** `plaque-<adoption>` or `care-<log>` */
  _id: string;
  county: string;
  adoption: Types.ObjectId;
  /** the check of the words had doubts */
  doubtful: boolean;
  /** flags of residents that nobody has decided */
  flags: number;
  /** waits for a moderator since; unset when nothing does */
  waiting?: Date;
  /** something of it is hidden */
  held: boolean;
  version: number;
  history: ContentEntry[];
}
const required = true as const;
const content = new Schema<AdoptionContent>(
  {
    _id: { type: String, required },
    county: { type: String, required },
    adoption: { type: Schema.Types.ObjectId, required },
    doubtful: { type: Boolean, default: false },
    flags: { type: Number, default: 0 },
    waiting: Date,
    held: { type: Boolean, default: false },
    version: { type: Number, required },
    history: [
      new Schema<ContentEntry>({
        at: { type: Date, required },
        act: { type: String, required },
        photo: { type: String, default: null },
        person: { type: Schema.Types.ObjectId, required },
        label: { type: String, required },
        reason: { type: String, default: null },
        text: { type: String, default: '' },
        moveId: { type: String, required },
      }),
    ],
  },
  { versionKey: false, id: false },
);
// the queue of a county, what waits longest on top
content.index({ county: 1, waiting: 1, _id: 1 }, { partialFilterExpression: { waiting: { $exists: true } } });
// what is hidden in a county, to bring it back
content.index({ county: 1, held: 1, _id: 1 });
export const AdoptionContents = mongoose.model('AdoptionContent', content, 'adoptionContents');

/** A plaque whose words the check has doubts about, in the queue since it came. */
export const doubtfulPlaque = (
  { _id, county }: { _id: Types.ObjectId; county: string },
  waiting: Date,
): AdoptionContent => ({
  _id: `plaque-${_id}`,
  county,
  adoption: _id,
  doubtful: true,
  flags: 0,
  waiting,
  held: false,
  version: 1,
  history: [],
});

/** A resident says that something an adoption shows is not fit to be public. */
export interface AdoptionFlag {
  _id: Types.ObjectId;
  piece: string;
  person: Types.ObjectId;
  reason: string;
  text: string;
  at: Date;
  decidedAt: Date | null;
}
const flag = new Schema<AdoptionFlag>(
  {
    piece: { type: String, required },
    person: { type: Schema.Types.ObjectId, required },
    reason: { type: String, required },
    text: { type: String, default: '' },
    at: { type: Date, required },
    decidedAt: { type: Date, default: null },
  },
  { versionKey: false },
);
// one person flags a piece once, however often it is tapped; also lists the flags of a piece
flag.index({ piece: 1, person: 1 }, { unique: true });
export const AdoptionFlags = mongoose.model('AdoptionFlag', flag, 'adoptionFlags');
