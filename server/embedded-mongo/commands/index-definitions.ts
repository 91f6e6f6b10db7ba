// What may stand in the definition of an index, and when two definitions are the same index.
import { conditionsOf } from '../bounds';
import type { Collection, IndexSpec } from '../catalog';
import { fail } from '../errors';
import { parseFilter } from '../filter';
import { same } from '../order';
import { refuseUnknown } from '../refuse';
import { type Document, isDocument, isNumber } from '../values';

const PARTIAL_OPERATORS = ['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$type', '$in'];

function refuseBadPartial(partial: unknown): void {
  const found = conditionsOf(
    parseFilter(isDocument(partial) ? partial : fail(67, "'partialFilterExpression' must be an object")),
  );
  const nodes = [...found.fields.values()].flat();
  const isBad = nodes.some(({ op, value }) => !PARTIAL_OPERATORS.includes(op) || (op === '$exists' && value !== true));
  if (isBad || found.branches) fail(67, 'unsupported expression in partial index');
}

/** @throws CommandError 67 for a definition MongoDB or this database refuses */
export function parseIndex(definition: unknown): IndexSpec {
  if (!isDocument(definition)) return fail(14, 'each index must be an object');
  refuseUnknown('createIndexes.indexes', definition, 'index');
  const { key, name, unique, sparse, partialFilterExpression, expireAfterSeconds } = definition;
  if (!isDocument(key) || !Object.keys(key).length) return fail(67, 'Index keys cannot be an empty object');
  for (const [field, direction] of Object.entries(key)) {
    if (!isNumber(direction) || Number(direction) === 0)
      fail(67, `Unknown index plugin or direction '${String(direction)}' of '${field}'`);
    if (!field || field.startsWith('$') || field.includes('..'))
      fail(67, `Index key contains an illegal field name: '${field}'`);
  }
  if (partialFilterExpression !== undefined) refuseBadPartial(partialFilterExpression);
  if (partialFilterExpression !== undefined && sparse === true)
    fail(67, "cannot mix 'partialFilterExpression' and 'sparse' options");
  if (expireAfterSeconds !== undefined) {
    const seconds = Number(expireAfterSeconds);
    if (!isNumber(expireAfterSeconds) || seconds < 0 || seconds > 2147483647)
      fail(67, 'TTL index expireAfterSeconds option must be between 0 and 2147483647');
    if (Object.keys(key).length !== 1 || '_id' in key)
      fail(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  }
  const flat = Object.entries(key).map(([field, direction]) => `${field}_${Number(direction)}`);
  return {
    v: 2,
    key,
    name: typeof name === 'string' ? name : flat.join('_'),
    ...(unique === true ? { unique } : {}),
    ...(sparse === true ? { sparse } : {}),
    ...(partialFilterExpression === undefined ? {} : { partialFilterExpression: partialFilterExpression as Document }),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds: Number(expireAfterSeconds) }),
  };
}

const signature = ({ key, unique, sparse, partialFilterExpression }: IndexSpec): Document => ({
  key,
  unique: unique === true,
  sparse: sparse === true,
  partial: partialFilterExpression ?? null,
});

/** @returns whether there is such an index already */
export function isKnown(collection: Collection, spec: IndexSpec): boolean {
  const named = collection.indexes.find((index) => index.spec.name === spec.name)?.spec;
  const equal = collection.indexes.find((index) => same(signature(index.spec), signature(spec)))?.spec;
  if (named && !same(signature(named), signature(spec))) {
    fail(86, `An existing index has the same name as the requested index. Requested index: ${spec.name}`);
  }
  if (equal && (equal.name !== spec.name || equal.expireAfterSeconds !== spec.expireAfterSeconds)) {
    fail(85, `Index already exists with a different name or options: ${equal.name}`);
  }
  return equal !== undefined;
}
