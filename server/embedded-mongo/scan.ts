// Reads the documents a plan points to and keeps those that pass the filter. A generator, so that its
// reader decides when to stop and when to let others have the processor: `null` is such an opportunity.

import type { Collection } from './catalog';
import { decode } from './decoding';
import { fail } from './errors';
import type { Predicate } from './filter';
import type { Plan, Range } from './planner';
import type { Document } from './values';
import { type Entry, join, text, turnNow, type View } from './views';

export interface Found {
  raw: Buffer;
  /** decoded, if that was needed already */
  doc?: Document;
}

export interface ScanStats {
  keysExamined: number;
  docsExamined: number;
}

/** documents between two opportunities to pause */
const PAUSE_EVERY = 64;

function* readRange(view: View, { low, high, isPoint }: Range, plan: Plan): Iterable<Entry> {
  if (!isPoint) {
    yield* view.range(low, high, plan.reverse);
    return;
  }
  const value = view.get(low);
  if (value) yield [low, value, turnNow()];
}

/** Several sorted ranges as one, ordered by what follows the part that each range fixes. */
function* merge(view: View, plan: Plan): Iterable<Entry> {
  const heads = plan.ranges.flatMap((range) => {
    const entries = readRange(view, range, plan)[Symbol.iterator]();
    const first = entries.next();
    return first.done
      ? []
      : [{ entries, entry: first.value, tail: first.value[0].subarray(range.head), head: range.head }];
  });
  const sign = plan.reverse ? -1 : 1;
  while (heads.length) {
    let best = 0;
    for (let i = 1; i < heads.length; i++) {
      if (Buffer.compare(heads[i]!.tail, heads[best]!.tail) * sign < 0) best = i;
    }
    const chosen = heads[best]!;
    yield chosen.entry;
    const next = chosen.entries.next();
    if (next.done) heads.splice(best, 1);
    else {
      chosen.entry = next.value;
      chosen.tail = next.value[0].subarray(chosen.head);
    }
  }
}

function* entriesOf(view: View, plan: Plan): Iterable<Entry> {
  if (plan.isMerged) yield* merge(view, plan);
  else for (const range of plan.reverse ? plan.ranges.toReversed() : plan.ranges) yield* readRange(view, range, plan);
}

/** A plan is void once its collection or index has gone. */
function refuseIfGone(collection: Collection, { index }: Plan): void {
  if (collection.isDropped || !(index.isId || collection.indexes.includes(index)))
    fail(175, 'collection or index dropped while the query was running');
}

/** @param test null when everything the plan reads is an answer */
export function* scan(
  view: View,
  collection: Collection,
  plan: Plan,
  test: Predicate | null,
  stats: ScanStats,
): Iterable<Found | null> {
  const seen = plan.mayRepeat ? new Set<string>() : null;
  for (const part of plan.branches ?? [plan]) {
    for (const [key, read, turn] of entriesOf(view, part)) {
      if (++stats.keysExamined % PAUSE_EVERY === 0) {
        yield null;
        refuseIfGone(collection, part);
      }
      // whoever wrote since may have taken it from this range
      const value = turn === turnNow() ? read : view.get(key);
      if (!value) continue;
      let raw: Buffer | undefined = value;
      if (seen) {
        const name = text(part.index.isId ? key.subarray(4) : value);
        if (seen.has(name)) continue;
        seen.add(name);
      }
      if (!part.index.isId) raw = view.get(join(collection.low, value));
      if (!raw) continue;
      stats.docsExamined++;
      if (!test) yield { raw };
      else {
        const doc = decode(raw);
        if (test(doc)) yield { raw, doc };
      }
    }
    refuseIfGone(collection, part); // the range may have ended because it was dropped
  }
}
