// What runs beside requests: name, interval, work. One process at a time does each; the lease of a process
// that died runs out by itself.

import { releaseLease, takeLease } from './core/lease';
import type { Log } from './core/log';

export interface Worker {
  readonly name: string;
  readonly everyMs: number;
  /** @param isStopping asked between two pieces of work: the server waits for the piece under way only */
  run(isStopping: () => boolean): Promise<unknown>;
}

const LEASE_FACTOR = 5;
const LEAST_LEASE_MS = 30_000;

/** Starts the workers; the returned function stops them and waits for what is under way. */
export const startWorkers = (workers: readonly Worker[], log: Log): (() => Promise<void>) => {
  let stopped = false;
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();

  const turn = async (worker: Worker) => {
    try {
      if (await takeLease(worker.name, Math.max(LEAST_LEASE_MS, worker.everyMs * LEASE_FACTOR)))
        await worker.run(() => stopped);
    } catch (error) {
      log.error({ worker: worker.name, err: error }, 'worker failed, will try again');
    }
  };
  const schedule = (worker: Worker, delay: number) => {
    if (stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      const work = turn(worker).finally(() => {
        running.delete(work);
        schedule(worker, worker.everyMs);
      });
      running.add(work);
    }, delay);
    timers.add(timer);
  };
  for (const worker of workers) schedule(worker, 0);

  return async () => {
    stopped = true;
    for (const timer of timers) clearTimeout(timer);
    await Promise.all(running);
    await Promise.allSettled(workers.map((worker) => releaseLease(worker.name)));
  };
};
