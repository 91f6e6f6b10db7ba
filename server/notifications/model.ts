import mongoose, { Schema, type Types } from 'mongoose';
import type { MessageLink } from '../../shared/notifications/contract';

export interface MessageRecord {
  _id: Types.ObjectId;
  person: Types.ObjectId;
  /** what happened, see kinds.ts */
  kind: string;
  /** entry of the history that caused it */
  entry: Types.ObjectId;
  title: string;
  text: string;
  report: string | null;
  /** what it is about when that is no report */
  link?: MessageLink;
  at: Date;
  /** set when read; partial index counts the others */
  unread?: true;
}
const message = new Schema<MessageRecord>(
  {
    person: { type: Schema.Types.ObjectId, required: true },
    kind: { type: String, required: true },
    entry: { type: Schema.Types.ObjectId, required: true },
    title: { type: String, required: true },
    text: { type: String, default: '' },
    report: { type: String, default: null },
    link: {
      type: new Schema<MessageLink>({ kind: String, id: String }, { _id: false, id: false }),
      default: undefined,
    },
    at: { type: Date, required: true },
    unread: { type: Boolean, default: undefined },
  },
  { versionKey: false },
);
// exactly one message per entry, person and kind, across crashes and processes
message.index({ entry: 1, person: 1, kind: 1 }, { unique: true });
// the message box, newest first
message.index({ person: 1, at: -1, _id: -1 });
// the number on the bell
message.index({ person: 1 }, { partialFilterExpression: { unread: true } });
export const Messages = mongoose.model('Message', message, 'messages');
