// kill -9 in the middle of a mixed load, again and again: what was acknowledged is there, what belongs together is
// together, indexes and documents agree.
import type { Db, MongoClient } from 'mongodb';
import { Random } from './fuzz/random';
import { connect, kill, start, temporaryFolder } from './support';

const ACCOUNTS = 6;

interface Numbered {
  _id: string;
  key: string;
  n: number;
  tags: string[];
}
interface Account {
  _id: number;
  balance: number;
}

const acknowledged = { inserted: new Set<string>(), deleted: new Set<string>(), counted: 0, transfers: 0 };
/** sent, but the answer was lost with the process */
const unsure = { deleted: new Set<string>() };

async function insertLoop(db: Db, round: number, worker: number): Promise<void> {
  const docs = db.collection<Numbered>('docs');
  for (let i = 0; ; i++) {
    const _id = `${round}-${worker}-${i}`;
    await docs.insertOne({ _id, key: `k${_id}`, n: i % 10, tags: [`t${i % 3}`, `r${round}`] });
    acknowledged.inserted.add(_id);
    if (i % 5 !== 4) continue;
    unsure.deleted.add(_id);
    await docs.deleteOne({ _id });
    acknowledged.deleted.add(_id);
  }
}

async function countLoop(db: Db): Promise<void> {
  for (;;) {
    await db.collection<Account>('counter').updateOne({ _id: 0 }, { $inc: { balance: 1 } }, { upsert: true });
    acknowledged.counted++;
  }
}

async function transferLoop(client: MongoClient, random: Random): Promise<void> {
  const accounts = client.db('portal').collection<Account>('accounts');
  for (;;) {
    const from = random.below(ACCOUNTS);
    const to = (from + 1 + random.below(ACCOUNTS - 1)) % ACCOUNTS;
    const session = client.startSession();
    try {
      await session.withTransaction(
        async () => {
          await accounts.updateOne({ _id: from }, { $inc: { balance: -1 } }, { session });
          await accounts.updateOne({ _id: to }, { $inc: { balance: 1 } }, { session });
          await client.db('portal').collection('ledger').insertOne({ from, to }, { session });
        },
        { timeoutMS: 4000 },
      );
      acknowledged.transfers++;
    } finally {
      await session.endSession().catch((error: unknown) => void error);
    }
  }
}

async function check(db: Db): Promise<void> {
  const docs = db.collection<Numbered>('docs');
  const there = await docs.find().toArray();
  const ids = new Set(there.map(({ _id }) => _id));
  const lost = [...acknowledged.inserted].filter((id) => !ids.has(id) && !unsure.deleted.has(id));
  const back = [...acknowledged.deleted].filter((id) => ids.has(id));
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
  expect(counter?.balance ?? 0).toBeGreaterThanOrEqual(acknowledged.counted);
  const balances = await db.collection<Account>('accounts').find().toArray();
  expect(balances.reduce((sum, { balance }) => sum + balance, 0)).toBe(ACCOUNTS * 1000);
  const ledger = await db.collection<{ from: number; to: number }>('ledger').find().toArray();
  expect(ledger.length).toBeGreaterThanOrEqual(acknowledged.transfers);
  for (const { _id, balance } of balances) {
    const moved = ledger.filter(({ to }) => to === _id).length - ledger.filter(({ from }) => from === _id).length;
    expect(balance).toBe(1000 + moved);
  }
}

/** Says which step hangs instead of leaving it to the test's own clock. */
const within = async <T>(seconds: number, step: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${step} did not end within ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Kills the database that many times under load and checks it after each. */
export async function surviveKills(rounds: number): Promise<void> {
  // a run of its own: nothing of an earlier one is expected here
  for (const known of [acknowledged.inserted, acknowledged.deleted, unsure.deleted]) known.clear();
  Object.assign(acknowledged, { counted: 0, transfers: 0 });
  const dataDir = temporaryFolder();
  const random = new Random(Number(process.env.CRASH_SEED ?? 20191101));
  const first = await start(dataDir);
  const db = (await connect(first.uri)).db('portal');
  await db.collection('docs').createIndex({ key: 1 }, { unique: true });
  await db.collection('docs').createIndex({ n: 1, _id: -1 });
  await db.collection('docs').createIndex({ tags: 1 });
  await db
    .collection<Account>('accounts')
    .insertMany(Array.from({ length: ACCOUNTS }, (_, _id) => ({ _id, balance: 1000 })));
  for (let round = 0; round < rounds; round++) {
    const { uri, pid } = await start(dataDir);
    const client = await connect(uri, { retryWrites: false, serverSelectionTimeoutMS: 500 });
    const one = client.db('portal');
    const load = [
      insertLoop(one, round, 0),
      insertLoop(one, round, 1),
      countLoop(one),
      transferLoop(client, random),
      transferLoop(client, random),
    ];
    const ended = Promise.allSettled(load);
    await new Promise((resolve) => setTimeout(resolve, 150 + random.below(500)));
    await kill(pid);
    await within(20, `round ${round}: the load after the kill`, ended);
    await client.close(true);
    const again = await within(25, `round ${round}: the start after the kill`, start(dataDir));
    await within(20, `round ${round}: the check`, check((await connect(again.uri)).db('portal')));
  }
  expect(acknowledged.inserted.size).toBeGreaterThan(rounds * 5);
  expect(acknowledged.transfers).toBeGreaterThan(0);
}
