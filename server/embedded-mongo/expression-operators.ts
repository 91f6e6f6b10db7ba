// The operators of aggregation expressions. Each takes its argument and the compiler for inner expressions.
import { Long } from 'bson';
import { fail } from './errors';
import { arrayOperators } from './expression-arrays';
import { dateOperators } from './expression-dates';
import type { Expression } from './expressions';
import { bsonType } from './filter-operators';
import { calculate, Summation } from './numbers';
import { compare, numberOf } from './order';
import { double, isDocument, isNullish, isNumber, isTrue, RANK, rank } from './values';

export type Compiler = (expression: unknown) => Expression;
export type Operator = (argument: unknown, compile: Compiler) => Expression;

/** Operator over a fixed number of operands; `max` defaults to `min`. */
export function operands(
  name: string,
  min: number,
  apply: (values: unknown[]) => unknown,
  max: number = min,
): Operator {
  return (argument, compile) => {
    const list = Array.isArray(argument) ? argument : [argument];
    if (list.length < min || list.length > max) {
      fail(16020, `Expression ${name} takes exactly ${min} arguments. ${list.length} were passed in.`);
    }
    const inner = list.map(compile);
    return (doc) => apply(inner.map((evaluate) => evaluate(doc)));
  };
}

/** Named arguments, each compiled; the missing ones are undefined. */
export function named(
  name: string,
  argument: unknown,
  compile: Compiler,
  fields: string[],
): Record<string, Expression> {
  if (!isDocument(argument)) return fail(9, `${name} only supports an object as its argument`);
  for (const key of Object.keys(argument))
    if (!fields.includes(key)) fail(9, `Unrecognized argument to ${name}: ${key}`);
  return Object.fromEntries(Object.entries(argument).map(([key, inner]) => [key, compile(inner)]));
}

/** In expressions a missing value sorts before null. */
function order(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return Math.sign(compare(a, b));
}

const comparison = (name: string, holds: (order: number) => boolean): Operator =>
  operands(name, 2, ([a, b]) => holds(order(a, b)));

function number(name: string, code: number, value: unknown): unknown {
  return isNumber(value) ? value : fail(code, `${name} only supports numeric types`);
}

/** Overflow of 64 bits continues as a double. */
const arithmetic = (operation: 'subtract' | 'multiply', a: unknown, b: unknown): unknown =>
  calculate(operation, a, b) ?? calculate(operation, double(Number(a)), double(Number(b)));

function add(values: unknown[]): unknown {
  if (values.some(isNullish)) return null;
  const dates = values.filter((value) => value instanceof Date);
  if (dates.length > 1) fail(16612, 'only one date allowed in an $add expression');
  const sum = new Summation();
  for (const value of values) if (!(value instanceof Date)) sum.add(number('$add', 14, value));
  return dates.length ? new Date(Number(dates[0]) + Math.round(Number(sum.total()))) : sum.total();
}

function subtract([a, b]: unknown[]): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date) {
    if (b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
    return new Date(a.getTime() - Math.round(Number(number('$subtract', 14, b))));
  }
  return arithmetic('subtract', number('$subtract', 14, a), number('$subtract', 14, b));
}

function divide([a, b]: unknown[]): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (Number(number('$divide', 14, b)) === 0) fail(2, "can't $divide by zero");
  return double(Number(number('$divide', 14, a)) / Number(b));
}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (isNumber(value)) return bsonType(value) === 1 ? doubleText(Number(value)) : String(numberOf(value));
  if (rank(value) === RANK.objectId) return String(value);
  return fail(241, 'Unsupported conversion to string in $convert with no onError value');
}

function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return Object.is(value, -0) ? '-0' : String(value);
}

function concat(values: unknown[]): unknown {
  if (values.some(isNullish)) return null;
  if (values.some((value) => typeof value !== 'string')) fail(16702, '$concat only supports strings');
  return values.join('');
}

/** Smallest and largest of the values; one array operand stands for its elements. */
const folding =
  (fold: (values: unknown[]) => unknown): Operator =>
  (argument, compile) => {
    const list = Array.isArray(argument) ? argument.map(compile) : [compile(argument)];
    return (doc) => {
      const values = list.map((evaluate) => evaluate(doc));
      return fold(values.length === 1 && Array.isArray(values[0]) ? values[0] : values);
    };
  };

export const extreme = (sign: 1 | -1, values: unknown[]): unknown =>
  values.reduce((best, value) => {
    if (isNullish(value)) return best;
    return best === null || sign * compare(value, best) < 0 ? value : best;
  }, null);

function conditional(argument: unknown, compile: Compiler): Expression {
  if (Array.isArray(argument)) {
    if (argument.length !== 3) {
      fail(16020, `Expression $cond takes exactly 3 arguments. ${argument.length} were passed in.`);
    }
    const [test, yes, no] = argument.map(compile);
    return (doc) => (isTrue(test!(doc)) ? yes!(doc) : no!(doc));
  }
  const inner = named('$cond', argument, compile, ['if', 'then', 'else']);
  const test = inner.if ?? fail(17080, "Missing 'if' parameter to $cond");
  const yes = inner.then ?? fail(17081, "Missing 'then' parameter to $cond");
  const no = inner.else ?? fail(17082, "Missing 'else' parameter to $cond");
  return (doc) => (isTrue(test(doc)) ? yes(doc) : no(doc));
}

export const OPERATORS: Record<string, Operator> = {
  $literal: (argument) => () => argument,
  $eq: comparison('$eq', (sign) => sign === 0),
  $ne: comparison('$ne', (sign) => sign !== 0),
  $gt: comparison('$gt', (sign) => sign > 0),
  $gte: comparison('$gte', (sign) => sign >= 0),
  $lt: comparison('$lt', (sign) => sign < 0),
  $lte: comparison('$lte', (sign) => sign <= 0),
  $cmp: operands('$cmp', 2, ([a, b]) => order(a, b)),
  $and: operands('$and', 0, (values) => values.every(isTrue), Number.POSITIVE_INFINITY),
  $or: operands('$or', 0, (values) => values.some(isTrue), Number.POSITIVE_INFINITY),
  $not: operands('$not', 1, ([value]) => !isTrue(value)),
  $cond: conditional,
  $ifNull: operands('$ifNull', 2, (values) => values.find((value) => !isNullish(value)) ?? values.at(-1), 1000),
  $add: operands('$add', 0, add, Number.POSITIVE_INFINITY),
  $subtract: operands('$subtract', 2, subtract),
  $multiply: operands(
    '$multiply',
    0,
    (values) =>
      values.some(isNullish)
        ? null
        : values.reduce((product, value) => arithmetic('multiply', product, number('$multiply', 14, value)), 1),
    Number.POSITIVE_INFINITY,
  ),
  $divide: operands('$divide', 2, divide),
  $concat: operands('$concat', 0, concat, Number.POSITIVE_INFINITY),
  $toString: operands('$toString', 1, ([value]) => (isNullish(value) ? null : textOf(value))),
  $min: folding((values) => extreme(1, values)),
  $max: folding((values) => extreme(-1, values)),
  ...arrayOperators,
  ...dateOperators,
};
