// `$group`: accumulators fed document by document, so that memory grows with the groups alone.
import { fail } from './errors';
import { extreme } from './expression-operators';
import { compileExpression } from './expressions';
import { textKey } from './keys';
import { Summation } from './numbers';
import type { Stream } from './stages';
import { SURFACE } from './surface';
import { type Document, isDocument, isNumber } from './values';

interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

const summing = (finish: (sum: Summation) => unknown) => (): Accumulator => {
  const sum = new Summation();
  return {
    add: (value) => {
      if (isNumber(value)) sum.add(value);
    },
    result: () => finish(sum),
  };
};

const folding = (start: unknown, fold: (held: unknown, value: unknown) => unknown) => (): Accumulator => {
  let held = start;
  return {
    add: (value) => {
      held = fold(held, value);
    },
    result: () => held ?? null,
  };
};

function first(): Accumulator {
  let held: unknown;
  let isEmpty = true;
  return {
    add: (value) => {
      if (isEmpty) held = value;
      isEmpty = false;
    },
    result: () => held ?? null,
  };
}

function list(): Accumulator {
  const values: unknown[] = [];
  return {
    add: (value) => {
      if (value !== undefined) values.push(value);
    },
    result: () => values,
  };
}

function set(): Accumulator {
  const values = new Map<string, unknown>();
  return {
    add: (value) => {
      if (value === undefined) return;
      const key = textKey(value);
      if (!values.has(key)) values.set(key, value);
    },
    result: () => [...values.values()],
  };
}

const ACCUMULATORS: Record<string, () => Accumulator> = {
  $sum: summing((sum) => sum.total()),
  $avg: summing((sum) => sum.average()),
  $count: () => {
    let total = 0;
    return { add: () => void total++, result: () => total };
  },
  $min: folding(null, (held, value) => extreme(1, [held, value])),
  $max: folding(null, (held, value) => extreme(-1, [held, value])),
  $first: first,
  $last: folding(null, (_, value) => value),
  $push: list,
  $addToSet: set,
};

function compileField(field: string, spec: unknown) {
  if (field.includes('.')) fail(40235, `The field name '${field}' cannot contain '.'`);
  const op = isDocument(spec) ? Object.keys(spec)[0] : undefined;
  if (!isDocument(spec) || !op?.startsWith('$'))
    return fail(40234, `The field '${field}' must be an accumulator object`);
  if (Object.keys(spec).length !== 1) fail(40238, `The field '${field}' must specify one accumulator`);
  const create = SURFACE.accumulators.includes(op) ? ACCUMULATORS[op] : undefined;
  if (!create) return fail(15952, `unknown group operator '${op}'`);
  return { field, create, evaluate: compileExpression(spec[op]) };
}

/** @throws CommandError 15955 without an `_id`, 15952 for an accumulator outside the supported surface */
export function group(spec: Document): (input: Stream) => Stream {
  if (!('_id' in spec)) fail(15955, 'a group specification must include an _id');
  const { _id, ...rest } = spec;
  const keyOf = compileExpression(_id);
  const fields = Object.entries(rest).map(([field, inner]) => compileField(field, inner));
  return function* (input) {
    const groups = new Map<string, { id: unknown; accumulators: Accumulator[] }>();
    for (const doc of input) {
      if (!doc) {
        yield null;
        continue;
      }
      const id = keyOf(doc) ?? null;
      const key = textKey(id);
      let held = groups.get(key);
      if (!held) {
        held = { id, accumulators: fields.map(({ create }) => create()) };
        groups.set(key, held);
      }
      for (const [i, { evaluate }] of fields.entries()) held.accumulators[i]!.add(evaluate(doc));
    }
    for (const { id, accumulators } of groups.values()) {
      const result: Document = { _id: id };
      for (const [i, { field }] of fields.entries()) result[field] = accumulators[i]!.result();
      yield result;
    }
  };
}
