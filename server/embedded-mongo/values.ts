// BSON in and out without losing a number's type. The driver cannot tell 1 from 1.0, but the database
// must keep what it was given, so decoding leaves a plain `number` only where the value itself says which
// BSON type it has (whole and within 32 bits: int32; anything else: double); the rest stays wrapped.
import {
  Binary,
  BSONRegExp,
  calculateObjectSize,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
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

export const isNumber = (value: unknown): boolean => rank(value) === RANK.number;

/** A double that keeps its type even when whole and small. */
export function double(value: number): number | Double {
  return (value | 0) === value && !Object.is(value, -0) ? new Double(value) : value;
}

/** Field of a document; inherited names such as `constructor` are no fields. */
export const fieldOf = (holder: Document, field: string): unknown =>
  Object.hasOwn(holder, field) ? holder[field] : undefined;

const names = new Array<string | undefined>(1024);

/** Field names repeat endlessly; a small table saves creating the same string again for every document. */
function nameAt(raw: Buffer, start: number, end: number, hash: number): string {
  const slot = hash & 1023;
  const known = names[slot];
  if (known !== undefined && known.length === end - start) {
    let i = 0;
    while (i < known.length && known.charCodeAt(i) === raw[start + i]) i++;
    if (i === known.length) return known;
  }
  const name = raw.toString('utf8', start, end);
  if (name === '__proto__' || name === '_bsontype') fail(2, `a field named '${name}' is not supported`);
  if (name.length === end - start) names[slot] = name;
  return name;
}

let at = 0;

function cstring(raw: Buffer): string {
  const end = raw.indexOf(0, at);
  const text = raw.toString('utf8', at, end);
  at = end + 1;
  return text;
}

function readValue(raw: Buffer, type: number): unknown {
  const from = at;
  switch (type) {
    case 0x01:
      at += 8;
      return double(raw.readDoubleLE(from));
    case 0x02: {
      const length = raw.readInt32LE(from);
      at += 4 + length;
      return raw.toString('utf8', from + 4, at - 1);
    }
    case 0x03:
      return readDocument(raw);
    case 0x04:
      return readArray(raw);
    case 0x05: {
      const length = raw.readInt32LE(from);
      at += 5 + length;
      return new Binary(Buffer.from(raw.subarray(from + 5, at)), raw[from + 4]);
    }
    case 0x07:
      at += 12;
      return new ObjectId(raw.subarray(from, at));
    case 0x08:
      at += 1;
      return raw[from] === 1;
    case 0x09:
      at += 8;
      return new Date(Number(raw.readBigInt64LE(from)));
    case 0x06:
    case 0x0a:
      return null;
    case 0x0b: {
      const pattern = cstring(raw);
      return new BSONRegExp(pattern, cstring(raw));
    }
    case 0x10:
      at += 4;
      return raw.readInt32LE(from);
    case 0x11:
      at += 8;
      return new Timestamp({ i: raw.readUInt32LE(from), t: raw.readUInt32LE(from + 4) });
    case 0x12:
      at += 8;
      return new Long(raw.readInt32LE(from), raw.readInt32LE(from + 4));
    case 0xff:
      return new MinKey();
    case 0x7f:
      return new MaxKey();
    default:
      return fail(238, `BSON type ${type} is not supported by the embedded database`);
  }
}

function readDocument(raw: Buffer): Document {
  const end = at + raw.readInt32LE(at) - 1;
  if (end >= raw.length || end < at) fail(22, 'invalid BSON: a document is longer than its message');
  const doc: Document = {};
  at += 4;
  while (at < end) {
    const type = raw[at++]!;
    const start = at;
    let hash = 0;
    for (let byte = raw[at]; byte !== 0; byte = raw[++at]) {
      if (byte === undefined) fail(22, 'invalid BSON: a field name does not end');
      hash = (hash * 31 + byte) | 0;
    }
    const name = nameAt(raw, start, at++, hash);
    doc[name] = readValue(raw, type);
  }
  at = end + 1;
  return doc;
}

function readArray(raw: Buffer): unknown[] {
  const end = at + raw.readInt32LE(at) - 1;
  if (end >= raw.length || end < at) fail(22, 'invalid BSON: an array is longer than its message');
  const list: unknown[] = [];
  at += 4;
  while (at < end) {
    const type = raw[at++]!;
    while (raw[at++] !== 0) if (at > end) fail(22, 'invalid BSON: an array index does not end');
    list.push(readValue(raw, type));
  }
  at = end + 1;
  return list;
}

/** Decodes one BSON document; numbers keep their types (see the head of this file). */
export function decode(raw: Buffer): Document {
  at = 0;
  return readDocument(raw);
}

/** @throws CommandError 10334 above 16 MiB */
export function encode(doc: Document): Buffer {
  if (calculateObjectSize(doc) > MAX_DOCUMENT) fail(10334, `a document is larger than ${MAX_DOCUMENT} bytes`);
  return Buffer.from(serialize(doc, { ignoreUndefined: true }));
}

export const copyOf = (doc: Document): Document => decode(encode(doc));
