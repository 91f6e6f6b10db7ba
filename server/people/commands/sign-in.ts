import { randomInt } from 'node:crypto';
import type { Types } from 'mongoose';
import { isDuplicateKey } from '../../core/database';
import type { Deps } from '../../core/deps';
import { Refusal } from '../../core/refusal';
import { People, type Person } from '../model';
import { postsOf } from '../posts';
import { presentPerson } from '../present';
import { issueToken } from '../tokens';
import { openidFor } from '../wechat';

const DEMO_CODE = /^demo:[a-z0-9][a-z0-9-]{0,40}$/;

const openid = async ({ config }: Deps, code: string): Promise<string> => {
  // demo mode and WeChat's secret exclude each other (config), so a demo identity never meets a real one
  if (config.demo && DEMO_CODE.test(code)) return code;
  if (config.wechat && !code.startsWith('demo:')) return openidFor(config.wechat, code);
  throw new Refusal('sign-in.code-refused');
};

const personFor = async (id: string, now: Date): Promise<Person> => {
  const known = await People.findOne({ openid: id }).lean<Person>();
  if (known) return known;
  try {
    const nickname = `居民${String(randomInt(10_000)).padStart(4, '0')}`;
    return (await People.create({ openid: id, nickname, createdAt: now, sessionsFrom: new Date(0) })).toObject();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return personFor(id, now);
  }
};

/** Session of a person, from now on. */
export const sessionFor = async (deps: Deps, person: Pick<Person, '_id' | 'nickname'>) => {
  const { token, expiresAt } = await issueToken(deps.keys.token, String(person._id));
  return {
    token,
    expiresAt: expiresAt.toISOString(),
    person: presentPerson(person, postsOf(String(person._id), deps.now())),
  };
};

/** Signs in with a WeChat login code; a first sign-in makes the person. @throws Refusal sign-in.* */
export const signIn = async (deps: Deps, code: string) =>
  sessionFor(deps, await personFor(await openid(deps, code), deps.now()));

export const sessionOfPerson = async (deps: Deps, id: Types.ObjectId) => {
  const person = await People.findById(id).lean<Person>();
  if (!person) throw new Refusal('person.not-found');
  return sessionFor(deps, person);
};
