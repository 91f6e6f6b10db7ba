// Date operators of aggregation expressions, in any time zone.
import type { ObjectId } from 'bson';
import { format, offsetAt, toWall, truncate } from './dates';
import { fail } from './errors';
import type { Compiler, Operator } from './expression-operators';
import type { Expression } from './expressions';
import { isDocument, isNullish, isNumber, RANK, rank } from './values';

function dateOf(value: unknown): Date {
  if (value instanceof Date) return value;
  if (rank(value) === RANK.objectId) return (value as ObjectId).getTimestamp();
  return fail(16006, `can't convert from BSON type to Date`);
}

function zoneOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return fail(40517, 'timezone must evaluate to a string');
  offsetAt(0, value);
  return value;
}

function args(name: string, argument: unknown, compile: Compiler, fields: string[]): Record<string, Expression> {
  if (!isDocument(argument)) return fail(18629, `${name} only supports an object as its argument`);
  for (const key of Object.keys(argument))
    if (!fields.includes(key)) fail(18534, `Unrecognized argument to ${name}: ${key}`);
  return Object.fromEntries(Object.entries(argument).map(([key, inner]) => [key, compile(inner)]));
}

/** One part of the wall-clock date: `{$month: '$at'}` or `{$month: {date: '$at', timezone: 'Asia/Shanghai'}}`. */
function part(name: string, pick: (wall: Date) => number): Operator {
  return (argument, compile) => {
    const isNamed = isDocument(argument) && 'date' in argument;
    const { date, timezone } = isNamed
      ? args(name, argument, compile, ['date', 'timezone'])
      : {
          date: compile(Array.isArray(argument) && argument.length === 1 ? argument[0] : argument),
          timezone: undefined,
        };
    return (doc) => {
      const value = date!(doc);
      const zone = timezone?.(doc);
      if (isNullish(value) || (timezone && isNullish(zone))) return null;
      return pick(toWall(dateOf(value), zoneOf(zone)));
    };
  };
}

const dateToString: Operator = (argument, compile) => {
  const {
    date,
    format: pattern,
    timezone,
    onNull,
  } = args('$dateToString', argument, compile, ['date', 'format', 'timezone', 'onNull']);
  if (!date) return fail(18628, "Missing 'date' parameter to $dateToString");
  return (doc) => {
    const value = date(doc);
    if (isNullish(value)) return onNull ? onNull(doc) : null;
    const zone = timezone?.(doc);
    const text = pattern?.(doc);
    if ((timezone && isNullish(zone)) || (pattern && isNullish(text))) return null;
    if (text !== undefined && typeof text !== 'string')
      return fail(18533, '$dateToString requires that format be a string');
    return format(dateOf(value), text ?? undefined, zoneOf(zone));
  };
};

const dateTrunc: Operator = (argument, compile) => {
  const inner = args('$dateTrunc', argument, compile, ['date', 'unit', 'binSize', 'timezone', 'startOfWeek']);
  const { date, unit, binSize, timezone, startOfWeek } = inner;
  if (!date || !unit) return fail(5439009, 'Missing parameter to $dateTrunc');
  return (doc) => {
    const values = [date, unit, binSize, timezone, startOfWeek].map((evaluate) => evaluate?.(doc));
    if (Object.values(inner).some((evaluate) => isNullish(evaluate(doc)))) return null;
    const size = Number(values[2] ?? 1);
    if (values[2] !== undefined && !(isNumber(values[2]) && Number.isInteger(size)))
      fail(5439017, '$dateTrunc requires binSize to be a 64-bit integer');
    if (size <= 0) fail(5439018, '$dateTrunc requires binSize to be greater than 0');
    return truncate(dateOf(values[0]), {
      unit: String(values[1]),
      binSize: size,
      zone: zoneOf(values[3]),
      startOfWeek: String(values[4] ?? 'sunday'),
    });
  };
};

export const dateOperators: Record<string, Operator> = {
  $dateToString: dateToString,
  $dateTrunc: dateTrunc,
  $year: part('$year', (wall) => wall.getUTCFullYear()),
  $month: part('$month', (wall) => wall.getUTCMonth() + 1),
  $dayOfMonth: part('$dayOfMonth', (wall) => wall.getUTCDate()),
  $hour: part('$hour', (wall) => wall.getUTCHours()),
  $minute: part('$minute', (wall) => wall.getUTCMinutes()),
  $dayOfWeek: part('$dayOfWeek', (wall) => wall.getUTCDay() + 1),
};
