// One desk with different scopes: what lies with me, what climbed to me, everything below me, and what waits for a check, a call
// or a decision. What runs out first is on top; residents who second a report move it up.
import { Types } from 'mongoose';
import type { Validated } from '../../shared/endpoint';
import type { Actor } from '../../shared/people/actor';
import type { Role } from '../../shared/people/roles';
import type { DESK_SCOPES, listDeskReports } from '../../shared/reports/contract';
import type { Task } from '../../shared/reports/facts';
import { dayOf, instantOn } from '../../shared/workdays';
import { after, fromCursor } from '../core/cursor';
import { refuseUnless } from '../core/refusal';
import { canWorkDesk, PREFECTURE } from '../people';
import { deskCounts, type Filter } from './desk-counts';
import { type ReportRecord, Reports } from './model';
import { deskKeys } from './policy';
import { CARD, pageOf } from './queries';

export type Scope = (typeof DESK_SCOPES)[number];
type Query = Validated<typeof listDeskReports>['query'];

const endOfToday = (now: Date) => new Date(instantOn(dayOf(now.getTime()) + 1, 0));

const deskGroup = (group: Query['group'], now: Date): Filter => {
  switch (group) {
    // whatever the scope holds: a closed case that waits for its call-back runs out as well
    case 'late':
      return { dueAt: { $lt: now } };
    case 'today':
      return { dueAt: { $gte: now, $lt: endOfToday(now) } };
    case 'to-accept':
      return { open: true, state: 'assigned' };
    case 'handling':
      return { open: true, state: { $in: ['handling', 'rework'] } };
    case 'to-assign':
      return { open: true, state: { $in: ['submitted', 'returned'] } };
    case 'resolved':
      return { open: false, state: { $in: ['resolved', 'closed'] } };
    default:
      return {};
  }
};

const areasOf = (actor: Actor, roles: readonly Role[]): string[] =>
  actor.posts.flatMap((post) => (roles.includes(post.role) && post.area !== null ? post.area : []));
/** Counties of posts with one of the roles; a post at the prefecture reaches every county, and needs no condition. */
const countiesOf = (actor: Actor, roles: readonly Role[]): Filter | null => {
  const counties = actor.posts.flatMap((post) => (roles.includes(post.role) ? post.county : []));
  if (counties.length === 0) return null;
  return counties.includes(PREFECTURE) ? {} : { county: { $in: [...new Set(counties)] } };
};

const CHIEFS: readonly Role[] = ['vice_general_chief', 'general_chief'];
const below = (actor: Actor, roles: readonly Role[]): Filter | null => {
  const areas = areasOf(actor, roles);
  return areas.length === 0 ? null : { 'divisions.code': { $in: areas } };
};
const task = (where: Filter | null, ...tasks: Task[]): Filter | null => where && { ...where, tasks: { $in: tasks } };
const whereOpen = (where: Filter | null, more: Filter = {}): Filter | null =>
  where && { ...where, open: true, ...more };
const personId = (actor: Actor) => new Types.ObjectId(actor.personId);

