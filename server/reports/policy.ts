// Who stands how to a report, who may see it, and what they may do. The moves themselves are one table in
// shared/reports/moves.ts.
import type { Actor } from '../../shared/people/actor';
import { boundTo, type Role } from '../../shared/people/roles';
import type { Relation } from '../../shared/reports/facts';
import {
  canMove,
  canRate,
  type Move,
  movesFrom,
  type Particulars,
  PERSON_MOVES,
  type PersonMove,
} from '../../shared/reports/moves';
import type { Party } from '../areas';
import { holds, type PostEntry, PREFECTURE, placeOf, postsOf } from '../people';
import type { ReportRecord } from './model';

/** Roles that answer for what is routed to a place or a department. */
export const ANSWERING: readonly Role[] = ['chief', 'deputy_chief', 'grid_officer', 'handler', 'head'];
/** Roles that see everything in their county. */
const OVERSEEING: readonly Role[] = ['dispatcher', 'vice_general_chief', 'general_chief', 'inspector'];

/** Reports found on a patrol come from those who patrol; from anybody else they are reports like all others. */
export const canPatrol = (actor: Actor): boolean => holds(actor, 'chief') || holds(actor, 'deputy_chief');

type Standing = Pick<ReportRecord, 'reporter' | 'party' | 'county' | 'divisions' | 'handledBy' | 'joint'>;
type Concern = Pick<ReportRecord, 'party' | 'county' | 'divisions' | 'seenBy' | 'facts'>;

const keysOf = new WeakMap<Actor, string[]>();
/** Party keys the actor answers for: `area:…`, `department:…`, `dispatcher:…`. Asked several times a card, worked out once a request. */
export const deskKeys = (actor: Actor): string[] => {
  const known = keysOf.get(actor);
  if (known) return known;
  const keys = workOutKeys(actor);
  keysOf.set(actor, keys);
  return keys;
};
const workOutKeys = (actor: Actor): string[] => [
  ...new Set(
    actor.posts.flatMap((post) => {
      if (post.role === 'dispatcher') return `dispatcher:${post.county}`;
      if (!ANSWERING.includes(post.role)) return [];
      return boundTo(post.role) === 'department' ? `department:${post.department}` : `area:${post.area}`;
    }),
  ),
];

const answersFor = (actor: Actor, party: Party) => party.kind !== 'dispatcher' && deskKeys(actor).includes(party.key);

/** The task that a department of the actor owes an answer to. */
export const owedTask = (actor: Actor, report: Pick<ReportRecord, 'joint'>) => {
  const keys = report.joint.length > 0 ? deskKeys(actor) : [];
  return report.joint.find((task) => task.state === 'open' && keys.includes(task.party.key));
};

/** Of a department that was asked to cooperate and was not released: it sees the case and its own task, not what staff write to each other. */
export const cooperates = (actor: Actor | null, { joint }: Pick<ReportRecord, 'joint'>): boolean => {
  if (!actor || joint.length === 0) return false;
  const keys = deskKeys(actor);
  return joint.some((task) => task.state !== 'released' && keys.includes(task.party.key));
};

/** A post laid over a division that holds the report's place. */
const over = (actor: Actor, role: Role, report: Pick<Standing, 'divisions'>) =>
  actor.posts.some((post) => post.role === role && report.divisions.some(({ code }) => code === post.area));

export const relationsOf = (actor: Actor | null, report: Standing): ReadonlySet<Relation> => {
  const relations = new Set<Relation>();
  if (!actor) return relations;
  const { county } = report;
  if (String(report.reporter) === actor.personId) relations.add('reporter');
  if (actor.posts.length === 0) return relations;
  if (answersFor(actor, report.party)) relations.add('responsible');
  if (holds(actor, 'dispatcher', county)) relations.add('dispatcher').add('moderator');
  if (owedTask(actor, report)) relations.add('cooperating');
  if (over(actor, 'vice_general_chief', report)) relations.add('vice-general');
  if (over(actor, 'general_chief', report) || holds(actor, 'general_chief', county)) relations.add('general');
  // nobody checks their own work, nor calls the person who complained of it
  if (report.handledBy.some((id) => String(id) === actor.personId) || relations.has('responsible')) return relations;
  const inspects = holds(actor, 'inspector', county);
  if (inspects || over(actor, 'grid_officer', report)) relations.add('verifier');
  if (inspects || relations.has('dispatcher')) relations.add('caller');
  return relations;
};

/** What the conditions of the table look at. */
export const particularsOf = (report: Pick<ReportRecord, 'facts' | 'rating'>, now: Date): Particulars => ({
  facts: report.facts,
  score: report.rating?.score ?? null,
  now,
});

