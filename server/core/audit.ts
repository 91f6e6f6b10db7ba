// Every administrative act, append-only: who, when, what, before and after. An act and its entry are written in one
// transaction (pass the session). Neither before nor after may hold personal data: of people, posts are named.
import mongoose, { type ClientSession, Schema, Types } from 'mongoose';
import type { Actor } from '../../shared/people/actor';

export interface AuditRecord {
  _id: Types.ObjectId;
  at: Date;
  person: Types.ObjectId | null;
  /** as it was then: 楚雄市管理员 李**; 系统 for the command line */
  label: string;
  /** verb-noun, as the command is called: publish-category, import-areas */
  act: string;
  /** what it was done to */
  kind: string;
  object: string;
  /** one line of plain words */
  text: string;
  before: unknown;
  after: unknown;
}
const audit = new Schema<AuditRecord>(
  {
    at: { type: Date, required: true },
    person: { type: Schema.Types.ObjectId, default: null },
    label: { type: String, required: true },
    act: { type: String, required: true },
    kind: { type: String, required: true },
    object: { type: String, required: true },
    text: { type: String, required: true },
    before: { type: Schema.Types.Mixed, default: null },
    after: { type: Schema.Types.Mixed, default: null },
  },
  { versionKey: false, minimize: false },
);
// the log, newest first; by person, by act, by what it was done to
audit.index({ at: -1, _id: -1 });
audit.index({ person: 1, at: -1, _id: -1 });
audit.index({ act: 1, at: -1, _id: -1 });
audit.index({ kind: 1, object: 1, at: -1, _id: -1 });
export const Audit = mongoose.model('Audit', audit, 'audit');

export type Act = Pick<AuditRecord, 'label' | 'act' | 'kind' | 'object' | 'text'> & {
  actor: Actor | null;
  at: Date;
  before?: unknown;
  after?: unknown;
};

/** Writes one act down. */
export const writeAudit = async ({ actor, ...act }: Act, session?: ClientSession): Promise<void> => {
  await Audit.create([{ ...act, person: actor && new Types.ObjectId(actor.personId) }], session ? { session } : {});
};
