// What each query operator asks of a value. Comparison is "type bracketed" as in MongoDB: 5 is neither
// less nor greater than 'a', null is only ever equal to null or missing.
import type { BSONRegExp } from 'bson';
import { fail } from './errors';
import { compare, same } from './order';
import { anyValue, type Step, type ValueTest } from './paths';
import { regexTest } from './regex';
import { type Document, isDocument, isNumber, RANK, rank } from './values';

export type FieldOperator =
  | '$eq'
  | '$gt'
  | '$gte'
  | '$lt'
  | '$lte'
  | '$in'
  | '$exists'
  | '$all'
  | '$elemMatch'
  | '$size'
  | '$regex'
  | '$type';

type ElementCompiler = (criteria: Document) => (element: unknown) => boolean;

const BSON_TYPES: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  int: 16,
  timestamp: 17,
  long: 18,
  minKey: -1,
  maxKey: 127,
};
const RANK_TYPES: Record<number, number> = {
  [RANK.string]: 2,
  [RANK.object]: 3,
  [RANK.array]: 4,
  [RANK.binary]: 5,
  [RANK.objectId]: 7,
  [RANK.boolean]: 8,
  [RANK.date]: 9,
  [RANK.null]: 10,
  [RANK.regex]: 11,
  [RANK.timestamp]: 17,
  [RANK.minKey]: -1,
  [RANK.maxKey]: 127,
};

/** BSON type number of a decoded value. */
export function bsonType(value: unknown): number {
  if (!isNumber(value)) return RANK_TYPES[rank(value)]!;
  if (typeof value === 'number') return (value | 0) === value && !Object.is(value, -0) ? 16 : 1;
  return (value as { _bsontype: string })._bsontype === 'Long' ? 18 : 1;
}

function isEqual(operand: unknown): ValueTest {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined;
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand;
  return (value) => value !== undefined && same(value, operand);
}

const isNaNumber = (value: unknown): boolean => typeof value === 'number' && Number.isNaN(value);

function range(operand: unknown, holds: (order: number) => boolean): ValueTest {
  const orEqual = holds(0);
  if (operand === null || operand === undefined) {
    return (value) => orEqual && (value === null || value === undefined);
  }
  const kind = rank(operand);
  if (kind === RANK.regex) fail(2, "Can't have RegEx as arg to predicate over field.");
  if (kind === RANK.minKey || kind === RANK.maxKey) return (value) => holds(compare(value, operand));
  const nan = isNaNumber(operand);
  return (value) => {
    if (rank(value) !== kind) return false;
    if (nan || isNaNumber(value)) return orEqual && nan && isNaNumber(value);
    return holds(compare(value, operand));
  };
}

function anyOf(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) return fail(2, '$in needs an array');
  const texts = new Set<unknown>(operand.filter((value) => typeof value === 'string'));
  const tests: ValueTest[] = [];
  for (const value of operand) {
    if (isDocument(value) && Object.keys(value)[0]?.startsWith('$')) fail(2, 'cannot nest $ under $in');
    if (rank(value) === RANK.regex) tests.push(matches(value as BSONRegExp));
    else if (typeof value !== 'string') tests.push(isEqual(value));
  }
  return (value, isElement) => texts.has(value) || tests.some((test) => test(value, isElement));
}

function matches(regex: BSONRegExp): ValueTest {
  const test = regexTest(regex);
  return (value) =>
    typeof value === 'string'
      ? test(value)
      : rank(value) === RANK.regex &&
        (value as BSONRegExp).pattern === regex.pattern &&
        (value as BSONRegExp).options === regex.options;
}

function ofSize(operand: unknown): ValueTest {
  const size = Number(operand);
  if (!isNumber(operand) || !Number.isInteger(size)) fail(2, `Failed to parse $size. Expected an integer`);
  if (size < 0) fail(2, 'Failed to parse $size. Expected a non-negative number');
  return (value, isElement) => !isElement && Array.isArray(value) && value.length === size;
}

function ofType(operand: unknown): ValueTest {
  const wanted = (Array.isArray(operand) ? operand : [operand]).flatMap((name) => {
    if (name === 'number') return [1, 16, 18];
    const type = isNumber(name) ? Number(name) : BSON_TYPES[String(name)];
    if (type === undefined) fail(2, `Unknown type name alias: ${String(name)}`);
    if (!Object.values(BSON_TYPES).includes(type!)) fail(2, `Invalid numerical type code: ${String(name)}`);
    return [type];
  });
  return (value) => value !== undefined && wanted.includes(bsonType(value));
}

/** Test of the values a path leads to; `any` of them passing is a match. */
export function elementTest(op: FieldOperator, operand: unknown, compile: ElementCompiler): ValueTest {
  switch (op) {
    case '$eq':
      return isEqual(operand);
    case '$gt':
      return range(operand, (order) => order > 0);
    case '$gte':
      return range(operand, (order) => order >= 0);
    case '$lt':
      return range(operand, (order) => order < 0);
    case '$lte':
      return range(operand, (order) => order <= 0);
    case '$in':
      return anyOf(operand);
    case '$regex':
      return matches(operand as BSONRegExp);
    case '$size':
      return ofSize(operand);
    case '$type':
      return ofType(operand);
    case '$elemMatch': {
      if (!isDocument(operand)) return fail(2, '$elemMatch needs an Object');
      const test = compile(operand);
      return (value, isElement) => !isElement && Array.isArray(value) && value.some(test);
    }
    default:
      return fail(2, `unknown operator: ${op}`);
  }
}

/** Operators that judge all values of a path together; undefined for the others. */
export function fieldTest(
  op: FieldOperator,
  operand: unknown,
  steps: Step[],
  compile: ElementCompiler,
): ((doc: Document) => boolean) | undefined {
  if (op === '$exists') {
    const wanted = isNumber(operand) ? Number(operand) !== 0 : operand !== false && operand !== null;
    return (doc) => anyValue(doc, steps, 0, (value) => value !== undefined) === wanted;
  }
  if (op !== '$all') return undefined;
  if (!Array.isArray(operand)) return fail(2, '$all needs an array');
  const tests = operand.map((value) => {
    if (isDocument(value) && '$elemMatch' in value) return elementTest('$elemMatch', value.$elemMatch, compile);
    if (isDocument(value) && Object.keys(value)[0]?.startsWith('$')) fail(2, 'no $ expressions in $all');
    return rank(value) === RANK.regex ? matches(value as BSONRegExp) : isEqual(value);
  });
  return (doc) => tests.length > 0 && tests.every((test) => anyValue(doc, steps, 0, test));
}