/** Staff concerned with it: whoever has or had it, those who oversee the county, and the grid officer who is to check it. */
export const canHandle = (actor: Actor | null, report: Concern): boolean => {
  if (!actor || actor.posts.length === 0) return false;
  const keys = deskKeys(actor);
  return (
    keys.includes(report.party.key) ||
    report.seenBy.some((key) => keys.includes(key)) ||
    actor.posts.some(
      (post) => OVERSEEING.includes(post.role) && (post.county === report.county || post.county === PREFECTURE),
    ) ||
    (report.facts.verification !== null && over(actor, 'grid_officer', report))
  );
};

/** Shown to everybody: not what was filed as private, what is shown under another number, or what was referred (domain.md §4). */
export const isPublic = ({ visibility, state, facts }: Pick<ReportRecord, 'visibility' | 'state' | 'facts'>): boolean =>
  visibility === 'public' && state !== 'merged' && !facts.referral;

export const isReporter = (actor: Actor | null, report: Pick<ReportRecord, 'reporter'>) =>
  actor !== null && String(report.reporter) === actor.personId;

export const canSee = (
  actor: Actor | null,
  report: Concern & Pick<ReportRecord, 'public' | 'reporter' | 'joint'>,
): boolean => report.public || isReporter(actor, report) || canHandle(actor, report) || cooperates(actor, report);

/** Public, and not one's own: the reporter hears of everything anyway. */
export const canFollow = (actor: Actor | null, report: Pick<ReportRecord, 'public' | 'reporter'>): boolean =>
  actor !== null && report.public && !isReporter(actor, report);

/** Full name and phone: whoever has it or has to call, when the reporter allowed it; an anonymous reporter never (domain.md §10). */
export const canUnmask = (
  actor: Actor | null,
  report: Standing & Pick<ReportRecord, 'anonymous' | 'allowContact'>,
): boolean => {
  const relations = relationsOf(actor, report);
  return (
    !report.anonymous &&
    report.allowContact &&
    (relations.has('responsible') || relations.has('dispatcher') || relations.has('caller'))
  );
};

/** Decides what others see of its words and photos: the dispatchers of its county. */
export const canModerate = (actor: Actor | null, { county }: Pick<ReportRecord, 'county'>): boolean =>
  actor !== null && holds(actor, 'dispatcher', county);

/** Everything one may ever do, denied: what most people may do with most reports. */
const NOTHING = {
  ...(Object.fromEntries(PERSON_MOVES.map((name) => [name, false])) as Record<PersonMove, boolean>),
  rate: false,
  follow: false,
  contact: false,
  flag: false,
  moderate: false,
};
type Abilities = typeof NOTHING;

/** What the actor may do now: drives the buttons, and is checked again by the command. */
export const abilities = (actor: Actor | null, report: ReportRecord, now: Date): Abilities => {
  const follow = canFollow(actor, report);
  const can = { ...NOTHING, follow, flag: follow };
  const relations = relationsOf(actor, report);
  // a list asks this of every card, and most people stand in no relation to most of them
  if (relations.size === 0) return can;
  const particulars = particularsOf(report, now);
  for (const name of movesFrom(report.state)) can[name] = canMove(name, report.state, relations, particulars);
  can.rate = canRate(report.state, relations, report.facts.verification);
  can.contact = canUnmask(actor, report);
  can.moderate = relations.has('moderator');
  return can;
};

const ROLE_OF: Partial<Record<Relation, readonly Role[]>> = {
  dispatcher: ['dispatcher'],
  verifier: ['inspector', 'grid_officer'],
  caller: ['inspector', 'dispatcher'],
  moderator: ['dispatcher'],
  'vice-general': ['vice_general_chief'],
  general: ['general_chief'],
};

/** The post somebody acts with, for the name on the timeline; none when they act as the reporter. */
export const actingPost = (actor: Actor, report: Standing, row: Move, now: Date): PostEntry | undefined => {
  const posts = postsOf(actor.personId, now);
  const relations = relationsOf(actor, report);
  if (row.by.includes('reporter') && relations.has('reporter')) return undefined;
  for (const relation of row.by) {
    if (!relations.has(relation)) continue;
    const task = relation === 'cooperating' ? owedTask(actor, report) : undefined;
    const found =
      relation === 'responsible' || task
        ? posts.find((post) => placeOf(post) === (task ?? report).party.key)
        : posts.find((post) => ROLE_OF[relation]?.includes(post.role));
    if (found) return found;
  }
  return undefined;
};
