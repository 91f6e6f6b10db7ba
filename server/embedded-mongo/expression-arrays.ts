// Array operators of aggregation expressions.
import { fail } from './errors';
import type { Compiler, Operator } from './expression-operators';
import type { Expression, Scope } from './expressions';
import { same } from './order';
import { isDocument, isNumber } from './values';

const isNullish = (value: unknown): value is null | undefined => value === null || value === undefined;

function list(argument: unknown, compile: Compiler, name: string, min: number, max = min): Expression[] {
  const items = Array.isArray(argument) ? argument : [argument];
  if (items.length < min || items.length > max) {
    fail(16020, `Expression ${name} takes exactly ${min} arguments. ${items.length} were passed in.`);
  }
  return items.map(compile);
}

function elementAt(values: unknown, index: number): unknown {
  if (isNullish(values)) return null;
  if (!Array.isArray(values)) return fail(28689, "$arrayElemAt's first argument must be an array");
  return values.at(index);
}

function whole(value: unknown, code: number, message: string): number {
  const number = Number(value);
  return isNumber(value) && Number.isInteger(number) ? number : fail(code, message);
}

function slice(values: unknown, first: unknown, second: unknown, hasSecond: boolean): unknown {
  if (isNullish(values) || isNullish(first) || (hasSecond && isNullish(second))) return null;
  if (!Array.isArray(values)) return fail(28724, 'First argument to $slice must be an array');
  const start = whole(first, 28726, 'Second argument to $slice must be an integer');
  if (!hasSecond) return start < 0 ? values.slice(start) : values.slice(0, start);
  const count = whole(second, 28728, 'Third argument to $slice must be an integer');
  if (count <= 0) fail(28729, 'Third argument to $slice must be positive');
  const from = start < 0 ? Math.max(0, values.length + start) : start;
  return values.slice(from, from + count);
}

/** Runs `body` with each element bound to the variable named by `as`. */
function overElements(name: string, code: number, argument: unknown, compile: Compiler, bodyField: string) {
  if (!isDocument(argument)) return fail(code, `${name} only supports an object as its argument`);
  for (const key of Object.keys(argument)) {
    if (!['input', 'as', bodyField].includes(key)) fail(code, `Unrecognized parameter to ${name}: ${key}`);
  }
  if (!('input' in argument) || !(bodyField in argument)) fail(code, `Missing parameter to ${name}`);
  const input = compile(argument.input);
  const body = compile(argument[bodyField]);
  const variable = typeof argument.as === 'string' ? argument.as : 'this';
  return (scope: Scope, collect: (values: unknown[], result: (element: unknown) => unknown) => unknown): unknown => {
    const values = input(scope);
    if (isNullish(values)) return null;
    if (!Array.isArray(values)) return fail(code, `input to ${name} must be an array`);
    return collect(values, (element) => body({ root: scope.root, vars: { ...scope.vars, [variable]: element } }));
  };
}

const truth = (value: unknown): boolean =>
  !(isNullish(value) || value === false) && (!isNumber(value) || Number(value) !== 0);

export const arrayOperators: Record<string, Operator> = {
  $size: (argument, compile) => {
    const [input] = list(argument, compile, '$size', 1);
    return (scope) => {
      const values = input!(scope);
      return Array.isArray(values) ? values.length : fail(17124, 'The argument to $size must be an array');
    };
  },
  $arrayElemAt: (argument, compile) => {
    const [input, index] = list(argument, compile, '$arrayElemAt', 2);
    return (scope) => {
      const position = index!(scope);
      if (isNullish(position)) return null;
      return elementAt(input!(scope), whole(position, 28691, "$arrayElemAt's second argument must be an integer"));
    };
  },
  $first: (argument, compile) => {
    const [input] = list(argument, compile, '$first', 1);
    return (scope) => elementAt(input!(scope), 0);
  },
  $last: (argument, compile) => {
    const [input] = list(argument, compile, '$last', 1);
    return (scope) => elementAt(input!(scope), -1);
  },
  $isArray: (argument, compile) => {
    const [input] = list(argument, compile, '$isArray', 1);
    return (scope) => Array.isArray(input!(scope));
  },
  $in: (argument, compile) => {
    const [value, input] = list(argument, compile, '$in', 2);
    return (scope) => {
      const values = input!(scope);
      if (!Array.isArray(values)) return fail(40081, '$in requires an array as a second argument');
      const wanted = value!(scope);
      return values.some((element) => same(element, wanted) && wanted !== undefined);
    };
  },
  $concatArrays: (argument, compile) => {
    const inner = list(argument, compile, '$concatArrays', 0, Number.POSITIVE_INFINITY);
    return (scope) => {
      const values = inner.map((evaluate) => evaluate(scope));
      if (values.some(isNullish)) return null;
      return values.flatMap((value) =>
        Array.isArray(value) ? value : fail(28664, '$concatArrays only supports arrays'),
      );
    };
  },
  $slice: (argument, compile) => {
    const [input, first, second] = list(argument, compile, '$slice', 2, 3);
    return (scope) => slice(input!(scope), first!(scope), second?.(scope), second !== undefined);
  },
  $filter: (argument, compile) => {
    const run = overElements('$filter', 28651, argument, compile, 'cond');
    return (scope) => run(scope, (values, result) => values.filter((element) => truth(result(element))));
  },
  $map: (argument, compile) => {
    const run = overElements('$map', 16883, argument, compile, 'in');
    return (scope) => run(scope, (values, result) => values.map((element) => result(element) ?? null));
  },
};
