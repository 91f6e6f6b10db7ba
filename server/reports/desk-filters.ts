// Filters somebody saved for their desk; one small document a person.
import mongoose, { Schema, Types } from 'mongoose';
import type { Actor } from '../../shared/people/actor';
import type { DeskFilterView } from '../../shared/reports/admin-contract';
import { refuseUnless } from '../core/refusal';
import { canWorkDesk } from '../people';

interface DeskFilters {
  /** the person */
  _id: Types.ObjectId;
  items: DeskFilterView[];
}
const DeskFilters = mongoose.model(
  'DeskFilters',
  new Schema<DeskFilters>({ _id: Schema.Types.ObjectId, items: [Schema.Types.Mixed] }, { versionKey: false }),
  'deskFilters',
);

/** @throws Refusal post.not-held */
export const deskFiltersOf = async (actor: Actor) => {
  refuseUnless(canWorkDesk(actor), 'post.not-held');
  const found = await DeskFilters.findById(actor.personId).lean<DeskFilters>();
  return { items: found?.items ?? [] };
};

/** Replaces them all. @throws Refusal post.not-held */
export const saveDeskFilters = async (actor: Actor, items: DeskFilterView[]) => {
  refuseUnless(canWorkDesk(actor), 'post.not-held');
  await DeskFilters.updateOne({ _id: new Types.ObjectId(actor.personId) }, { $set: { items } }, { upsert: true });
  return { items };
};
