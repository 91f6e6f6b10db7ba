// Array operators of aggregation expressions.
import { fail } from './errors';
import type { Compiler, Operator } from './expression-operators';
import type { Expression } from './expressions';
import { same } from './order';
import { isNullish, isNumber } from './values';

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

export const arrayOperators: Record<string, Operator> = {
  $size: (argument, compile) => {
    const [input] = list(argument, compile, '$size', 1);
    return (doc) => {
      const values = input!(doc);
      return Array.isArray(values) ? values.length : fail(17124, 'The argument to $size must be an array');
    };
  },
  $arrayElemAt: (argument, compile) => {
    const [input, index] = list(argument, compile, '$arrayElemAt', 2);
    return (doc) => {
      const position = index!(doc);
      if (isNullish(position)) return null;
      return elementAt(input!(doc), whole(position, 28691, "$arrayElemAt's second argument must be an integer"));
    };
  },
  $isArray: (argument, compile) => {
    const [input] = list(argument, compile, '$isArray', 1);
    return (doc) => Array.isArray(input!(doc));
  },
  $in: (argument, compile) => {
    const [value, input] = list(argument, compile, '$in', 2);
    return (doc) => {
      const values = input!(doc);
      if (!Array.isArray(values)) return fail(40081, '$in requires an array as a second argument');
      const wanted = value!(doc);
      return values.some((element) => same(element, wanted) && wanted !== undefined);
    };
  },
};