/** What a scope holds for somebody; null when they have no post for it. */
const SCOPES: Record<Scope, { name: string; filter: (actor: Actor) => Filter | null }> = {
  mine: {
    name: '归我办',
    filter: (actor) => {
      const keys = deskKeys(actor);
      return keys.length === 0 ? null : { 'party.key': { $in: keys }, open: true };
    },
  },
  escalated: {
    name: '上报给我',
    filter: (actor) => {
      const keys = actor.posts.flatMap(({ role, area }) => (CHIEFS.includes(role) ? `${role}:${area}` : []));
      return keys.length === 0 ? null : { escalatedTo: { $in: keys }, overdue: true, state: { $ne: 'merged' } };
    },
  },
  below: { name: '辖区在办', filter: (actor) => whereOpen(below(actor, CHIEFS)) },
  'to-verify': {
    name: '待核查',
    filter: (actor) => {
      const where = countiesOf(actor, ['inspector']) ?? below(actor, ['grid_officer']);
      return task(where && { ...where, handledBy: { $ne: personId(actor) } }, 'verification');
    },
  },
  callbacks: {
    name: '待回访',
    filter: (actor) => {
      const where = countiesOf(actor, ['inspector', 'dispatcher']);
      return task(where && { ...where, handledBy: { $ne: personId(actor) } }, 'callback');
    },
  },
  unrouted: { name: '待派遣', filter: (actor) => whereOpen(countiesOf(actor, ['dispatcher']), { state: 'submitted' }) },
  returned: {
    name: '退回改派',
    filter: (actor) => whereOpen(countiesOf(actor, ['dispatcher']), { state: 'returned' }),
  },
  appeals: { name: '申诉', filter: (actor) => task(countiesOf(actor, ['dispatcher']), 'appeal') },
  extensions: {
    name: '延期申请',
    filter: (actor) =>
      task(countiesOf(actor, ['dispatcher']), 'extension') ??
      task(below(actor, ['general_chief']), 'extension-general'),
  },
  suspensions: { name: '挂账申请', filter: (actor) => task(countiesOf(actor, ['dispatcher']), 'suspension') },
  reopens: { name: '返工申请', filter: (actor) => task(countiesOf(actor, ['dispatcher']), 'reopen') },
  overdue: { name: '超期', filter: (actor) => whereOpen(countiesOf(actor, ['dispatcher']), { overdue: true }) },
  cooperating: {
    name: '请我协办',
    filter: (actor) => {
      const keys = deskKeys(actor).filter((key) => key.startsWith('department:'));
      return keys.length === 0 ? null : { cooperating: { $in: keys } };
    },
  },
  'joint-late': {
    name: '协办超期',
    filter: (actor) => {
      const keys = actor.posts.flatMap(({ role, area }) => (CHIEFS.includes(role) ? `${role}:${area}` : []));
      return keys.length === 0 ? null : { jointEscalatedTo: { $in: keys } };
    },
  },
  supervised: { name: '督办', filter: (actor) => task(countiesOf(actor, [...CHIEFS, 'dispatcher']), 'supervision') },
  all: { name: '全部在办', filter: (actor) => whereOpen(countiesOf(actor, ['dispatcher'])) },
};

const isDate = (value: unknown): value is Date => value instanceof Date;
const isId = (value: unknown) => value instanceof Types.ObjectId;
const COUNTED = 1000;

/** Filters of the scopes somebody holds. */
const heldBy = (actor: Actor): Partial<Record<Scope, Filter>> =>
  Object.fromEntries(
    (Object.keys(SCOPES) as Scope[]).flatMap((scope) => {
      const filter = SCOPES[scope].filter(actor);
      return filter ? [[scope, filter]] : [];
    }),
  );

/** What is looked for beside scope and group. */
const narrowed = ({ category, street }: Query): Filter => ({
  ...(category && { category }),
  ...(street && { 'street.code': street }),
});

const beyondCursor = (cursor: string): Filter => {
  const [at, id] = fromCursor(cursor, [isDate, isId]);
  return after('deskAt', 1, '_id', 1, [isDate(at) ? at.getTime() : 0, id]);
};

/** The actor's desk, what runs out first on top. @throws Refusal post.not-held */
export const deskReports = async (actor: Actor, query: Query, now: Date) => {
  refuseUnless(canWorkDesk(actor), 'post.not-held');
  const scopes = heldBy(actor);
  refuseUnless(scopes[query.scope] || query.scope === 'mine', 'post.not-held');
  // who oversees only has nothing of their own, and an empty desk is no error
  const held = scopes[query.scope] ?? { 'party.key': { $in: [] }, open: true };
  const { open: _, ...anyState } = held;
  const where = query.group === 'resolved' ? anyState : held;
  const beyond = query.cursor ? beyondCursor(query.cursor) : {};
  const [rows, counts] = await Promise.all([
    Reports.collection
      .find<ReportRecord>(
        { $and: [where, deskGroup(query.group, now), narrowed(query), beyond] },
        { projection: CARD, sort: { deskAt: 1, _id: 1 }, limit: query.limit + 1 },
      )
      .toArray(),
    deskCounts(held, scopes, now, endOfToday(now)),
  ]);
  return {
    ...pageOf(rows, query.limit, (last) => [new Date(last.deskAt), last._id]),
    counts: counts.groups,
    scopes: query.cursor
      ? []
      : (Object.keys(scopes) as Scope[]).map((scope) => ({
          scope,
          name: SCOPES[scope].name,
          count: Math.min(counts.scopes[scope] ?? 0, COUNTED),
        })),
  };
};
