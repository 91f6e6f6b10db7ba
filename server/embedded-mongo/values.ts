// BSON in and out without losing a number's type. The driver cannot tell 1 from 1.0, but the database
// must keep what it was given, so decoding leaves a plain `number` only where the value itself says which
// BSON type it has (whole and within 32 bits: int32; anything else: double); the rest stays wrapped.
import { calculateObjectSize, Double, serialize } from 'bson';
import { fail } from './errors';

export interface Document {
  [field: string]: unknown;
}

/** 16 MiB, the limit of MongoDB */
export const MAX_DOCUMENT = 16 * 1024 * 1024;

/** Order of the BSON types among each other, also the first byte of an encoded index key. */
export const RANK = {
  minKey: 1,
  null: 10,
  number: 15,
  string: 20,
  object: 25,
  array: 30,
  binary: 35,
  objectId: 40,
  boolean: 45,
  date: 50,
  timestamp: 55,
  regex: 60,
  maxKey: 127,
} as const;

const WRAPPED: Record<string, number> = {
  ObjectId: RANK.objectId,
  Long: RANK.number,
  Double: RANK.number,
  Int32: RANK.number,
  Binary: RANK.binary,
  Timestamp: RANK.timestamp,
  BSONRegExp: RANK.regex,
  MinKey: RANK.minKey,
  MaxKey: RANK.maxKey,
};

const wrapperOf = (value: object): string | undefined => (value as { _bsontype?: string })._bsontype;

/** Rank of a decoded value; a missing field (`undefined`) ranks with null. */
export function rank(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return RANK.number;
    case 'string':
      return RANK.string;
    case 'boolean':
      return RANK.boolean;
    case 'object': {
      if (value === null) return RANK.null;
      const wrapper = wrapperOf(value);
      if (wrapper) return WRAPPED[wrapper] ?? RANK.object;
      if (Array.isArray(value)) return RANK.array;
      return value instanceof Date ? RANK.date : RANK.object;
    }
    default:
      return RANK.null;
  }
}

/** True for an embedded document: not an array, date or wrapped BSON value. */
export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && rank(value) === RANK.object;
}

export const isNullish = (value: unknown): value is null | undefined => value === null || value === undefined;

/** Truth of an expression's value: false, 0, null and missing are false. */
export const isTrue = (value: unknown): boolean =>
  !(isNullish(value) || value === false) && (!isNumber(value) || Number(value) !== 0);

export const isNumber = (value: unknown): boolean => rank(value) === RANK.number;

/** A double that keeps its type even when whole and small. */
export function double(value: number): number | Double {
  return (value | 0) === value && !Object.is(value, -0) ? new Double(value) : value;
}

/** Field of a document; inherited names such as `constructor` are no fields. */
export const fieldOf = (holder: Document, field: string): unknown =>
  Object.hasOwn(holder, field) ? holder[field] : undefined;

/** @throws CommandError 10334 above 16 MiB */
export function encode(doc: Document): Buffer {
  if (calculateObjectSize(doc) > MAX_DOCUMENT) fail(10334, `a document is larger than ${MAX_DOCUMENT} bytes`);
  return Buffer.from(serialize(doc, { ignoreUndefined: true }));
}
