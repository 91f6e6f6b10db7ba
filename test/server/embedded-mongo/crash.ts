// kill -9 in the middle of a mixed load, again and again: what was acknowledged is there, what belongs together is
// together, indexes and documents agree. Some rounds end with a polite signal, some kill a process that is just
// starting, and several servers start the database at once.
import type { Db, MongoClient } from 'mongodb';
import { ACCOUNTS, type Account, load, type Numbered, nothingPromised, type Promised } from './crash-load';
import { Random } from './fuzz/random';
import { connect, isAlive, kill, type Running, run, start, temporaryFolder, until, within } from './support';

async function check(db: Db, promised: Promised): Promise<void> {
  const docs = db.collection<Numbered>('docs');
  const there = await docs.find().toArray();
  const ids = new Set(there.map(({ _id }) => _id));
  const lost = [...promised.inserted].filter((id) => !ids.has(id) && !promised.maybeDeleted.has(id));
  const back = [...promised.deleted].filter((id) => ids.has(id));
  expect({ lost, back }).toEqual({ lost: [], back: [] });
  for (const [filter, hint] of [
    [{ key: { $gte: '' } }, 'key_1'],
    [{ n: { $gte: 0 } }, 'n_1__id_-1'],
    [{ tags: { $gte: 't' } }, 'tags_1'],
  ] as const) {
    const found = await docs.find(filter, { hint }).toArray();
    expect(found.map(({ _id }) => _id).sort()).toEqual([...ids].sort());
  }
  const counter = await db.collection<Account>('counter').findOne({ _id: 0 });
  expect(counter?.balance ?? 0).toBeGreaterThanOrEqual(promised.counted);
  const balances = await db.collection<Account>('accounts').find().toArray();
  expect(balances.reduce((sum, { balance }) => sum + balance, 0)).toBe(ACCOUNTS * 1000);
  const ledger = await db.collection<{ from: number; to: number }>('ledger').find().toArray();
  expect(ledger.length).toBeGreaterThanOrEqual(promised.transfers);
  for (const { _id, balance } of balances) {
    const moved = ledger.filter(({ to }) => to === _id).length - ledger.filter(({ from }) => from === _id).length;
    expect(balance).toBe(1000 + moved);
  }
  expect(await db.collection('never').countDocuments()).toBe(0);
  for (const { name } of await db.listCollections().toArray()) {
    if (!name.startsWith('passing-')) continue;
    const passing = db.collection<{ _id: number; a: number }>(name);
    const rows = await passing.find().toArray();
    if ((await passing.indexes()).length > 1)
      expect(await passing.find({ a: { $gte: 0 } }, { hint: 'a_1' }).toArray()).toEqual(rows);
  }
}

async function prepare(dataDir: string): Promise<void> {
  const { uri } = await start(dataDir);
  const db = (await connect(uri)).db('portal');
  await db.collection('docs').createIndex({ key: 1 }, { unique: true });
  await db.collection('docs').createIndex({ n: 1, _id: -1 });
  await db.collection('docs').createIndex({ tags: 1 });
  await db
    .collection<Account>('accounts')
    .insertMany(Array.from({ length: ACCOUNTS }, (_, _id) => ({ _id, balance: 1000 })));
}

/** A process that is killed before it has come to anything. */
async function killTheNewborn(dataDir: string, random: Random): Promise<void> {
  const newborn = run([`${dataDir}/database`, '60000']);
  await new Promise((resolve) => setTimeout(resolve, random.below(250)));
  newborn.child.kill('SIGKILL');
  await newborn.exit;
}

async function end(pid: number, isPolite: boolean): Promise<void> {
  if (!isPolite) return kill(pid);
  process.kill(pid, 'SIGTERM');
  await until(() => !isAlive(pid));
}

/** Several servers at once: all are to find the same process. */
async function startTogether(dataDir: string, servers: number): Promise<Running> {
  const all = await Promise.all(Array.from({ length: servers }, () => start(dataDir)));
  expect(new Set(all.map(({ pid }) => pid)).size).toBe(1);
  return all[0]!;
}

/** Kills the database that many times under load and checks it after each. */
export async function surviveKills(rounds: number, seed = Number(process.env.CRASH_SEED ?? 20191101)): Promise<void> {
  const promised = nothingPromised();
  const random = new Random(seed);
  const dataDir = temporaryFolder();
  await within(20, 'the first start', prepare(dataDir));
  for (let round = 0; round < rounds; round++) {
    const step = (name: string): string => `seed ${seed}, round ${round}: ${name}`;
    const { uri, pid } = await within(25, step('the start'), start(dataDir));
    const client: MongoClient = await connect(uri, { retryWrites: false, serverSelectionTimeoutMS: 2000 });
    const loadEnded = load(client, uri, promised, String(round), random);
    const before = promised.inserted.size;
    const isUnderWay = (): boolean =>
      promised.inserted.size > before + 5 && promised.transfers > 0 && promised.scans > 0;
    await within(25, step('the load getting under way'), until(isUnderWay, 30_000));
    await new Promise((resolve) => setTimeout(resolve, random.below(500)));
    const isPolite = round % 3 === 2;
    await within(12, step(isPolite ? 'the end' : 'the kill'), end(pid, isPolite));
    await loadEnded(20, step('the load after the end'));
    await within(5, step('closing the client'), client.close(true));
    if (round % 2) await within(10, step('the kill of a starting process'), killTheNewborn(dataDir, random));
    const again = await within(25, step('the start after the end'), startTogether(dataDir, 1 + (round % 3)));
    const reader = await within(10, step('connecting again'), connect(again.uri));
    await within(30, step('the check'), check(reader.db('portal'), promised));
  }
}
