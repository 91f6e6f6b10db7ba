// What the manual says, line by line: the cases the reference engine answers otherwise, and the refusals.
import { type Collection, type Db, Double, Long, ObjectId, type UpdateOptions } from 'mongodb';
import type { Doc } from './fuzz/documents';
import { cleanUp, freshDatabase } from './support';

let db: Db;
let things: Collection<Doc>;

beforeAll(async () => {
  ({ db } = await freshDatabase());
  things = db.collection('things');
});
beforeEach(() => things.deleteMany({}));
afterAll(cleanUp);

/** any update, right or wrong */
const change = (filter: Doc, update: Doc | Doc[], options: UpdateOptions = {}): Promise<unknown> =>
  things.updateOne(filter, update, options);

const id = (docs: Doc[]): unknown[] => docs.map(({ _id }) => _id);

describe('sort order', () => {
  test('types in the order of the manual, an empty array before null', async () => {
    const values: unknown[] = [
      [],
      null,
      -1,
      2.5,
      Long.fromNumber(3),
      'A',
      'a',
      '街',
      { x: 1 },
      new ObjectId(),
      false,
      true,
      new Date(0),
    ];
    const docs = values.map((value, _id) => ({ _id, value }));
    await things.insertMany([...docs].reverse() as never[]);
    expect(id(await things.find().sort({ value: 1, _id: 1 }).toArray())).toEqual(docs.map(({ _id }) => _id));
  });

  test('an array sorts by its smallest element upwards and its largest downwards', async () => {
    await things.insertMany([
      { _id: 1, v: [5, 1] },
      { _id: 2, v: 3 },
      { _id: 3, v: [9, 2] },
    ] as never[]);
    expect(id(await things.find().sort({ v: 1 }).toArray())).toEqual([1, 3, 2]);
    expect(id(await things.find().sort({ v: -1 }).toArray())).toEqual([3, 1, 2]);
  });

  test('two arrays in one sort are refused', async () => {
    await things.insertOne({ a: [1, 2], b: [1, 2] });
    await expect(things.find().sort({ a: 1, b: 1 }).toArray()).rejects.toMatchObject({ code: 2 });
  });
});

describe('updates', () => {
  const table: Array<[string, Doc, Doc, Doc]> = [
    ['new fields come in the order of their names', {}, { $set: { z: 1, a: 1 }, $inc: { m: 1 } }, { a: 1, m: 1, z: 1 }],
    ['int32 grows into int64', { n: 2147483647 }, { $inc: { n: 1 } }, { n: 2147483648 }],
    [
      '$push with position, sort and slice',
      { l: [5, 1] },
      { $push: { l: { $each: [3, 4], $sort: 1, $slice: -3 } } },
      { l: [3, 4, 5] },
    ],
    ['$push of nothing creates the array', {}, { $push: { l: { $each: [] } } }, { l: [] }],
    ['$slice 0 empties the array', { l: [1] }, { $push: { l: { $each: [2], $slice: 0 } } }, { l: [] }],
    ['$unset of an element leaves null', { l: [1, 2] }, { $unset: { 'l.0': '' } }, { l: [null, 2] }],
    ['$unset below a scalar does nothing', { a: 1 }, { $unset: { 'a.b': '' } }, { a: 1 }],
    [
      '$pull by condition on elements',
      { l: [{ k: 1 }, { k: 2 }] },
      { $pull: { l: { k: { $gt: 1 } } } },
      { l: [{ k: 1 }] },
    ],
    ['$addToSet knows equal values of other number types', { l: [1] }, { $addToSet: { l: new Double(1) } }, { l: [1] }],
    ['$min and $max compare across types', { a: 5, b: 5 }, { $min: { a: 'x' }, $max: { b: 'x' } }, { a: 5, b: 'x' }],
    ['$rename moves', { a: 1, s: { x: 2 } }, { $rename: { a: 's.y' } }, { s: { x: 2, y: 1 } }],
    ['a gap in an array fills with null', { l: [] }, { $set: { 'l.2': 1 } }, { l: [null, null, 1] }],
    ['$setOnInsert leaves documents alone', { a: 1 }, { $setOnInsert: { a: 2 } }, { a: 1 }],
  ];
  test.each(table)('%s', async (_, before, update, after) => {
    await things.insertOne({ _id: 1 as never, ...before });
    await change({ _id: 1 as never }, update);
    const doc = await things.findOne({ _id: 1 as never });
    expect(doc).toEqual({ _id: 1, ...after });
    expect(Object.keys(doc!).slice(1)).toEqual(Object.keys(after));
  });

  test('array filters, positions and all elements', async () => {
    await things.insertOne({
      _id: 1 as never,
      items: [
        { k: 'a', n: 1, in: [1, 5] },
        { k: 'b', n: 2, in: [7] },
      ],
    });
    await change(
      { _id: 1 as never },
      { $inc: { 'items.$[i].in.$[n]': 100 } },
      { arrayFilters: [{ 'i.k': 'a' }, { n: { $gt: 4 } }] },
    );
    await change({ 'items.k': 'b' }, { $set: { 'items.$.n': 9 } });
    await change({}, { $set: { 'items.$[].seen': true } });
    expect((await things.findOne())!.items).toEqual([
      { k: 'a', n: 1, in: [1, 105], seen: true },
      { k: 'b', n: 9, in: [7], seen: true },
    ]);
  });

  test('$currentDate sets now', async () => {
    await things.insertOne({ _id: 1 as never });
    await change({}, { $currentDate: { at: true, date: { $type: 'date' } } });
    const doc = (await things.findOne())!;
    expect(Math.abs(Number(doc.at) - Date.now())).toBeLessThan(5000);
    expect(doc.date).toBeInstanceOf(Date);
  });

  test('an upsert begins with the equalities of its filter', async () => {
    await change(
      { a: 1, 's.x': { $eq: 2 }, n: { $gt: 3 }, $and: [{ z: { $in: ['q'] } }] },
      { $set: { b: 1 } },
      { upsert: true },
    );
    expect(await things.findOne({}, { projection: { _id: 0 } })).toEqual({ a: 1, s: { x: 2 }, z: 'q', b: 1 });
  });

  test('numbers keep their types through an update', async () => {
    await things.insertOne({ _id: 1 as never, double: new Double(1), long: Long.fromNumber(2), int: 3 });
    await change({}, { $set: { other: 1 } });
    expect(
      await things.countDocuments({ double: { $type: 'double' }, long: { $type: 'long' }, int: { $type: 'int' } }),
    ).toBe(1);
  });
});

