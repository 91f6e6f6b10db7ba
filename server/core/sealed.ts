// Personal fields are encrypted at rest from the first day (domain.md §10): AES-256-GCM, a fresh nonce each
// time, and the key's fingerprint in front so that keys can be rotated without downtime.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const fingerprint = (key: Uint8Array) => createHash('sha256').update(key).digest('hex').slice(0, 8);

/** Fingerprint in front of everything `seal` makes with these keys: what has another waits to be sealed anew. */
export const sealPrint = (keys: readonly Uint8Array[]): string => fingerprint(keys[0] ?? new Uint8Array());

/** Encrypts `plain` with the first key → `<fingerprint>.<nonce>.<ciphertext+tag>`, base64url. */
export const seal = (keys: readonly Uint8Array[], plain: string): string => {
  const key = keys[0];
  if (!key) throw new Error('no field key');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${fingerprint(key)}.${nonce.toString('base64url')}.${body.toString('base64url')}`;
};

/** Decrypts what `seal` made. @throws when no configured key fits or the text was tampered with. */
export const unseal = (keys: readonly Uint8Array[], sealed: string): string => {
  const [print, nonce, body] = sealed.split('.');
  const key = keys.find((candidate) => fingerprint(candidate) === print);
  if (!key || !nonce || !body) throw new Error('sealed with a key that is not configured (FIELD_KEY)');
  const bytes = Buffer.from(body, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
};
