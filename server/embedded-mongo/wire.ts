// MongoDB's wire protocol: frames in and out of a socket, and replies put together without decoding documents.

import { serialize } from 'bson';
import { decode } from './decoding';
import { fail } from './errors';
import type { Document } from './values';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const MORE_TO_COME = 2;
export const MAX_MESSAGE = 48_000_000;

export interface Request {
  id: number;
  command: Document;
  /** only the first hello of a driver comes in the old form and wants the old reply */
  isLegacy: boolean;
  wantsReply: boolean;
}

/** Splits the byte stream of one connection into messages. */
export class Framer {
  private chunks: Buffer[] = [];
  private size = 0;

  /** @throws CommandError for a length no driver sends; the connection is beyond repair then */
  *push(chunk: Buffer): Iterable<Buffer> {
    this.chunks.push(chunk);
    this.size += chunk.length;
    while (this.size >= 4) {
      if (this.chunks[0]!.length < 4) this.flatten();
      const wanted = this.chunks[0]!.readInt32LE(0);
      if (wanted < 16 || wanted > MAX_MESSAGE + 16_384) fail(22, `invalid message length ${wanted}`);
      if (this.size < wanted) return;
      this.flatten();
      const all = this.chunks[0]!;
      this.chunks = [all.subarray(wanted)];
      this.size -= wanted;
      yield all.subarray(0, wanted);
    }
  }

  private flatten(): void {
    if (this.chunks.length > 1) this.chunks = [Buffer.concat(this.chunks, this.size)];
  }
}

/** Documents of a section stay undecoded where the command stores them as they are. */
function parseSections(message: Buffer, end: number): Document {
  let command: Document | undefined;
  const sequences: Document = {};
  for (let at = 20; at < end; ) {
    const kind = message[at++];
    const length = message.readInt32LE(at);
    const section = message.subarray(at, at + length);
    at += length;
    if (kind === 0) command = decode(section);
    else {
      let next = section.indexOf(0, 4) + 1;
      const name = section.toString('utf8', 4, next - 1);
      const list: unknown[] = [];
      while (next < section.length) {
        const size = section.readInt32LE(next);
        if (size < 5) fail(22, 'invalid document length in a message');
        const raw = section.subarray(next, next + size);
        list.push(name === 'documents' ? raw : decode(raw));
        next += size;
      }
      sequences[name] = list;
    }
  }
  return { ...(command ?? fail(22, 'a message without a command')), ...sequences };
}

export const requestId = (message: Buffer): number => message.readInt32LE(4);

export function parseMessage(message: Buffer): Request {
  const op = message.readInt32LE(12);
  const id = requestId(message);
  if (op === OP_QUERY) {
    const nameEnd = message.indexOf(0, 20);
    const command = decode(message.subarray(nameEnd + 9));
    return { id, command: { ...command, $db: 'admin' }, isLegacy: true, wantsReply: true };
  }
  if (op !== OP_MSG) return fail(59, `unsupported wire operation ${op}`);
  const flags = message.readUInt32LE(16);
  const command = parseSections(message, message.length - (flags & 1 ? 4 : 0));
  return { id, command, isLegacy: false, wantsReply: (flags & MORE_TO_COME) === 0 };
}

let lastReply = 0;

export function frameReply(to: number, isLegacy: boolean, body: Buffer): Buffer {
  const head = Buffer.alloc(isLegacy ? 36 : 21);
  head.writeInt32LE(head.length + body.length, 0);
  lastReply = (lastReply + 1) & 0x7fffffff;
  head.writeInt32LE(lastReply, 4);
  head.writeInt32LE(to, 8);
  head.writeInt32LE(isLegacy ? OP_REPLY : OP_MSG, 12);
  if (isLegacy) head.writeInt32LE(1, 32);
  return Buffer.concat([head, body]);
}

function wrap(parts: Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  const head = Buffer.allocUnsafe(4);
  head.writeInt32LE(length);
  return Buffer.concat([head, ...parts, Buffer.of(0)], length);
}

const field = (type: number, name: string, value: Buffer): Buffer =>
  Buffer.concat([Buffer.of(type), Buffer.from(`${name}\0`), value]);

const OK = Buffer.from(serialize({ ok: 1 })).subarray(4, -1);

/** `{cursor: {firstBatch|nextBatch, id, ns}, ok: 1}` around documents that are BSON already. */
export function cursorReply(id: number, namespace: string, batch: Buffer[], name: 'firstBatch' | 'nextBatch'): Buffer {
  const cursorId = Buffer.allocUnsafe(8);
  cursorId.writeBigInt64LE(BigInt(id));
  const cursor = wrap([
    field(0x04, name, wrap(batch.map((raw, i) => field(0x03, String(i), raw)))),
    field(0x12, 'id', cursorId),
    Buffer.from(serialize({ ns: namespace })).subarray(4, -1),
  ]);
  return wrap([field(0x03, 'cursor', cursor), OK]);
}
