// BSON's total order of values (manual: "Comparison/Sort Order").
import type { Binary, BSONRegExp, Double, Long, ObjectId, Timestamp } from 'bson';
import { type Document, RANK, rank } from './values';

/** A number or the exact 64-bit integer. */
export function numberOf(value: unknown): number | bigint {
  if (typeof value === 'number') return value;
  const wrapped = value as Double | Long;
  return wrapped._bsontype === 'Long' ? wrapped.toBigInt() : Number(wrapped);
}

function compareNumbers(left: unknown, right: unknown): number {
  const a = numberOf(left);
  const b = numberOf(right);
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1; // NaN sorts below every number
  if (Number.isNaN(b)) return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Code-point order, which is the byte order of UTF-8; JavaScript's own is that of UTF-16 units. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    if (x >= 0xd800 && y >= 0xd800) {
      x = x >= 0xe000 ? x - 0x800 : x + 0x2000;
      y = y >= 0xe000 ? y - 0x800 : y + 0x2000;
    }
    return x - y;
  }
  return a.length - b.length;
}

export const bytesOf = (value: Binary): Uint8Array => value.buffer.subarray(0, value.position);

function compareBinaries(a: Binary, b: Binary): number {
  return a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(bytesOf(a), bytesOf(b));
}

function compareArrays(a: unknown[], b: unknown[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compare(a[i], b[i]);
    if (order) return order;
  }
  return a.length - b.length;
}

/** Field by field: type, then name, then value; a document that runs out first is the smaller. */
function compareDocuments(a: Document, b: Document): number {
  const left = Object.keys(a);
  const right = Object.keys(b);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const x = a[left[i]!];
    const y = b[right[i]!];
    const order = rank(x) - rank(y) || compareStrings(left[i]!, right[i]!) || compare(x, y);
    if (order) return order;
  }
  return left.length - right.length;
}

/** Negative, zero or positive; a missing value (`undefined`) equals null. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const kind = rank(a);
  const other = rank(b);
  if (kind !== other) return kind - other;
  switch (kind) {
    case RANK.number:
      return compareNumbers(a, b);
    case RANK.string:
      return compareStrings(a as string, b as string);
    case RANK.boolean:
      return Number(a) - Number(b);
    case RANK.date:
      return Number(a) - Number(b);
    case RANK.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case RANK.timestamp: {
      const x = (a as Timestamp).toBigInt();
      const y = (b as Timestamp).toBigInt();
      return x < y ? -1 : x > y ? 1 : 0;
    }
    case RANK.binary:
      return compareBinaries(a as Binary, b as Binary);
    case RANK.regex: {
      const x = a as BSONRegExp;
      const y = b as BSONRegExp;
      return compareStrings(x.pattern, y.pattern) || compareStrings(x.options, y.options);
    }
    case RANK.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case RANK.object:
      return compareDocuments(a as Document, b as Document);
    default:
      return 0;
  }
}

export const same = (a: unknown, b: unknown): boolean => compare(a, b) === 0;
