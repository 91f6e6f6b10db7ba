import mongoose, { Schema, type Types } from 'mongoose';

export interface Media {
  /** random, 22 characters: also the name of the files */
  _id: string;
  owner: Types.ObjectId;
  width: number;
  height: number;
  bytes: number;
  /** ThumbHash, base64 */
  hash: string;
  createdAt: Date;
  /** nothing refers to it yet; unset by the reaction that hands the report's photos over */
  loose?: true;
  /** made by blurring this one, which is kept sealed */
  blurredFrom?: string;
}
const media = new Schema<Media>(
  {
    _id: String,
    owner: { type: Schema.Types.ObjectId, required: true },
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    bytes: { type: Number, required: true },
    hash: { type: String, required: true },
    createdAt: { type: Date, required: true },
    loose: { type: Boolean, default: undefined },
    blurredFrom: { type: String, default: undefined },
  },
  { versionKey: false },
);
// the sweep: uploads attached to nothing, oldest first
media.index({ createdAt: 1 }, { partialFilterExpression: { loose: true } });
export const Medias = mongoose.model('Media', media, 'media');
