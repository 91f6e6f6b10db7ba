import type { Collection, Db } from 'mongodb';
import type { Doc } from './fuzz/documents';
import { cleanUp, connect, freshDatabase, run, temporaryFolder, until } from './support';

let db: Db;
let things: Collection<Doc>;

beforeAll(async () => {
  ({ db } = await freshDatabase());
});
beforeEach(async () => {
  await db.dropDatabase();
  things = db.collection('things');
});
afterAll(cleanUp);

const insert = (...docs: Doc[]): Promise<unknown> => things.insertMany(docs as never[]);

test('unique: one of many racers wins, the rest are told which key', async () => {
  await things.createIndex({ name: 1, kind: 1 }, { unique: true });
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) => things.insertOne({ name: 'n', kind: 1, i })),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(things.insertOne({ name: 'n', kind: 1 })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { name: 1, kind: 1 },
    keyValue: { name: 'n', kind: 1 },
  });
  await things.insertOne({ name: 'm', kind: 1 });
  await expect(things.updateOne({ name: 'm' }, { $set: { name: 'n' } })).rejects.toMatchObject({ code: 11000 });
});

test('unique over arrays: two documents may not share an element, one may repeat its own', async () => {
  await things.createIndex({ tags: 1 }, { unique: true });
  await insert({ tags: ['a', 'a', 'b'] });
  await expect(things.insertOne({ tags: ['c', 'b'] })).rejects.toMatchObject({ code: 11000, keyValue: { tags: 'b' } });
  await things.insertOne({ tags: ['c'] });
});

test('unique treats a missing field as null, sparse and partial leave it out', async () => {
  await things.createIndex({ a: 1 }, { unique: true });
  await things.createIndex({ b: 1 }, { unique: true, sparse: true });
  await things.createIndex({ c: 1 }, { unique: true, partialFilterExpression: { open: true } });
  await insert({ a: 1 }, { a: 2, c: 1, open: false }, { a: 3, c: 1, open: true }, { c: 1 });
  await expect(things.insertOne({})).rejects.toMatchObject({ code: 11000, keyPattern: { a: 1 } });
  await expect(things.insertOne({ a: 9, c: 1, open: true })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { c: 1 },
  });
  await expect(things.updateOne({ a: 2 }, { $set: { open: true } })).rejects.toMatchObject({ code: 11000 });
});

test('a partial index by type answers the question for that type, and no other', async () => {
  await things.createIndex({ a: 1, 'part.b': 1 }, { partialFilterExpression: { part: { $type: 'object' } } });
  await insert(
    ...Array.from({ length: 40 }, (_, i) => ({ a: 1, part: i % 10 === 0 ? { b: null } : i % 2 ? null : 7 })),
  );
  const cost = async (filter: Record<string, unknown>) => {
    const { executionStats } = await things.find(filter).explain('executionStats');
    return [executionStats.nReturned, executionStats.totalDocsExamined];
  };
  expect(await cost({ a: 1, part: { $type: 'object' }, 'part.b': null })).toEqual([4, 4]);
  expect(await cost({ a: 1, part: { $type: 'int' } })).toEqual([16, 40]);
});

