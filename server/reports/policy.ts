// Who stands how to a report, who may see it, and what they may do. The moves themselves are one table in
// shared/reports/moves.ts.
import type { Actor } from '../../shared/people/actor';
import { boundTo, type Role } from '../../shared/people/roles';
import { canMove, canRate, MOVE_NAMES, type MoveName, type Relation } from '../../shared/reports/moves';
import type { Party } from '../areas';
import { holds, PREFECTURE } from '../people';
import type { ReportRecord } from './model';

/** Roles that answer for what is routed to a place or a department. */
const ANSWERING: readonly Role[] = ['chief', 'deputy_chief', 'grid_officer', 'handler', 'head'];
/** Roles that see everything in their county. */
const OVERSEEING: readonly Role[] = ['dispatcher', 'vice_general_chief', 'general_chief', 'inspector'];

type Seen = Pick<ReportRecord, 'reporter' | 'party' | 'county' | 'public' | 'seenBy'>;

/** Party keys the actor answers for: `area:…`, `department:…`, `dispatcher:…`. */
export const deskKeys = (actor: Actor): string[] => [
  ...new Set(
    actor.posts.flatMap((post) => {
      if (post.role === 'dispatcher') return `dispatcher:${post.county}`;
      if (!ANSWERING.includes(post.role)) return [];
      return boundTo(post.role) === 'department' ? `department:${post.department}` : `area:${post.area}`;
    }),
  ),
];

const dispatches = (actor: Actor, county: string) => holds(actor, 'dispatcher', county);

const answersFor = (actor: Actor, party: Party) => party.kind !== 'dispatcher' && deskKeys(actor).includes(party.key);

export const relationsOf = (
  actor: Actor | null,
  report: Pick<Seen, 'reporter' | 'party' | 'county'>,
): ReadonlySet<Relation> => {
  const relations = new Set<Relation>();
  if (!actor) return relations;
  if (String(report.reporter) === actor.personId) relations.add('reporter');
  if (answersFor(actor, report.party)) relations.add('responsible');
  if (dispatches(actor, report.county)) relations.add('dispatcher');
  return relations;
};

/** Staff concerned with it: whoever has or had it, and those who oversee the county. */
export const canHandle = (actor: Actor | null, report: Pick<Seen, 'party' | 'county' | 'seenBy'>): boolean => {
  if (!actor) return false;
  const keys = deskKeys(actor);
  return (
    keys.includes(report.party.key) ||
    report.seenBy.some((key) => keys.includes(key)) ||
    actor.posts.some(
      (post) => OVERSEEING.includes(post.role) && (post.county === report.county || post.county === PREFECTURE),
    )
  );
};

export const canSee = (actor: Actor | null, report: Seen): boolean =>
  report.public || (actor !== null && String(report.reporter) === actor.personId) || canHandle(actor, report);

/** What the actor may do now: drives the buttons, and is checked again by the command. */
export const abilities = (
  actor: Actor | null,
  report: Pick<ReportRecord, 'reporter' | 'party' | 'county' | 'state'>,
) => {
  const relations = relationsOf(actor, report);
  const can = Object.fromEntries(MOVE_NAMES.map((name) => [name, canMove(name, report.state, relations)])) as Record<
    MoveName,
    boolean
  >;
  return { ...can, rate: canRate(report.state, relations) };
};
