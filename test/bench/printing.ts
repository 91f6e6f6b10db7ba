// What others notice of a print: latencies of ordinary requests, and the delay of the server's own loop, while the cards of a whole
// town are drawn, against the same requests with nothing printing. Bar: no request waits 50 ms longer. Prints medians of five pairs.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';
import { Streets } from '../../server/areas/model';
import { reloadSnapshots } from '../../server/core/snapshot';
import { DEMO_PLACE } from '../support/builders';
import { type Measured, measure, median } from './support/load';
import { startBenchServer } from './support/server';

const TOWN = '532301101';
const STREETS = Number(process.env.BENCH_STREETS ?? 300);
const PAIRS = 5;
const QUIET_MS = 4000;
/** One request after the other, with a breath between them: what is measured is waiting, not throughput. */
const EVERY_MS = 10;
const BAR_MS = 50;

interface Figures extends Measured {
  /** longest delay of the server's loop, ms */
  loop: number;
}

const main = async () => {
  const { t, serve, stop } = await startBenchServer();
  const street = await Streets.findOne({ town: TOWN }).lean();
  if (!street) throw new Error('the demonstration has no street in the town');
  const more = Array.from({ length: STREETS }, (_, i) => ({ ...street, _id: `bench-${i}`, name: `第${i}条长长的街` }));
  await Streets.collection.insertMany(more as never[]);
  await reloadSnapshots();

  const port = await serve(t.app);
  const place = `lng=${DEMO_PLACE.lng}&lat=${DEMO_PLACE.lat}&datum=gcj02`;
  const requests = [
    `/api/v1/routing?${place}&category=manhole`,
    `/api/v1/nearby/reports?${place}`,
    `/api/v1/streets/${street._id}`,
  ].map((path) => ({ method: 'GET', path, headers: {} }));
  const watched = async (ms: number): Promise<Figures> => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const measured = await measure({ port, requests, connections: 1, everyMs: EVERY_MS, uncounted: 5, ms });
    delay.disable();
    return { ...measured, loop: delay.max / 1e6 };
  };
  const order = { ...(await t.as('admin')), 'content-type': 'application/json' };
  const print = async () => {
    const prepared = await fetch(`http://127.0.0.1:${port}/api/v1/towns/${TOWN}/street-cards`, {
      method: 'POST',
      headers: order,
      body: JSON.stringify({ layout: 'a4' }),
    });
    const { url, streets } = (await prepared.json()) as { url: string; streets: number };
    const from = performance.now();
    const reply = await fetch(`http://127.0.0.1:${port}${url}`);
    const bytes = (await reply.arrayBuffer()).byteLength;
    if (!reply.ok) throw new Error(`the sheet was refused: ${reply.status}`);
    return { streets, bytes, ms: performance.now() - from };
  };

  // fonts read, routes warm, and how long a town takes
  const first = await print();
  await watched(1000);
  console.log(
    `a town of ${first.streets} cards: ${(first.ms / 1000).toFixed(1)} s, ${(first.bytes / 1e6).toFixed(1)} MB`,
  );

  const [quiet, busy]: [Figures[], Figures[]] = [[], []];
  for (let pair = 0; pair < PAIRS; pair++) {
    quiet.push(await watched(QUIET_MS));
    const [figures] = await Promise.all([watched(first.ms), print()]);
    busy.push(figures);
  }
  const show = (label: string, figures: Figures[]) => {
    const of = (pick: (one: Figures) => number) => median(figures.map(pick)).toFixed(1).padStart(6);
    console.log(
      `${label} p50 ${of((f) => f.p50)} ms, p99 ${of((f) => f.p99)} ms, slowest ${of((f) => f.slowest)} ms, loop ${of((f) => f.loop)} ms`,
    );
  };
  show('nothing printing', quiet);
  show('a town printing ', busy);
  const longer = median(busy.map((one, i) => one.slowest - (quiet[i]?.slowest ?? 0)));
  const failures = [...quiet, ...busy].reduce((sum, one) => sum + one.failures, 0);
  console.log(`slowest request waits ${longer.toFixed(1)} ms longer (bar ${BAR_MS} ms), failures ${failures}`);
  if (longer > BAR_MS || failures > 0) process.exitCode = 1;
  await stop();
};

if (isMainThread) void main().then(() => process.exit());
