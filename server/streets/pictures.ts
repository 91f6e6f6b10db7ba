// Pictures drawn lately: a card that many look at is drawn once, and nobody holds the printing thread up by asking for it again.
import { createHash } from 'node:crypto';
import { recently } from '../core/recently';
import type { PrintedCard } from './print';
import { printPicture } from './sheet-pool';

/** About 120 KB each. */
const MOST_KEPT = 40;

/** Everything that is drawn; a mini-program code follows from the street and the stamp. */
const keyOf = ({ code, ...drawn }: PrintedCard): string =>
  createHash('sha256')
    .update(JSON.stringify([drawn, 'address' in code ? code.address : null]))
    .digest('base64url');

/** One card as a PNG. @throws Refusal server.busy */
export const cardPicture = recently(MOST_KEPT, keyOf, printPicture);
