// Patrols. While one runs, one bit is kept for each piece of a street that was seen; afterwards a share. Positions are never kept.
import mongoose, { Schema, type Types } from 'mongoose';

export interface PatrolledStreet {
  code: string;
  name: string;
  lengthM: number;
  /** from 0 to 1 */
  share: number;
  /** bits of the pieces seen, base64; empty once the patrol is over */
  seen: string;
  /** how many pieces those are of: another number, and the street's shape has changed since */
  pieces: number;
}

export interface PatrolRecord {
  /** chosen by the device that started it */
  _id: string;
  person: Types.ObjectId;
  startedAt: Date;
  /** the device was heard of last */
  heardAt: Date;
  endedAt: Date | null;
  endedBy: 'person' | 'clock' | null;
  /** absent once it is over */
  running?: true;
  streets: PatrolledStreet[];
  /** codes of the streets it was a patrol of: enough of them was seen */
  visited: string[];
  version: number;
}

const plain = { _id: false, versionKey: false } as const;
const patrol = new Schema<PatrolRecord>(
  {
    _id: String,
    person: { type: Schema.Types.ObjectId, required: true },
    startedAt: { type: Date, required: true },
    heardAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
    endedBy: { type: String, default: null },
    running: Boolean,
    streets: [
      new Schema<PatrolledStreet>(
        { code: String, name: String, lengthM: Number, share: Number, seen: String, pieces: Number },
        plain,
      ),
    ],
    visited: [String],
    version: { type: Number, required: true },
  },
  { versionKey: false, minimize: false },
);
// two starts at once by the same person, or on two devices: one of them runs
patrol.index({ person: 1 }, { unique: true, partialFilterExpression: { running: true } });
// patrols nobody hears of any more
patrol.index({ running: 1, heardAt: 1 }, { partialFilterExpression: { running: true } });
// one's own, newest first
patrol.index({ person: 1, startedAt: -1, _id: -1 });
// a street's last patrol
patrol.index({ visited: 1, endedAt: -1 });
export const Patrols = mongoose.model('Patrol', patrol, 'patrols');
