import type { Actor } from '../../shared/people/actor';
import type { Role } from '../../shared/people/roles';

/** 楚雄彝族自治州: posts at the prefecture reach every county. */
export const PREFECTURE = '532300';

export const holds = (actor: Actor, role: Role, county?: string): boolean =>
  actor.posts.some(
    (post) => post.role === role && (county === undefined || post.county === county || post.county === PREFECTURE),
  );

export const canAdminister = (actor: Actor): boolean => holds(actor, 'admin');
/** Posts, departments and beats of a county: its own administrators and those of the prefecture. */
export const canAdministerAt = (actor: Actor, county: string): boolean => holds(actor, 'admin', county);
/** What holds for every county at once: the catalogue, the clocks, the holidays, the settings. */
export const canAdministerAll = (actor: Actor): boolean => holds(actor, 'admin', PREFECTURE);
export const canDispatch = (actor: Actor): boolean => holds(actor, 'dispatcher');
/** Whoever answers for reports has a desk; an administrator as such does not. */
export const canWorkDesk = (actor: Actor): boolean => actor.posts.some((post) => post.role !== 'admin');
