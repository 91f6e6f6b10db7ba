// insert, update and delete.

import { ObjectId } from 'bson';
import { decode } from '../decoding';
import { putDocument, refuseBadId } from '../documents';
import { fail } from '../errors';
import { type Document, encode, MAX_DOCUMENT } from '../values';
import type { Handler } from './context';
import { type Changed, filterOf, findAndModify, parseUpdate, updateDocuments } from './updating';
import {
  deleteDocuments,
  eachLongStatement,
  eachStatement,
  ensureCollection,
  inBatches,
  statementsOf,
  write,
} from './writing';

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

/** What a command's statements have done together. */
class Tally {
  n = 0;
  nModified = 0;
  readonly upserted: Document[] = [];

  add(changed: Pick<Changed, 'n' | 'modified' | 'upserted'>, index: number): void {
    this.n += changed.n;
    this.nModified += changed.modified;
    if (changed.upserted !== undefined) this.upserted.push({ index, _id: changed.upserted });
  }

  reply(errors: Document): Document {
    const upserted = this.upserted.length ? { upserted: this.upserted } : {};
    return { n: this.n, nModified: this.nModified, ...upserted, ...errors, ok: 1 };
  }
}

const update: Handler = async (context, command) => {
  const statements = statementsOf(command, 'updates', 'update');
  const collection = await ensureCollection(context);
  if (context.transaction || !statements.some(({ multi }) => multi === true)) {
    return write(context, (target) => {
      const tally = new Tally();
      const errors = eachStatement(statements, isOrdered(command), (statement, index) => {
        tally.add(updateDocuments(target, collection, parseUpdate(statement)), index);
      });
      return tally.reply(errors);
    });
  }
  const tally = new Tally();
  const errors = await eachLongStatement(statements, isOrdered(command), async (raw, index) => {
    const statement = parseUpdate(raw);
    const { filter, hint } = statement.query;
    const before = tally.n;
    if (raw.multi === true) {
      await inBatches(context, filter, hint, (target, some) => {
        const query = { ...statement.query, filter: some, hint: undefined };
        tally.add(updateDocuments(target, collection, { ...statement, query, upsert: false }), index);
      });
      if (tally.n > before || !statement.upsert) return;
    }
    await context.engine.store.write((target) => tally.add(updateDocuments(target, collection, statement), index));
  });
  return tally.reply(errors);
};

const remove: Handler = async (context, command) => {
  const statements = statementsOf(command, 'deletes', 'delete');
  const collection = context.engine.store.catalog.get(context.namespace);
  if (!collection) return { n: 0, ok: 1 };
  const queryOf = (statement: Document) => ({
    filter: filterOf(statement, 'q'),
    limit: Number(statement.limit ?? 0),
    hint: statement.hint,
  });
  let n = 0;
  if (context.transaction || !statements.some(({ limit }) => Number(limit ?? 0) === 0)) {
    return write(context, (target) => {
      n = 0;
      const errors = eachStatement(statements, isOrdered(command), (statement) => {
        n += deleteDocuments(target, collection, queryOf(statement));
      });
      return { n, ...errors, ok: 1 };
    });
  }
  const errors = await eachLongStatement(statements, isOrdered(command), async (statement) => {
    const { filter, limit, hint } = queryOf(statement);
    const change = (target: Parameters<typeof deleteDocuments>[0], some: Document): void => {
      n += deleteDocuments(target, collection, { filter: some, limit });
    };
    if (limit === 0) await inBatches(context, filter, hint, change);
    else await context.engine.store.write((target) => change(target, filter));
  });
  return { n, ...errors, ok: 1 };
};

export const writes: Record<string, Handler> = { insert, update, delete: remove, findAndModify };
