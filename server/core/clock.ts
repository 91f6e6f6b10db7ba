// The domain's clock. Under NODE_ENV=test it can be moved by a file, so that two processes live through the
// same simulated month; leases, tokens and TTL always use real time.
import { readFileSync } from 'node:fs';

/** `now()` of the domain; `file` holds an ISO time and is read on every call. */
export const clockFrom = (mode: string, file: string | undefined): (() => Date) => {
  if (mode !== 'test' || !file) return () => new Date();
  return () => {
    const at = new Date(readFileSync(file, 'utf8').trim());
    if (Number.isNaN(at.getTime())) throw new Error(`${file} does not hold an ISO time`);
    return at;
  };
};
