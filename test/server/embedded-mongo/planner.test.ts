// Whatever index the planner chooses, the answer is that of reading everything: random filters and sorts, with
// committed data and inside a transaction with changes of its own. PLANNER_CASES raises the count.
import type { ClientSession, Collection } from 'mongodb';
import { type Doc, scalar } from './fuzz/documents';
import { Random } from './fuzz/random';
import { cleanUp, freshDatabase } from './support';

const CASES = Number(process.env.PLANNER_CASES ?? 600);
const DOCUMENTS = 300;
const FIELDS = ['a', 'b', 'f', 'c.d', 'c.e', 'text', '_id'];
const INDEXES: Array<[Doc, Doc]> = [
  [{ a: 1 }, {}],
  [{ b: 1, a: -1 }, {}],
  [{ f: -1, b: 1 }, {}],
  [{ 'c.d': 1, 'c.e': -1 }, {}],
  [{ 'c.e': 1 }, { sparse: true }],
  [
    { a: 1, f: 1 },
    { partialFilterExpression: { f: { $gt: 4 } }, name: 'partial' },
  ],
  [{ b: 1 }, { partialFilterExpression: { a: { $exists: true } }, name: 'present' }],
  [{ f: 1, a: 1, b: -1 }, {}],
  [{ text: 1, f: 1 }, {}],
  [{ unique: 1 }, { unique: true }],
];
const SORTS: Doc[] = [
  { a: 1 },
  { f: -1, b: 1 },
  { f: 1, b: -1 },
  { b: 1, a: -1 },
  { b: -1, a: 1 },
  { f: 1, a: 1 },
  { a: -1 },
  { text: 1 },
  {},
];

const value = (random: Random): unknown =>
  random.chance(0.15) ? random.list(3, () => scalar(random)) : scalar(random);

function makeDocument(random: Random, id: number): Doc {
  const inner = (): Doc => ({ d: scalar(random), e: scalar(random) });
  return {
    _id: id,
    unique: id * 7,
    a: value(random),
    b: random.chance(0.6) ? random.below(6) : value(random),
    f: random.below(10),
    c: random.chance(0.5) ? { d: value(random), e: scalar(random) } : random.list(2, inner),
    text: random.pick(['', 'a', 'ab', '街', 'z'.repeat(1500) + random.below(3), `n\0${random.below(3)}`]),
  };
}

function condition(random: Random): unknown {
  const low = scalar(random);
  return random.pick<unknown>([
    scalar(random),
    { $eq: scalar(random) },
    { $gt: low },
    { $gte: low, $lt: scalar(random) },
    { $lte: scalar(random) },
    { $in: random.list(3, () => scalar(random)) },
    { $ne: scalar(random) },
    { $exists: random.chance(0.7) },
    { $regex: '^a' },
    { $gt: random.below(4), $lt: random.below(9) },
    { $in: random.list(3, () => random.below(8)) },
  ]);
}

function makeFilter(random: Random): Doc {
  const made: Doc = {};
  for (const field of FIELDS)
    if (random.chance(0.3)) made[field] = field === '_id' ? { $gte: random.below(DOCUMENTS) } : condition(random);
  if (random.chance(0.15)) return { $or: [made, { f: random.below(9) }, { a: condition(random) }] };
  return random.chance(0.15) ? { $and: [made, { f: { $gte: random.below(9) } }] } : made;
}

let collection: Collection<Doc>;
let session: ClientSession;

beforeAll(async () => {
  const { client, db } = await freshDatabase();
  session = client.startSession();
  collection = db.collection('planned');
  for (const [key, options] of INDEXES) await collection.createIndex(key as never, options);
  const random = new Random(4711);
  for (let id = 0; id < DOCUMENTS; id++) await insert(random, id);
});
afterAll(async () => {
  await session.endSession();
  await cleanUp();
});

/** Two arrays in one index are refused; such a document is made again. */
async function insert(random: Random, id: number, within?: ClientSession): Promise<void> {
  for (;;) {
    const doc = makeDocument(random, id);
    if (
      ![doc.a, doc.b].every(Array.isArray) &&
      !(Array.isArray(doc.c) === false && Array.isArray(doc.a) && Array.isArray(doc.b))
    ) {
      await collection.replaceOne({ _id: id as never }, doc, { upsert: true, session: within });
      return;
    }
  }
}

async function compare(seed: number, count: number, within?: ClientSession): Promise<string[]> {
  const random = new Random(seed);
  const wrong: string[] = [];
  const ids = (docs: Doc[]): number[] => docs.map(({ _id }) => Number(_id));
  for (let i = 0; i < count; i++) {
    const filter = makeFilter(random);
    const order = random.pick(SORTS);
    const limit = random.chance(0.4) ? 1 + random.below(30) : 0;
    const full = { ...order, _id: random.chance(0.5) ? 1 : -1 } as never;
    const options = { session: within, sort: full, limit };
    const planned = ids(await collection.find(filter, options).toArray());
    const brute = ids(await collection.find(filter, { ...options, hint: { _id: 1 } }).toArray());
    const counted = await collection.countDocuments(filter, { session: within });
    const all = limit ? counted : brute.length;
    if (String(planned) !== String(brute) || counted !== all)
      wrong.push(
        `${JSON.stringify(filter)} ${JSON.stringify(full)} ${limit}: ${planned} not ${brute}, counted ${counted}`,
      );
  }
  return wrong.slice(0, 3);
}

test('committed data', async () => {
  expect(await compare(1, CASES / 2)).toEqual([]);
}, 120_000);

test('after random changes, inside the transaction that made them and after it', async () => {
  session.startTransaction();
  const random = new Random(99);
  for (let i = 0; i < 80; i++) {
    const id = random.below(DOCUMENTS + 40);
    if (random.chance(0.3)) await collection.deleteOne({ _id: id as never }, { session });
    else await insert(random, id, session);
  }
  expect(await compare(2, CASES / 4, session)).toEqual([]);
  await session.commitTransaction();
  expect(await compare(3, CASES / 4)).toEqual([]);
}, 120_000);
