// What goes on while the database is killed: every kind of work the portal gives it, and some it never should.
import { type Db, MongoClient, MongoError, MongoServerError } from 'mongodb';
import type { Random } from './fuzz/random';
import { within } from './support';

export const ACCOUNTS = 6;

export interface Numbered {
  _id: string;
  key: string;
  n: number;
  tags: string[];
}
export interface Account {
  _id: number;
  balance: number;
}

/** What the database has answered to, and what was sent but whose answer was lost with the process. */
export interface Promised {
  inserted: Set<string>;
  deleted: Set<string>;
  maybeDeleted: Set<string>;
  counted: number;
  transfers: number;
  scans: number;
}

export const nothingPromised = (): Promised => ({
  inserted: new Set(),
  deleted: new Set(),
  maybeDeleted: new Set(),
  counted: 0,
  transfers: 0,
  scans: 0,
});

async function insert(db: Db, promised: Promised, name: string): Promise<never> {
  const docs = db.collection<Numbered>('docs');
  for (let i = 0; ; i++) {
    const _id = `${name}-${i}`;
    await docs.insertOne({ _id, key: `k${_id}`, n: i % 10, tags: [`t${i % 3}`, `r${name}`] });
    promised.inserted.add(_id);
    if (i % 5 !== 4) continue;
    promised.maybeDeleted.add(_id);
    await docs.deleteOne({ _id });
    promised.deleted.add(_id);
  }
}

async function count(db: Db, promised: Promised): Promise<never> {
  for (;;) {
    await db.collection<Account>('counter').updateOne({ _id: 0 }, { $inc: { balance: 1 } }, { upsert: true });
    promised.counted++;
  }
}

async function transfer(client: MongoClient, promised: Promised, random: Random): Promise<never> {
  const accounts = client.db('portal').collection<Account>('accounts');
  for (;;) {
    const from = random.below(ACCOUNTS);
    const to = (from + 1 + random.below(ACCOUNTS - 1)) % ACCOUNTS;
    const session = client.startSession();
    try {
      await session.withTransaction(async () => {
        await accounts.updateOne({ _id: from }, { $inc: { balance: -1 } }, { session });
        await accounts.updateOne({ _id: to }, { $inc: { balance: 1 } }, { session });
        await client.db('portal').collection('ledger').insertOne({ from, to }, { session });
      });
      promised.transfers++;
    } finally {
      await session.endSession().catch((error: unknown) => void error);
    }
  }
}

/** Long reads in the scan worker; a group over the numbers must agree with itself. */
async function scan(db: Db, promised: Promised): Promise<never> {
  const docs = db.collection<Numbered>('docs');
  for (;;) {
    const groups = await docs
      .aggregate<{ n: number; other: number }>([
        { $unwind: '$tags' },
        { $group: { _id: '$tags', n: { $sum: 1 }, other: { $sum: { $cond: [{ $gte: ['$n', 0] }, 1, 0] } } } },
      ])
      .toArray();
    if (groups.some(({ n, other }) => n !== other)) throw new Error('a group disagrees with itself');
    await docs.distinct('n', { key: { $regex: 'k' } });
    promised.scans++;
  }
}

/** Collections and indexes come and go beside the rest. */
async function define(db: Db, name: string): Promise<never> {
  for (let i = 0; ; i++) {
    const passing = db.collection<{ _id: number; a: number }>(`passing-${name}-${i % 3}`);
    await passing.createIndex({ a: 1 }, { unique: true });
    await passing.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ]);
    const refused: unknown = await passing.insertOne({ _id: 3, a: 1 }).catch((error: unknown) => error);
    if ((refused as { code?: number }).code !== 11000) throw refused;
    await passing.drop();
  }
}

/** Clients that begin a transaction and vanish: what they hold must be free again. */
async function vanish(uri: string, random: Random): Promise<never> {
  for (;;) {
    const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 2000 });
    try {
      const session = client.startSession();
      session.startTransaction();
      const accounts = client.db('portal').collection<Account>('accounts');
      const lost = accounts.updateOne({ _id: random.below(ACCOUNTS) }, { $inc: { balance: 1 } }, { session }).then(
        () => client.db('portal').collection('never').insertOne({ a: 1 }, { session }),
        (error: unknown) => void error,
      );
      lost.catch((error: unknown) => void error);
      await new Promise((resolve) => setTimeout(resolve, random.below(30)));
    } finally {
      await client.close(true);
    }
  }
}

/** A driver's ways to say that the database has gone, or is going. */
const isLostConnection = (reason: unknown): boolean =>
  reason instanceof MongoServerError
    ? reason.code === 91 || reason.code === undefined // a bulk write that lost its connection has no code
    : reason instanceof MongoError;

/** All of it at once, until the database ends it; the error says which parts go on in spite of that. */
export function load(client: MongoClient, uri: string, promised: Promised, name: string, random: Random) {
  const db = client.db('portal');
  const parts: Record<string, Promise<never>> = {
    insert: insert(db, promised, `${name}-0`),
    'insert too': insert(db, promised, `${name}-1`),
    count: count(db, promised),
    transfer: transfer(client, promised, random),
    'transfer too': transfer(client, promised, random),
    scan: scan(db, promised),
    define: define(db, name),
    vanish: vanish(uri, random),
  };
  const going = new Set(Object.keys(parts));
  const wrong: unknown[] = [];
  const ended = Object.entries(parts).map(([part, work]) =>
    work.catch((reason: unknown) => {
      going.delete(part);
      if (!isLostConnection(reason)) wrong.push(reason);
    }),
  );
  return async (seconds: number, step: string): Promise<void> => {
    await within(seconds, step, Promise.all(ended)).catch((error: Error) => {
      throw new Error(`${error.message}; still going: ${[...going].join(', ')}`);
    });
    expect(wrong).toEqual([]);
  };
}
