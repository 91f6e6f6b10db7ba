// Sorting in memory. The sort key of a document is the smallest (ascending) or largest key it would have
// in an index of the same pattern, so that sorting by index and sorting in memory agree.

import { CommandError, fail } from './errors';
import { expandKeys } from './expansion';
import { compare } from './order';
import { type Document, isNumber } from './values';

export type SortSpec = Array<[path: string, direction: 1 | -1]>;

/** @throws CommandError 2 or 15975 for anything but 1 and -1 */
export function parseSort(sort: Document | undefined): SortSpec {
  return Object.entries(sort ?? {}).map(([path, direction]) => {
    if (path.startsWith('$')) fail(2, `sorting by ${path} is not supported`);
    const number = isNumber(direction) ? Number(direction) : 0;
    if (number !== 1 && number !== -1)
      return fail(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return [path, number];
  });
}

/** An empty array sorts before null, as in MongoDB. */
const EMPTY_ARRAY = Symbol('empty array');

const compareKey = (a: unknown, b: unknown): number => {
  if (a === EMPTY_ARRAY || b === EMPTY_ARRAY) return a === b ? 0 : compareEmpty(a, b);
  return compare(a, b);
};

/** MinKey < empty array < null */
const compareEmpty = (a: unknown, b: unknown): number => {
  const isLeft = a === EMPTY_ARRAY;
  const other = (isLeft ? b : a) as { _bsontype?: string } | null | undefined;
  return (other?._bsontype === 'MinKey') === isLeft ? 1 : -1;
};

export class Sorter {
  private readonly paths: string[][];
  private readonly directions: number[];

  constructor(spec: SortSpec) {
    this.paths = spec.map(([path]) => path.split('.'));
    this.directions = spec.map(([, direction]) => direction);
  }

  key(doc: Document): unknown[] {
    let best: unknown[] | undefined;
    try {
      expandKeys(
        doc,
        this.paths,
        (values) => {
          const key = values.slice();
          if (!best || this.compare(key, best) < 0) best = key;
        },
        EMPTY_ARRAY,
      );
    } catch (error) {
      if (error instanceof CommandError && error.code === 171)
        fail(2, 'cannot sort with keys that are parallel arrays');
      throw error;
    }
    return best ?? [];
  }

  compare(a: unknown[], b: unknown[]): number {
    for (let i = 0; i < this.directions.length; i++) {
      const order = compareKey(a[i], b[i]);
      if (order) return order * this.directions[i]!;
    }
    return 0;
  }

  sort<T>(items: T[], docOf: (item: T) => Document): T[] {
    const keyed = items.map((item) => ({ item, key: this.key(docOf(item)) }));
    return keyed.sort((a, b) => this.compare(a.key, b.key)).map(({ item }) => item);
  }
}

/** MongoDB's limit for a sort in memory: 100 MB */
const SORT_MEMORY = 100 * 1024 * 1024;

/** Keeps the first `limit` entries of a stream in order without holding the rest. */
export class TopEntries<T> {
  private held: Array<{ item: T; key: unknown[]; size: number }> = [];
  private bytes = 0;

  constructor(
    private readonly sorter: Sorter,
    private readonly limit: number,
  ) {}

  add(item: T, doc: Document, size: number): void {
    this.held.push({ item, key: this.sorter.key(doc), size });
    this.bytes += size;
    if (this.held.length >= this.limit * 2 + 1000) this.cut();
    if (this.bytes <= SORT_MEMORY) return;
    this.cut();
    if (this.bytes > SORT_MEMORY) fail(292, 'Sort exceeded memory limit of 104857600 bytes');
  }

  private cut(): void {
    this.held.sort((a, b) => this.sorter.compare(a.key, b.key));
    for (const { size } of this.held.splice(this.limit)) this.bytes -= size;
  }

  finish(): T[] {
    this.cut();
    return this.held.map(({ item }) => item);
  }
}
