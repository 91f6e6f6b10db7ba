// The server's side of the printing thread: started for the first picture or sheet, one after the other, gone again when it is idle.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../core/refusal';
import type { PrintedCard, SheetLayout } from './print';

export type PrintJob = { id: number; cards: readonly PrintedCard[] } & (
  | { kind: 'sheet'; title: string; layout: SheetLayout; at: Date }
  | { kind: 'picture' }
);
export type PrintReply = { id: number; bytes: Uint8Array } | { id: number; problem: string };
type Wanted = PrintJob extends infer J ? (J extends PrintJob ? Omit<J, 'id'> : never) : never;

const PROGRAM = 'street-sheets.cjs';
/** milliseconds without work after which the thread and its fonts are given back */
const IDLE_MS = 20_000;
/** longer than a town of a thousand streets takes */
const LONGEST_MS = 300_000;
/** jobs that wait; more than these would wait longer than anybody does */
const MOST_WAITING = 20;

const programOf = (): string => {
  const candidates = [join(dirname(__filename), PROGRAM), join(process.cwd(), 'dist', 'server', PROGRAM)];
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Error(`the printing program is not built (${candidates.join(', ')}); run npm run build:server`);
  return found;
};

interface Waiting {
  job: PrintJob;
  resolve: (bytes: Buffer) => void;
  reject: (error: Error) => void;
}
const queue: Waiting[] = [];
let current: (Waiting & { timer: NodeJS.Timeout }) | undefined;
let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let last = 0;

const settle = (how: (waiting: Waiting) => void) => {
  if (!current) return;
  clearTimeout(current.timer);
  const done = current;
  current = undefined;
  how(done);
  next();
};

/** The thread ended, by a fault or because it was too slow: whoever waited hears of it, the next job starts another one. */
const lost = (gone: Worker, error: Error) => {
  if (worker !== gone) return;
  worker = undefined;
  settle(({ reject }) => reject(error));
};

const started = (): Worker => {
  const made = new Worker(programOf(), { resourceLimits: { maxOldGenerationSizeMb: 512 } });
  made.on('message', (reply: PrintReply) => {
    if (reply.id !== current?.job.id) return;
    settle(({ resolve, reject }) =>
      'bytes' in reply ? resolve(Buffer.from(reply.bytes)) : reject(new Error(reply.problem)),
    );
  });
  made.on('error', (error: Error) => lost(made, error));
  made.on('exit', () => lost(made, new Error('the printing thread ended')));
  made.unref();
  return made;
};

const next = () => {
  clearTimeout(idle);
  const waiting = current ? undefined : queue.shift();
  if (waiting) {
    try {
      worker ??= started();
      const running = worker;
      const timer = setTimeout(() => {
        void running.terminate();
        lost(running, new Error('printing took too long'));
      }, LONGEST_MS).unref();
      current = { ...waiting, timer };
      running.postMessage(waiting.job);
    } catch (error) {
      waiting.reject(error instanceof Error ? error : new Error(String(error)));
      next();
    }
    return;
  }
  if (!current && worker)
    idle = setTimeout(() => {
      const done = worker;
      worker = undefined;
      void done?.terminate();
    }, IDLE_MS).unref();
};

/** @throws Refusal server.busy when many wait already */
const print = (job: Wanted): Promise<Buffer> => {
  if (queue.length >= MOST_WAITING) throw new Refusal('server.busy');
  return new Promise((resolve, reject) => {
    queue.push({ job: { ...job, id: ++last }, resolve, reject });
    next();
  });
};

/** One card as a PNG. @throws Refusal server.busy */
export const printPicture = async (card: PrintedCard): Promise<Buffer> => print({ kind: 'picture', cards: [card] });

/** All cards of a town as one PDF. @throws Refusal server.busy */
export const printSheet = async (
  title: string,
  layout: SheetLayout,
  cards: readonly PrintedCard[],
  at: Date,
): Promise<Buffer> => print({ kind: 'sheet', title, layout, cards, at });
