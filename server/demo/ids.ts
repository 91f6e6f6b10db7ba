import { createHash } from 'node:crypto';

/** An id that is the same every time the demonstration is seeded. */
export const idOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24);
