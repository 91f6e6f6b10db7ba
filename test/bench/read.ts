// Reading a report, and a page of twenty (public, mine, desk), against a bare Koa route that makes the same
// query and returns the same bytes. Bars: ≥ 0.7 of it, ≤ 2 round trips, ≤ 1.2 documents examined a document returned.
import { isMainThread } from 'node:worker_threads';
import Koa from 'koa';
import mongoose from 'mongoose';
import { Reports } from '../../server/reports';
import { submission } from '../support/builders';
import { inPairs } from './support/load';
import { startBenchServer } from './support/server';

const REPORTS = Number(process.env.BENCH_REPORTS ?? 2000);

const examined = async (filter: object, sort: Record<string, 1 | -1>, limit: number) => {
  const plan = await Reports.collection.find(filter).sort(sort).limit(limit).explain('executionStats');
  const { totalDocsExamined, nReturned } = plan.executionStats;
  return totalDocsExamined / Math.max(1, nReturned);
};

const main = async () => {
  const { t, serve, stop } = await startBenchServer();
  const auth = await t.as('resident');
  const chief = await t.as('chief');
  const first = (await t.http.post('/api/v1/reports').set(auth).send(submission()).expect(201)).body;
  const record = await Reports.findOne({ number: first.number }).lean();
  if (!record) throw new Error('the first report is gone');
  const copies = Array.from({ length: REPORTS }, (_, i) => ({
    ...record,
    _id: new mongoose.Types.ObjectId(),
    // twenty reports a person
    reporter: i < 20 ? record.reporter : new mongoose.Types.ObjectId(),
    number: `bench-${i}`,
    submissionId: `bench-${i}`,
    submittedAt: new Date(record.submittedAt.getTime() - i * 1000),
    // only closed ones grow: a desk holds three hundred
    ...(i > 300 && { state: 'closed' as const, open: false, clock: null }),
    pending: undefined,
  }));
  for (let i = 0; i < copies.length; i += 1000)
    await Reports.collection.insertMany(copies.slice(i, i + 1000) as never[]);

  const ours = await serve(t.app);
  const cases = [
    {
      name: 'one report',
      path: `/api/v1/reports/${first.number}`,
      headers: auth,
      filter: { number: first.number },
      sort: {},
      limit: 1,
    },
    {
      name: 'public page',
      path: '/api/v1/reports',
      headers: {},
      filter: { public: true },
      sort: { submittedAt: -1, _id: -1 },
      limit: 21,
    },
    {
      name: 'my page',
      path: '/api/v1/me/reports',
      headers: auth,
      filter: { reporter: record.reporter },
      sort: { submittedAt: -1, _id: -1 },
      limit: 21,
    },
    {
      name: 'desk page',
      path: '/api/v1/desk/reports',
      headers: chief,
      filter: { 'party.key': { $in: [record.party.key] }, open: true },
      sort: { dueAt: 1, _id: 1 },
      limit: 21,
    },
  ] as const;
  for (const { name, path, headers, filter, sort, limit } of cases) {
    const commands: { commandName: string; command: { pipeline?: object[] } }[] = [];
    const listen = (command: (typeof commands)[number]) => commands.push(command);
    const client = mongoose.connection.getClient();
    await t.http.get(path).set(headers).expect(200);
    client.on('commandStarted', listen);
    const reply = await t.http.get(path).set(headers).expect(200);
    client.off('commandStarted', listen);
    const trips = commands.length;
    const counting = commands.find((c) => c.commandName === 'aggregate')?.command.pipeline;
    const bytes = JSON.stringify(reply.body);
    const bare = new Koa();
    bare.use(async (ctx) => {
      await Promise.all([
        Reports.collection
          .find(filter, limit > 1 ? { projection: { history: 0, why: 0 } } : {})
          .sort(sort)
          .limit(limit)
          .toArray(),
        ...(counting ? [Reports.collection.aggregate(counting).toArray()] : []),
      ]);
      ctx.type = 'json';
      ctx.body = bytes;
    });
    const load = { requests: [{ method: 'GET', path, headers }], connections: 32, ms: 2500 };
    const result = await inPairs({ ...load, port: ours }, { ...load, port: await serve(bare) });
    console.log(
      `${name.padEnd(12)} ${result.a.toFixed(0)}/s, bare ${result.b.toFixed(0)}/s, ratio ${result.ratio.toFixed(2)} (bar 0.70); round trips ${trips} (bar 2); examined/returned ${(await examined(filter, sort, limit)).toFixed(2)} (bar 1.2)`,
    );
  }
  await stop();
};

if (isMainThread) void main().then(() => process.exit(0));
