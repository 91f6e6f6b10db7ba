// Counters kept beside the documents they count: bulk upserts by several clients at once, with and without a transaction,
// agree with what a group over the documents finds.
import type { AnyBulkWriteOperation, Collection, Db, MongoClient } from 'mongodb';
import { cleanUp, connect, freshDatabase } from './support';

interface Item {
  _id: string;
  cell: string;
  category: string;
  state: string;
  at: Date;
  late: boolean;
}
interface Counter {
  cell: string;
  category: string;
  state: string;
  day: string;
  n: number;
  late: number;
}
type Key = Pick<Counter, 'cell' | 'category' | 'state' | 'day'>;

const HOUR = 3_600_000;
const FIRST = Date.parse('2026-02-27T20:00:00Z');

let uri: string;
let db: Db;
let items: Collection<Item>;
let counters: Collection<Counter>;

beforeAll(async () => {
  ({ uri, db } = await freshDatabase());
  items = db.collection<Item>('items');
  counters = db.collection<Counter>('counters');
  await counters.createIndex({ cell: 1, category: 1, state: 1, day: 1 }, { unique: true });
});
beforeEach(() => Promise.all([items.deleteMany({}), counters.deleteMany({})]));
afterAll(cleanUp);

const item = (client: number, i: number): Item => ({
  _id: `${client}-${i}`,
  cell: `c${i % 5}`,
  category: `k${i % 3}`,
  state: i % 4 ? 'open' : 'closed',
  at: new Date(FIRST + i * 5 * HOUR),
  late: i % 7 === 0,
});

/** Yunnan keeps UTC+8 all the year. */
const keyOf = ({ cell, category, state, at }: Item): Key => ({
  cell,
  category,
  state,
  day: new Date(at.getTime() + 8 * HOUR).toISOString().slice(0, 10),
});

const increment = (one: Item): AnyBulkWriteOperation<Counter> => ({
  updateOne: { filter: keyOf(one), update: { $inc: { n: 1, late: one.late ? 1 : 0 } }, upsert: true },
});

const counted = (): Promise<unknown[]> => counters.find({}, { projection: { _id: 0 } }).toArray();

const grouped = async (): Promise<unknown[]> => {
  const day = { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Asia/Shanghai' } };
  const groups = await items
    .aggregate<{ _id: Key; n: number; late: number }>([
      {
        $group: {
          _id: { cell: '$cell', category: '$category', state: '$state', day },
          n: { $sum: 1 },
          late: { $sum: { $cond: ['$late', 1, 0] } },
        },
      },
    ])
    .toArray();
  return groups.map(({ _id, n, late }) => ({ ..._id, n, late }));
};

const sorted = (rows: unknown[]): string[] =>
  rows.map((row) => JSON.stringify(Object.entries(row as object).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();

test('eight clients count in bulk: nothing lost, nothing twice', async () => {
  const clients = await Promise.all(Array.from({ length: 8 }, () => connect(uri)));
  await Promise.all(
    clients.map(async (client, number) => {
      const own = client.db('portal').collection<Counter>('counters');
      for (let from = 0; from < 150; from += 50) {
        const some = Array.from({ length: 50 }, (_, i) => item(number, from + i));
        await items.insertMany(some);
        await own.bulkWrite(some.map(increment), { ordered: false });
      }
    }),
  );
  expect(sorted(await counted())).toEqual(sorted(await grouped()));
  expect(await items.countDocuments()).toBe(1200);
});

test('item and counter change together or not at all', async () => {
  const move = (client: MongoClient, _id: string): Promise<boolean> =>
    client.withSession((session) =>
      session.withTransaction(async () => {
        const [own, sums] = [
          client.db('portal').collection<Item>('items'),
          client.db('portal').collection<Counter>('counters'),
        ];
        const before = await own.findOneAndUpdate(
          { _id, state: 'open' },
          { $set: { state: 'closed' } },
          { session, returnDocument: 'before' },
        );
        if (!before) return false;
        await sums.bulkWrite(
          [
            { updateOne: { filter: keyOf(before), update: { $inc: { n: -1, late: before.late ? -1 : 0 } } } },
            increment({ ...before, state: 'closed' }),
          ],
          { session },
        );
        return true;
      }),
    );
  const all = Array.from({ length: 60 }, (_, i) => item(0, i));
  await items.insertMany(all);
  await counters.bulkWrite(all.map(increment));
  const clients = await Promise.all(Array.from({ length: 4 }, () => connect(uri)));
  const moved = await Promise.all(
    clients.map(async (client) => {
      let done = 0;
      for (const { _id } of all) if (await move(client, _id)) done++;
      return done;
    }),
  );
  expect(moved.reduce((sum, n) => sum + n)).toBe(all.filter(({ state }) => state === 'open').length);
  await counters.deleteMany({ n: 0 });
  expect(sorted(await counted())).toEqual(sorted(await grouped()));
}, 60_000);

test('a month in Asia/Shanghai begins eight hours before UTC', async () => {
  await items.insertMany(Array.from({ length: 40 }, (_, i) => item(0, i)));
  const month = { $dateTrunc: { date: '$at', unit: 'month', timezone: 'Asia/Shanghai' } };
  const months = await items.aggregate([{ $group: { _id: month, n: { $sum: 1 } } }, { $sort: { _id: 1 } }]).toArray();
  expect(months).toEqual([
    { _id: new Date('2026-01-31T16:00:00Z'), n: 4 },
    { _id: new Date('2026-02-28T16:00:00Z'), n: 36 },
  ]);
});

test('one open thing at a time: a unique index over a part', async () => {
  const posts = db.collection<{ _id: number; plot: string; state: string }>('posts');
  await posts.createIndex(
    { plot: 1 },
    { unique: true, partialFilterExpression: { state: { $in: ['asked', 'held'] } } },
  );
  const asked = await Promise.allSettled(
    Array.from({ length: 30 }, (_, _id) => posts.insertOne({ _id, plot: 'p1', state: 'asked' })),
  );
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const { _id } = (await posts.findOneAndUpdate({ plot: 'p1', state: 'asked' }, { $set: { state: 'left' } }))!;
  await posts.insertOne({ _id: 100, plot: 'p1', state: 'held' });
  await expect(posts.updateOne({ _id }, { $set: { state: 'asked' } })).rejects.toMatchObject({ code: 11000 });
  expect(await posts.find({ plot: { $in: ['p1', 'p2'] }, state: { $in: ['asked', 'held'] } }).toArray()).toHaveLength(
    1,
  );
});
