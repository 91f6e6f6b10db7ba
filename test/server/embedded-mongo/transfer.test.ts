// Data out of one database and into another, unchanged down to the type of a number.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Double, Long, ObjectId } from 'mongodb';
import { exportData, importData } from '../../../server/data-tools/transfer';
import { documentsOf } from './fuzz/cases';
import { cleanUp, connect, freshDatabase, temporaryFolder } from './support';

const silent = (): void => undefined;

afterAll(cleanUp);

async function exported(): Promise<string> {
  const { db, uri } = await freshDatabase();
  await db.collection('mixed').insertMany(documentsOf(3) as never[]);
  await db
    .collection('typed')
    .insertMany([{ a: new Double(1), b: Long.fromNumber(2), c: 3, d: new Date(0), e: /x/i, f: new ObjectId() }]);
  await db.collection('typed').createIndex({ c: 1 }, { unique: true, partialFilterExpression: { c: { $gt: 1 } } });
  await db.createCollection('empty');
  const folder = join(temporaryFolder(), 'out');
  const summary = await exportData(uri, folder, silent);
  expect(summary.map(({ name, documents }) => [name, documents])).toEqual([
    ['empty', 0],
    ['mixed', 14],
    ['typed', 1],
  ]);
  return folder;
}

test('an import gives the same documents, types and indexes', async () => {
  const folder = await exported();
  const target = await freshDatabase();
  await importData(folder, target.uri, silent);
  // the only thing that is there besides, and is no part of what was exported
  const [act, ...more] = await target.db.collection('audit').find().toArray();
  expect([act, more]).toMatchObject([
    { act: 'import-data', person: null, after: { mixed: 14, typed: 1, empty: 0 } },
    [],
  ]);
  await target.db.collection('audit').drop();
  const again = join(temporaryFolder(), 'again');
  await exportData(target.uri, again, silent);
  const collectionsIn = (place: string): unknown =>
    JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8')).collections;
  expect(collectionsIn(again)).toEqual(collectionsIn(folder));
  expect(await target.db.collection('typed').countDocuments({ a: { $type: 'double' }, b: { $type: 'long' } })).toBe(1);
});

test('a target that is not empty, or a file that was changed, is refused', async () => {
  const folder = await exported();
  const target = await freshDatabase();
  await target.db.collection('typed').insertOne({ here: true });
  await expect(importData(folder, target.uri, silent)).rejects.toThrow('not empty');
  const fresh = await freshDatabase();
  appendFileSync(join(folder, 'mixed.ejson'), '{"_id":{"$numberInt":"99"}}\n');
  await expect(importData(folder, fresh.uri, silent)).rejects.toThrow('15 documents of 14');
  writeFileSync(join(folder, 'manifest.json'), '{"format":"other"}');
  await expect(importData(folder, fresh.uri, silent)).rejects.toThrow('no export');
  expect(await (await connect(fresh.uri)).db('portal').collection('typed').countDocuments()).toBe(0);
});
