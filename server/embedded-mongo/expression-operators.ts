// The operators of aggregation expressions. Each takes its argument and the compiler for inner expressions.
import { Long } from 'bson';
import { fail } from './errors';
import { arrayOperators } from './expression-arrays';
import { dateOperators } from './expression-dates';
import type { Expression, Scope } from './expressions';
import { bsonType } from './filter-operators';
import { calculate, isInteger, Summation } from './numbers';
import { compare, numberOf } from './order';
import { type Document, double, isDocument, isNumber, RANK, rank } from './values';

export type Compiler = (expression: unknown) => Expression;
export type Operator = (argument: unknown, compile: Compiler) => Expression;

export const isNullish = (value: unknown): value is null | undefined => value === null || value === undefined;

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
    return (scope) => apply(inner.map((evaluate) => evaluate(scope)));
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

const truth = (value: unknown): boolean =>
  !(isNullish(value) || value === false) && (!isNumber(value) || Number(value) !== 0);

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

function rounding(name: string, code: number, round: (value: number) => number): Operator {
  return operands(name, 1, ([value]) => {
    if (isNullish(value)) return null;
    return isInteger(number(name, code, value)) ? value : double(round(Number(value)));
  });
}

function absolute([value]: unknown[]): unknown {
  if (isNullish(value)) return null;
  number('$abs', 28765, value);
  return Number(numberOf(value)) < 0 ? arithmetic('multiply', value, -1) : value;
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

function text(name: string, code: number, value: unknown): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string' || isNumber(value) || value instanceof Date) return textOf(value);
  return fail(code, `${name} requires a string argument`);
}

function concat(values: unknown[]): unknown {
  if (values.some(isNullish)) return null;
  if (values.some((value) => typeof value !== 'string')) fail(16702, '$concat only supports strings');
  return values.join('');
}

function substring([value, start, count]: unknown[]): unknown {
  const from = Number(start);
  const length = Number(count);
  if (!isNumber(start) || from < 0) fail(34453, '$substrCP: the starting index must be a nonnegative number');
  if (!isNumber(count) || length < 0) fail(34454, '$substrCP: length must be a nonnegative number');
  return [...text('$substrCP', 16007, value)].slice(from, from + length).join('');
}

/** Sum and average of the numbers, smallest and largest of the values; one array operand stands for its elements. */
const folding =
  (fold: (values: unknown[]) => unknown): Operator =>
  (argument, compile) => {
    const list = Array.isArray(argument) ? argument.map(compile) : [compile(argument)];
    return (scope) => {
      const values = list.map((evaluate) => evaluate(scope));
      return fold(values.length === 1 && Array.isArray(values[0]) ? values[0] : values);
    };
  };

export function sumOf(values: unknown[]): Summation {
  const sum = new Summation();
  for (const value of values) if (isNumber(value)) sum.add(value);
  return sum;
}

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
    return (scope) => (truth(test!(scope)) ? yes!(scope) : no!(scope));
  }
  const inner = named('$cond', argument, compile, ['if', 'then', 'else']);
  const test = inner.if ?? fail(17080, "Missing 'if' parameter to $cond");
  const yes = inner.then ?? fail(17081, "Missing 'then' parameter to $cond");
  const no = inner.else ?? fail(17082, "Missing 'else' parameter to $cond");
  return (scope) => (truth(test(scope)) ? yes(scope) : no(scope));
}

function switchOn(argument: unknown, compile: Compiler): Expression {
  if (!isDocument(argument) || !Array.isArray(argument.branches)) return fail(40060, '$switch requires branches');
  if (!argument.branches.length) fail(40068, '$switch requires at least one branch');
  const branches = argument.branches.map((branch: unknown) => {
    const inner = named('$switch', branch, compile, ['case', 'then']);
    if (!inner.case || !inner.then) return fail(40067, '$switch requires each branch have a case and a then');
    return [inner.case, inner.then] as const;
  });
  const otherwise = 'default' in argument ? compile(argument.default) : undefined;
  return (scope) => {
    for (const [test, then] of branches) if (truth(test(scope))) return then(scope);
    if (!otherwise)
      return fail(40066, '$switch could not find a matching branch for an input, and no default was specified.');
    return otherwise(scope);
  };
}

function letIn(argument: unknown, compile: Compiler): Expression {
  if (!isDocument(argument) || !isDocument(argument.vars)) return fail(16876, '$let needs vars and in');
  const vars = Object.entries(argument.vars).map(([name, inner]) => [name, compile(inner)] as const);
  const body = compile(argument.in);
  return (scope: Scope) => {
    const own = Object.fromEntries(vars.map(([name, evaluate]) => [name, evaluate(scope)]));
    return body({ root: scope.root, vars: { ...scope.vars, ...own } });
  };
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
  $and: operands('$and', 0, (values) => values.every(truth), Number.POSITIVE_INFINITY),
  $or: operands('$or', 0, (values) => values.some(truth), Number.POSITIVE_INFINITY),
  $not: operands('$not', 1, ([value]) => !truth(value)),
  $cond: conditional,
  $switch: switchOn,
  $let: letIn,
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
  $abs: operands('$abs', 1, absolute),
  $floor: rounding('$floor', 28765, Math.floor),
  $ceil: rounding('$ceil', 28765, Math.ceil),
  $concat: operands('$concat', 0, concat, Number.POSITIVE_INFINITY),
  $toLower: operands('$toLower', 1, ([value]) =>
    text('$toLower', 16007, value).replace(/[A-Z]/g, (c) => c.toLowerCase()),
  ),
  $toUpper: operands('$toUpper', 1, ([value]) =>
    text('$toUpper', 16007, value).replace(/[a-z]/g, (c) => c.toUpperCase()),
  ),
  $substrCP: operands('$substrCP', 3, substring),
  $strLenCP: operands('$strLenCP', 1, ([value]) =>
    typeof value === 'string' ? [...value].length : fail(34471, '$strLenCP requires a string argument'),
  ),
  $toString: operands('$toString', 1, ([value]) => (isNullish(value) ? null : textOf(value))),
  $min: folding((values) => extreme(1, values)),
  $max: folding((values) => extreme(-1, values)),
  $sum: folding((values) => sumOf(values).total()),
  $avg: folding((values) => sumOf(values).average()),
  $mergeObjects: operands(
    '$mergeObjects',
    0,
    (values) => {
      const merged: Document = {};
      for (const value of values) {
        if (isNullish(value)) continue;
        if (!isDocument(value)) return fail(40400, '$mergeObjects requires object inputs');
        Object.assign(merged, value);
      }
      return merged;
    },
    Number.POSITIVE_INFINITY,
  ),
  ...arrayOperators,
  ...dateOperators,
};
