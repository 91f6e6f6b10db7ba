// Pictures drawn lately: a card that many look at is drawn once, and nobody holds the printing thread up by asking for it again.
import { createHash } from 'node:crypto';
import type { PrintedCard } from './print';
import { printPicture } from './sheet-pool';

/** About 100 KB each. */
const MOST_KEPT = 40;
const kept = new Map<string, Promise<Buffer>>();

/** Everything that is drawn; a mini-program code follows from the street and the stamp. */
const keyOf = ({ code, ...drawn }: PrintedCard): string =>
  createHash('sha256')
    .update(JSON.stringify([drawn, 'address' in code ? code.address : null]))
    .digest('base64url');

/** One card as a PNG, also for those who ask while it is being drawn. @throws Refusal server.busy */
export const cardPicture = (card: PrintedCard): Promise<Buffer> => {
  const key = keyOf(card);
  const known = kept.get(key);
  if (known) return known;
  const made = printPicture(card);
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
};
