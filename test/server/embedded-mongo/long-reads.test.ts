// What a read that takes its time keeps and sees: nothing is held between batches, and what was read ahead is looked at again.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Collection } from 'mongodb';
import { cleanUp, freshDatabase } from './support';

interface Entry {
  _id: number;
  group: number;
  text: string;
  late: boolean;
}
const COUNT = 20_000;
const entry = (_id: number): Entry => ({ _id, group: _id % 20, text: 'x'.repeat(300), late: _id >= COUNT / 2 });
let entries: Collection<Entry>;
let dataDir: string;

beforeAll(async () => {
  const fresh = await freshDatabase();
  dataDir = fresh.dataDir;
  entries = fresh.db.collection<Entry>('entries');
  await entries.createIndex({ group: 1 });
  for (let from = 0; from < COUNT; from += 5000)
    await entries.insertMany(Array.from({ length: 5000 }, (_, i) => entry(from + i)));
}, 60_000);
afterAll(cleanUp);

const size = () => statSync(join(dataDir, 'database', 'data.mdb')).size;
const rewrite = async () => {
  for (let i = 0; i < 40; i++) await entries.updateMany({ _id: { $lt: 500 } }, { $set: { text: `${i}`.repeat(150) } });
};

test('a slow reader does not keep what is rewritten meanwhile: the file stays as large as it is', async () => {
  await rewrite();
  const before = size();
  // so far to the first one that the worker reads it
  const slow = entries.find({ late: true, text: { $regex: '^[^y]*$' } }).batchSize(10);
  await slow.next();
  await rewrite();
  expect(size()).toBeLessThan(before * 1.2);
  let rest = 1;
  for await (const _ of slow) rest++;
  expect(rest).toBe(COUNT / 2);
}, 60_000);

test.each([
  ['by the index alone', { group: 7 }],
  ['with more to test', { group: 7, text: { $regex: '^(x|[0-9])*$' } }],
])('what has left a range since it was read ahead is not given: %s', async (_, filter) => {
  const cursor = entries.find(filter).sort({ group: 1 }).batchSize(5);
  const seen: number[] = [];
  for (let i = 0; i < 5; i++) seen.push((await cursor.next())?._id ?? -1);
  await entries.updateMany({ _id: { $gt: 200, $lte: 400 }, group: 7 }, { $set: { group: 8 } });
  await entries.deleteMany({ _id: { $gt: 400, $lte: 600 }, group: 7 });
  for await (const { _id, group } of cursor) {
    expect(group).toBe(7);
    seen.push(_id);
  }
  expect(seen.filter((id) => id > 200 && id <= 600)).toEqual([]);
  expect(seen).toHaveLength(await entries.countDocuments({ group: 7 }));
  // as it was
  await entries.updateMany(
    { _id: { $in: Array.from({ length: 10 }, (_, i) => 207 + i * 20) } },
    { $set: { group: 7 } },
  );
  await entries.insertMany(Array.from({ length: 10 }, (_, i) => entry(407 + i * 20)));
});

test.each([
  [{}, COUNT],
  [{ group: 3 }, 1000],
  [{ group: { $lt: 5 } }, 5000],
  [{ group: { $in: [1, 2, 19] } }, 3000],
  [{ _id: { $gte: 100, $lt: 5000 } }, 4900],
])('a count goes through the index in steps: %j', async (filter, expected) => {
  expect(await entries.countDocuments(filter)).toBe(expected);
  for (const limit of [1, 999, 1024, 1025, 3000]) {
    expect(await entries.countDocuments(filter, { limit })).toBe(Math.min(limit, expected));
    expect(await entries.countDocuments(filter, { limit, skip: 900 })).toBe(Math.min(limit, expected - 900));
  }
});
