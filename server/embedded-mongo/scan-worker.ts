// Long reads run here, so that the thread that answers everyone else is never held up. A batch sees the data as they are when it is
// asked for; between batches nothing is held, or a slow reader would keep every page that is rewritten meanwhile.

import { parentPort, workerData } from 'node:worker_threads';
import { type Collection, readCollection } from './catalog';
import { decode } from './decoding';
import { CommandError } from './errors';
import { type Job, runJob } from './jobs';
import type { ScanReply, ScanRequest } from './scan-pool';
import { openLmdb } from './store';
import { CommittedView, endTurn } from './views';

const BATCH_BYTES = 4 * 1024 * 1024;

interface RemoteCursor {
  results: Iterator<Buffer | null>;
  collection?: Collection;
  held?: Buffer;
  deadline?: number;
}

const port = parentPort!;
const { folder } = workerData as { folder: string };
const lmdb = openLmdb(folder);
const view = new CommittedView(lmdb);
const cursors = new Map<number, RemoteCursor>();

function open(raw: Uint8Array, deadline?: number): RemoteCursor {
  const job = decode(Buffer.from(raw)) as unknown as Job;
  lmdb.resetReadTxn(); // everything acknowledged before the request must be seen
  const collection = readCollection(view, job.namespace);
  return { results: runJob(view, collection, job)[Symbol.iterator](), collection, deadline };
}

/** What went since the batch before ends the read, as it does in the main thread. */
function noteDefinitions({ collection }: RemoteCursor): void {
  if (!collection) return;
  const now = readCollection(view, collection.namespace);
  collection.isDropped = now?.id !== collection.id;
  collection.indexes = collection.indexes.filter(({ id }) => now?.indexes.some((index) => index.id === id));
}

function close(id: number): void {
  const cursor = cursors.get(id);
  cursors.delete(id);
  cursor?.results.return?.();
}

function batchOf(cursor: RemoteCursor, size: number): { batch: Buffer[]; isDone: boolean } {
  const batch: Buffer[] = cursor.held ? [cursor.held] : [];
  let bytes = cursor.held?.length ?? 0;
  cursor.held = undefined;
  while (batch.length < size) {
    const { value, done } = cursor.results.next();
    if (done) return { batch, isDone: true };
    if (value === null) {
      if (cursor.deadline !== undefined && Date.now() > cursor.deadline)
        throw new CommandError(50, 'operation exceeded time limit');
    } else if (batch.length && bytes + value.length > BATCH_BYTES) {
      cursor.held = value;
      break;
    } else {
      batch.push(value);
      bytes += value.length;
    }
  }
  return { batch, isDone: false };
}

const failures = new Map<number, CommandError>();

const asError = (error: unknown): CommandError =>
  error instanceof CommandError ? error : new CommandError(8, error instanceof Error ? error.message : String(error));

port.on('message', (message: ScanRequest) => {
  if (message.op === 'close') {
    failures.delete(message.cursor);
    close(message.cursor);
    return;
  }
  if (message.op === 'open') {
    try {
      cursors.set(message.cursor, open(message.job, message.deadline));
    } catch (error) {
      failures.set(message.cursor, asError(error));
    }
    return;
  }
  const reply: ScanReply = { request: message.request, batch: [], isDone: true };
  try {
    const failed = failures.get(message.cursor);
    if (failed) throw failed;
    const cursor = cursors.get(message.cursor);
    if (!cursor) throw new CommandError(43, 'the cursor has been closed');
    endTurn();
    lmdb.resetReadTxn();
    noteDefinitions(cursor);
    Object.assign(reply, batchOf(cursor, message.size));
  } catch (error) {
    const { code, message: text } = asError(error);
    reply.error = { code, message: text };
  }
  lmdb.resetReadTxn();
  if (reply.isDone) close(message.cursor);
  port.postMessage(reply);
});
