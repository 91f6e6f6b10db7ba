// Bearer tokens: JWT, HS256 pinned, seven days [default]. The person is read on every request, so that
// signing out everywhere or deleting an account works at once.
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

/** Who the token belongs to; null when forged, expired, or older than the person's `sessionsFrom`. */
export const authenticateToken = async (key: Uint8Array, token: string, now: Date): Promise<Actor | null> => {
  let claims: { sub?: string; iat?: number };
  try {
    claims = (await jwtVerify(token, key, { algorithms: ['HS256'], audience: AUDIENCE })).payload;
  } catch {
    return null;
  }
  if (!claims.sub || !isValidObjectId(claims.sub)) return null;
  const person = await People.findById(claims.sub, { sessionsFrom: 1 }).lean();
  if (!person || (claims.iat ?? 0) * 1000 < Math.floor(person.sessionsFrom.getTime() / 1000) * 1000) return null;
  return actorFor(claims.sub, now);
};
