// Collections, indexes and databases: making, listing, changing and dropping them.

import { type Collection, hydrateIndex, type Index } from '../catalog';
import { fillIndex } from '../documents';
import { fail } from '../errors';
import { compileFilter } from '../filter';
import { same } from '../order';
import { type Document, encode, isDocument, isNumber } from '../values';
import type { Context, Handler } from './context';
import { isKnown, parseIndex } from './index-definitions';
import { ensureCollection } from './writing';

const nothing = (context: Context): Collection =>
  context.engine.store.catalog.get(context.namespace) ?? fail(26, `ns does not exist: ${context.namespace}`);

const create: Handler = async (context, command) => {
  if (command.capped === true) fail(238, 'capped collections are not supported');
  const { catalog } = context.engine.store;
  if (catalog.get(context.namespace)) fail(48, `Collection ${context.namespace} already exists.`);
  await ensureCollection(context);
  return { ok: 1 };
};

const drop: Handler = async (context) => {
  const { store } = context.engine;
  const collection = store.catalog.get(context.namespace);
  if (!collection) return { ok: 1 };
  await store.write((target) => store.catalog.drop(target, collection));
  return { nIndexesWas: collection.indexes.length + 1, ns: context.namespace, ok: 1 };
};

const dropDatabase: Handler = async (context) => {
  const { store } = context.engine;
  for (const collection of store.catalog.inDatabase(context.database)) {
    await store.write((target) => store.catalog.drop(target, collection));
  }
  return { dropped: context.database, ok: 1 };
};

const createIndexes: Handler = async (context, command) => {
  const { store } = context.engine;
  const isNew = !store.catalog.get(context.namespace);
  if (!Array.isArray(command.indexes) || !command.indexes.length)
    return fail(2, 'Must specify at least one index to create');
  const specs = command.indexes.map(parseIndex);
  const collection = await ensureCollection(context);
  const before = collection.indexes.length + 1;
  for (const spec of specs) {
    if (same(spec.key, { _id: 1 }) || isKnown(collection, spec)) continue;
    const index = await store.write((target) => {
      if (isKnown(collection, spec)) return null;
      const made: Index = { ...hydrateIndex(spec, store.catalog.takeId()), isReady: false };
      fillIndex(target, collection, made);
      collection.indexes.push(made);
      store.catalog.changed(collection);
      store.catalog.save(target, collection);
      return made;
    });
    if (!index) continue;
    index.isReady = true;
    store.catalog.changed(collection); // for transactions whose snapshot is older than the commit
  }
  const after = collection.indexes.length + 1;
  return {
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: isNew,
    ...(before === after ? { note: 'all indexes already exist' } : {}),
    ok: 1,
  };
};

function chosen(collection: Collection, wanted: unknown): Index[] {
  if (wanted === '*') return [...collection.indexes];
  return (Array.isArray(wanted) ? wanted : [wanted]).map((one) => {
    const found = collection.indexes.find(({ spec }) => (isDocument(one) ? same(spec.key, one) : spec.name === one));
    if (!found && (one === '_id_' || (isDocument(one) && same(one, { _id: 1 }))))
      return fail(72, 'cannot drop _id index');
    return found ?? fail(27, `index not found with name [${String(one)}]`);
  });
}

const dropIndexes: Handler = async (context, command) => {
  const { store } = context.engine;
  const collection = store.catalog.get(context.namespace) ?? fail(26, `ns not found ${context.namespace}`);
  const nIndexesWas = collection.indexes.length + 1;
  await store.write((target) => {
    for (const index of chosen(collection, command.index)) {
      for (const [key] of [...target.range(index.low, index.high)]) target.delete(key);
      collection.indexes.splice(collection.indexes.indexOf(index), 1);
    }
    store.catalog.changed(collection);
    store.catalog.save(target, collection);
  });
  return { nIndexesWas, ok: 1 };
};

const collMod: Handler = async (context, command) => {
  const { store } = context.engine;
  const collection = nothing(context);
  const wanted = command.index;
  if (!isDocument(wanted)) return { ok: 1 };
  const index = collection.indexes.find(
    ({ spec }) => spec.name === wanted.name || (isDocument(wanted.keyPattern) && same(spec.key, wanted.keyPattern)),
  );
  if (!index)
    return fail(
      27,
      `cannot find index ${String(wanted.name ?? JSON.stringify(wanted.keyPattern))} for ns ${context.namespace}`,
    );
  if (!isNumber(wanted.expireAfterSeconds)) return fail(72, 'no expireAfterSeconds field');
  const before = index.spec.expireAfterSeconds;
  const after = Number(wanted.expireAfterSeconds);
  await store.write((target) => {
    index.spec.expireAfterSeconds = after;
    store.catalog.save(target, collection);
  });
  return { ...(before === undefined ? {} : { expireAfterSeconds_old: before }), expireAfterSeconds_new: after, ok: 1 };
};

const list = (context: Context, namespace: string, docs: Document[]) =>
  context.engine.cursors.open(docs.map(encode), { namespace, single: true, batchSize: Number.POSITIVE_INFINITY });

const listIndexes: Handler = (context) => {
  const { idIndex, indexes } = nothing(context);
  const specs = [{ v: 2, key: { _id: 1 }, name: idIndex.spec.name }, ...indexes.map(({ spec }) => ({ ...spec }))];
  return list(context, context.namespace, specs);
};

const listCollections: Handler = (context, command) => {
  const docs = context.engine.store.catalog.inDatabase(context.database).map(({ namespace }) => ({
    name: namespace.slice(context.database.length + 1),
    type: 'collection',
    ...(command.nameOnly === true
      ? {}
      : { options: {}, info: { readOnly: false }, idIndex: { v: 2, key: { _id: 1 }, name: '_id_' } }),
  }));
  const wanted = docs.filter(compileFilter(isDocument(command.filter) ? command.filter : {}));
  return list(context, `${context.database}.$cmd.listCollections`, wanted);
};

const listDatabases: Handler = (context, command) => {
  const names = new Set(
    [...context.engine.store.catalog.collections.keys()].map((namespace) => namespace.split('.')[0]!),
  );
  const docs = [...names].map((name) => (command.nameOnly === true ? { name } : { name, sizeOnDisk: 0, empty: false }));
  return {
    databases: docs.filter(compileFilter(isDocument(command.filter) ? command.filter : {})),
    totalSize: 0,
    ok: 1,
  };
};

export const definitions: Record<string, Handler> = {
  create,
  drop,
  dropDatabase,
  createIndexes,
  dropIndexes,
  collMod,
  listIndexes,
  listCollections,
  listDatabases,
};
