// insert, update, delete and findAndModify.
import { ObjectId } from 'bson';
import type { Collection } from '../catalog';
import { putDocument, refuseBadId, type WriteTarget } from '../documents';
import { CommandError, fail } from '../errors';
import { compileProjection } from '../projection';
import { find, type Query } from '../reader';
import { refuseUnknown } from '../refuse';
import type { Found } from '../scan';
import { type CompiledUpdate, compileUpdate } from '../update';
import { upsertBase } from '../upsert';
import { type Document, decode, encode, isDocument, MAX_DOCUMENT } from '../values';
import type { Context, Handler } from './context';

/** Runs a change in the transaction, or as a durable write of its own that a driver may safely send twice. */
function write(context: Context, change: (target: WriteTarget) => Document): Promise<Document> {
  const { engine, transaction, session, retry } = context;
  if (transaction) return Promise.resolve(change(transaction));
  return engine.store.write((target) =>
    session && retry !== undefined
      ? engine.sessions.once(target, session, retry, () => change(target))
      : change(target),
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

/** Statements one after the other; a failed one is reported, and ends the rest when they are ordered. */
function eachStatement<T>(statements: T[], isOrdered: boolean, run: (statement: T, index: number) => void): Document {
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError) || error.code === 112) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.extra });
      if (isOrdered) break;
    }
  }
  return writeErrors.length ? { writeErrors } : {};
}

function statementsOf(command: Document, name: string, kind: string): Document[] {
  const list = command[name];
  if (!Array.isArray(list) || !list.length) return fail(16, `Write batch sizes must be between 1 and 100000`);
  return list.map((statement) => {
    if (!isDocument(statement)) return fail(14, `each of ${name} must be an object`);
    refuseUnknown(`${kind}.${name}`, statement, kind);
    return statement;
  });
}

const isOrdered = (command: Document): boolean => command.ordered !== false;

/** The `_id` comes first in a stored document and is made up when missing. */
function stored(raw: Buffer): { doc: Document; raw: Buffer } {
  if (raw.length > MAX_DOCUMENT) fail(10334, `object to insert too large. size in bytes: ${raw.length}`);
  const doc = decode(raw);
  if (Object.keys(doc)[0] === '_id') return { doc, raw: Buffer.from(raw) };
  const { _id = new ObjectId(), ...rest } = doc;
  const complete = { _id, ...rest };
  return { doc: complete, raw: encode(complete) };
}

const insert: Handler = async (context, command) => {
  const list = Array.isArray(command.documents) ? command.documents : [];
  if (!list.length) fail(16, 'Write batch sizes must be between 1 and 100000. Got 0 operations.');
  const raws = list.map((doc: unknown) => (Buffer.isBuffer(doc) ? doc : encode(doc as Document)));
  const collection = await ensureCollection(context);
  return write(context, (target) => {
    let n = 0;
    const errors = eachStatement(raws, isOrdered(command), (bytes) => {
      const { doc, raw } = stored(bytes);
      const odd = Object.keys(doc).find((field) => field.startsWith('$'));
      if (odd) fail(52, `The dollar ($) prefixed field '${odd}' in '${odd}' is not valid for storage.`);
      refuseBadId(doc);
      putDocument(target, collection, null, doc, raw);
      n++;
    });
    return { n, ...errors, ok: 1 };
  });
};

/** Documents a write is about; nothing pauses here, the writer is held. */
function search(target: WriteTarget, collection: Collection, query: Query): Found[] {
  const found: Found[] = [];
  for (const entry of find(target, collection, query)) if (entry) found.push(entry);
  return found;
}

interface Changed {
  n: number;
  modified: number;
  upserted?: unknown;
  before: Document | null;
  after: Document | null;
}

interface UpdateStatement {
  query: Query & { filter: Document };
  update: CompiledUpdate;
  upsert: boolean;
}

function updateDocuments(target: WriteTarget, collection: Collection, statement: UpdateStatement): Changed {
  const { query, update, upsert } = statement;
  const changed: Changed = { n: 0, modified: 0, before: null, after: null };
  for (const { raw, doc } of search(target, collection, query)) {
    const before = doc ?? decode(raw);
    const after = update.apply(before);
    const next = encode(after);
    changed.n++;
    changed.before = before;
    changed.after = after;
    const isSame = next.equals(raw);
    if (!isSame) putDocument(target, collection, before, after, next);
    if (!isSame || update.alwaysModifies) changed.modified++;
  }
  if (changed.n || !upsert) return changed;
  const { _id, ...rest } = update.apply(upsertBase(query.filter, update.isReplacement), true);
  const created: Document = { _id: _id ?? new ObjectId(), ...rest };
  refuseBadId(created);
  putDocument(target, collection, null, created, encode(created));
  return { n: 1, modified: 0, upserted: created._id, before: null, after: created };
}

