// Queries and pipelines over a view: what `find`, `count`, `distinct`, `aggregate` and every write's search share,
// in the main thread and in the scan worker alike.

import type { Collection } from './catalog';
import { decode } from './decoding';
import { compileNode, parseFilter } from './filter';
import { type Plan, planQuery } from './planner';
import { compileProjection } from './projection';
import { type Found, type ScanStats, scan } from './scan';
import { parseSort, Sorter, TopEntries } from './sort';
import { runStages } from './stages';
import { type Document, encode, isDocument, isNumber } from './values';
import type { View } from './views';

export interface Query {
  filter?: Document;
  sort?: Document;
  skip?: number;
  /** 0: no limit */
  limit?: number;
  hint?: unknown;
}

/** Filled while a query runs, for `explain`. */
export interface Explained extends ScanStats {
  plan?: Plan;
  sortsInMemory?: boolean;
}

export const newStats = (): Explained => ({ keysExamined: 0, docsExamined: 0 });

/** Found documents in order; `null` is an opportunity to pause. */
export function* find(
  view: View,
  collection: Collection | undefined,
  query: Query,
  stats: Explained = newStats(),
): Iterable<Found | null> {
  const node = parseFilter(query.filter ?? {});
  const test = compileNode(node);
  const sort = parseSort(query.sort);
  if (!collection) return;
  const plan = planQuery(collection, node, sort, query.hint);
  stats.plan = plan;
  stats.sortsInMemory = sort.length > 0 && !plan.isSorted;
  const found = scan(view, collection, plan, plan.isExact ? null : test, stats);
  const end = query.limit ? (query.skip ?? 0) + query.limit : Number.POSITIVE_INFINITY;
  yield* window(stats.sortsInMemory ? sortAll(found, new Sorter(sort), end) : found, query.skip ?? 0, end);
}

function* sortAll(found: Iterable<Found | null>, sorter: Sorter, limit: number): Iterable<Found | null> {
  const top = new TopEntries<Found>(sorter, limit);
  for (const entry of found) {
    if (!entry) yield null;
    else top.add({ raw: entry.raw }, entry.doc ?? decode(entry.raw), entry.raw.length);
  }
  yield* top.finish();
}

function* window(found: Iterable<Found | null>, skip: number, end: number): Iterable<Found | null> {
  let position = 0;
  if (end <= 0) return;
  for (const entry of found) {
    if (!entry) yield null;
    else {
      if (position++ >= skip) yield entry;
      if (position >= end) return;
    }
  }
}

/** Number of documents; read off the index alone where the plan allows. Yields pauses, then the number. */
export function* count(
  view: View,
  collection: Collection | undefined,
  query: Query,
  stats: Explained = newStats(),
): Iterable<number | null> {
  const node = parseFilter(query.filter ?? {});
  const plan = collection && planQuery(collection, node, [], query.hint);
  let total = 0;
  if (collection && plan?.isExact) {
    stats.plan = plan;
    const most = query.limit ? (query.skip ?? 0) + query.limit : Number.POSITIVE_INFINITY;
    for (const { low, high, isPoint } of plan.ranges) {
      total += isPoint ? Number(view.get(low) !== undefined) : yield* view.count(low, high, most - total);
      if (total >= most) break;
    }
    stats.keysExamined += total;
  } else {
    for (const entry of find(view, collection, { filter: query.filter, hint: query.hint }, stats)) {
      if (entry) total++;
      else yield null;
    }
  }
  total = Math.max(0, total - (query.skip ?? 0));
  yield query.limit ? Math.min(total, query.limit) : total;
}

/** Documents of a `find` as BSON, projected. */
export function* findRaw(
  view: View,
  collection: Collection | undefined,
  query: Query & { projection?: Document },
  stats?: Explained,
): Iterable<Buffer | null> {
  const { projection } = query;
  const shape = projection && Object.keys(projection).length ? compileProjection(projection, query.filter ?? {}) : null;
  for (const entry of find(view, collection, query, stats)) {
    if (!entry) yield null;
    else yield shape ? encode(shape(entry.doc ?? decode(entry.raw))) : entry.raw;
  }
}

/** Leading `$match`, `$sort`, `$skip` and `$limit` become the query; the remaining stages run on its documents. */
export function splitPipeline(pipeline: Document[]): { query: Query; rest: Document[] } {
  const query: Query = {};
  const filters: Document[] = [];
  let next = 0;
  for (; isDocument(pipeline[next]?.$match); next++) filters.push(pipeline[next]!.$match as Document);
  if (filters.length) query.filter = filters.length === 1 ? filters[0] : { $and: filters };
  if (isDocument(pipeline[next]?.$sort)) query.sort = pipeline[next++]!.$sort as Document;
  if (isWhole(pipeline[next]?.$skip)) query.skip = Number(pipeline[next++]!.$skip);
  if (isWhole(pipeline[next]?.$limit) && Number(pipeline[next]!.$limit) > 0)
    query.limit = Number(pipeline[next++]!.$limit);
  return { query, rest: pipeline.slice(next) };
}

const isWhole = (value: unknown): boolean => isNumber(value) && Number.isInteger(Number(value)) && Number(value) >= 0;

/** `countDocuments` of the driver: `$match`, then one group that counts. */
function countingField(stage: Document | undefined): string | undefined {
  const group = stage?.$group;
  if (!isDocument(group)) return undefined;
  const [name, ...more] = Object.keys(group).filter((field) => field !== '_id');
  const isConstant = group._id === null || isNumber(group._id);
  const sum = name ? group[name] : undefined;
  return isConstant && !more.length && isDocument(sum) && sum.$sum === 1 && Object.keys(sum).length === 1
    ? name
    : undefined;
}

/** Results of an aggregation; `null` is an opportunity to pause. */
export function* aggregate(
  view: View,
  collection: Collection | undefined,
  pipeline: Document[],
  hint: unknown,
  stats?: Explained,
): Iterable<Document | null> {
  const { query, rest } = splitPipeline(pipeline);
  const counted = countingField(rest[0]);
  if (counted && !query.sort) {
    let total = 0;
    for (const number of count(view, collection, { ...query, hint }, stats)) {
      if (number === null) yield null;
      else total = number;
    }
    const group = rest[0]!.$group as Document;
    yield* runStages(total ? [{ _id: group._id, [counted]: total }] : [], rest.slice(1));
    return;
  }
  yield* runStages(documents(find(view, collection, { ...query, hint }, stats)), rest);
}

function* documents(found: Iterable<Found | null>): Iterable<Document | null> {
  for (const entry of found) yield entry && (entry.doc ?? decode(entry.raw));
}
