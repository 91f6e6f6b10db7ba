// find, aggregate, count, distinct and their cursors.

import { Long } from 'bson';
import type { Source } from '../cursors';
import { decode } from '../decoding';
import { fail } from '../errors';
import { type Job, runJob } from '../jobs';
import type { Query } from '../reader';
import { type Document, isDocument, isNumber } from '../values';
import type { Context, Handler } from './context';

export function whole(command: Document, name: string): number | undefined {
  const value = command[name];
  if (value === undefined || value === null) return undefined;
  const number = Number(value);
  if (!isNumber(value) || !Number.isInteger(number)) return fail(14, `field '${name}' must be a whole number`);
  if (number < 0) return fail(2, `BSON field '${name}' value must be >= 0, actual value '${number}'`);
  return number;
}

export function document(command: Document, name: string): Document | undefined {
  const value = command[name];
  if (value === undefined || value === null) return undefined;
  return isDocument(value) ? value : fail(14, `BSON field '${name}' is the wrong type, expected type 'object'`);
}

/** A read with what the cursor needs: the source, and the way into the worker. */
function prepare(
  context: Context,
  job: Job,
): {
  source: Source;
  options: Pick<Context, 'deadline' | 'namespace'> & {
    handOver?: () => import('../cursors').RemoteSource;
    session?: string;
  };
} {
  const { engine, transaction, view, deadline, namespace } = context;
  const source = runJob(view, engine.store.catalog.get(namespace), job);
  const { scan } = engine;
  const handOver = scan && !transaction ? () => scan(job, deadline) : undefined;
  return { source, options: { deadline, namespace, handOver, session: context.session?.name } };
}

async function single(context: Context, job: Job): Promise<Document> {
  const { source, options } = prepare(context, job);
  const [raw] = await context.engine.cursors.all(source, options);
  return decode(raw!);
}

/** `_id`s of all documents of a query, searched like any other read. */
export async function matchingIds(context: Context, query: Query): Promise<unknown[]> {
  const job: Job = { kind: 'find', namespace: context.namespace, query: { ...query, projection: { _id: 1 } } };
  const { source, options } = prepare(context, job);
  return (await context.engine.cursors.all(source, options)).map((raw) => decode(raw)._id);
}

const find: Handler = (context, command) => {
  const limit = Number(command.limit ?? 0);
  const job: Job = {
    kind: 'find',
    namespace: context.namespace,
    query: {
      filter: document(command, 'filter'),
      sort: document(command, 'sort'),
      projection: document(command, 'projection'),
      hint: command.hint,
      skip: whole(command, 'skip'),
      limit: Math.abs(limit),
    },
  };
  const { source, options } = prepare(context, job);
  const single = command.singleBatch === true || limit < 0;
  return context.engine.cursors.open(source, { ...options, batchSize: whole(command, 'batchSize'), single });
};

export function pipelineOf(command: Document): Document[] {
  const { pipeline } = command;
  if (!Array.isArray(pipeline)) return fail(14, "'pipeline' option must be specified as an array");
  return pipeline.map((stage) =>
    isDocument(stage) ? stage : fail(14, 'Each element of the pipeline array must be an object'),
  );
}

const aggregate: Handler = (context, command) => {
  if (typeof command.aggregate !== 'string') return fail(238, 'aggregation over a whole database is not supported');
  const cursor =
    document(command, 'cursor') ??
    fail(9, "The 'cursor' option is required, except for aggregate with the explain argument");
  const job: Job = {
    kind: 'aggregate',
    namespace: context.namespace,
    pipeline: pipelineOf(command),
    hint: command.hint,
  };
  const { source, options } = prepare(context, job);
  return context.engine.cursors.open(source, { ...options, batchSize: whole(cursor, 'batchSize') });
};

const count: Handler = async (context, command) => {
  const limit = Math.abs(Number(command.limit ?? 0));
  const query = { filter: document(command, 'query'), skip: whole(command, 'skip'), limit, hint: command.hint };
  const { n } = await single(context, { kind: 'count', namespace: context.namespace, query });
  return { n, ok: 1 };
};

const distinct: Handler = async (context, command) => {
  if (typeof command.key !== 'string')
    return fail(14, "BSON field 'distinct.key' is the wrong type, expected type 'string'");
  const query = { filter: document(command, 'query'), hint: command.hint };
  const { values } = await single(context, { kind: 'distinct', namespace: context.namespace, query, key: command.key });
  return { values, ok: 1 };
};

const getMore: Handler = (context, command) =>
  context.engine.cursors.more(Number(command.getMore), whole(command, 'batchSize') ?? 0, context.deadline);

const killCursors: Handler = (context, command) => {
  const ids = Array.isArray(command.cursors) ? command.cursors.map(Number) : [];
  const killed = ids.filter((id) => context.engine.cursors.kill(id));
  const long = (list: number[]): Long[] => list.map((id) => Long.fromNumber(id));
  const missing = ids.filter((id) => !killed.includes(id));
  return { cursorsKilled: long(killed), cursorsNotFound: long(missing), cursorsAlive: [], cursorsUnknown: [], ok: 1 };
};

export const reads: Record<string, Handler> = { find, aggregate, count, distinct, getMore, killCursors };
