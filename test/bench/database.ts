// The embedded database, fsync on, at 1,000, 100,000 and (with --million) 1,000,000 documents, against the driver's own
// ping and a raw durable lmdb put. All kinds of requests take turns, so that whatever else the machine does weighs on each
// alike and only ratios are judged; the reference engine is printed beside it when REFERENCE_MONGODB_URI is set.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { type Collection, MongoClient } from 'mongodb';
import { startEmbeddedDatabase } from '../../server/embedded-mongo';

interface Report {
  _id: number;
  number: string;
  party: string;
  open: boolean;
  dueAt: Date;
  version: number;
  text: string;
}

const SIZES = [1000, 100_000, ...(process.argv.includes('--million') ? [1_000_000] : [])];
const ROUNDS = 7;
const folder = mkdtempSync(join(tmpdir(), 'ycgz-bench-'));

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const ms = (value: number): string => `${value.toFixed(3)} ms`;

/** Kinds of requests in turn, `count` of each; the median of each in ms. */
async function inTurn<K extends string>(
  count: number,
  kinds: Record<K, () => Promise<unknown>>,
): Promise<Record<K, number>> {
  const names = Object.keys(kinds) as K[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let i = 0; i < count; i++) {
    for (const name of names) {
      const began = performance.now();
      await kinds[name]();
      times.get(name)!.push(performance.now() - began);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name)!)])) as Record<K, number>;
}

async function fill(reports: Collection<Report>, size: number): Promise<void> {
  await reports.createIndex({ number: 1 }, { unique: true });
  await reports.createIndex({ party: 1, open: 1, dueAt: 1, _id: 1 });
  for (let from = 0; from < size; from += 5000) {
    const docs = Array.from({ length: Math.min(5000, size - from) }, (_, i): Report => {
      const _id = from + i;
      return {
        _id,
        number: `YC${_id}`,
        party: `p${_id % 300}`,
        open: _id % 7 === 0,
        dueAt: new Date(_id * 1000),
        version: 1,
        text: '路灯不亮'.repeat(20),
      };
    });
    await reports.insertMany(docs);
  }
}

let turn = 0;

function measure(client: MongoClient, reports: Collection<Report>, size: number, put: () => Promise<unknown>) {
  const pick = (): number => (turn++ * 7919) % size;
  return inTurn(120, {
    ping: () => client.db().command({ ping: 1 }),
    findOne: () => reports.findOne({ number: `YC${pick()}` }),
    page: () =>
      reports
        .find({ party: `p${pick() % 300}`, open: true })
        .sort({ dueAt: 1, _id: 1 })
        .limit(20)
        .toArray(),
    put,
    update: () =>
      reports.findOneAndUpdate({ _id: pick(), version: { $gte: 1 } }, { $inc: { version: 1 }, $set: { open: false } }),
  });
}

/** writes a second over the given number of loops */
async function writesPerSecond(reports: Collection<Report>, loops: number, size: number): Promise<number> {
  const each = loops === 1 ? 300 : 60;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: loops }, async (_, loop) => {
      for (let i = 0; i < each; i++)
        await reports.updateOne({ _id: (loop * 977 + i * 31) % size }, { $inc: { version: 1 } });
    }),
  );
  return (loops * each * 1000) / (performance.now() - began);
}

interface Stall {
  work: number;
  /** longest wait of another connection meanwhile, and in as long a time without the work */
  longest: number;
  quiet: number;
}

