// How many wait on a desk, by urgency and by scope: one question for all of them. Numbers are the same for two seconds, as long as
// processes may disagree anyway, unless a report moves in this process: who moves one sees the new numbers at once.
import { Reports } from './model';

export type Filter = Record<string, unknown>;

const GROUPS = ['late', 'today', 'toAccept', 'handling', 'toAssign'] as const;
type GroupCounts = Record<(typeof GROUPS)[number], number>;
export interface DeskCounts {
  groups: GroupCounts;
  /** by name of the scope */
  scopes: Readonly<Record<string, number>>;
}

const isCondition = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.keys(value).some((key) => key.startsWith('$'));

/** A scope's filter as an expression, so that one pass counts several. Knows equality, `$in` and `$ne`, on values and on lists. */
const asExpression = (filter: Filter): unknown => ({
  $and: Object.entries(filter).map(([field, wanted]) => {
    const value = `$${field}`;
    const list = { $cond: [{ $isArray: value }, value, [value]] };
    const has = (one: unknown) => ({ $in: [one, list] });
    if (!isCondition(wanted)) return has(wanted);
    if (Array.isArray(wanted.$in)) return wanted.$in.length > 0 ? { $or: wanted.$in.map(has) } : false;
    if ('$ne' in wanted) return { $not: [has(wanted.$ne)] };
    throw new Error(`a desk is not counted by ${JSON.stringify(wanted)}`);
  }),
});

const sum = (...conditions: unknown[]) => ({ $sum: { $cond: [{ $and: conditions }, 1, 0] } });

const count = async (chosen: Filter, scopes: Readonly<Record<string, Filter>>, now: Date, endOfToday: Date) => {
  const here = asExpression(chosen);
  const [counted] = await Reports.collection
    .aggregate<Record<string, number>>([
      { $match: { $or: [chosen, ...Object.values(scopes)] } },
      {
        $group: {
          _id: null,
          late: sum(here, { $lt: ['$dueAt', now] }),
          today: sum(here, { $gte: ['$dueAt', now] }, { $lt: ['$dueAt', endOfToday] }),
          toAccept: sum(here, { $eq: ['$state', 'assigned'] }),
          handling: sum(here, { $in: ['$state', ['handling', 'rework']] }),
          toAssign: sum(here, { $in: ['$state', ['submitted', 'returned']] }),
          ...Object.fromEntries(Object.entries(scopes).map(([name, where]) => [name, sum(asExpression(where))])),
        },
      },
    ])
    .toArray();
  const of = (name: string) => counted?.[name] ?? 0;
  return {
    groups: Object.fromEntries(GROUPS.map((name) => [name, of(name)])) as GroupCounts,
    scopes: Object.fromEntries(Object.keys(scopes).map((name) => [name, of(name)])),
  };
};

const KEPT_MS = 2000;
const KEPT_AT_MOST = 1000;
const kept = new Map<string, { at: number; now: number; counts: Promise<DeskCounts> }>();

/** A report moved, or a new one came: what was counted is old. */
export const forgetDeskCounts = (): void => kept.clear();

/** @param chosen filter of the scope that is open @param scopes filters of all scopes of the person, the open one among them */
export const deskCounts = (
  chosen: Filter,
  scopes: Readonly<Record<string, Filter>>,
  now: Date,
  endOfToday: Date,
): Promise<DeskCounts> => {
  const key = JSON.stringify([chosen, scopes]);
  const known = kept.get(key);
  const isFresh = known && Date.now() - known.at < KEPT_MS && Math.abs(now.getTime() - known.now) < KEPT_MS;
  if (isFresh) return known.counts;
  if (kept.size >= KEPT_AT_MOST) kept.clear();
  const counts = count(chosen, scopes, now, endOfToday);
  kept.set(key, { at: Date.now(), now: now.getTime(), counts });
  counts.catch(() => kept.delete(key));
  return counts;
};
