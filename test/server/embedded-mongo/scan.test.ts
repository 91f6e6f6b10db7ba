// Long reads and long writes: the scan worker answers like the main thread, and nothing is lost between batches.
import type { Collection, Db } from 'mongodb';
import { cleanUp, freshDatabase } from './support';

interface Entry {
  _id: number;
  group: number;
  text: string;
}

const COUNT = 30_000;
let db: Db;
let entries: Collection<Entry>;

beforeAll(async () => {
  ({ db } = await freshDatabase());
  entries = db.collection<Entry>('entries');
  for (let from = 0; from < COUNT; from += 5000) {
    await entries.insertMany(
      Array.from({ length: 5000 }, (_, i) => ({ _id: from + i, group: (from + i) % 97, text: 'x'.repeat(150) })),
    );
  }
}, 60_000);
afterAll(cleanUp);

test('a group over everything', async () => {
  const groups = await entries
    .aggregate([{ $group: { _id: '$group', n: { $sum: 1 }, top: { $max: '$_id' } } }, { $sort: { _id: 1 } }])
    .toArray();
  expect(groups).toHaveLength(97);
  expect(groups[5]).toEqual({ _id: 5, n: 310, top: 29978 });
});

test('a sorted read of everything, in batches', async () => {
  const ids: number[] = [];
  for await (const { _id } of entries
    .find({ text: { $regex: 'x$' } })
    .sort({ group: -1, _id: 1 })
    .batchSize(1000))
    ids.push(_id);
  expect(ids).toHaveLength(COUNT);
  expect(ids.slice(0, 2)).toEqual([96, 193]);
});

test('everything acknowledged before a long read is in it', async () => {
  for (let i = 0; i < 5; i++) {
    await entries.insertOne({ _id: COUNT + i, group: -1, text: 'new' });
    expect(await entries.find({ text: { $regex: '^n' } }).toArray()).toHaveLength(i + 1);
  }
  expect(await entries.countDocuments({ text: { $ne: 'new' } })).toBe(COUNT);
  expect((await entries.deleteMany({ text: 'new' })).deletedCount).toBe(5);
});

test('distinct over everything', async () => {
  expect((await entries.distinct('group')).sort((a, b) => a - b)).toEqual(Array.from({ length: 97 }, (_, i) => i));
});

test('errors come back from the worker with their codes', async () => {
  const divided = entries.aggregate([
    { $sort: { text: 1, _id: 1 } },
    { $project: { x: { $divide: [1, { $subtract: ['$_id', 29_999] }] } } },
  ]);
  await expect(divided.toArray()).rejects.toMatchObject({ code: 2 });
});

test('maxTimeMS ends a long read with code 50', async () => {
  await expect(
    entries
      .find({ text: { $regex: 'nowhere' } })
      .maxTimeMS(1)
      .toArray(),
  ).rejects.toMatchObject({ code: 50 });
});

test('updates and deletes over many documents reach each of them once', async () => {
  const updated = await entries.updateMany({ group: { $lt: 40 } }, { $inc: { group: 1000 } });
  expect(updated.matchedCount).toBe(await entries.countDocuments({ group: { $gte: 1000 } }));
  expect(await entries.countDocuments({ group: { $gte: 2000 } })).toBe(0);
  const { deletedCount } = await entries.deleteMany({ group: { $gte: 1000 } });
  expect(deletedCount).toBe(updated.matchedCount);
  expect(await entries.countDocuments({})).toBe(COUNT - deletedCount);
}, 60_000);

test('a collection dropped under a reader ends the reading', async () => {
  const cursor = entries.find().batchSize(10);
  await cursor.next();
  await entries.drop();
  await expect(cursor.toArray()).rejects.toMatchObject({ code: 175 });
});
