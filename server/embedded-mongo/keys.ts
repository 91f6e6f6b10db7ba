// Index keys as bytes whose order is the order of the values, and the keys one document has in an index.
import { createHash } from 'node:crypto';
import type { Binary, BSONRegExp, ObjectId, Timestamp } from 'bson';
import { bytesOf, numberOf } from './order';
import { type Document, RANK, rank } from './values';

/** LMDB keys end at 1,978 bytes: collection prefix 4 + these + digest + document key. Longer values keep their beginning and a digest. */
export const MAX_FIELDS = 1400;
export const MAX_ID = 400;

let buffer = Buffer.allocUnsafe(1 << 16);
let length = 0;

function reserve(bytes: number): void {
  if (length + bytes <= buffer.length) return;
  const larger = Buffer.allocUnsafe((length + bytes) * 2);
  buffer.copy(larger, 0, 0, length);
  buffer = larger;
}

function putByte(byte: number): void {
  reserve(1);
  buffer[length++] = byte;
}

function putBytes(bytes: Uint8Array): void {
  reserve(bytes.length);
  buffer.set(bytes, length);
  length += bytes.length;
}

/** Ends with a zero byte; a NUL inside is escaped as 00 FF so that it still sorts before every other character. */
function putString(text: string): void {
  reserve(text.length * 3 + 2);
  const written = buffer.write(text, length, 'utf8');
  if (buffer.subarray(length, length + written).includes(0)) {
    for (const byte of Buffer.from(text, 'utf8')) {
      putByte(byte);
      if (byte === 0) putByte(0xff);
    }
  } else length += written;
  putByte(0);
}

function putDouble(value: number): void {
  reserve(8);
  buffer.writeDoubleBE(value === 0 ? 0 : value, length);
  if (buffer[length]! & 0x80) for (let i = 0; i < 8; i++) buffer[length + i]! ^= 0xff;
  else buffer[length]! |= 0x80;
  length += 8;
}

/** The nearest double, then the distance to it, so that 64-bit integers beyond 2^53 stay apart. */
function putNumber(value: unknown): void {
  const number = numberOf(value);
  const nearest = Number(number);
  if (Number.isNaN(nearest)) {
    putBytes(Buffer.alloc(10));
    return;
  }
  putDouble(nearest);
  reserve(2);
  buffer.writeUInt16BE(0x8000 + (typeof number === 'bigint' ? Number(number - BigInt(nearest)) : 0), length);
  length += 2;
}

function putValue(value: unknown): void {
  const kind = rank(value);
  putByte(kind);
  switch (kind) {
    case RANK.number:
      putNumber(value);
      break;
    case RANK.string:
      putString(value as string);
      break;
    case RANK.boolean:
      putByte(value ? 1 : 0);
      break;
    case RANK.date:
      putDouble(Number(value));
      break;
    case RANK.objectId:
      putBytes((value as ObjectId).id);
      break;
    case RANK.timestamp: {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64BE(BigInt.asUintN(64, (value as Timestamp).toBigInt()));
      putBytes(bytes);
      break;
    }
    case RANK.binary: {
      const head = Buffer.alloc(5);
      head.writeUInt32BE((value as Binary).position);
      head[4] = (value as Binary).sub_type;
      putBytes(head);
      putBytes(bytesOf(value as Binary));
      break;
    }
    case RANK.regex:
      putString((value as BSONRegExp).pattern);
      putString((value as BSONRegExp).options);
      break;
    case RANK.array:
      for (const element of value as unknown[]) putValue(element);
      putByte(0);
      break;
    case RANK.object:
      for (const [field, inner] of Object.entries(value as Document)) {
        putByte(rank(inner));
        putString(field);
        putValue(inner);
      }
      putByte(0);
      break;
  }
}

function finish(): Buffer {
  const bytes = Buffer.from(buffer.subarray(0, length));
  length = 0;
  return bytes;
}

const shorten = (bytes: Buffer, limit: number): Buffer =>
  bytes.length <= limit
    ? bytes
    : Buffer.concat([bytes.subarray(0, limit), Buffer.of(1), createHash('sha256').update(bytes).digest()]);

/** Bytes of the values of a compound key; a field with direction -1 has its bytes inverted. */
export function encodeFields(values: unknown[], directions: number[]): Buffer {
  length = 0;
  for (let i = 0; i < values.length; i++) {
    const start = length;
    putValue(values[i]);
    if (directions[i]! < 0) for (let j = start; j < length; j++) buffer[j]! ^= 0xff;
  }
  return finish();
}

export const encodeKey = (values: unknown[], directions: number[]): Buffer =>
  shorten(encodeFields(values, directions), MAX_FIELDS);

export const encodeValue = (value: unknown, direction = 1): Buffer => encodeFields([value], [direction]);

/** Key of a document within its collection. */
export const documentKey = (id: unknown): Buffer => shorten(encodeValue(id), MAX_ID);

/** A value as a map key: equal values give equal text. */
export const textKey = (value: unknown): string => encodeValue(value).toString('latin1');
