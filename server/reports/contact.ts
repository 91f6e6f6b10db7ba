// Unmasking: the reporter's name and phone in full, for whoever has to call, with a reason that is kept (domain.md §10).
import mongoose, { Schema, Types } from 'mongoose';
import type { Actor } from '../../shared/people/actor';
import { refuseUnless } from '../core/refusal';
import { unseal } from '../core/sealed';
import { People } from '../people';
import { canHandle, canUnmask } from './policy';
import { visibleReport } from './queries';

interface Unmasking {
  _id: Types.ObjectId;
  report: string;
  /** who looked */
  person: Types.ObjectId;
  roles: string[];
  reason: string;
  at: Date;
}
const unmasking = new Schema<Unmasking>(
  {
    report: { type: String, required: true },
    person: { type: Schema.Types.ObjectId, required: true },
    roles: [String],
    reason: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
// who looked at this report's contact; what did this person look at
unmasking.index({ report: 1, at: -1 });
unmasking.index({ person: 1, at: -1 });
export const Unmaskings = mongoose.model('Unmasking', unmasking, 'unmaskings');

/** Logs first, then tells. @throws Refusal report.not-found | report.move-not-yours | report.contact-hidden */
export const unmaskContact = async (
  actor: Actor,
  number: string,
  reason: string,
  keys: readonly Uint8Array[],
  now: Date,
) => {
  const report = await visibleReport(actor, number);
  refuseUnless(canHandle(actor, report), 'report.move-not-yours');
  refuseUnless(canUnmask(actor, report), 'report.contact-hidden');
  await Unmaskings.create({
    report: report.number,
    person: new Types.ObjectId(actor.personId),
    roles: actor.posts.map(({ role }) => role),
    reason,
    at: now,
  });
  const person = await People.findById(report.reporter, { nickname: 1, phone: 1 }).lean();
  refuseUnless(person, 'report.contact-hidden');
  return { name: person.nickname, phone: person.phone && unseal(keys, person.phone) };
};
