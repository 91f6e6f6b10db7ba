// The main thread's side of the scan worker: started for the first long read, gone again when it has been idle.
import { Worker } from 'node:worker_threads';
import type { RemoteSource } from './cursors';
import { CommandError } from './errors';
import type { Job } from './jobs';
import { type Document, encode } from './values';

export type ScanRequest =
  | { op: 'open'; cursor: number; job: Uint8Array; deadline?: number }
  | { op: 'next'; cursor: number; request: number; size: number }
  | { op: 'close'; cursor: number };

export interface ScanReply {
  request: number;
  batch: Uint8Array[];
  isDone: boolean;
  error?: { code: number; message: string };
}

/** milliseconds without work after which the worker and its memory are given back */
const IDLE_MS = 20_000;

interface Waiting {
  resolve: (reply: { batch: Buffer[]; isDone: boolean }) => void;
  reject: (error: Error) => void;
}

export class ScanWorker {
  private worker?: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly openCursors = new Set<number>();
  private last = 0;
  private idle?: NodeJS.Timeout;

  constructor(
    private readonly program: string,
    private readonly folder: string,
  ) {}

  open(job: Job, deadline?: number): RemoteSource {
    const cursor = ++this.last;
    this.openCursors.add(cursor);
    this.post({ op: 'open', cursor, job: encode(job as unknown as Document), deadline });
    return {
      next: (size) =>
        new Promise((resolve, reject) => {
          const request = ++this.last;
          this.waiting.set(request, { resolve, reject });
          this.post({ op: 'next', cursor, request, size: Math.min(size, 1_000_000) });
        }),
      close: () => {
        if (!this.openCursors.delete(cursor)) return;
        if (this.worker) this.post({ op: 'close', cursor });
        this.leaveWhenIdle();
      },
    };
  }

  private post(request: ScanRequest): void {
    clearTimeout(this.idle);
    this.worker ??= this.start();
    this.worker.postMessage(request);
  }

  private start(): Worker {
    const worker = new Worker(this.program, {
      workerData: { folder: this.folder },
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    worker.on('message', (reply: ScanReply) => this.settle(reply));
    const ended = (error: Error): void => {
      if (this.worker === worker) this.lost(error);
    };
    worker.on('error', ended);
    worker.on('exit', () => ended(new Error('the scan worker ended')));
    worker.unref();
    return worker;
  }

  private settle({ request, batch, isDone, error }: ScanReply): void {
    const waiting = this.waiting.get(request);
    this.waiting.delete(request);
    if (error) waiting?.reject(new CommandError(error.code, error.message));
    else
      waiting?.resolve({
        batch: batch.map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
        isDone,
      });
  }

  /** Out of memory, most likely: the readers are told, the next long read starts another worker. */
  private lost(error: Error): void {
    this.worker = undefined;
    for (const { reject } of this.waiting.values())
      reject(new CommandError(292, `the query was too large: ${error.message}`));
    this.waiting.clear();
    this.openCursors.clear();
  }

  private leaveWhenIdle(): void {
    if (this.openCursors.size) return;
    clearTimeout(this.idle);
    this.idle = setTimeout(() => void this.close(), IDLE_MS);
    this.idle.unref();
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.lost(new Error('the database is stopping'));
    await worker?.terminate();
  }
}
