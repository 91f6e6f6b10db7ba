import { Binary, type Collection, type Db, Long, type MongoClient, type MongoServerError } from 'mongodb';
import { cleanUp, connect, freshDatabase, kill, send, sendTogether, start } from './support';

interface Account {
  _id: number;
  balance: number;
}

let client: MongoClient;
let db: Db;
let uri: string;
let accounts: Collection<Account>;

beforeAll(async () => {
  ({ client, db, uri } = await freshDatabase());
  accounts = db.collection<Account>('accounts');
  await accounts.createIndex({ balance: 1 });
});
beforeEach(async () => {
  await accounts.deleteMany({});
  await accounts.insertMany(Array.from({ length: 10 }, (_, _id) => ({ _id, balance: 100 })));
});
afterAll(cleanUp);

test('transfers under conflict keep the sum, and readers never see half of one', async () => {
  const clients = await Promise.all(Array.from({ length: 4 }, () => connect(uri)));
  let isOver = false;
  const sums = new Set<number>();
  const watcher = (async () => {
    while (!isOver) {
      const [all] = await accounts
        .aggregate<{ sum: number }>([{ $group: { _id: null, sum: { $sum: '$balance' } } }])
        .toArray();
      sums.add(all!.sum);
    }
  })();
  const transfer = async (one: MongoClient, seed: number): Promise<void> => {
    const mine = one.db('portal').collection<Account>('accounts');
    for (let i = 0; i < 25; i++) {
      await one.withSession((session) =>
        session.withTransaction(async () => {
          const from = (seed + i) % 4;
          await mine.updateOne({ _id: from }, { $inc: { balance: -1 } }, { session });
          await mine.updateOne({ _id: (from + 1) % 4 }, { $inc: { balance: 1 } }, { session });
        }),
      );
    }
  };
  await Promise.all(clients.map((one, i) => transfer(one, i)));
  isOver = true;
  await watcher;
  expect([...sums]).toEqual([1000]);
});

test('reads its own writes and the snapshot it began with', async () => {
  const session = client.startSession();
  session.startTransaction();
  await accounts.updateOne({ _id: 1 }, { $set: { balance: 7 } }, { session });
  expect(await accounts.findOne({ _id: 1 })).toEqual({ _id: 1, balance: 100 });
  await accounts.updateOne({ _id: 2 }, { $set: { balance: 55 } });
  expect(await accounts.find({ balance: { $lt: 100 } }, { session }).toArray()).toEqual([{ _id: 1, balance: 7 }]);
  expect(await accounts.countDocuments({}, { session })).toBe(10);
  await session.abortTransaction();
  await session.endSession();
  expect(await accounts.find({ balance: { $lt: 100 } }).toArray()).toEqual([{ _id: 2, balance: 55 }]);
});

test('a second writer of a document gets a write conflict to retry', async () => {
  const [first, second] = [client.startSession(), client.startSession()];
  first.startTransaction();
  second.startTransaction();
  await accounts.updateOne({ _id: 1 }, { $inc: { balance: 1 } }, { session: first });
  await accounts.findOne({ _id: 3 }, { session: second });
  const refused = await accounts
    .updateOne({ _id: 1 }, { $inc: { balance: 1 } }, { session: second })
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 112 });
  expect((refused as MongoServerError).hasErrorLabel('TransientTransactionError')).toBe(true);
  await first.commitTransaction();
  await Promise.all([first.endSession(), second.endSession()]);
});

test('a write outside waits for the transaction that holds the document', async () => {
  const session = client.startSession();
  session.startTransaction();
  await accounts.updateOne({ _id: 1 }, { $inc: { balance: 1 } }, { session });
  const outside = accounts.updateOne({ _id: 1 }, { $inc: { balance: 10 } });
  await session.commitTransaction();
  await outside;
  expect((await accounts.findOne({ _id: 1 }))?.balance).toBe(111);
  await session.endSession();
});

