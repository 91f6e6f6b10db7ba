// Reading a report, and a page of twenty (public, mine, desk), against a bare Koa route that makes the same
// query and returns the same bytes. Bars: ≥ 0.7 of it, ≤ 2 round trips, ≤ 1.2 documents examined a document returned.
// What is asked of the database is taken from the application itself: the bare route repeats it.
import { isMainThread } from 'node:worker_threads';
import Koa from 'koa';
import mongoose from 'mongoose';
import { Reports } from '../../server/reports';
import { submission, upload } from '../support/builders';
import { type Asked, asked, examinedBy } from './support/asked';
import { inPairs } from './support/load';
import { startBenchServer } from './support/server';

const REPORTS = Number(process.env.BENCH_REPORTS ?? 2000);

/** A server with one report, photographed, and copies of it: twenty a person, three hundred on one desk, the others closed. */
const stage = async (monitored: boolean) => {
  const server = await startBenchServer({ monitored });
  const { t } = server;
  const [auth, chief] = [await t.as('resident'), await t.as('chief')];
  const photos = [await upload(t, auth)];
  const sent = await t.http.post('/api/v1/reports').set(auth).send(submission({ photos })).expect(201);
  const record = await Reports.findOne({ number: sent.body.number }).lean();
  if (!record) throw new Error('the first report is gone');
  const copies = Array.from({ length: REPORTS }, (_, i) => ({
    ...record,
    _id: new mongoose.Types.ObjectId(),
    reporter: i < 20 ? record.reporter : new mongoose.Types.ObjectId(),
    number: `bench-${i}`,
    submissionId: `bench-${i}`,
    submittedAt: new Date(record.submittedAt.getTime() - i * 1000),
    deskAt: record.deskAt + i * 1000,
    ...(i > 300 && { state: 'closed' as const, open: false, clock: null }),
    pending: undefined,
  }));
  for (let i = 0; i < copies.length; i += 1000)
    await Reports.collection.insertMany(copies.slice(i, i + 1000) as never[]);
  const pages = [
    { name: 'one report', path: `/api/v1/reports/${record.number}`, headers: auth },
    { name: 'public page', path: '/api/v1/reports', headers: {} },
    { name: 'my page', path: '/api/v1/me/reports', headers: auth },
    { name: 'desk page', path: '/api/v1/desk/reports', headers: chief },
  ];
  return { ...server, pages, record };
};

/** A question about one stage's person or report, asked of the other's. */
const about = (value: unknown, from: unknown, to: unknown): unknown => {
  if (String(value) === String(from) && typeof value === typeof from) return to;
  if (Array.isArray(value)) return value.map((item) => about(item, from, to));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, about(item, from, to)]));
};

/** The application's own questions again, without the application. */
const repeat = ({ filter, sort, limit, projection, pipeline }: Asked) =>
  pipeline
    ? Reports.collection.aggregate(pipeline).toArray()
    : Reports.collection
        .find(filter ?? {}, { projection })
        .sort(sort ?? {})
        .limit(limit ?? 0)
        .toArray();

const main = async () => {
  const watched = await stage(true);
  const known = new Map<string, { commands: Asked[]; examined: number }>();
  for (const { name, path, headers } of watched.pages) {
    const commands = await asked(() => watched.t.http.get(path).set(headers).expect(200));
    const page = commands.find((command) => command.filter);
    known.set(name, { commands, examined: page ? await examinedBy(page) : Number.NaN });
  }
  await watched.stop();

  const { t, serve, stop, pages, record } = await stage(false);
  const ours = await serve(t.app);
  for (const { name, path, headers } of pages) {
    const { commands, examined } = known.get(name) ?? { commands: [], examined: Number.NaN };
    const bytes = (await t.http.get(path).set(headers).expect(200)).text;
    // what a desk counts is kept for two seconds, so most pages ask for the page alone
    const each = (name === 'desk page' ? commands.filter((command) => command.filter) : commands).map(
      (command) =>
        about(about(command, watched.record.reporter, record.reporter), watched.record.number, record.number) as Asked,
    );
    const bare = new Koa();
    bare.use(async (ctx) => {
      await Promise.all(each.map(repeat));
      ctx.type = 'json';
      ctx.body = bytes;
    });
    const load = { requests: [{ method: 'GET', path, headers }], connections: 32, ms: 2500 };
    const result = await inPairs({ ...load, port: ours }, { ...load, port: await serve(bare) });
    console.log(
      `${name.padEnd(12)} ${result.a.toFixed(0)}/s, bare ${result.b.toFixed(0)}/s, ratio ${result.ratio.toFixed(2)} (bar 0.70); round trips ${commands.length} (bar 2); examined/returned ${examined.toFixed(2)} (bar 1.2)`,
    );
  }
  await stop();
};

if (isMainThread) void main().then(() => process.exit(0));
