// Figures marked [default], edited: every group a room has declared is described from its own schema, so that a new figure has its
// field on the page without more ado.
import { toJsonSchema } from '@valibot/to-json-schema';
import mongoose from 'mongoose';
import type { FIELD_TYPES, SettingGroupView } from '../../shared/administration/contract';
import type { Actor } from '../../shared/people/actor';
import { writeAudit } from '../core/audit';
import { Refusal, refuseUnless } from '../core/refusal';
import { check } from '../core/serve';
import { allSettings, replaceSetting, type Setting, settingsBook, storedSetting } from '../core/settings';
import { adminLabel, canAdministerAll } from '../people';

interface Json {
  type?: string;
  title?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Json>;
}
type Field = SettingGroupView['fields'][number];

/** Clocks go through draft, comparison and publication. */
const PUBLISHED = ['reports'];
/** Counted by the portal itself. */
const HIDDEN = ['version'];

const typeOf = ({ type, enum: choices }: Json): (typeof FIELD_TYPES)[number] => {
  if (choices) return 'choice';
  if (type === 'integer' || type === 'number' || type === 'boolean') return type;
  return 'text';
};
const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
const plain = (value: unknown): Field['value'] =>
  typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
    ? value
    : value === undefined || value === null
      ? null
      : JSON.stringify(value);

const fieldsOf = ({ schema, defaults }: Setting, value: unknown): Field[] => {
  const walk = (json: Json, path: readonly string[], titles: readonly string[]): Field[] => {
    const named = json.title ?? path.at(-1) ?? '';
    if (json.properties)
      return Object.entries(json.properties)
        .filter(([key]) => path.length > 0 || !HIDDEN.includes(key))
        .flatMap(([key, part]) => walk(part, [...path, key], path.length > 0 ? [...titles, named] : titles));
    return [
      {
        path: path.join('.'),
        title: [...titles, named].join(' · '),
        help: json.description ?? null,
        type: typeOf(json),
        choices: (json.enum ?? []).map(String),
        value: plain(at(value, path)),
        defaultValue: plain(at(defaults, path)),
      },
    ];
  };
  return walk(toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'output' }) as Json, [], []);
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
