// List and map of many plots: 100,000 against 1,000, side by side. Bars (quality.md): median ≤ 1.5 times as long, documents examined
// unchanged by what lies elsewhere. Plots are scattered over the prefecture with as many a square kilometre around the place asked for.

import { performance } from 'node:perf_hooks';
import mongoose from 'mongoose';
import { composePlot, insertPlots, Plots } from '../../server/green-spaces';
import { cellsOf } from '../../shared/nearby/cells';
import { PLOT_PLACE, plotFields } from '../support/plots';
import { startBenchServer } from './support/server';

const MANY = Number(process.env.BENCH_PLOTS ?? 100_000);
const FEW = 1000;
const NEAR = 600;
const PAIRS = 9;
const TIMES = 15;

const random = (seed: number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};
const next = random(7);
/** 600 within a kilometre and a half, the others far away. */
const place = (i: number) =>
  i < NEAR
    ? { lng: PLOT_PLACE.lng + (next() - 0.5) * 0.03, lat: PLOT_PLACE.lat + (next() - 0.5) * 0.027 }
    : { lng: 101.62 + next() * 0.9, lat: 25.1 + next() * 0.9 };

const fill = async (from: number, to: number) => {
  for (let i = from; i < to; i += 1000) {
    const plots = [];
    for (let k = i; k < Math.min(to, i + 1000); k++) {
      const plot = composePlot(`B-${String(k).padStart(6, '0')}`, plotFields(), [], null, new Date());
      const { lng, lat } = place(k);
      plots.push({ ...plot, location: { lng, lat }, cells: cellsOf(lng, lat), free: k % 3 > 0 });
    }
    await insertPlots(plots, null);
  }
};

const PAGES = {
  'list, nearest first': `/api/v1/plots?lng=${PLOT_PLACE.lng}&lat=${PLOT_PLACE.lat}&datum=wgs84&radius=3000&availability=free`,
  'list by code': '/api/v1/plots?availability=free',
  'map, pins': `/api/v1/plots/map?west=101.54&east=101.549&south=25.039&north=25.047`,
  'map, a town': '/api/v1/plots/map?west=101.45&east=101.64&south=24.95&north=25.13',
};
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const measure = async (http: Awaited<ReturnType<typeof startBenchServer>>['t']['http']) => {
  const found: Record<string, number> = {};
  for (const [name, path] of Object.entries(PAGES)) {
    const took: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      const start = performance.now();
      await http.get(path).expect(200);
      took.push(performance.now() - start);
    }
    found[name] = median(took);
  }
  return found;
};

const run = async () => {
  const { t, stop } = await startBenchServer();
  await fill(0, FEW);
  await measure(t.http);
  const few: Record<string, number>[] = [];
  for (let i = 0; i < PAIRS; i++) few.push(await measure(t.http));
  await fill(FEW, MANY);
  const total = await Plots.estimatedDocumentCount();
  await measure(t.http);
  const many: Record<string, number>[] = [];
  for (let i = 0; i < PAIRS; i++) many.push(await measure(t.http));
  console.info(`${FEW} plots against ${total}, medians of ${PAIRS} × ${TIMES}, ${NEAR} of them near`);
  for (const name of Object.keys(PAGES)) {
    const [a, b] = [median(few.map((f) => f[name] ?? 0)), median(many.map((m) => m[name] ?? 0))];
    console.info(`${name}: ${a.toFixed(1)} ms → ${b.toFixed(1)} ms, ${(b / a).toFixed(2)} ×`);
  }
  await mongoose.connection.dropDatabase();
  await stop();
};

run().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