test('a unique key taken by another transaction is refused', async () => {
  const things = db.collection('things');
  await things.createIndex({ name: 1 }, { unique: true });
  const sessions = [client.startSession(), client.startSession()];
  for (const session of sessions) {
    session.startTransaction();
    await things.insertOne({ name: 'same' }, { session });
  }
  await sessions[0]!.commitTransaction();
  await expect(sessions[1]!.commitTransaction()).rejects.toMatchObject({ code: 112 });
  await Promise.all(sessions.map((session) => session.endSession()));
  expect(await things.countDocuments({ name: 'same' })).toBe(1);
});

test('the documents of a client that vanishes are free again', async () => {
  const lost = await connect(uri);
  const session = lost.startSession();
  session.startTransaction();
  await lost
    .db('portal')
    .collection<Account>('accounts')
    .updateOne({ _id: 5 }, { $inc: { balance: 1 } }, { session });
  await lost.close(true);
  await accounts.updateOne({ _id: 5 }, { $inc: { balance: 2 } });
  expect((await accounts.findOne({ _id: 5 }))?.balance).toBe(102);
});

test('a retryable write asked twice is done once, even across a kill', async () => {
  const { uri: own, pid, dataDir } = await start();
  const lsid = { id: new Binary(Buffer.alloc(16, 7), 4) };
  const command = {
    update: 'c',
    updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }],
    lsid,
    txnNumber: Long.fromNumber(1),
  };
  const first = await send(own, command);
  await kill(pid);
  const again = await start(dataDir);
  const second = await send(again.uri, command);
  expect(second.upserted).toEqual(first.upserted);
  const doc = await (await connect(again.uri))
    .db('portal')
    .collection<{ _id: number; n: number }>('c')
    .findOne({ _id: 1 });
  expect(doc).toEqual({ _id: 1, n: 1 });
});

test('an aborted transaction does not hide from the index that later documents have arrays', async () => {
  const { uri: own, pid, dataDir } = await start();
  const one = await connect(own);
  const lists = one.db('portal').collection('lists');
  await lists.createIndex({ list: 1 });
  const session = one.startSession();
  session.startTransaction();
  await lists.insertOne({ list: [1, 9] }, { session });
  await session.abortTransaction();
  await session.endSession();
  await lists.insertOne({ list: [1, 9] });
  await kill(pid);
  const again = await start(dataDir);
  const after = (await connect(again.uri)).db('portal').collection('lists');
  expect(await after.countDocuments({ list: { $gt: 3, $lt: 5 } })).toBe(1);
});

test('what a command locks after its transaction was aborted is free', async () => {
  const lsid = { id: new Binary(Buffer.alloc(16, 9), 4) };
  const part = { lsid, txnNumber: Long.fromNumber(1), autocommit: false };
  // the first write of a collection waits until that is on disk; meanwhile the transaction is given up
  const [insert] = await sendTogether(uri, [
    { insert: 'made', documents: [{ _id: 1 }], startTransaction: true, ...part },
    { abortTransaction: 1, $db: 'admin', ...part },
  ]);
  expect(insert).toMatchObject({ ok: 0, code: 251, errorLabels: ['TransientTransactionError'] });
  await db.collection<{ _id: number }>('made').insertOne({ _id: 1 }, { maxTimeMS: 3000 });
});

test('maxTimeMS ends the wait for a transaction that holds the document', async () => {
  const session = client.startSession();
  session.startTransaction();
  await accounts.updateOne({ _id: 1 }, { $inc: { balance: 1 } }, { session });
  const outside = accounts.findOneAndUpdate({ _id: 1 }, { $inc: { balance: 10 } }, { maxTimeMS: 200 });
  await expect(outside).rejects.toMatchObject({ code: 50 });
  await session.abortTransaction();
  await session.endSession();
});

test('an index made or a collection dropped under a transaction makes it start over', async () => {
  const plots = db.collection<{ _id: number; name: string }>('plots');
  await plots.insertOne({ _id: 0, name: 'a' });
  for (const change of [() => plots.createIndex({ name: 1 }, { unique: true }), () => plots.drop()]) {
    const session = client.startSession();
    session.startTransaction();
    await plots.insertOne({ _id: 1, name: 'b' }, { session });
    await change();
    await expect(session.commitTransaction()).rejects.toMatchObject({ code: 112 });
    await session.endSession();
    expect(await plots.countDocuments({ name: 'b' })).toBe(0);
  }
});
