// A patrol is walked by the chief or the deputy of a street, and is nobody else's business afterwards.
import type { Actor } from '../../shared/people/actor';
import type { PatrolRecord } from './model';

/** Codes of what somebody is chief or deputy of. */
export const areasPatrolledBy = (actor: Actor): string[] => [
  ...new Set(
    actor.posts.flatMap(({ role, area }) => ((role === 'chief' || role === 'deputy_chief') && area ? [area] : [])),
  ),
];

export const isOwnPatrol = (actor: Actor, patrol: Pick<PatrolRecord, 'person'>): boolean =>
  String(patrol.person) === actor.personId;
