// Writing one document together with its index entries.

import type { ObjectId } from 'bson';
import type { Collection, Index } from './catalog';
import { decode } from './decoding';
import { CommandError, fail } from './errors';
import { expandKeys } from './expansion';
import { documentKey, encodeKey, MAX_FIELDS, MAX_ID } from './keys';
import { valueAt } from './paths';
import { type Document, encode, fieldOf, isDocument, RANK, rank } from './values';
import { join, type Overlay, text } from './views';

export interface IndexKeys {
  /** by their text */
  keys: Map<string, Buffer>;
  /** fields with several values in this document, or a value too long to be kept whole */
  multikey: string[];
}

/** Keys of a document in an index; none when a partial or sparse index leaves it out. */
export function indexKeys(index: Index, doc: Document, key: Buffer): IndexKeys {
  const keys = new Map<string, Buffer>();
  if (index.accepts && !index.accepts(doc)) return { keys, multikey: [] };
  let isPresent = !index.spec.sparse;
  let isMultikey = false;
  let isLong = false;
  expandKeys(doc, index.paths, (values, isMulti) => {
    isMultikey ||= isMulti;
    isPresent ||= values.some((value, i) => value !== undefined || isEmptyArrayAt(doc, index.fields[i]!));
    const fields = encodeKey(values, index.directions);
    isLong ||= fields.length > MAX_FIELDS;
    const entry = index.spec.unique ? join(index.low, fields) : join(index.low, fields, key);
    keys.set(text(entry), entry);
  });
  if (!isPresent) keys.clear();
  if (isLong) return { keys, multikey: index.fields };
  return { keys, multikey: isMultikey ? index.fields.filter((_, i) => runsThroughArray(doc, index.paths[i]!)) : [] };
}

function runsThroughArray(doc: Document, path: string[]): boolean {
  let value: unknown = doc;
  for (const part of path) value = isDocument(value) ? fieldOf(value, part) : value;
  return Array.isArray(value);
}

/** An empty array is a present field although it has no element to index. */
const isEmptyArrayAt = (doc: Document, field: string): boolean => Array.isArray(valueAt(doc, field));

function shown(value: unknown): string {
  if (rank(value) === RANK.objectId) return `ObjectId('${(value as ObjectId).toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  return JSON.stringify(value) ?? 'null';
}

/** Values of the one key that clashes; a document with arrays has several. */
function clashing(index: Index, doc: Document, entry: Buffer): unknown[] {
  let found: unknown[] = [];
  expandKeys(doc, index.paths, (values) => {
    if (join(index.low, encodeKey(values, index.directions)).equals(entry)) found = [...values];
  });
  return found;
}

function duplicate(collection: Collection, index: Index, doc: Document, entry: Buffer): CommandError {
  const values = clashing(index, doc, entry);
  const keyValue = Object.fromEntries(index.fields.map((field, i) => [field, values[i] ?? null]));
  const fields = Object.entries(keyValue).map(([field, value]) => `${field}: ${shown(value)}`);
  const message = `E11000 duplicate key error collection: ${collection.namespace} index: ${index.spec.name} dup key: { ${fields.join(', ')} }`;
  return new CommandError(11000, message, { extra: { keyPattern: index.spec.key, keyValue } });
}

/** What a write needs besides the overlay: locks of open transactions and the indexes that became multikey. */
export interface WriteTarget extends Overlay {
  lock(key: Buffer, collection: Collection): void;
  /** indexes that got their first document with several keys in this write */
  readonly becameMultikey: Map<Index, Collection>;
}

/**
 * Inserts (`before` null), replaces, or deletes (`after` null) one document; nothing is written when it throws.
 * @throws CommandError 11000 when a unique index already has the key
 */
export function putDocument(
  target: WriteTarget,
  collection: Collection,
  before: Document | null,
  after: Document | null,
  raw?: Buffer,
): void {
  if (collection.isDropped) fail(26, `ns not found: ${collection.namespace} was dropped meanwhile`);
  const key = documentKey(fieldOf((after ?? before)!, '_id'));
  const place = join(collection.low, key);
  target.lock(place, collection);
  if (after && !before && target.get(place)) throw duplicate(collection, collection.idIndex, after, place);
  const removed: Buffer[] = [];
  const added: Buffer[] = [];
  const multikey: Array<[Index, string]> = [];
  for (const index of collection.indexes) {
    const old = before ? indexKeys(index, before, key).keys : new Map<string, Buffer>();
    const now: IndexKeys = after ? indexKeys(index, after, key) : { keys: new Map(), multikey: [] };
    for (const [name, entry] of old) if (!now.keys.has(name)) removed.push(entry);
    for (const [name, entry] of now.keys) {
      if (old.has(name)) continue;
      if (index.spec.unique && isTaken(target, entry, key)) throw duplicate(collection, index, after!, entry);
      added.push(entry);
    }
    for (const field of now.multikey) if (!index.savedMultikey.has(field)) multikey.push([index, field]);
  }
  for (const entry of removed) target.delete(entry);
  for (const entry of added) target.put(entry, key);
  target.put(place, after ? (raw ?? encode(after)) : undefined);
  for (const [index, field] of multikey) {
    index.multikey.add(field);
    target.becameMultikey.set(index, collection);
  }
}

function isTaken(target: Overlay, entry: Buffer, key: Buffer): boolean {
  const owner = target.get(entry);
  return owner !== undefined && !owner.equals(key);
}

/** Fills a new index from the documents that are there. @throws CommandError 11000 when it is to be unique and is not */
export function fillIndex(target: WriteTarget, collection: Collection, index: Index): void {
  for (const [place, raw] of target.range(collection.low, collection.high)) {
    const doc = decode(raw);
    const key = Buffer.from(place.subarray(4));
    const { keys, multikey } = indexKeys(index, doc, key);
    for (const entry of keys.values()) {
      if (index.spec.unique && isTaken(target, entry, key)) throw duplicate(collection, index, doc, entry);
      target.put(entry, key);
    }
    for (const field of multikey) index.multikey.add(field);
  }
}

/** @throws CommandError 2 or 53 for an `_id` MongoDB would refuse */
export function refuseBadId(doc: Document): void {
  const id = fieldOf(doc, '_id');
  if (Array.isArray(id)) fail(53, "The '_id' value cannot be of type array");
  if (rank(id) === RANK.regex) fail(53, "The '_id' value cannot be of type regex");
  if (documentKey(id).length > MAX_ID) fail(17280, `an _id longer than ${MAX_ID} bytes is not supported`);
}
