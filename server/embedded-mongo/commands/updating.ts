// Updating documents: one statement of `update`, or the whole of `findAndModify`.

import { ObjectId } from 'bson';
import type { Collection } from '../catalog';
import { decode } from '../decoding';
import { putDocument, refuseBadId, type WriteTarget } from '../documents';
import { fail } from '../errors';
import { compileProjection } from '../projection';
import type { Query } from '../reader';
import { type CompiledUpdate, compileUpdate } from '../update';
import { upsertBase } from '../upsert';
import { type Document, encode, isDocument } from '../values';
import type { Handler } from './context';
import { ensureCollection, search, write } from './writing';

export interface Changed {
  n: number;
  modified: number;
  upserted?: unknown;
  before: Document | null;
  after: Document | null;
}

export interface UpdateStatement {
  query: Query & { filter: Document };
  update: CompiledUpdate;
  upsert: boolean;
}

export function updateDocuments(target: WriteTarget, collection: Collection, statement: UpdateStatement): Changed {
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

export const filterOf = (statement: Document, name: string): Document => {
  const filter = statement[name];
  return isDocument(filter) ? filter : fail(14, `BSON field '${name}' is the wrong type, expected type 'object'`);
};

export function parseUpdate(statement: Document): UpdateStatement {
  const filter = filterOf(statement, 'q');
  const update = compileUpdate(statement.u, filter, statement.arrayFilters);
  if (update.isReplacement && statement.multi === true)
    fail(9, 'multi update is not supported for replacement-style update');
  const sort = isDocument(statement.sort) ? statement.sort : undefined;
  const query = { filter, sort, limit: statement.multi === true ? 0 : 1, hint: statement.hint };
  return { query, update, upsert: statement.upsert === true };
}

export const findAndModify: Handler = async (context, command) => {
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
