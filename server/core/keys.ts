// Secrets: from configuration, or made once and kept in the data folder (never in production).
// One secret is stretched into independent keys, so that a photo link never helps to forge a token.
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config';

export interface Keys {
  /** signs tokens */
  readonly token: Uint8Array;
  /** signs photo links */
  readonly media: Uint8Array;
  /** signs what is shown at a place or handed out as an address: codes of shifts, calendars, certificates, exports */
  readonly slips: Uint8Array;
  /** encrypt personal fields; the first writes, all read */
  readonly fields: readonly Uint8Array[];
}

const kept = async (dataDir: string, name: string): Promise<string> => {
  const file = join(dataDir, 'secrets', name);
  await mkdir(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
  try {
    // two servers starting at once must agree: only one of them creates the file
    await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = (await readFile(file, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(secret))
    throw new Error(
      `${file} is damaged: expected 64 hexadecimal digits. Restore it from a backup; without it personal data cannot be read.`,
    );
  return secret;
};

const derive = (secret: string, purpose: string) =>
  new Uint8Array(hkdfSync('sha256', secret, 'yicheng-gongzhi', purpose, 32));

/** Keys of this installation. */
export const loadKeys = async (config: Pick<Config, 'dataDir' | 'tokenSecret' | 'fieldKeys'>): Promise<Keys> => {
  const secret = config.tokenSecret ?? (await kept(config.dataDir, 'token'));
  const fieldKeys = config.fieldKeys ?? [await kept(config.dataDir, 'field')];
  return {
    token: derive(secret, 'token'),
    media: derive(secret, 'media'),
    slips: derive(secret, 'slips'),
    fields: fieldKeys.map((key) => Buffer.from(key, 'hex')),
  };
};

export const hmac = (key: Uint8Array, message: string): string =>
  createHmac('sha256', key).update(message).digest('base64url');

/** Compares without telling by time how much was right. */
export const sameText = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
};
