// The codes of a shift, one a minute: eight characters of an HMAC over shift and minute. Forty bits, five minutes and the place: nobody
// makes one up, and one from another shift or another hour is no use.
import { goodSlots, seenAt, slotAt } from '../../shared/activities/codes';
import { hmac } from '../core/keys';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
/** minutes within which an old code is called old, and not wrong */
const REMEMBERED = 60;

export const codeFor = (key: Uint8Array, shift: string, slot: number): string =>
  Array.from(Buffer.from(hmac(key, `attendance/${shift}/${slot}`), 'base64url').subarray(0, LENGTH), (byte) =>
    ALPHABET.charAt(byte % 32),
  ).join('');

export type Judged = { verdict: 'good'; at: Date } | { verdict: 'late' | 'wrong' };

/** What a code given at `now` for a shift is worth; `at`: when its holder saw it. */
export const judgeCode = (key: Uint8Array, shift: string, code: string, now: Date): Judged => {
  const slot = goodSlots(now).find((candidate) => codeFor(key, shift, candidate) === code);
  if (slot !== undefined) return { verdict: 'good', at: seenAt(slot, now) };
  const old = Array.from({ length: REMEMBERED }, (_, i) => slotAt(now) - i);
  return { verdict: old.some((candidate) => codeFor(key, shift, candidate) === code) ? 'late' : 'wrong' };
};
