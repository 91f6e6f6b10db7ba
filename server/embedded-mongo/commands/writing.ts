// What all writing commands share: durable once-only writes, collections that come into being, statements and their errors.

import type { Collection } from '../catalog';
import { decode } from '../decoding';
import { putDocument, type WriteTarget } from '../documents';
import { CommandError, fail } from '../errors';
import { find, type Query } from '../reader';
import { refuseUnknown } from '../refuse';
import type { Found } from '../scan';
import { type Document, isDocument } from '../values';
import type { Context } from './context';
import { matchingIds } from './reads';

/** Runs a change in the transaction, or as a durable write of its own that a driver may safely send twice. */
export function write(context: Context, change: (target: WriteTarget) => Document): Promise<Document> {
  const { engine, transaction, session, retry } = context;
  if (transaction) return Promise.resolve(change(transaction));
  return engine.store.write(
    (target) =>
      session && retry !== undefined
        ? engine.sessions.once(target, session, retry, () => change(target))
        : change(target),
    context.deadline,
  );
}

/** The collection, made if it is not there; MongoDB does the same on the first write. */
export async function ensureCollection(context: Context): Promise<Collection> {
  const { engine, namespace, database } = context;
  const known = engine.store.catalog.get(namespace);
  if (known) return known;
  const name = namespace.slice(database.length + 1);
  if (!name || name.includes('$') || name.includes('\0') || name.startsWith('.') || name.endsWith('.')) {
    fail(73, `Invalid namespace specified '${namespace}'`);
  }
  return engine.store.write(
    (target) => engine.store.catalog.get(namespace) ?? engine.store.catalog.create(target, namespace),
  );
}

/** A refusal of one statement; a conflict or a failure of the storage is one of the whole command. */
function asWriteError(error: unknown, index: number): Document {
  if (!(error instanceof CommandError) || error.labels || error.code === 14031) throw error;
  return { index, code: error.code, errmsg: error.message, ...error.extra };
}

/** Statements one after the other; a failed one is reported, and ends the rest when they are ordered. */
export function eachStatement<T>(
  statements: T[],
  isOrdered: boolean,
  run: (statement: T, index: number) => void,
): Document {
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      writeErrors.push(asWriteError(error, index));
      if (isOrdered) break;
    }
  }
  return writeErrors.length ? { writeErrors } : {};
}

export function statementsOf(command: Document, name: string, kind: string): Document[] {
  const list = command[name];
  if (!Array.isArray(list) || !list.length) return fail(16, `Write batch sizes must be between 1 and 100000`);
  return list.map((statement) => {
    if (!isDocument(statement)) return fail(14, `each of ${name} must be an object`);
    refuseUnknown(`${kind}.${name}`, statement, kind);
    return statement;
  });
}

/** Documents a write is about; nothing pauses here, the writer is held. */
export function search(target: WriteTarget, collection: Collection, query: Query): Found[] {
  const found: Found[] = [];
  for (const entry of find(target, collection, query)) if (entry) found.push(entry);
  return found;
}

/** documents a statement over many changes in one commit */
const AT_ONCE = 200;

/**
 * Runs a change over all documents of a query outside a transaction: they are searched without holding the writer, then
 * changed a few at a time if they still match. As in MongoDB, such a statement is not atomic as a whole.
 */
export async function inBatches(
  context: Context,
  filter: Document,
  hint: unknown,
  change: (target: WriteTarget, filter: Document) => void,
): Promise<void> {
  const ids = await matchingIds(context, { filter, hint });
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = { $and: [{ _id: { $in: ids.slice(from, from + AT_ONCE) } }, filter] };
    await context.engine.store.write((target) => change(target, some), context.deadline);
  }
}

/** `eachStatement` for statements that take several commits. */
export async function eachLongStatement<T>(
  statements: T[],
  isOrdered: boolean,
  run: (statement: T, index: number) => Promise<void>,
): Promise<Document> {
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      await run(statement, index);
    } catch (error) {
      writeErrors.push(asWriteError(error, index));
      if (isOrdered) break;
    }
  }
  return writeErrors.length ? { writeErrors } : {};
}

export function deleteDocuments(target: WriteTarget, collection: Collection, query: Query): number {
  const found = search(target, collection, query);
  for (const { raw, doc } of found) putDocument(target, collection, doc ?? decode(raw), null);
  return found.length;
}
