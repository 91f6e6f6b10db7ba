// Figures marked [default], edited: every group a room has declared is described from its own schema, so that a new figure has its
// field on the page without more ado.
import { toJsonSchema } from '@valibot/to-json-schema';
import mongoose from 'mongoose';
import type { FIELD_TYPES, SettingGroupView } from '../../shared/administration/contract';
import { settingTitle } from '../../shared/administration/setting-words';
import type { Actor } from '../../shared/people/actor';
import { writeAudit } from '../core/audit';
import { Refusal, refuseUnless } from '../core/refusal';
import { check } from '../core/serve';
import { allSettings, replaceSetting, type Setting, settingsBook, storedSetting } from '../core/settings';
import { adminLabel, canAdministerAll } from '../people';

interface Json {
  title?: string;
  description?: string;
  enum?: unknown[];
  properties?: Record<string, Json>;
  additionalProperties?: Json | boolean;
  items?: Json | boolean;
}
type Field = SettingGroupView['fields'][number];

/** Clocks go through draft, comparison and publication. */
const PUBLISHED = ['reports'];
/** Counted by the portal itself. */
const HIDDEN = ['version'];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const schemaOf = (part: Json | boolean | undefined): Json => (typeof part === 'object' ? part : {});
const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((part, key) => (isObject(part) ? part[key] : undefined), value);

const typeOf = (value: unknown, { enum: choices }: Json): (typeof FIELD_TYPES)[number] => {
  if (choices) return 'choice';
  if (Array.isArray(value)) return value.every((item) => typeof item === 'number') ? 'numbers' : 'words';
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
};
const plain = (value: unknown): Field['value'] => {
  if (Array.isArray(value)) return value.join('、');
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : null;
};

/** Leaves of the value, each one field; the schema says what they are called and what may be chosen. */
const fieldsOf = ({ name, schema, defaults }: Setting, value: unknown): Field[] => {
  const walk = (part: unknown, json: Json, path: readonly string[]): Field[] => {
    const branch = Array.isArray(part) ? part.some(isObject) : isObject(part);
    if (branch)
      return Object.entries(part as object)
        .filter(([key]) => path.length > 0 || !HIDDEN.includes(key))
        .flatMap(([key, child]) => {
          const inner = Array.isArray(part) ? json.items : (json.properties?.[key] ?? json.additionalProperties);
          return walk(child, schemaOf(inner), [...path, key]);
        });
    return [
      {
        path: path.join('.'),
        title: settingTitle(name, path, json.title),
        help: json.description ?? null,
        type: typeOf(part, json),
        choices: (json.enum ?? []).map(String),
        value: plain(part),
        defaultValue: plain(at(defaults, path)),
      },
    ];
  };
  return walk(value, toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'output' }) as Json, []);
};

const present = async (setting: Setting): Promise<SettingGroupView> => ({
  name: setting.name,
  title: setting.title,
  version: (await storedSetting(setting.name)).version,
  published: PUBLISHED.includes(setting.name),
  fields: fieldsOf(setting, setting.current()),
  value: setting.current(),
});

export const listSettings = async (actor: Actor): Promise<SettingGroupView[]> => {
  refuseUnless(canAdministerAll(actor), 'post.not-held');
  return Promise.all(allSettings().map(present));
};

/** @throws Refusal post.not-held | administration.setting-unknown | administration.stale | request.invalid */
export const changeSettings = async (
  actor: Actor,
  name: string,
  { version, value }: { version: number; value: object | null },
  now: Date,
): Promise<SettingGroupView> => {
  refuseUnless(canAdministerAll(actor), 'post.not-held');
  const setting = allSettings().find((one) => one.name === name && !PUBLISHED.includes(name));
  refuseUnless(setting, 'administration.setting-unknown');
  const next = value === null ? setting.defaults : check(setting.schema, value);
  const before = setting.current();
  const stale = async () => {
    await settingsBook.touch();
    return new Refusal('administration.stale', { extra: { current: await present(setting) } });
  };
  if ((await storedSetting(name)).version !== version) throw await stale();
  try {
    await mongoose.connection.transaction(async (session) => {
      refuseUnless(await replaceSetting(name, version, next, session), 'administration.stale');
      const text = `${setting.title}${value === null ? '：恢复默认' : ''}`;
      await writeAudit(
        {
          actor,
          label: adminLabel(actor, now),
          at: now,
          act: 'change-settings',
          kind: 'settings',
          object: name,
          text,
          before,
          after: next,
        },
        session,
      );
    });
  } catch (error) {
    throw error instanceof Refusal && error.code === 'administration.stale' ? await stale() : error;
  }
  await settingsBook.touch();
  return present(setting);
};
