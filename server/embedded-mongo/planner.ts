// Chooses the index a query is read through. Points before ranges before order; nothing is estimated, so a
// query's plan stays the same whatever is in the collection.
import { boundsOf, type Conditions, conditionsOf } from './bounds';
import type { Collection, Index } from './catalog';
import { fail } from './errors';
import type { Node } from './filter';
import { isImplied, needsValue } from './implication';
import { MAX_FIELDS, MAX_ID } from './keys';
import { same } from './order';
import type { SortSpec } from './sort';
import { isDocument } from './values';
import { join } from './views';

export interface Range {
  low: Buffer;
  high: Buffer;
  /** the one key to look up, where the range is a single key */
  isPoint: boolean;
  /** bytes of the key that are the same in the whole range; ranges are merged by what follows */
  head: number;
}

export interface Plan {
  stage: 'COLLSCAN' | 'IXSCAN' | 'OR';
  index: Index;
  ranges: Range[];
  reverse: boolean;
  /** delivers in the wanted order */
  isSorted: boolean;
  /** the ranges are read side by side to keep the order */
  isMerged: boolean;
  /** every key read is an answer, so that they can be counted without looking */
  isExact: boolean;
  /** a document may be met more than once */
  mayRepeat: boolean;
  branches?: Plan[];
  score: number;
}

const POINT = 10;
const POINTS = 8;
const RANGE = 5;
const ORDER = 4;
const PARTIAL = 3;
/** a key has one document at most: no other index reads less than what is asked for by name */
const UNIQUE = 100;
const HINTED = 1000;
const MOST_RANGES = 2000;
/** ranges read side by side; more are cheaper to sort */
const MOST_MERGED = 64;

const BEYOND = Buffer.of(0xff);

export function planQuery(collection: Collection, node: Node, sort: SortSpec = [], hint?: unknown): Plan {
  const conditions = conditionsOf(node);
  let best: Plan = {
    ...wholeCollection(collection),
    isExact: !conditions.isPartial && !conditions.fields.size,
    isSorted: !sort.length,
  };
  const hinted = hint === undefined ? undefined : hintedIndex(collection, hint);
  for (const index of [collection.idIndex, ...collection.indexes]) {
    if (!index.isReady || (hinted && index !== hinted)) continue;
    const plan = planIndex(index, conditions, sort, index === hinted);
    if (plan && plan.score > best.score) best = plan;
  }
  if (hinted && best.index !== hinted && !(hinted.isId && best.stage === 'COLLSCAN')) {
    fail(2, 'error processing query: planner returned error: bad hint');
  }
  if (best.score < POINT && conditions.branches && !sort.length && !hinted) {
    return planBranches(collection, conditions.branches) ?? best;
  }
  return best;
}

function wholeCollection({ idIndex: index, low, high }: Collection): Plan {
  const ranges = [{ low, high, isPoint: false, head: 4 }];
  const flags = { reverse: false, isMerged: false, isSorted: false, isExact: false, mayRepeat: false };
  return { stage: 'COLLSCAN', index, ranges, score: 0, ...flags };
}

function hintedIndex(collection: Collection, hint: unknown): Index {
  const all = [collection.idIndex, ...collection.indexes];
  const found = all.find(({ spec }) => (isDocument(hint) ? same(spec.key, hint) : spec.name === hint));
  return (
    found ??
    fail(2, 'error processing query: planner returned error: hint provided does not correspond to an existing index')
  );
}

/** A union of index reads, one for each branch of an `$or`. */
function planBranches(collection: Collection, branches: Node[]): Plan | null {
  const plans = branches.map((branch) => planQuery(collection, branch)).flatMap((plan) => plan.branches ?? [plan]);
  if (plans.some(({ stage }) => stage === 'COLLSCAN')) return null;
  return {
    ...plans[0]!,
    stage: 'OR',
    branches: plans,
    isExact: false,
    mayRepeat: true,
    isSorted: true,
    isMerged: false,
  };
}

