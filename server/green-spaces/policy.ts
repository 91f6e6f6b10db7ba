// Who stands how to an adoption and to a plot. The moves themselves are one table in shared/green-spaces/moves.ts.
import type { AdoptionRelation } from '../../shared/green-spaces/facts';
import type { Actor } from '../../shared/people/actor';
import { holds, PREFECTURE } from '../people';
import type { AdoptionRecord } from './adoption-model';
import type { PlotRecord } from './plot-model';

/** The managing unit: staff of its department, and the dispatchers of the county. */
export const isUnit = (actor: Actor | null, { unit, county }: Pick<PlotRecord, 'unit' | 'county'>): boolean =>
  actor !== null &&
  (holds(actor, 'dispatcher', county) ||
    actor.posts.some((post) => (post.role === 'head' || post.role === 'handler') && post.department === unit));

/** What adoptions show in public is looked at by the dispatchers of the county. */
export const mayModerate = (actor: Actor, { county }: Pick<PlotRecord, 'county'>): boolean =>
  holds(actor, 'dispatcher', county);

/** Descriptions of plots are changed by the head of the department or the dispatcher, not by every handler. */
export const canEditPlot = (actor: Actor | null, { unit, county }: Pick<PlotRecord, 'unit' | 'county'>): boolean =>
  actor !== null &&
  (holds(actor, 'dispatcher', county) || actor.posts.some((post) => post.role === 'head' && post.department === unit));

export interface DeskScope {
  readonly counties: readonly string[];
  readonly departments: readonly string[];
  readonly everywhere: boolean;
}
/** What somebody's desk reaches; null when they have none. */
export const deskScope = (actor: Actor): DeskScope | null => {
  const dispatching = actor.posts.filter((post) => post.role === 'dispatcher');
  const departments = actor.posts
    .filter((post) => post.role === 'head' || post.role === 'handler')
    .flatMap((post) => post.department ?? []);
  if (dispatching.length + departments.length === 0) return null;
  return {
    everywhere: dispatching.some((post) => post.county === PREFECTURE),
    counties: dispatching.map((post) => post.county),
    departments,
  };
};

type Standing = Pick<AdoptionRecord, 'adopter' | 'members' | 'unit' | 'county'>;
export const adoptionRelations = (actor: Actor | null, adoption: Standing): ReadonlySet<AdoptionRelation> => {
  const relations = new Set<AdoptionRelation>();
  if (!actor) return relations;
  if (String(adoption.adopter) === actor.personId) relations.add('adopter');
  if (adoption.members.some(({ person }) => String(person) === actor.personId)) relations.add('family');
  // nobody decides on their own application
  if (isUnit(actor, adoption) && !relations.has('adopter') && !relations.has('family')) relations.add('unit');
  return relations;
};

/** Adopter, family and the managing unit; for others it does not exist. */
export const canSeeAdoption = (actor: Actor | null, adoption: Standing): boolean =>
  adoptionRelations(actor, adoption).size > 0;
