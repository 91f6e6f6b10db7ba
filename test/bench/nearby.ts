// The map, reports around a place, what may be the same case and a street's card, at 10,000, 100,000 and 1,000,000 reports. Only
// closed ones grow; what is open and what was done within thirty days stays the same. Bars: median ≤ 1.5 × that of the first size,
// documents examined unchanged. `BENCH_SIZES=10000,100000` for less.
import { isMainThread } from 'node:worker_threads';
import mongoose from 'mongoose';
import { verifyMap } from '../../server/nearby';
import { type ReportRecord, Reports } from '../../server/reports';
import { submission } from '../support/builders';
import { median } from './support/load';
import { startBenchServer } from './support/server';

const SIZES = (process.env.BENCH_SIZES ?? '10000,100000,1000000').split(',').map(Number);
const OPEN = 5000;
const RECENT = 2000;
const ROUNDS = 5;
const ASKED = 40;
const BAR = 1.5;
const DAY = 86_400_000;
const NEVER = new Date('9999-12-31T00:00:00Z');

/** Mulberry32, as in the tests of the router. */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) >>> 0;
  let t = seed;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

const main = async () => {
  const { t, stop } = await startBenchServer({ monitored: true });
  const auth = await t.as('resident');
  const first = (await t.http.post('/api/v1/reports').set(auth).send(submission()).expect(201)).body;
  const record = await Reports.findOne({ number: first.number }).lean<ReportRecord>();
  if (!record) throw new Error('the first report is gone');
  await t.announce();
  const now = t.deps.now().getTime();
  const random = randomFrom(7);
  const [submitted] = record.history;
  if (!submitted) throw new Error('a report without history');
  const copy = (i: number): ReportRecord => {
    const { pending: _, ...rest } = record;
    const open = i < OPEN;
    const age = open ? random() * 60 : i < OPEN + RECENT ? random() * 29 : 40 + random() * 2000;
    const at = new Date(now - age * DAY);
    // half of them in town, half all over the prefecture
    const town = random() < 0.5;
    const lng = town ? 101.53 + random() * 0.03 : 101 + random() * 1.2;
    const lat = town ? 25.02 + random() * 0.05 : 24.6 + random() * 1.4;
    const step = { ...submitted, _id: new mongoose.Types.ObjectId(), at };
    return {
      ...rest,
      _id: new mongoose.Types.ObjectId(),
      reporter: new mongoose.Types.ObjectId(),
      number: `bench-${i}`,
      submissionId: `bench-${i}`,
      submittedAt: at,
      updatedAt: at,
      why: [],
      location: { lng, lat, accuracy: null },
      publicLocation: { lng, lat },
      street: town && i % 15 === 0 ? record.street : null,
      announced: 1,
      history: [step],
      ...(open
        ? {}
        : {
            state: 'closed' as const,
            open: false,
            clock: null,
            dueAt: NEVER,
            nextAt: NEVER,
            history: [
              step,
              { ...step, _id: new mongoose.Types.ObjectId(), move: 'resolve' as const, to: 'closed' as const },
            ],
          }),
    };
  };

  const box = (west: number, south: number, east: number, north: number) =>
    `/api/v1/nearby/map?west=${west}&south=${south}&east=${east}&north=${north}&datum=wgs84`;
  const cases = {
    'map, streets': box(101.54, 25.035, 101.55, 25.047),
    'map, town': box(101.52, 25.01, 101.57, 25.08),
    'map, prefecture': box(100.9, 24.5, 102.3, 26.1),
    'map, done': `${box(101.52, 25.01, 101.57, 25.08)}&kind=done`,
    'around a place': '/api/v1/nearby/reports?lng=101.5447&lat=25.0439&datum=wgs84&limit=20',
    'around, 5 km': '/api/v1/nearby/reports?lng=101.5447&lat=25.0439&datum=wgs84&limit=50&radius=5000',
    duplicates: '/api/v1/nearby/duplicates?lng=101.5447&lat=25.0439&datum=wgs84&category=dead-animal',
    'street card': '/api/v1/streets/532301101-s01',
  };
  const examined = async (path: string) => {
    const finds: { collection: string; filter: object }[] = [];
    const listen = (event: { commandName: string; command: { find?: string; filter?: object } }) => {
      if (event.command.find && event.command.filter)
        finds.push({ collection: event.command.find, filter: event.command.filter });
    };
    const client = mongoose.connection.getClient();
    client.on('commandStarted', listen as never);
    await t.http.get(path).expect(200);
    client.off('commandStarted', listen as never);
    let docs = 0;
    for (const { collection, filter } of finds) {
      const plan = await mongoose.connection.collection(collection).find(filter).explain('executionStats');
      docs += plan.executionStats.totalDocsExamined;
    }
    return docs;
  };

  const base = new Map<string, { ms: number; docs: number }>();
  let made = 0;
  let failed = false;
  for (const size of SIZES) {
    while (made < size) {
      const many = Math.min(1000, size - made);
      await Reports.collection.insertMany(Array.from({ length: many }, (_, i) => copy(made + i)) as never[], {
        ordered: false,
      });
      made += many;
    }
    const from = performance.now();
    const found = await verifyMap(true, t.deps.now());
    console.log(`${size} reports; counted ${found.points} in ${Math.round((performance.now() - from) / 1000)} s`);
    for (const [name, path] of Object.entries(cases)) {
      for (let i = 0; i < 5; i++) await t.http.get(path).expect(200);
      const rounds: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const start = performance.now();
        for (let i = 0; i < ASKED; i++) await t.http.get(path);
        rounds.push((performance.now() - start) / ASKED);
      }
      const [ms, docs] = [median(rounds), await examined(path)];
      const known = base.get(name) ?? { ms, docs };
      base.set(name, known);
      const ratio = ms / known.ms;
      const note = `${(ratio).toFixed(2)} × the first size (bar ${BAR}), ${docs} documents examined (first ${known.docs})`;
      console.log(`  ${name.padEnd(18)} ${ms.toFixed(1).padStart(7)} ms  ${note}`);
      if (ratio > BAR || docs > known.docs) failed = true;
    }
  }
  await stop();
  if (failed) process.exitCode = 1;
};

if (isMainThread)
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
