// One case is a number: it decides the documents, the question, and with them the right answer.
import { EJSON } from 'bson';
import { type ClientSession, type Collection, MongoServerError } from 'mongodb';
import { type Doc, document, FIELDS } from './documents';
import { filter, projection, sort, withoutEmptyArrays } from './filters';
import { pipeline } from './pipelines';
import { Random } from './random';
import { update } from './updates';

/** cases that share their documents */
export const PER_SET = 25;
const DOCUMENTS = 14;

export interface Case {
  number: number;
  /** question as text, for reports */
  text: string;
  /** changes documents, which have to be put back afterwards */
  isWrite: boolean;
  ask: (collection: Collection<Doc>, session?: ClientSession) => Promise<unknown>;
}

export function documentsOf(set: number): Doc[] {
  const random = new Random(set * 7919 + 17);
  return Array.from({ length: DOCUMENTS }, (_, id) => document(random, id));
}

/** Indexes of a set, none over two arrays; the embedded database must answer alike with and without. */
export function indexesOf(set: number): Doc[] {
  const random = new Random(set * 104729 + 3);
  const all: Doc[] = [
    { a: 1 },
    { b: -1 },
    { 'sub.x': 1 },
    { 'items.k': 1, 'items.n': -1 },
    { list: 1 },
    { c: 1, d: -1 },
  ];
  return all.filter(() => random.chance(0.5));
}

const plain = (value: unknown): string => EJSON.stringify(value, { relaxed: false });

const unordered = (docs: unknown[]): unknown[] =>
  docs
    .map((doc) => [plain(doc), doc] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, doc]) => doc);

function readCase(random: Random): Omit<Case, 'number'> {
  const wanted = filter(random);
  const kind = random.below(10);
  if (kind < 2)
    return { text: `count ${plain(wanted)}`, isWrite: false, ask: (collection) => collection.countDocuments(wanted) };
  if (kind === 2) {
    const key = random.pick(FIELDS);
    const ask = async (collection: Collection<Doc>) => unordered(await collection.distinct(key, wanted));
    return { text: `distinct ${key} ${plain(wanted)}`, isWrite: false, ask };
  }
  if (kind === 3) {
    const shape = projection(random);
    const ask = (collection: Collection<Doc>) => collection.find(wanted).sort({ _id: 1 }).project(shape).toArray();
    return { text: `find ${plain(wanted)} project ${plain(shape)}`, isWrite: false, ask };
  }
  const order = sort(random);
  const skip = random.chance(0.2) ? random.below(4) : 0;
  const limit = random.chance(0.3) ? 1 + random.below(6) : 0;
  const full = withoutEmptyArrays(wanted, order);
  const ask = (collection: Collection<Doc>) => collection.find(full).sort(order).skip(skip).limit(limit).toArray();
  return { text: `find ${plain(wanted)} sort ${plain(order)} skip ${skip} limit ${limit}`, isWrite: false, ask };
}

function aggregateCase(random: Random): Omit<Case, 'number'> {
  const { stages, isOrdered } = pipeline(random);
  const ask = async (collection: Collection<Doc>) => {
    const all = await collection.aggregate(stages).toArray();
    // the reference counts nothing as 0 where MongoDB gives no document, see differences.ts
    const docs = '$count' in stages.at(-1)! ? all.filter(({ n }) => n !== 0) : all;
    return isOrdered ? docs : unordered(docs);
  };
  return { text: `aggregate ${plain(stages)}`, isWrite: false, ask };
}

function writeCase(random: Random): Omit<Case, 'number'> {
  const { update: change, arrayFilters, filter: needed } = update(random);
  const wanted: Doc = needed ?? (random.chance(0.5) ? { _id: random.below(DOCUMENTS + 3) as unknown } : filter(random));
  const isReplacement = !Object.keys(change)[0]!.startsWith('$');
  // the reference adds to booleans, see differences.ts
  const added = Object.keys((change.$inc as Doc | undefined) ?? {}).filter((path) => !path.includes('$'));
  if (added.length)
    wanted.$and = [
      ...((wanted.$and as Doc[]) ?? []),
      ...added.map((path) => ({ [path]: { $not: { $type: 'bool' } } })),
    ];
  const options = { upsert: random.chance(0.3) && !added.length, ...(arrayFilters ? { arrayFilters } : {}) };
  const kind = isReplacement ? 3 : random.below(4);
  const one = {
    ...options,
    sort: [['_id', random.chance(0.5) ? 1 : -1]] as Array<[string, 1 | -1]>,
    returnDocument: random.pick(['before', 'after'] as const),
  };
  const withId = { $and: [wanted] };
  const ask = async (collection: Collection<Doc>, session?: ClientSession): Promise<unknown> => {
    let result: unknown;
    if (kind === 0) result = await collection.updateMany(wanted, change, { ...options, session });
    else if (kind === 1) result = await collection.findOneAndDelete(wanted, { sort: { _id: 1 }, session });
    else if (kind === 2 && '_id' in wanted)
      result = await collection.updateOne(wanted, change, { ...options, session });
    else if (isReplacement) result = await collection.findOneAndReplace(needed ?? withId, change, { ...one, session });
    else result = await collection.findOneAndUpdate(wanted, change, { ...one, session });
    return [result, await collection.find({}, { session }).sort({ _id: 1 }).toArray()];
  };
  return {
    text: `write ${kind} ${plain(wanted)} ${plain(change)} ${plain(options)} ${plain(one)}`,
    isWrite: true,
    ask,
  };
}

export function caseOf(number: number): Case {
  const random = new Random(number * 2654435761 + 99);
  const kind = random.below(10);
  const made = kind < 5 ? readCase(random) : kind < 7 ? aggregateCase(random) : writeCase(random);
  return { number, ...made };
}

const GENERATED_ID = /\{"\$oid":"(?!(\d)\1{23})[0-9a-f]{24}"\}/g;

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};

/** The answer as text: fields by name, ids made up by the server all alike, a refusal without its wording. */
export async function answer(collection: Collection<Doc>, { ask }: Case, session?: ClientSession): Promise<string> {
  try {
    return JSON.stringify(sorted(JSON.parse(plain(await ask(collection, session))))).replace(GENERATED_ID, '"<id>"');
  } catch (error) {
    if (error instanceof MongoServerError) return 'refused';
    throw error;
  }
}

/** Fresh documents of a set; indexes only where they are the point. */
export async function load(collection: Collection<Doc>, set: number, withIndexes: boolean): Promise<void> {
  await collection.deleteMany({});
  await collection.insertMany(documentsOf(set) as never[]);
  if (!withIndexes) return;
  await collection.dropIndexes();
  for (const key of indexesOf(set)) await collection.createIndex(key as never);
}

/**
 * Answers of one engine to a stretch of cases. With a session, writes are asked in transactions that are then aborted,
 * which saves putting the documents back.
 */
export async function answers(
  collection: Collection<Doc>,
  from: number,
  to: number,
  withIndexes: boolean,
  session?: ClientSession,
): Promise<string[]> {
  const given: string[] = [];
  let loaded = -1;
  for (let number = from; number < to; number++) {
    const set = Math.floor(number / PER_SET);
    if (loaded !== set) await load(collection, set, withIndexes && given.length % (4 * PER_SET) === 0);
    loaded = set;
    const one = caseOf(number);
    if (one.isWrite && session) {
      session.startTransaction();
      given.push(await answer(collection, one, session));
      await session.abortTransaction();
    } else {
      given.push(await answer(collection, one));
      if (one.isWrite) loaded = -1;
    }
  }
  return given;
}
