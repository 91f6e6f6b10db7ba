// What each update operator does to the value at one place.
import { Timestamp } from 'bson';
import { fail } from './errors';
import { compileElement, compileFilter } from './filter';
import { bsonType } from './filter-operators';
import { calculate } from './numbers';
import { compare, same } from './order';
import { parseSort, Sorter } from './sort';
import { SURFACE } from './surface';
import type { UpdateContext } from './update';
import type { Place } from './update-paths';
import { type Document, fieldOf, isDocument, isNumber, RANK, rank } from './values';

export interface Modification {
  op: string;
  path: string;
  parts: string[];
  value: unknown;
}

type Apply = (current: unknown, modification: Modification, context: UpdateContext) => unknown;

function increment(current: unknown, { path, value }: Modification): unknown {
  if (!isNumber(value)) fail(14, `Cannot increment with non-numeric argument: {${path}: ${JSON.stringify(value)}}`);
  if (current === undefined) return value;
  if (!isNumber(current)) {
    fail(14, `Cannot apply $inc to a value of non-numeric type. The field '${path}' has a non-numeric type`);
  }
  return (
    calculate('add', current, value) ?? fail(2, `Failed to apply $inc operations to current value (${String(current)})`)
  );
}

function arrayOf(current: unknown, op: string, path: string): unknown[] {
  if (current === undefined) return [];
  if (Array.isArray(current)) return current;
  const code = op === '$addToSet' || op === '$push' || op === '$pull' || op === '$pullAll' ? 2 : 14;
  return fail(code, `The field '${path}' must be an array but is of another type (${op})`);
}

function eachOf(value: unknown, op: string): unknown[] {
  if (!isDocument(value) || !('$each' in value)) return [value];
  if (!Array.isArray(value.$each))
    return fail(op === '$addToSet' ? 14 : 2, `The argument to $each in ${op} must be an array`);
  return value.$each;
}

function whole(value: unknown, name: string): number {
  const number = Number(value);
  if (!isNumber(value) || !Number.isInteger(number)) fail(2, `The value for ${name} must be an integer value`);
  return number;
}

function sorted(list: unknown[], order: unknown): unknown[] {
  if (isDocument(order)) {
    if (!Object.keys(order).length) fail(2, 'The $sort pattern is empty when it should be a set of fields.');
    return new Sorter(parseSort(order)).sort(list, (element) => (isDocument(element) ? element : {}));
  }
  const direction = Number(order);
  if (!isNumber(order) || (direction !== 1 && direction !== -1))
    fail(2, 'The $sort element value must be either 1 or -1');
  return list.slice().sort((a, b) => compare(a, b) * direction);
}

function push(current: unknown, { op, path, value }: Modification): unknown {
  const list = arrayOf(current, op, path).slice();
  const options: Document = isDocument(value) && '$each' in value ? value : {};
  for (const key of Object.keys(options)) {
    if (!SURFACE.pushModifiers.includes(key)) fail(2, `Unrecognized clause in $push: ${key}`);
  }
  const at = options.$position === undefined ? list.length : whole(options.$position, '$position');
  list.splice(at < 0 ? Math.max(0, list.length + at) : Math.min(at, list.length), 0, ...eachOf(value, op));
  const ordered = options.$sort === undefined ? list : sorted(list, options.$sort);
  if (options.$slice === undefined) return ordered;
  const count = whole(options.$slice, '$slice');
  return count < 0 ? ordered.slice(count) : ordered.slice(0, count);
}

function addToSet(current: unknown, { op, path, value }: Modification): unknown {
  const list = arrayOf(current, op, path).slice();
  for (const item of eachOf(value, op)) if (!list.some((known) => same(known, item))) list.push(item);
  return list;
}

function pull(current: unknown, { op, path, value }: Modification): unknown {
  const list = arrayOf(current, op, path);
  let unwanted: (element: unknown) => boolean = (element) => same(element, value);
  if (isDocument(value)) unwanted = compileElement(value);
  else if (rank(value) === RANK.regex) {
    const test = compileFilter({ element: value });
    unwanted = (element) => test({ element });
  }
  return list.filter((element) => !unwanted(element));
}

function pullAll(current: unknown, { op, path, value }: Modification): unknown {
  if (!Array.isArray(value)) return fail(2, '$pullAll requires an array argument but was given another type');
  return arrayOf(current, op, path).filter((element) => !value.some((unwanted) => same(element, unwanted)));
}

function currentDate(_: unknown, { path, value }: Modification, { now }: UpdateContext): unknown {
  const type = typeof value === 'boolean' ? 'date' : isDocument(value) ? fieldOf(value, '$type') : undefined;
  if (type === 'date') return now;
  if (type === 'timestamp') return new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 });
  return fail(2, `${path}: $currentDate needs true or {$type: 'date'|'timestamp'}`);
}

const OPERATORS: Record<string, Apply> = {
  $set: (_, { value }) => value,
  $setOnInsert: (_, { value }) => value,
  $inc: increment,
  $min: (current, { value }) => (current === undefined || compare(value, current) < 0 ? value : current),
  $max: (current, { value }) => (current === undefined || compare(value, current) > 0 ? value : current),
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $currentDate: currentDate,
};

export function applyOperator({ holder, key }: Place, modification: Modification, context: UpdateContext): void {
  const fields = holder as Document;
  const current = fieldOf(fields, key);
  if (modification.op === '$unset') {
    if (current === undefined) return;
    if (Array.isArray(holder)) holder[Number(key)] = null;
    else delete fields[key];
    return;
  }
  if (current === undefined && (modification.op === '$pull' || modification.op === '$pullAll')) return;
  const next = OPERATORS[modification.op]!(current, modification, context);
  // the number's type may have been all that changed; equal text in another type is still a new value
  if (next !== current || bsonType(next) !== bsonType(current)) fields[key] = next;
}
