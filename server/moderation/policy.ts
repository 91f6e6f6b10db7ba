import type { Actor } from '../../shared/people/actor';
import { holds } from '../people';

/** Dispatchers of the county; that it was none of those who rejected the reports is checked beside it. */
export const mayDecide = (actor: Actor, county: string): boolean => holds(actor, 'dispatcher', county);
