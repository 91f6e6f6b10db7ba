// Lists and desk (bench:nearby has the map) with many closed reports behind them: only closed ones grow, so nothing may become slower. Bars: median
// ≤ 1.5 × that with 10,000, documents examined unchanged. `BENCH_SIZES=10000,1000000 npm run bench:lists`; the default is quick.
import { isMainThread } from 'node:worker_threads';
import mongoose from 'mongoose';
import { Reports } from '../../server/reports';
import { submission } from '../support/builders';
import { asked, executionOf } from './support/asked';
import { measure, median } from './support/load';
import { type BenchServer, startBenchServer } from './support/server';

const SIZES = (process.env.BENCH_SIZES ?? '10000,100000').split(',').map(Number);
const OPEN = Number(process.env.BENCH_OPEN ?? 20_000);
const A_DESK = 300;
const A_PERSON = 20;
const COUNTIES = 10;
const BATCH = 2000;
const ROUNDS = 7;
type Row = Record<string, unknown>;

/** Copies of one report, spread over counties, desks, people and time. */
const copiesOf = (record: Row, from: number, to: number, isOpen: boolean): Row[] =>
  Array.from({ length: to - from }, (_, k) => {
    const i = from + k;
    const age = isOpen ? i : OPEN + i;
    const at = new Date((record.submittedAt as Date).getTime() - age * 20_000);
    const isHere = i % COUNTIES === 0;
    const elsewhere = `5323${20 + (i % COUNTIES)}`;
    const desk = Math.floor(i / A_DESK);
    return {
      ...record,
      _id: new mongoose.Types.ObjectId(),
      number: `${isOpen ? 'open' : 'closed'}-${i}`,
      submissionId: `${isOpen ? 'open' : 'closed'}-${i}`,
      reporter: i < A_PERSON && !isOpen ? record.reporter : new mongoose.Types.ObjectId(),
      county: isHere ? record.county : elsewhere,
      divisions: isHere ? record.divisions : [{ code: elsewhere, name: '别处' }],
      submittedAt: at,
      updatedAt: at,
      deskAt: (record.deskAt as number) + i * 1000,
      nextAt: new Date('9999-12-31T00:00:00Z'),
      party: desk === 0 ? record.party : { ...(record.party as Row), key: `area:bench-${desk}` },
      pending: undefined,
      ...(!isOpen && { state: 'closed', open: false, clock: null, dueAt: new Date('9999-12-31T00:00:00Z') }),
    };
  });

const fill = async (record: Row, count: number, isOpen: boolean) => {
  for (let i = 0; i < count; i += BATCH) {
    const rows = copiesOf(record, i, Math.min(count, i + BATCH), isOpen);
    await Reports.collection.insertMany(rows as never[], { ordered: false });
    if (i % 100_000 === 0 && i > 0) console.error(`${i} of ${count}`);
  }
};

const pagesOf = async ({ t }: BenchServer, street: string) => {
  const [resident, chief, dispatcher, vice] = [
    await t.as('resident'),
    await t.as('chief'),
    await t.as('dispatcher'),
    await t.as('vice-general'),
  ];
  return [
    { name: 'public page', path: '/api/v1/reports', headers: {} },
    { name: 'of a category', path: '/api/v1/reports?category=dead-animal', headers: {} },
    { name: 'of a street', path: `/api/v1/reports?street=${street}`, headers: {} },
    { name: 'my page', path: '/api/v1/me/reports', headers: resident },
    { name: 'a chief’s desk', path: '/api/v1/desk/reports', headers: chief },
    { name: 'dispatcher: all', path: '/api/v1/desk/reports?scope=all', headers: dispatcher },
    { name: 'vice chief: below', path: '/api/v1/desk/reports?scope=below', headers: vice },
  ];
};

interface Figures {
  ms: number;
  examined: number;
}

const measureAt = async (closed: number): Promise<Map<string, Figures>> => {
  const server = await startBenchServer({ monitored: true });
  const { t, serve, stop } = server;
  const sent = await t.http
    .post('/api/v1/reports')
    .set(await t.as('resident'))
    .send(submission())
    .expect(201);
  const record = (await Reports.collection.findOne({ number: sent.body.number })) as unknown as Row;
  const began = Date.now();
  await fill(record, OPEN, true);
  await fill(record, closed, false);
  console.error(`${OPEN} open and ${closed} closed inserted in ${Math.round((Date.now() - began) / 1000)} s`);
  const port = await serve(t.app);
  const figures = new Map<string, Figures>();
  for (const { name, path, headers } of await pagesOf(server, sent.body.street.code)) {
    const commands = await asked(() => t.http.get(path).set(headers).expect(200));
    let examined = 0;
    for (const command of commands) examined += (await executionOf(command)).totalDocsExamined;
    const times: number[] = [];
    const load = { requests: [{ method: 'GET', path, headers }], connections: 1, ms: 600, port };
    for (let i = 0; i < ROUNDS; i++) times.push((await measure(load)).p50);
    figures.set(name, { ms: median(times), examined });
    console.error(`${name}: ${median(times).toFixed(2)} ms, ${examined} examined`);
  }
  await stop();
  return figures;
};

const main = async () => {
  const measured: Map<string, Figures>[] = [];
  for (const size of SIZES) measured.push(await measureAt(size));
  const [first] = measured;
  for (const [name, base] of first ?? [])
    for (const [i, figures] of measured.entries()) {
      const { ms, examined } = figures.get(name) ?? base;
      const against =
        i === 0
          ? ''
          : `, ${(ms / base.ms).toFixed(2)} × (bar 1.5), examined ${examined - base.examined >= 0 ? '+' : ''}${examined - base.examined}`;
      console.log(
        `${name.padEnd(18)} ${String(SIZES[i]).padStart(8)} closed: median ${ms.toFixed(2)} ms, documents examined ${examined}${against}`,
      );
    }
};

if (isMainThread) void main().then(() => process.exit(0));