/** Leading fields with their bounds, as far as the conditions reach. */
function readBounds(index: Index, conditions: Conditions) {
  let heads: Buffer[] = [Buffer.alloc(0)];
  const pinned = new Set<string>();
  let depth = 0;
  let score = 0;
  let used = 0;
  let isExact = true;
  let last: { low: Buffer; high: Buffer } | undefined;
  for (; depth < index.fields.length; depth++) {
    const field = index.fields[depth]!;
    const nodes = conditions.fields.get(field);
    if (!nodes || index.paths[depth]!.some((part) => /^\d+$/.test(part)) || sharesArray(index, depth)) break;
    const bounds = boundsOf(nodes, index.directions[depth]!, index.multikey.has(field));
    if (!bounds || (bounds.points && heads.length * bounds.points.length > MOST_RANGES)) break;
    used++;
    isExact &&= bounds.isExact;
    if (!bounds.points) {
      last = bounds;
      score += RANGE;
      break;
    }
    heads = heads.flatMap((head) => bounds.points.map((point) => join(head, point)));
    if (bounds.points.length === 1) pinned.add(field);
    score += bounds.points.length === 1 ? POINT : POINTS;
  }
  return { heads, last, depth, pinned, score, isExact: isExact && used === conditions.fields.size };
}

/** Conditions on two fields below one array may be met by different elements: only the first may bound the reading. */
function sharesArray(index: Index, depth: number): boolean {
  const top = index.paths[depth]![0];
  return index.multikey.size > 0 && index.paths.slice(0, depth).some((path) => path[0] === top);
}

function planIndex(index: Index, conditions: Conditions, sort: SortSpec, isHinted: boolean): Plan | null {
  const { partialFilterExpression, sparse } = index.spec;
  if (partialFilterExpression && !isImplied(partialFilterExpression, conditions)) return null;
  if (sparse && !index.fields.some((field) => conditions.fields.get(field)?.some(needsValue))) return null;
  const bounds = readBounds(index, conditions);
  const { heads, last } = bounds;
  const order = orderOf(index, sort, bounds.depth, bounds.pinned);
  const isMerged = heads.length > 1 && order !== 0;
  const isSorted = !sort.length || (order !== 0 && (!isMerged || heads.length <= MOST_MERGED));
  let score = bounds.score + (sort.length && isSorted ? ORDER : 0);
  const isByName = !last && bounds.depth === index.fields.length && (index.isId || index.spec.unique === true);
  if (isByName) score += UNIQUE;
  if (partialFilterExpression) score += PARTIAL;
  if (isHinted) score += HINTED;
  if (!score) return null;
  const limit = index.isId ? MAX_ID : MAX_FIELDS;
  let isExact = bounds.isExact && !conditions.isPartial && !partialFilterExpression;
  const ranges = heads.map((head): Range => {
    const low = last ? join(head, last.low) : head;
    const high = last ? join(head, last.high) : join(head, BEYOND);
    const isLong = low.length > limit || high.length > limit;
    if (isLong) isExact = false;
    const isWhole = !last && bounds.depth === index.fields.length && !isLong;
    return {
      low: join(index.low, low.subarray(0, limit)),
      high: high.length > limit ? join(index.low, high.subarray(0, limit), BEYOND) : join(index.low, high),
      isPoint: isWhole && (index.isId || index.spec.unique === true),
      head: 4 + head.length,
    };
  });
  ranges.sort((a, b) => Buffer.compare(a.low, b.low));
  const mayRepeat = index.multikey.size > 0;
  const flags = { reverse: isSorted && order < 0, isSorted, isMerged: isMerged && isSorted && sort.length > 0 };
  return { stage: 'IXSCAN', index, ranges, score, isExact: isExact && !mayRepeat, mayRepeat, ...flags };
}

/** 1 or -1 when reading the index forwards or backwards gives the order, else 0. */
function orderOf(index: Index, sort: SortSpec, depth: number, pinned: Set<string>): number {
  let next = depth;
  let order = 0;
  for (const [path, direction] of sort) {
    if (pinned.has(path) && !index.multikey.has(path)) continue;
    // entries with equal fields follow each other by document key
    const isTail = path === '_id' && next === index.fields.length && !index.spec.unique;
    if (!isTail && (index.fields[next] !== path || index.multikey.has(path) || sharesArray(index, next))) return 0;
    const relative = isTail ? direction : direction * index.directions[next]!;
    if (order && relative !== order) return 0;
    order = relative;
    next++;
  }
  return order || (sort.length ? 1 : 0);
}
