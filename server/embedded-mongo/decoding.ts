// Reads BSON without losing a number's type, see values.ts. Written for speed: a scan decodes every document it looks at.
import { Binary, BSONRegExp, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { fail } from './errors';
import { type Document, double, encode } from './values';

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

export const copyOf = (doc: Document): Document => decode(encode(doc));