describe('aggregation', () => {
  test('documents without the grouped field count as null', async () => {
    await things.insertMany([{ g: 1 }, { g: null }, {}]);
    expect(
      await things.aggregate([{ $group: { _id: '$g', n: { $sum: 1 } } }, { $sort: { _id: 1 } }]).toArray(),
    ).toEqual([
      { _id: null, n: 2 },
      { _id: 1, n: 1 },
    ]);
  });

  test('$push keeps the order of a sort', async () => {
    await things.insertMany([{ v: 3 }, { v: 1 }, { v: 2 }]);
    expect(
      await things.aggregate([{ $sort: { v: -1 } }, { $group: { _id: null, all: { $push: '$v' } } }]).toArray(),
    ).toEqual([{ _id: null, all: [3, 2, 1] }]);
  });

  test('$count of nothing gives nothing', async () => {
    expect(await things.aggregate([{ $match: { no: 1 } }, { $count: 'n' }]).toArray()).toEqual([]);
  });

  test.each([
    ['day', '2024-07-17T15:59:59Z', '2024-07-16T16:00:00Z'],
    ['day', '2024-07-17T16:00:00Z', '2024-07-17T16:00:00Z'],
    ['week', '2024-07-17T12:00:00Z', '2024-07-13T16:00:00Z'],
    ['month', '2024-02-29T16:00:00Z', '2024-02-29T16:00:00Z'],
    ['year', '2023-12-31T16:00:00Z', '2023-12-31T16:00:00Z'],
    ['day', '1988-07-01T14:00:00Z', '1988-06-30T15:00:00Z'], // 夏令时, 1986–1991
  ])('$dateTrunc %s of %s in Asia/Shanghai', async (unit, at, start) => {
    await things.insertOne({ at: new Date(at) });
    const [doc] = await things
      .aggregate([{ $project: { _id: 0, t: { $dateTrunc: { date: '$at', unit, timezone: 'Asia/Shanghai' } } } }])
      .toArray();
    expect(doc).toEqual({ t: new Date(start) });
  });

  test('$dateToString in Asia/Shanghai', async () => {
    await things.insertOne({ at: new Date('2024-12-31T16:00:00Z') });
    const [doc] = await things
      .aggregate([
        {
          $project: {
            _id: 0,
            t: { $dateToString: { date: '$at', format: '%Y-%m-%d %H:%M %z', timezone: 'Asia/Shanghai' } },
          },
        },
      ])
      .toArray();
    expect(doc).toEqual({ t: '2025-01-01 00:00 +0800' });
  });

  test('sums of decimal fractions do not drift', async () => {
    await things.insertMany(Array.from({ length: 10 }, () => ({ v: 0.1 })));
    expect(await things.aggregate([{ $group: { _id: null, s: { $sum: '$v' } } }]).toArray()).toEqual([
      { _id: null, s: 1 },
    ]);
  });

  test('$facet, $unwind and $match on expressions', async () => {
    await things.insertMany([
      { _id: 1, l: ['a', 'b'], n: 0.5 },
      { _id: 2, l: ['b'], n: 0 },
    ] as never[]);
    const [doc] = await things
      .aggregate([
        {
          $facet: {
            tags: [{ $unwind: '$l' }, { $group: { _id: '$l', n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
            some: [{ $match: { $expr: '$n' } }, { $count: 'n' }],
          },
        },
      ])
      .toArray();
    expect(doc).toEqual({
      tags: [
        { _id: 'a', n: 1 },
        { _id: 'b', n: 2 },
      ],
      some: [{ n: 1 }],
    });
  });
});

describe('what is not supported or wrong is refused with MongoDB’s code', () => {
  const table: Array<[string, number, () => Promise<unknown>]> = [
    ['unknown command', 59, () => db.command({ mapReduce: 'things' })],
    ['unknown field of a command', 40415, () => db.command({ find: 'things', let: { a: 1 } })],
    ['collation', 40415, () => things.find({}, { collation: { locale: 'zh' } }).toArray()],
    ['unknown query operator', 2, () => things.find({ a: { $near: [1, 2] } }).toArray()],
    ['$where', 2, () => things.find({ $where: 'true' }).toArray()],
    ['unknown stage', 40324, () => things.aggregate([{ $lookup: {} }]).toArray()],
    [
      'unknown accumulator',
      15952,
      () => things.aggregate([{ $group: { _id: null, x: { $stdDevPop: '$a' } } }]).toArray(),
    ],
    ['unknown expression', 168, () => things.aggregate([{ $project: { x: { $function: {} } } }]).toArray()],
    ['unknown update operator', 9, () => change({}, { $bit: { a: { and: 1 } } })],
    ['update with a pipeline', 238, () => change({}, [{ $set: { a: 1 } }])],
    ['two updates of one path', 40, () => change({}, { $set: { a: 1 }, $inc: { a: 1 } })],
    ['changing _id', 66, () => change({}, { $set: { _id: 2 } })],
    ['$inc of a string', 14, () => change({}, { $inc: { s: 1 } })],
    ['a path through a scalar', 28, () => change({}, { $set: { 's.x': 1 } })],
    ['$push to a scalar', 2, () => change({}, { $push: { s: 1 } })],
    ['$rename out of an array', 2, () => change({}, { $rename: { 'l.0.k': 'x' } })],
    ['unused array filter', 9, () => change({}, { $set: { a: 1 } }, { arrayFilters: [{ 'x.y': 1 }] })],
    ['duplicate _id', 11000, () => things.insertOne({ _id: 1 as never })],
    ['an array as _id', 53, () => things.insertOne({ _id: [1] as never })],
    ['$-field in a document', 52, () => things.insertOne({ $x: 1 })],
    ['mixed projection', 31254, () => things.find({}, { projection: { a: 1, b: 0 } }).toArray()],
    ['group without _id', 15955, () => things.aggregate([{ $group: { n: { $sum: 1 } } }]).toArray()],
    ['division by zero', 2, () => things.aggregate([{ $project: { x: { $divide: [1, 0] } } }]).toArray()],
    [
      'unknown time zone',
      40485,
      () => things.aggregate([{ $project: { x: { $hour: { date: '$d', timezone: 'Mars/City' } } } }]).toArray(),
    ],
    ['bad regex', 51091, () => things.find({ s: { $regex: '(' } }).toArray()],
    ['bad hint', 2, () => things.find({}, { hint: 'nope' }).toArray()],
    ['unknown cursor', 43, () => db.command({ getMore: Long.fromNumber(12345), collection: 'things' })],
    ['2dsphere index', 67, () => things.createIndex({ at: '2dsphere' })],
    ['TTL over two fields', 67, () => things.createIndex({ a: 1, b: 1 }, { expireAfterSeconds: 1 })],
    ['dropping the _id index', 72, () => things.dropIndex('_id_')],
    ['dropping an unknown index', 27, () => things.dropIndex('nope')],
    ['create twice', 48, () => db.createCollection('things')],
    ['names with a dollar', 73, () => db.command({ create: 'a$b' })],
    ['DDL inside a transaction', 263, () => inTransaction({ create: 'x' })],
  ];

  async function inTransaction(command: Doc): Promise<unknown> {
    const session = db.client.startSession();
    try {
      session.startTransaction();
      return await db.command(command, { session });
    } finally {
      await session.abortTransaction();
      await session.endSession();
    }
  }

  test.each(table)('%s: %i', async (_, code, run) => {
    await things.insertOne({ _id: 1 as never, s: 'text', l: [{ k: 1 }], d: new Date() });
    await expect(run()).rejects.toMatchObject({ code });
  });

  test('a document with __proto__, without effect on anything', async () => {
    const doc = Object.defineProperty({}, '__proto__', { value: { x: 1 }, enumerable: true });
    await expect(things.insertOne(doc)).rejects.toMatchObject({ code: 2 });
    expect(({} as Doc).x).toBeUndefined();
  });
});