/** How long others wait while everything is read and grouped. */
async function stall(uri: string, reports: Collection<Report>): Promise<Stall> {
  const other = await MongoClient.connect(uri);
  const some = other.db('portal').collection<Report>(reports.collectionName);
  for (let i = 0; i < 50; i++) await some.findOne({ _id: 1 });
  const longestDuring = async (work: () => Promise<unknown>): Promise<number> => {
    let isOver = false;
    let longest = 0;
    const watch = (async () => {
      while (!isOver) {
        const began = performance.now();
        await some.findOne({ _id: 1 });
        longest = Math.max(longest, performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    await work();
    isOver = true;
    await watch;
    return longest;
  };
  const began = performance.now();
  const longest = await longestDuring(async () => {
    await reports.aggregate([{ $group: { _id: '$party', n: { $sum: 1 }, v: { $avg: '$version' } } }]).toArray();
    await reports.find({ text: { $regex: '不存在' } }).toArray();
  });
  const work = performance.now() - began;
  const quiet = await longestDuring(() => new Promise((resolve) => setTimeout(resolve, work)));
  await other.close();
  return { work, longest, quiet };
}

const anonymousMb = (pid: number): number =>
  Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

const results: Array<[string, boolean]> = [];
function bar(text: string, holds: boolean): void {
  results.push([text, holds]);
  console.log(`  ${holds ? 'ok  ' : 'FAIL'} ${text}`);
}

function rawPuts(): () => Promise<unknown> {
  const raw = open<Buffer, Buffer>({
    path: join(folder, 'raw'),
    encoding: 'binary',
    keyEncoding: 'binary',
    overlappingSync: false,
  });
  let next = 0;
  return () =>
    raw.transaction(() => {
      raw.put(Buffer.from(`key${next++ % 5000}`), Buffer.alloc(500));
    });
}

async function main(): Promise<void> {
  const { uri, pid } = await startEmbeddedDatabase({ dataDir: folder, idleExitMs: 1000 });
  const client = await MongoClient.connect(uri, { maxPoolSize: 40, writeConcern: { w: 'majority', journal: true } });
  const put = rawPuts();
  await new Promise((resolve) => setTimeout(resolve, 3000));
  bar(`memory at rest after start ${anonymousMb(pid).toFixed(0)} MB ≤ 120`, anonymousMb(pid) <= 120);
  for (const size of SIZES) {
    const reports = client.db('portal').collection<Report>(`reports${size}`);
    const began = performance.now();
    await fill(reports, size);
    console.log(`${size} documents, filled at ${Math.round((size * 1000) / (performance.now() - began))}/s`);
    await measure(client, reports, size, put);
    const rounds: Array<Awaited<ReturnType<typeof measure>> & { one: number; many: number }> = [];
    for (let i = 0; i < ROUNDS; i++) {
      rounds.push({
        ...(await measure(client, reports, size, put)),
        one: await writesPerSecond(reports, 1, size),
        many: await writesPerSecond(reports, 32, size),
      });
    }
    const of = (pick: (round: (typeof rounds)[number]) => number): number => median(rounds.map(pick));
    console.log(
      `  ping ${ms(of((r) => r.ping))}  findOne ${ms(of((r) => r.findOne))}  page ${ms(of((r) => r.page))}  update ${ms(of((r) => r.update))}  raw put ${ms(of((r) => r.put))}`,
    );
    console.log(`  writes/s: one client ${Math.round(of((r) => r.one))}, 32 clients ${Math.round(of((r) => r.many))}`);
    bar(`indexed findOne ${of((r) => r.findOne / r.ping).toFixed(2)} × ping ≤ 2`, of((r) => r.findOne / r.ping) <= 2);
    bar(`page of 20 ${of((r) => r.page / r.ping).toFixed(2)} × ping ≤ 4`, of((r) => r.page / r.ping) <= 4);
    bar(
      `guarded update ${of((r) => r.update / (r.ping + 2 * r.put)).toFixed(2)} × (ping + 2 puts) ≤ 1`,
      of((r) => r.update / (r.ping + 2 * r.put)) <= 1,
    );
    bar(
      `32 clients write ${of((r) => r.many / r.one).toFixed(1)} × as much as one ≥ 3`,
      of((r) => r.many / r.one) >= 3,
    );
    const waits: Stall[] = [];
    for (let i = 0; i < 3; i++) waits.push(await stall(uri, reports));
    const held = median(waits.map(({ longest, quiet }) => longest - quiet));
    const middle = (pick: (wait: Stall) => number): string => ms(median(waits.map(pick)));
    bar(
      `longest wait of others during ${middle((w) => w.work)} of scans ${middle((w) => w.longest)}, without them ${middle((w) => w.quiet)}: ${ms(held)} more ≤ 25 ms`,
      held <= 25,
    );
  }
  await memory(client, pid);
  if (process.env.REFERENCE_MONGODB_URI) await reference(process.env.REFERENCE_MONGODB_URI);
  await client.close();
}

async function memory(client: MongoClient, pid: number): Promise<void> {
  const reports = client.db('portal').collection<Report>('reports1000');
  const requests = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i += 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, j) =>
          j % 10
            ? reports.findOne({ number: `YC${(i + j) % 1000}` })
            : reports.updateOne({ _id: (i + j) % 1000 }, { $inc: { version: 1 } }),
        ),
      );
    }
  };
  const rest = () => new Promise((resolve) => setTimeout(resolve, 25_000)); // the scan worker is given back
  await requests(20_000);
  await rest();
  const before = anonymousMb(pid);
  await requests(100_000);
  await rest();
  const after = anonymousMb(pid);
  bar(`memory at rest ${before.toFixed(0)} MB ≤ 120`, before <= 120);
  bar(
    `memory after 100,000 more requests ${after.toFixed(0)} MB, ${(((after - before) / before) * 100).toFixed(0)} % more ≤ 10 %`,
    after <= before * 1.1,
  );
}

async function reference(uri: string): Promise<void> {
  const client = await MongoClient.connect(uri);
  const reports = client.db('ycgz_bench').collection<Report>('reports');
  await reports.drop();
  await fill(reports, 100_000);
  const { ping, findOne, page, update } = await measure(client, reports, 100_000, async () => undefined);
  console.log(
    `reference, 100,000 documents, its fsync off: ping ${ms(ping)}  findOne ${ms(findOne)}  page ${ms(page)}  update ${ms(update)}`,
  );
  await client.db('ycgz_bench').dropDatabase();
  await client.close();
}

main()
  .then(() => {
    const failed = results.filter(([, holds]) => !holds);
    console.log(failed.length ? `${failed.length} bars missed` : 'every bar met');
    process.exitCode = failed.length ? 1 : 0;
  })
  .finally(() => setTimeout(() => rmSync(folder, { recursive: true, force: true }), 500));