test('an index that cannot be unique is not built', async () => {
  await insert({ a: 1 }, { a: 1 });
  await expect(things.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
  expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_']);
});

test('definitions that contradict are refused, equal ones accepted', async () => {
  await things.createIndex({ a: 1 }, { name: 'one' });
  await things.createIndex({ a: 1 }, { name: 'one' });
  await expect(things.createIndex({ b: 1 }, { name: 'one' })).rejects.toMatchObject({ code: 86 });
  await expect(things.createIndex({ a: 1 }, { name: 'two' })).rejects.toMatchObject({ code: 85 });
});

interface Winning {
  stage: string;
  indexName?: string;
  inputStage?: Winning;
}

async function explained(filter: Doc, sort: Doc = {}, limit = 0) {
  const plan = await things
    .find(filter)
    .sort(sort as never)
    .limit(limit)
    .explain('executionStats');
  const stages: Winning[] = [];
  for (let at: Winning | undefined = plan.queryPlanner.winningPlan; at; at = at.inputStage) stages.push(at);
  const { totalKeysExamined: keys, totalDocsExamined: docs, nReturned } = plan.executionStats;
  return { stages: stages.map(({ stage }) => stage), index: stages.at(-1)!.indexName, keys, docs, nReturned };
}

describe('plans', () => {
  test('documents asked for by name are read by name, whatever else is asked of them', async () => {
    const named = db.collection<Doc>('named');
    await named.createIndex({ open: 1, at: 1 });
    await named.createIndex({ number: 1 }, { unique: true });
    await named.insertMany(
      Array.from({ length: 100 }, (_, i) => ({ _id: i, number: `n${i}`, open: true, at: i })) as never[],
    );
    for (const filter of [
      { _id: { $in: [1, 2, 3] }, open: true, at: { $gte: 0 } },
      { number: { $in: ['n1', 'n2', 'n3'] }, open: true },
    ]) {
      const { executionStats } = await named.find(filter as never).explain('executionStats');
      expect([executionStats.nReturned, executionStats.totalDocsExamined]).toEqual([3, 3]);
    }
  });

  beforeEach(async () => {
    await things.createIndex({ party: 1, open: 1, dueAt: 1, _id: 1 }, { name: 'desk' });
    await things.createIndex({ cells: 1, public: 1, at: -1 }, { name: 'near' });
    await things.createIndex(
      { until: 1 },
      { name: 'pending', partialFilterExpression: { pending: { $exists: true } } },
    );
    const docs = Array.from({ length: 400 }, (_, i) => ({
      party: `p${i % 4}`,
      open: i % 2 === 0,
      dueAt: i,
      cells: [`c${i % 8}`, `d${i % 3}`],
      public: true,
      at: i,
      until: i,
      ...(i % 100 === 0 ? { pending: i } : {}),
    }));
    await insert(...docs);
  });

  test('equality and order from one index examine what they return', async () => {
    expect(await explained({ party: 'p2', open: true }, { dueAt: 1, _id: 1 }, 20)).toEqual({
      stages: ['FETCH', 'IXSCAN'],
      index: 'desk',
      keys: 20,
      docs: 20,
      nReturned: 20,
    });
  });

  test('$in with an order merges the ranges instead of sorting', async () => {
    const plan = await explained({ party: { $in: ['p0', 'p2'] }, open: true }, { dueAt: -1 }, 10);
    expect(plan).toMatchObject({ stages: ['FETCH', 'IXSCAN'], index: 'desk', docs: 10, nReturned: 10 });
  });

  test('an array field may lead an index that gives the order', async () => {
    const plan = await explained({ cells: { $in: ['c1', 'd2'] }, public: true }, { at: -1 }, 10);
    expect(plan).toMatchObject({ stages: ['FETCH', 'IXSCAN'], index: 'near', nReturned: 10 });
    expect(plan.docs).toBeLessThanOrEqual(12);
  });

  test('a partial index serves the queries that imply it and no others', async () => {
    expect(await explained({ pending: { $exists: true }, until: { $lte: 200 } })).toMatchObject({
      index: 'pending',
      nReturned: 3,
      docs: 3,
    });
    expect(await explained({ until: { $lte: 2 } })).toMatchObject({ stages: ['COLLSCAN'], nReturned: 3 });
  });

  test('a hint is followed or refused', async () => {
    const plan = await things.find({ dueAt: 3 }).hint('desk').explain('queryPlanner');
    expect(plan.queryPlanner.winningPlan.inputStage.indexName).toBe('desk');
    await expect(things.find({ dueAt: 3 }).hint('pending').toArray()).rejects.toMatchObject({ code: 2 });
  });

  test('alternatives within alternatives read an index each', async () => {
    const filter = {
      $or: [
        { party: 'p1', dueAt: 1 },
        {
          $or: [
            { pending: { $exists: true }, until: 100 },
            { party: 'p2', dueAt: 2 },
          ],
        },
      ],
    };
    expect((await things.find(filter).toArray()).map(({ at }) => at).sort()).toEqual([1, 100, 2]);
    expect((await explained(filter)).stages).toEqual(['FETCH', 'OR']);
  });

  test('counting reads the index alone', async () => {
    const plan = await things
      .aggregate([{ $match: { party: 'p1' } }, { $group: { _id: 1, n: { $sum: 1 } } }])
      .explain('executionStats');
    expect(plan.executionStats).toMatchObject({ totalDocsExamined: 0, totalKeysExamined: 100 });
  });
});

test('TTL deletes what has expired and nothing else, also after collMod', async () => {
  const folder = temporaryFolder();
  const { child } = run([folder, '60000'], { EMBEDDED_SWEEP_MS: '100' });
  const uri = `mongodb://${encodeURIComponent(`${folder}/portal.sock`)}/portal?directConnection=true`;
  const sessions = (await connect(uri)).db('portal').collection<Doc>('sessions');
  await sessions.createIndex({ at: 1 }, { expireAfterSeconds: 3600 });
  const hours = (n: number): Date => new Date(Date.now() - n * 3_600_000);
  await sessions.insertMany([
    { k: 'old', at: hours(2) },
    { k: 'new', at: hours(0.5) },
    { k: 'array', at: [hours(0), hours(9)] },
    { k: 'text', at: 'x' },
    { k: 'none' },
  ]);
  const left = async (): Promise<string> => (await sessions.find().sort({ k: 1 }).toArray()).map(({ k }) => k).join();
  await until(async () => (await left()) === 'new,none,text');
  await sessions.db.command({ collMod: 'sessions', index: { keyPattern: { at: 1 }, expireAfterSeconds: 60 } });
  await until(async () => (await left()) === 'none,text');
  child.kill('SIGTERM');
});

test('collections, indexes and databases are listed and dropped', async () => {
  await things.createIndex({ a: 1 }, { expireAfterSeconds: 5 });
  await db.createCollection('empty');
  expect((await db.listCollections().toArray()).map(({ name }) => name).sort()).toEqual(['empty', 'things']);
  expect(await db.listCollections({ name: 'empty' }).toArray()).toHaveLength(1);
  expect((await db.admin().listDatabases()).databases.map(({ name }) => name)).toEqual(['portal']);
  expect(await things.indexes()).toEqual([
    { v: 2, key: { _id: 1 }, name: '_id_' },
    { v: 2, key: { a: 1 }, name: 'a_1', expireAfterSeconds: 5 },
  ]);
  await things.dropIndex('a_1');
  expect(await things.indexes()).toHaveLength(1);
  await things.drop();
  await db.dropDatabase();
  expect(await db.listCollections().toArray()).toEqual([]);
});

test('cursors hand out everything in batches and end when closed', async () => {
  await insert(...Array.from({ length: 450 }, (_, _id) => ({ _id })));
  const seen: unknown[] = [];
  for await (const doc of things.find().sort({ _id: 1 }).batchSize(100)) seen.push(doc._id);
  expect(seen).toEqual(Array.from({ length: 450 }, (_, i) => i));
  const cursor = things.find().batchSize(10);
  await cursor.next();
  await cursor.close();
  expect((await db.command({ find: 'things', batchSize: 3, singleBatch: true })).cursor.id.toString()).toBe('0');
});

test('readers never see an index that is not yet on disk', async () => {
  const busy = db.collection<{ _id: number; a: number }>('busy');
  const docs = Array.from({ length: 4000 }, (_, _id) => ({ _id, a: _id % 4 }));
  await busy.insertMany(docs);
  let isOver = false;
  const found = new Set<number>();
  const reader = (async () => {
    while (!isOver) found.add((await busy.find({ a: 1 }).batchSize(5000).toArray()).length);
  })();
  for (let i = 0; i < 8; i++) {
    await busy.createIndex({ a: 1, [`b${i}`]: 1 });
    await busy.dropIndex(`a_1_b${i}_1`).catch((error: unknown) => error);
  }
  isOver = true;
  await reader;
  expect([...found]).toEqual([1000]);
});
