// Care logs as stored, a document each: an adoption keeps their counts, not the logs.
import mongoose, { Schema, type Types } from 'mongoose';
import type { CareTask } from '../../shared/green-spaces/care';
import type { PhotoFacts } from '../media';
import { photo } from './adoption-model';

const required = true as const;

export interface CareLogRecord {
  _id: Types.ObjectId;
  logId: string;
  adoption: Types.ObjectId;
  plot: string;
  person: Types.ObjectId;
  at: Date;
  day: number;
  tasks: CareTask[];
  minutes: number;
  photos: PhotoFacts[];
  /** ids of photos a moderator took out of public sight */
  hiddenPhotos?: string[];
  note: string;
  atPlace: boolean;
  remote: string | null;
}
const careLog = new Schema<CareLogRecord>(
  {
    logId: { type: String, required },
    adoption: { type: Schema.Types.ObjectId, required },
    plot: { type: String, required },
    person: { type: Schema.Types.ObjectId, required },
    at: { type: Date, required },
    day: { type: Number, required },
    tasks: [String],
    minutes: { type: Number, required },
    photos: [photo],
    hiddenPhotos: [String],
    note: { type: String, default: '' },
    atPlace: { type: Boolean, required },
    remote: { type: String, default: null },
  },
  { versionKey: false },
);
// a log sent twice is one
careLog.index({ person: 1, logId: 1 }, { unique: true });
// the log of an adoption, of a plot, newest first
careLog.index({ adoption: 1, at: -1, _id: -1 });
careLog.index({ plot: 1, at: -1, _id: -1 });
// is a photo in use (sweep of loose uploads)
careLog.index({ 'photos._id': 1 });
export const CareLogs = mongoose.model('CareLog', careLog, 'careLogs');
