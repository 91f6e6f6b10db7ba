// Load over real HTTP from a worker thread, so that the client's own work does not weigh on the server's loop.
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

export interface Load {
  port: number;
  /** requests to send, in turn */
  requests: { method: string; path: string; headers: Record<string, string>; body?: string }[];
  connections: number;
  ms: number;
  /** pause of every connection after an answer, ms */
  everyMs?: number;
  /** first answers left out: the client's own thread is just starting, its connection not made yet */
  uncounted?: number;
  /** replaced by a fresh identifier in every body */
  placeholder?: string;
}
export interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
  slowest: number;
  failures: number;
}

const send = (agent: Agent, load: Load, i: number, serial: string) =>
  new Promise<boolean>((resolve, reject) => {
    const { method, path, headers, body } = load.requests[i % load.requests.length] ?? load.requests[0]!;
    const text = body && load.placeholder ? body.replace(load.placeholder, serial) : body;
    const req = request(
      {
        agent,
        host: '127.0.0.1',
        port: load.port,
        method,
        path,
        headers: { ...headers, ...(text && { 'content-length': Buffer.byteLength(text) }) },
      },
      (res) => {
        res.resume();
        res.on('end', () => resolve((res.statusCode ?? 500) < 300));
      },
    );
    req.on('error', reject);
    req.end(text);
  });

const drive = async (load: Load): Promise<Measured> => {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const times: number[] = [];
  let failures = 0;
  let i = 0;
  const run = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  const start = performance.now();
  const end = start + load.ms;
  const lane = async () => {
    while (performance.now() < end) {
      const from = performance.now();
      const n = i++;
      if (!(await send(agent, load, n, `${run}-${n}`))) failures++;
      times.push(performance.now() - from);
      if (load.everyMs) await pause(load.everyMs);
    }
  };
  await Promise.all(Array.from({ length: load.connections }, lane));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  times.splice(0, load.uncounted ?? 0);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), slowest: at(1), failures };
};

if (!isMainThread && workerData?.load) void drive(workerData.load as Load).then((m) => parentPort?.postMessage(m));

/** Runs the load in a worker thread of this same bundle. */
export const measure = (load: Load): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(__filename, { workerData: { load } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Alternates two loads `pairs` times and gives both medians and the median of the ratios a/b. */
export const inPairs = async (a: Load, b: Load, pairs = 5) => {
  const [left, right]: [Measured[], Measured[]] = [[], []];
  await measure({ ...a, ms: 1000 });
  await measure({ ...b, ms: 1000 });
  for (let i = 0; i < pairs; i++) {
    left.push(await measure(a));
    right.push(await measure(b));
  }
  const rate = (m: Measured) => m.perSecond;
  return {
    a: median(left.map(rate)),
    b: median(right.map(rate)),
    ratio: median(left.map((m, i) => m.perSecond / (right[i]?.perSecond ?? Number.NaN))),
    p50: [median(left.map((m) => m.p50)), median(right.map((m) => m.p50))],
    failures: [...left, ...right].reduce((sum, m) => sum + m.failures, 0),
  };
};
