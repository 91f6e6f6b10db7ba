// The one ordered key space on disk, and what can be read from it: committed data, a snapshot, or either
// with a transaction's own writes laid over it.
//   0 ‖ namespace            → catalogue record of a collection
//   0 ‖ 0 ‖ name             → the store's own records
//   1 ‖ session id           → last retryable write of a session
//   collection ‖ document key → document (verbatim BSON)
//   index ‖ fields ‖ document key → document key (a unique index: without the document key in the key)
import type { RootDatabase, Transaction } from 'lmdb';

export type Lmdb = RootDatabase<Buffer, Buffer>;
/** with the turn in which it was read */
export type Entry = readonly [key: Buffer, value: Buffer, turn: number];

let turns = 0;
/** Others get to write: what was read before may have changed, and is looked up again before it is used. */
export const endTurn = (): void => {
  turns++;
};
export const turnNow = (): number => turns;

/** A read transaction of its own; it keeps the pages it sees until it is `done()`. */
export function snapshotOf(lmdb: Lmdb): Transaction {
  const begin = lmdb.useReadTransaction;
  return begin.call(lmdb);
}

export interface View {
  get(key: Buffer): Buffer | undefined;
  /** entries from `low` (included) to `high` (excluded), backwards if `reverse` */
  range(low: Buffer, high: Buffer, reverse?: boolean): Iterable<Entry>;
  /** how many keys from `low` to before `high`, or that they are `most` at least; `null` is an opportunity to pause */
  count(low: Buffer, high: Buffer, most: number): Generator<null, number>;
}

export function prefix(id: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(id);
  return bytes;
}

export const join = (...parts: Uint8Array[]): Buffer => Buffer.concat(parts);

/** Binary keys as map keys. */
export const text = (bytes: Buffer): string => bytes.toString('latin1');

const FIRST_CHUNK = 24;
const LARGEST_CHUNK = 384;
const COUNT_STEP = 1024;

/** Committed data; with a read transaction, the data as they were when it began. */
export class CommittedView implements View {
  constructor(
    private readonly lmdb: Lmdb,
    private readonly transaction?: Transaction,
  ) {}

  get(key: Buffer): Buffer | undefined {
    return this.lmdb.get(key, this.transaction && { transaction: this.transaction });
  }

  /** Read in chunks, so that a reader may pause as long as it likes without pinning pages of the file. */
  *range(low: Buffer, high: Buffer, reverse = false): Iterable<Entry> {
    let from = reverse ? high : low;
    let size = FIRST_CHUNK;
    for (let isFirst = true; ; isFirst = false) {
      const chunk = Array.from(
        this.lmdb.getRange({
          start: from,
          end: reverse ? low : high,
          reverse,
          limit: size,
          exclusiveStart: reverse || !isFirst,
          inclusiveEnd: reverse,
          transaction: this.transaction,
        }),
      );
      const turn = turns;
      for (const { key, value } of chunk) yield [key, value, turn];
      if (chunk.length < size) return;
      from = chunk[chunk.length - 1]!.key;
      size = Math.min(size * 4, LARGEST_CHUNK);
    }
  }

  /** In steps: a million keys on a cold disk are many seconds. */
  *count(low: Buffer, high: Buffer, most: number): Generator<null, number> {
    const range = { end: high, transaction: this.transaction };
    for (let [from, total] = [low, 0]; ; total += COUNT_STEP) {
      const [next] = Array.from(this.lmdb.getKeys({ ...range, start: from, offset: COUNT_STEP, limit: 1 }));
      if (!next) return total + this.lmdb.getKeysCount({ ...range, start: from });
      if (total + COUNT_STEP >= most) return total + COUNT_STEP;
      from = next;
      yield null;
    }
  }
}

interface Change {
  key: Buffer;
  /** undefined: deleted */
  value: Buffer | undefined;
  /** what stood there when a transaction first wrote it */
  seen: Buffer | undefined;
}

/** Writes not yet committed, laid over a view. */
export class Overlay implements View {
  readonly changes = new Map<string, Change>();
  private sorted: string[] | null = null;

  /** @param remember keep what each key held before, to detect conflicts at commit */
  constructor(
    protected readonly base: View,
    private readonly remember = false,
  ) {}

  get(key: Buffer): Buffer | undefined {
    const change = this.changes.get(text(key));
    return change ? change.value : this.base.get(key);
  }

  put(key: Buffer, value: Buffer | undefined): void {
    const name = text(key);
    const known = this.changes.get(name);
    if (known) {
      known.value = value;
      return;
    }
    this.changes.set(name, { key, value, seen: this.remember ? this.base.get(key) : undefined });
    if (this.sorted) this.sorted.splice(this.positionOf(name), 0, name);
  }

  delete(key: Buffer): void {
    this.put(key, undefined);
  }

  private positionOf(name: string): number {
    const names = this.sorted!;
    let low = 0;
    let high = names.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (names[middle]! < name) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Own changes in the range, in reading order. */
  private own(low: Buffer, high: Buffer, reverse: boolean): string[] {
    if (!this.changes.size) return [];
    this.sorted ??= [...this.changes.keys()].sort();
    const names = this.sorted.slice(this.positionOf(text(low)), this.positionOf(text(high)));
    return reverse ? names.reverse() : names;
  }

  *range(low: Buffer, high: Buffer, reverse = false): Iterable<Entry> {
    const own = this.own(low, high, reverse);
    let next = 0;
    for (const entry of this.base.range(low, high, reverse)) {
      const name = text(entry[0]);
      while (next < own.length && (reverse ? own[next]! > name : own[next]! < name)) yield* this.present(own[next++]!);
      if (own[next] === name) yield* this.present(own[next++]!);
      else yield entry;
    }
    while (next < own.length) yield* this.present(own[next++]!);
  }

  private *present(name: string): Iterable<Entry> {
    const { key, value } = this.changes.get(name)!;
    if (value) yield [key, value, turns];
  }

  *count(low: Buffer, high: Buffer, most: number): Generator<null, number> {
    if (!this.own(low, high, false).length) return yield* this.base.count(low, high, most);
    let count = 0;
    for (const _ of this.range(low, high)) {
      if (++count >= most) break;
      if (count % COUNT_STEP === 0) yield null;
    }
    return count;
  }
}
