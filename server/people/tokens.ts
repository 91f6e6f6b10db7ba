// Bearer tokens: JWT, HS256 pinned, seven days [default]. The person is read again every two seconds at
// most, so that signing out everywhere or deleting an account works at once.
import { jwtVerify, SignJWT } from 'jose';
import { isValidObjectId } from 'mongoose';
import type { Actor } from '../../shared/people/actor';
import { People } from './model';
import { actorFor } from './posts';

const DAYS = 7;
const AUDIENCE = 'yicheng-gongzhi';

/** Token for a person, from real time. */
export const issueToken = async (key: Uint8Array, personId: string): Promise<{ token: string; expiresAt: Date }> => {
  const issuedAt = Math.floor(Date.now() / 1000);
  const expiresAt = issuedAt + DAYS * 86_400;
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(personId)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(key);
  return { token, expiresAt: new Date(expiresAt * 1000) };
};

const verified = async (key: Uint8Array, token: string): Promise<string | null> => {
  let claims: { sub?: string; iat?: number };
  try {
    claims = (await jwtVerify(token, key, { algorithms: ['HS256'], audience: AUDIENCE })).payload;
  } catch {
    return null;
  }
  const { sub, iat = 0 } = claims;
  if (!sub || !isValidObjectId(sub)) return null;
  const person = await People.findById(sub, { sessionsFrom: 1 }).lean();
  const issuedBefore = person && iat < Math.floor(person.sessionsFrom.getTime() / 1000);
  return person && !issuedBefore ? sub : null;
};

/** A token found good stays good this long without asking again: as long as processes may disagree about posts. */
const TRUST_MS = 2000;
const TRUSTED_AT_MOST = 10_000;
const trusted = new Map<string, { personId: string; until: number }>();

/** Who the token belongs to; null when forged, expired, or older than the person's `sessionsFrom`. */
export const authenticateToken = async (key: Uint8Array, token: string, now: Date): Promise<Actor | null> => {
  const real = Date.now();
  const known = trusted.get(token);
  if (known && known.until > real) return actorFor(known.personId, now);
  trusted.delete(token);
  const personId = await verified(key, token);
  if (!personId) return null;
  // a Map keeps the order of insertion: the oldest goes first
  if (trusted.size >= TRUSTED_AT_MOST) for (const [oldest] of trusted) if (trusted.delete(oldest)) break;
  trusted.set(token, { personId, until: real + TRUST_MS });
  return actorFor(personId, now);
};
