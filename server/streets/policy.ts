import type { Actor } from '../../shared/people/actor';
import { holds } from '../people';

/** Whoever orders the plates of a county: its administrators and dispatchers. */
export const canPrintCards = (actor: Actor, county: string): boolean =>
  holds(actor, 'admin', county) || holds(actor, 'dispatcher', county);
