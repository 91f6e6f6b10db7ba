// Who is told when a report is late (domain.md §4): chief and deputy together (a department's head) → vice general chief →
// general chief. Rungs without anybody in post, or with everybody on leave, are passed by at once, and that is said.
import { ROLES, type Role } from '../../shared/people/roles';
import { peopleOf, rolesOf } from '../areas';
import { holdersAt, isManned, PREFECTURE, postLabel, postsAt, postsOf } from '../people';
import type { ReportRecord } from './model';

/** One rung: who stands on it now. */
export interface Rung {
  /** `<role>:<area>`, the key under which it shows on their desk */
  key: string;
  people: string[];
  label: string;
}

/** How a step of the clockwork begins that says who stands on the rung; the label of the rung follows at once. */
export const ESCALATED = '已报';

type Place = readonly [place: string, area: string, roles: readonly Role[]];
export const LADDER_LEVELS = 3;

/** What the ladder looks at of a case. */
export type Climber = Pick<ReportRecord, 'party' | 'street' | 'divisions' | 'county'>;

const ownPlace = ({ party, street }: Climber): Place => {
  const area = party.key.slice(party.key.indexOf(':') + 1);
  if (party.kind === 'department') return [party.key, area, ['head']];
  // a grid officer's superior on the spot is the chief of the street
  if (party.role !== 'chief' && street) return [`area:${street.code}`, street.code, ['chief', 'deputy_chief']];
  return [party.key, area, rolesOf(party)];
};

/** Places a level is looked for, the nearest first; the first that has such a post at all decides. */
const placesOf = (report: Climber, level: number): readonly Place[] => {
  if (level === 0) return [ownPlace(report)];
  const role: Role = level === 1 ? 'vice_general_chief' : 'general_chief';
  const upwards = [...report.divisions.map(({ code }) => code).toReversed(), report.county, PREFECTURE];
  return upwards.map((code): Place => [`area:${code}`, code, [role]]);
};

/** Where the climb begins: what no post or department has, and what waits for a check or a call, begins at the county. */
export const firstLevel = ({ party, clock }: ReportRecord): number =>
  party.kind === 'dispatcher' || clock?.phase === 'verification' || clock?.phase === 'callback' ? 1 : 0;

/** Next manned rung from `level` on, with a note of those passed by; `rung` is null at the top of the ladder. */
export const climb = (report: Climber, level: number, now: Date) => {
  const passed: string[] = [];
  for (let at = level; at < LADDER_LEVELS; at++) {
    const places = placesOf(report, at);
    const found = places.find(([place, , roles]) => postsAt(place, roles, now).length > 0) ?? places[0];
    if (!found) continue;
    const [place, area, roles] = found;
    const posts = postsAt(place, roles, now);
    const manned = posts.filter((post) => isManned(post, now));
    const [first] = manned;
    if (first) {
      const rung: Rung = {
        key: `${first.role === 'deputy_chief' ? 'chief' : first.role}:${area}`,
        people: [...new Set(manned.flatMap((post) => post.person ?? []))],
        label: manned.map(postLabel).join('、'),
      };
      return { rung, next: at + 1, passed };
    }
    const name = posts[0] ? `${posts[0].boundName}${ROLES[posts[0].role]}` : ROLES[roles[0] ?? 'chief'];
    passed.push(posts.some((post) => post.person !== null) ? `${name}休假` : `${name}空缺`);
  }
  return { rung: null, next: LADDER_LEVELS, passed };
};

const CHIEFS: readonly Role[] = ['vice_general_chief', 'general_chief'];
/** Who waits for the answer a chief ordered: that chief, or whoever stands on their rung when they are in office no more. */
export const supervisorsOf = (report: ReportRecord, now: Date): readonly string[] => {
  const { supervision } = report.facts;
  if (!supervision) return [];
  if (postsOf(supervision.by, now).some(({ role }) => CHIEFS.includes(role))) return [supervision.by];
  const order = report.history.findLast(({ move }) => move === 'supervise');
  return climb(report, order?.role === 'general_chief' ? 2 : 1, now).rung?.people ?? [];
};

/** Those of the county who may look at somebody else's work, without those who did it. */
const outsidersOf = ({ county, handledBy }: ReportRecord, roles: readonly Role[], now: Date): string[] => {
  const handled = new Set(handledBy.map(String));
  return holdersAt(`area:${county}`, roles, now).filter((id) => !handled.has(id));
};
/** Inspectors who may check the result. */
export const verifiersOf = (report: ReportRecord, now: Date) => outsidersOf(report, ['inspector'], now);
/** Those who may make the call-back. */
export const callersOf = (report: ReportRecord, now: Date) => outsidersOf(report, ['inspector', 'dispatcher'], now);

/** Whoever has the case now, for reminders: the responsible, those who check, or those who call. */
export const holdersOf = (report: ReportRecord, now: Date): string[] => {
  const phase = report.clock?.phase;
  if (phase === 'verification') return verifiersOf(report, now);
  return phase === 'callback' ? callersOf(report, now) : peopleOf(report.party, now);
};
