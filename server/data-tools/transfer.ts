// Moving all data between any two MongoDB databases, the embedded one included: a folder with one file of EJSON
// lines per collection and a manifest of counts, hashes and indexes. Hashes are over the lines in the order of `_id`,
// so the same data give the same hash on every engine.
import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EJSON } from 'bson';
import { type Collection, type Db, type Document, MongoClient } from 'mongodb';
import { startEmbeddedDatabase } from '../embedded-mongo';

export interface CollectionSummary {
  name: string;
  documents: number;
  sha256: string;
  indexes: Document[];
}

interface Manifest {
  format: 'yicheng-data';
  version: 1;
  exportedAt: string;
  collections: CollectionSummary[];
}

/** Told after every thousand documents and at the end of a collection. */
export type Progress = (collection: string, documents: number, isDone: boolean) => void;

const AT_ONCE = 500;

/** A `mongodb://` address, or the data folder of an embedded database, which is started for the purpose. */
async function open(place: string): Promise<{ client: MongoClient; db: Db }> {
  const uri = /^mongodb(\+srv)?:\/\//.test(place) ? place : (await startEmbeddedDatabase({ dataDir: place })).uri;
  // wrapped values, so that every number keeps its type
  const client = await MongoClient.connect(uri, {
    promoteValues: false,
    promoteLongs: false,
    writeConcern: { w: 'majority', journal: true },
  });
  return { client, db: client.db() };
}

const lineOf = (doc: Document): string => EJSON.stringify(doc, { relaxed: false });

async function* inOrder(collection: Collection): AsyncIterable<string> {
  for await (const doc of collection.find().sort({ _id: 1 }).batchSize(1000)) yield lineOf(doc);
}

async function summarize(
  collection: Collection,
  each: (line: string, count: number) => Promise<void> | void,
): Promise<{ documents: number; sha256: string }> {
  const hash: Hash = createHash('sha256');
  let documents = 0;
  for await (const line of inOrder(collection)) {
    hash.update(`${line}\n`);
    await each(line, ++documents);
  }
  return { documents, sha256: hash.digest('hex') };
}

/** Everything but the index on `_id`, as `createIndexes` takes it. */
async function indexesOf(collection: Collection): Promise<Document[]> {
  const all = (await collection.listIndexes().toArray()) as Document[];
  return all.filter(({ name }) => name !== '_id_').map(({ v: _v, ns: _ns, ...index }) => index);
}

/** Writes all collections of a database to a folder, which must not hold an export already. */
export async function exportData(from: string, folder: string, progress: Progress): Promise<CollectionSummary[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { client, db } = await open(from);
  try {
    const names = (await db.listCollections({}, { nameOnly: true }).toArray())
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('system.'));
    const collections: CollectionSummary[] = [];
    for (const name of names.sort()) {
      const file = createWriteStream(join(folder, `${name}.ejson`), { mode: 0o600, flags: 'wx' });
      await once(file, 'open');
      const collection = db.collection(name);
      const summary = await summarize(collection, async (line, count) => {
        if (!file.write(`${line}\n`)) await once(file, 'drain');
        if (count % 1000 === 0) progress(name, count, false);
      });
      file.end();
      await once(file, 'finish');
      progress(name, summary.documents, true);
      collections.push({ name, ...summary, indexes: await indexesOf(collection) });
    }
    const manifest: Manifest = {
      format: 'yicheng-data',
      version: 1,
      exportedAt: new Date().toISOString(),
      collections,
    };
    const text = EJSON.stringify(manifest, undefined, 2, { relaxed: true });
    await writeFile(join(folder, 'manifest.json'), `${text}\n`, { mode: 0o600, flag: 'wx' });
    return collections;
  } finally {
    await client.close();
  }
}

async function insertLines(collection: Collection, file: string, progress: (count: number) => void): Promise<void> {
  let batch: Document[] = [];
  let count = 0;
  const flush = async (): Promise<void> => {
    if (batch.length) await collection.insertMany(batch);
    count += batch.length;
    batch = [];
    if (count % 1000 === 0) progress(count);
  };
  for await (const line of createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line) batch.push(EJSON.parse(line, { relaxed: false }) as Document);
    if (batch.length === AT_ONCE) await flush();
  }
  await flush();
}

async function readManifest(folder: string): Promise<Manifest> {
  const manifest = EJSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  if (manifest.format !== 'yicheng-data' || manifest.version !== 1)
    throw new Error(`${folder} is no export of this portal`);
  return manifest;
}

/** The import stands in the record of acts of the database it went into; read back before, so that hashes are the export's own. */
async function record(db: Db, { collections, exportedAt }: Manifest): Promise<void> {
  const documents = collections.reduce((sum, one) => sum + one.documents, 0);
  await db.collection('audit').insertOne({
    at: new Date(),
    person: null,
    label: '命令行',
    act: 'import-data',
    kind: 'database',
    object: 'data',
    text: `导入 ${exportedAt} 导出的 ${collections.length} 个集合，共 ${documents} 条记录`,
    before: null,
    after: Object.fromEntries(collections.map((one) => [one.name, one.documents])),
  });
}

/**
 * Reads an export into a database whose collections of the same names must be empty, then builds the indexes, reads
 * everything back and puts it on the record. @throws Error when a count or a hash is not that of the export
 */
export async function importData(folder: string, to: string, progress: Progress): Promise<CollectionSummary[]> {
  const manifest = await readManifest(folder);
  const { collections } = manifest;
  const { client, db } = await open(to);
  try {
    for (const { name } of collections) {
      if (await db.collection(name).findOne({}))
        throw new Error(`collection ${name} of the target is not empty; nothing was imported`);
    }
    const present = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
    for (const { name, documents, sha256, indexes } of collections) {
      const collection = present.has(name) ? db.collection(name) : await db.createCollection(name);
      await insertLines(collection, join(folder, `${name}.ejson`), (count) => progress(name, count, false));
      if (indexes.length) await collection.createIndexes(indexes as never[]);
      const there = await summarize(collection, () => undefined);
      if (there.documents !== documents || there.sha256 !== sha256) {
        throw new Error(
          `collection ${name} differs after the import: ${there.documents} documents of ${documents}, hash ${there.sha256} not ${sha256}`,
        );
      }
      progress(name, documents, true);
    }
    await record(db, manifest);
    return collections;
  } finally {
    await client.close();
  }
}
