// Open result sets. Batches are filled in short slices between which other connections get their turn, and a read
// that turns out to be long is handed to the scan worker before it has used up its first slices.
import { fail } from './errors';
import { endTurn } from './views';
import { cursorReply } from './wire';

/** milliseconds of work before the event loop gets a turn */
const SLICE = 6;
/** milliseconds after which a read outside a transaction moves to the worker */
const PATIENCE = 8;
/** A batch stays small enough to be copied without anyone noticing. */
const BATCH_BYTES = 4 * 1024 * 1024;
const DEFAULT_BATCH = 101;
/** MongoDB's: a cursor nobody has read from for ten minutes is closed */
const IDLE_MS = 600_000;

export type Source = Iterable<Buffer | null>;

/** A result set that lives in the worker. */
export interface RemoteSource {
  next(batchSize: number): Promise<{ batch: Buffer[]; isDone: boolean }>;
  close(): void;
}

export interface OpenOptions {
  namespace: string;
  batchSize?: number;
  /** no cursor is kept after the first batch */
  single?: boolean;
  /** instant after which the read fails with code 50 */
  deadline?: number;
  /** starts the same read in the worker; absent inside transactions */
  handOver?: () => RemoteSource;
  session?: string;
}

interface Cursor {
  id: number;
  namespace: string;
  iterator?: Iterator<Buffer | null>;
  remote?: RemoteSource;
  /** read already, but too large for the batch before */
  held?: Buffer;
  isDone: boolean;
  usedAt: number;
  isBusy: boolean;
  session?: string;
}

export const pause = (): Promise<void> => {
  endTurn();
  return new Promise((resolve) => setImmediate(resolve));
};

function refuseAfter(deadline: number | undefined): void {
  if (deadline !== undefined && Date.now() > deadline) fail(50, 'operation exceeded time limit');
}

/** Runs a whole read; for the few that have a single result or none. */
export async function drain(source: Source, deadline?: number): Promise<Buffer[]> {
  const results: Buffer[] = [];
  let since = performance.now();
  for (const raw of source) {
    if (raw) results.push(raw);
    else if (performance.now() - since > SLICE) {
      refuseAfter(deadline);
      await pause();
      since = performance.now();
    }
  }
  return results;
}

export class Cursors {
  private readonly open_ = new Map<number, Cursor>();
  private lastId = 0;

  /** First batch, as the reply to `find` or `aggregate`. */
  async open(source: Source, options: OpenOptions): Promise<Buffer> {
    const { namespace, session } = options;
    const cursor: Cursor = {
      id: 0,
      namespace,
      session,
      iterator: source[Symbol.iterator](),
      isDone: false,
      usedAt: Date.now(),
      isBusy: true,
    };
    const size = options.batchSize ?? DEFAULT_BATCH;
    const batch = await this.fill(cursor, size, options.deadline, options.handOver).catch((error: unknown) => {
      this.close(cursor);
      throw error;
    });
    cursor.isBusy = false;
    if (cursor.isDone || options.single) this.close(cursor);
    else {
      cursor.id = ++this.lastId;
      this.open_.set(cursor.id, cursor);
    }
    return cursorReply(cursor.id, namespace, batch, 'firstBatch');
  }

  /** All results at once, from the worker if the read is long. */
  async all(source: Source, options: OpenOptions): Promise<Buffer[]> {
    const cursor: Cursor = {
      id: 0,
      namespace: options.namespace,
      iterator: source[Symbol.iterator](),
      isDone: false,
      usedAt: 0,
      isBusy: true,
    };
    const results: Buffer[] = [];
    try {
      while (!cursor.isDone) results.push(...(await this.fill(cursor, 1000, options.deadline, options.handOver)));
    } finally {
      this.close(cursor);
    }
    return results;
  }

  /** @throws CommandError 43 for a cursor that is unknown or closed */
  async more(id: number, batchSize: number, deadline?: number): Promise<Buffer> {
    const cursor = this.open_.get(id) ?? fail(43, `cursor id ${id} not found`);
    if (cursor.isBusy) fail(12051, `cursor id ${id} is already in use`);
    cursor.isBusy = true;
    cursor.usedAt = Date.now();
    endTurn();
    try {
      const batch = await this.fill(cursor, batchSize || Number.POSITIVE_INFINITY, deadline);
      if (cursor.isDone) this.close(cursor);
      return cursorReply(cursor.isDone ? 0 : id, cursor.namespace, batch, 'nextBatch');
    } catch (error) {
      this.close(cursor);
      throw error;
    } finally {
      cursor.isBusy = false;
    }
  }

  private async fill(
    cursor: Cursor,
    size: number,
    deadline?: number,
    handOver?: () => RemoteSource,
  ): Promise<Buffer[]> {
    if (cursor.remote) return this.fillRemote(cursor, size);
    const batch: Buffer[] = cursor.held ? [cursor.held] : [];
    let bytes = cursor.held?.length ?? 0;
    cursor.held = undefined;
    const began = performance.now();
    let since = began;
    while (batch.length < size) {
      const { value, done } = cursor.iterator!.next();
      if (done) {
        cursor.isDone = true;
        break;
      }
      if (value === null) {
        const now = performance.now();
        if (handOver && now - began > PATIENCE) {
          cursor.iterator!.return?.();
          cursor.remote = handOver();
          return this.fillRemote(cursor, size);
        }
        if (now - since < SLICE) continue;
        refuseAfter(deadline);
        await pause();
        since = performance.now();
      } else if (batch.length && bytes + value.length > BATCH_BYTES) {
        cursor.held = value;
        break;
      } else {
        batch.push(value);
        bytes += value.length;
      }
    }
    return batch;
  }

  private async fillRemote(cursor: Cursor, size: number): Promise<Buffer[]> {
    const { batch, isDone } = await cursor.remote!.next(size);
    cursor.isDone = isDone;
    return batch;
  }

  private close(cursor: Cursor): void {
    this.open_.delete(cursor.id);
    cursor.iterator?.return?.();
    cursor.remote?.close();
  }

  /** @returns whether there was such a cursor */
  kill(id: number): boolean {
    const cursor = this.open_.get(id);
    if (cursor) this.close(cursor);
    return cursor !== undefined;
  }

  killOfSession(session: string): void {
    for (const cursor of this.open_.values()) if (cursor.session === session) this.close(cursor);
  }

  closeIdle(): void {
    for (const cursor of this.open_.values()) {
      if (!cursor.isBusy && Date.now() - cursor.usedAt > IDLE_MS) this.close(cursor);
    }
  }
}
