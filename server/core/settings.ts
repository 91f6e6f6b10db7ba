// Figures marked [default] in domain.md are local decisions: data, never constants. Each group of them is declared by
// its room with a schema and what the portal comes with; one collection keeps what a county decided instead, and every
// process holds all of them in memory.
import mongoose, { type ClientSession, Schema } from 'mongoose';
import * as v from 'valibot';
import { isDuplicateKey } from './database';
import { snapshot } from './snapshot';

export interface SettingRecord {
  /** name of the group */
  _id: string;
  value: unknown;
  /** raised by every change an administrator makes; absent: never changed */
  version?: number;
}
export const Settings = mongoose.model(
  'Setting',
  new Schema<SettingRecord>(
    { _id: String, value: Schema.Types.Mixed, version: Number },
    { versionKey: false, minimize: false },
  ),
  'settings',
);

export interface Setting<T = unknown> {
  readonly name: string;
  /** what people call the group */
  readonly title: string;
  readonly schema: v.GenericSchema<unknown, T>;
  readonly defaults: T;
  /** the county's figures, or the defaults */
  current(): T;
}
const declared = new Map<string, Setting>();

/** All groups of figures in memory; `touch()` after changing one. */
export const settingsBook = snapshot('settings', async () => {
  const stored = new Map((await Settings.find().lean<SettingRecord[]>()).map(({ _id, value }) => [_id, value]));
  return new Map(
    [...declared.values()].map(({ name, schema, defaults }) => [
      name,
      stored.has(name) ? v.parse(schema, stored.get(name)) : defaults,
    ]),
  );
});

/**
 * Declares a group of figures. Call at module level, so that it is known before snapshots load.
 * @param schema new fields must be optional with a default: what is stored stays readable
 */
export const setting = <S extends v.GenericSchema>(
  name: string,
  title: string,
  schema: S,
  defaults: v.InferOutput<S>,
): Setting<v.InferOutput<S>> => {
  const made: Setting<v.InferOutput<S>> = {
    name,
    title,
    schema: schema as unknown as v.GenericSchema<unknown, v.InferOutput<S>>,
    defaults,
    // the loader parsed it with this very schema
    current: () => settingsBook.current().get(name) as v.InferOutput<S>,
  };
  declared.set(name, made as Setting);
  return made;
};

/** Every declared group, for the page that edits them. */
export const allSettings = (): readonly Setting[] => [...declared.values()];

/**
 * Replaces what is stored under a name, inside the transaction that also writes the audit entry; call `touch()` on the snapshot after.
 * @param version as read; 0 when nothing was stored by an administrator yet
 * @returns false when somebody else was faster
 */
export const replaceSetting = async (
  name: string,
  version: number,
  value: unknown,
  session: ClientSession,
): Promise<boolean> => {
  try {
    const { matchedCount, upsertedCount } = await Settings.updateOne(
      { _id: name, version: version === 0 ? { $exists: false } : version },
      { $set: { value, version: version + 1 } },
      { upsert: version === 0, session },
    );
    if (matchedCount + upsertedCount !== 1) return false;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
  await settingsBook.raise(session);
  return true;
};

/** What is stored under a name, with the version a change has to name. */
export const storedSetting = async (name: string): Promise<{ value: unknown; version: number }> => {
  const found = await Settings.findById(name).lean<SettingRecord>();
  return { value: found?.value, version: found?.version ?? 0 };
};
