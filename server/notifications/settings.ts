// Which kinds of message somebody switched off. Nobody has a row until they switch something off.
import mongoose, { Schema, Types } from 'mongoose';
import { MESSAGE_KIND_NAMES, MESSAGE_KINDS, type MessageKind } from '../../shared/notifications/kinds';
import type { Actor } from '../../shared/people/actor';
import { refuseUnless } from '../core/refusal';

interface MessageSettings {
  /** the person */
  _id: Types.ObjectId;
  off: string[];
}
const MessageSettings = mongoose.model(
  'MessageSettings',
  new Schema<MessageSettings>({ _id: Schema.Types.ObjectId, off: [String] }, { versionKey: false }),
  'messageSettings',
);

export const settingsOf = async (actor: Actor) => {
  const found = await MessageSettings.findById(actor.personId).lean();
  const off = new Set(found?.off ?? []);
  return {
    items: MESSAGE_KIND_NAMES.map((kind) => ({
      kind,
      label: MESSAGE_KINDS[kind].label,
      required: MESSAGE_KINDS[kind].required,
      on: MESSAGE_KINDS[kind].required || !off.has(kind),
    })),
  };
};

/** @throws Refusal message.kind-required */
export const changeSetting = async (actor: Actor, kind: MessageKind, on: boolean) => {
  refuseUnless(on || !MESSAGE_KINDS[kind].required, 'message.kind-required');
  await MessageSettings.updateOne(
    { _id: new Types.ObjectId(actor.personId) },
    on ? { $pull: { off: kind } } : { $addToSet: { off: kind } },
    { upsert: true },
  );
  return settingsOf(actor);
};

/** `person kind` pairs that were switched off, among these people. */
export const mutedAmong = async (people: readonly string[]): Promise<ReadonlySet<string>> => {
  if (people.length === 0) return new Set();
  const rows = await MessageSettings.find({ _id: { $in: people.map((id) => new Types.ObjectId(id)) } }).lean();
  return new Set(rows.flatMap(({ _id, off }) => off.map((kind) => `${_id} ${kind}`)));
};