const filterOf = (statement: Document, name: string): Document => {
  const filter = statement[name];
  return isDocument(filter) ? filter : fail(14, `BSON field '${name}' is the wrong type, expected type 'object'`);
};

function parseUpdate(statement: Document): UpdateStatement {
  const filter = filterOf(statement, 'q');
  const update = compileUpdate(statement.u, filter, statement.arrayFilters);
  if (update.isReplacement && statement.multi === true)
    fail(9, 'multi update is not supported for replacement-style update');
  const sort = isDocument(statement.sort) ? statement.sort : undefined;
  const query = { filter, sort, limit: statement.multi === true ? 0 : 1, hint: statement.hint };
  return { query, update, upsert: statement.upsert === true };
}

const update: Handler = async (context, command) => {
  const statements = statementsOf(command, 'updates', 'update');
  const collection = await ensureCollection(context);
  return write(context, (target) => {
    let n = 0;
    let nModified = 0;
    const upserted: Document[] = [];
    const errors = eachStatement(statements, isOrdered(command), (statement, index) => {
      const changed = updateDocuments(target, collection, parseUpdate(statement));
      n += changed.n;
      nModified += changed.modified;
      if (changed.upserted !== undefined) upserted.push({ index, _id: changed.upserted });
    });
    return { n, nModified, ...(upserted.length ? { upserted } : {}), ...errors, ok: 1 };
  });
};

const remove: Handler = (context, command) => {
  const statements = statementsOf(command, 'deletes', 'delete');
  const collection = context.engine.store.catalog.get(context.namespace);
  return write(context, (target) => {
    let n = 0;
    const errors = eachStatement(statements, isOrdered(command), (statement) => {
      const query = { filter: filterOf(statement, 'q'), limit: Number(statement.limit ?? 0), hint: statement.hint };
      for (const { raw, doc } of collection ? search(target, collection, query) : []) {
        putDocument(target, collection!, doc ?? decode(raw), null);
        n++;
      }
    });
    return { n, ...errors, ok: 1 };
  });
};

const findAndModify: Handler = async (context, command) => {
  const filter = isDocument(command.query) ? command.query : {};
  const sort = isDocument(command.sort) ? command.sort : undefined;
  const fields = isDocument(command.fields) && Object.keys(command.fields).length ? command.fields : null;
  const shape = fields ? compileProjection(fields, filter) : (doc: Document) => doc;
  const query = { filter, sort, limit: 1, hint: command.hint };
  if (command.remove === true) {
    if (command.update !== undefined) fail(9, 'Cannot specify both an update and remove=true');
    if (command.new === true)
      fail(9, "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
    if (command.upsert === true) fail(9, 'Cannot specify both upsert=true and remove=true');
    const collection = context.engine.store.catalog.get(context.namespace);
    return write(context, (target) => {
      const [found] = collection ? search(target, collection, query) : [];
      if (!found) return { lastErrorObject: { n: 0 }, value: null, ok: 1 };
      const doc = found.doc ?? decode(found.raw);
      putDocument(target, collection!, doc, null);
      return { lastErrorObject: { n: 1 }, value: shape(doc), ok: 1 };
    });
  }
  if (command.update === undefined) fail(9, 'Either an update or remove=true must be specified');
  const statement = {
    query,
    update: compileUpdate(command.update, filter, command.arrayFilters),
    upsert: command.upsert === true,
  };
  const collection = await ensureCollection(context);
  return write(context, (target) => {
    const changed = updateDocuments(target, collection, statement);
    const upserted = changed.upserted === undefined ? {} : { upserted: changed.upserted };
    const lastErrorObject = {
      n: changed.n,
      updatedExisting: changed.n > 0 && changed.upserted === undefined,
      ...upserted,
    };
    const value = command.new === true ? changed.after : changed.before;
    return { lastErrorObject, value: value && shape(value), ok: 1 };
  });
};

export const writes: Record<string, Handler> = { insert, update, delete: remove, findAndModify };
