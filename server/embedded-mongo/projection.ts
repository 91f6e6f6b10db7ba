// `find` projections and the stages $project, $addFields and $unset: which fields come out, in which order.
import { fail } from './errors';
import { compileExpression, type Expression } from './expressions';
import { assign, drop, keep, mark, type Tree } from './field-tree';
import { compileElement } from './filter';
import { positionOf } from './positional';
import { type Document, fieldOf, isDocument, isNumber } from './values';

type Shape = (doc: Document) => Document;
/** A value computed after the fields have been chosen. */
interface Computed {
  parts: string[];
  value: (doc: Document, current: unknown) => unknown;
  /** picks from a field that is there; an expression makes its parents even when it has no value */
  isPick?: boolean;
  /** MongoDB moves what `$elemMatch` picks behind the other fields */
  isLast?: boolean;
}

function partsOf(path: string): string[] {
  const parts = path.split('.');
  if (parts.some((part) => !part)) fail(40353, "FieldPath must not end with a '.'.");
  if (parts.some((part) => part === '__proto__' || part === '_bsontype')) fail(2, `invalid field path '${path}'`);
  return parts;
}

/** Paths and expressions of `$addFields`; nested documents are paths, too. */
function computedFields(spec: Document, before: string[] = []): Computed[] {
  return Object.entries(spec).flatMap(([key, inner]) => {
    const parts = [...before, ...partsOf(key)];
    if (isDocument(inner) && Object.keys(inner).length && !Object.keys(inner)[0]!.startsWith('$')) {
      return computedFields(inner, parts);
    }
    const evaluate = compileExpression(inner);
    return [{ parts, value: (doc: Document) => evaluate(doc) }];
  });
}

const apply = (computed: Computed[], result: Document, doc: Document): Document => {
  let out = result;
  for (const { parts, value, isPick, isLast } of computed) {
    let current: unknown = out;
    for (const part of parts) current = isDocument(current) ? fieldOf(current, part) : undefined;
    const next = value(doc, current);
    if (isLast) out = drop(out, { [parts[0]!]: true });
    if (!isPick || current !== undefined) out = assign(out, parts, 0, next) as Document;
  }
  return out;
};

/** `$addFields` / `$set` */
export function addFields(spec: Document): Shape {
  const computed = computedFields(spec);
  return (doc) => apply(computed, doc, doc);
}

/** `$unset` with one or several paths */
export function unsetFields(spec: unknown): Shape {
  const tree: Tree = {};
  for (const path of Array.isArray(spec) ? spec : [spec]) {
    if (typeof path !== 'string' || !path) fail(31002, '$unset specification must be a string or an array of strings');
    mark(tree, partsOf(path));
  }
  return (doc) => drop(doc, tree);
}

function sliced(value: unknown, argument: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const [first, second] = (Array.isArray(argument) ? argument : [argument]).map(Number);
  if (second === undefined) return first! < 0 ? value.slice(first) : value.slice(0, first);
  if (second <= 0) fail(28724, '$slice limit must be positive');
  const from = first! < 0 ? Math.max(0, value.length + first!) : first!;
  return value.slice(from, from + second);
}

const isFlag = (value: unknown): boolean => isNumber(value) || typeof value === 'boolean';

/**
 * Compiles a projection. With `filter` it is that of a `find` (which adds `$slice`, `$elemMatch` and the positional `$`).
 * @throws CommandError 31254 for mixed inclusion and exclusion
 */
export function compileProjection(spec: Document, filter?: Document): Shape {
  const tree: Tree = {};
  const computed: Computed[] = [];
  let isInclusion: boolean | undefined;
  let id: boolean | undefined;
  const choose = (include: boolean, path: string): void => {
    if (isInclusion === undefined || isInclusion === include) isInclusion = include;
    else if (include) fail(31253, `Cannot do inclusion on field ${path} in exclusion projection`);
    else fail(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
  };
  const read = (fields: Document, before: string[]): void => {
    for (const [key, value] of Object.entries(fields)) {
      const parts = [...before, ...partsOf(key)];
      const path = parts.join('.');
      if (isFlag(value)) {
        const include = value === true || (value !== false && Number(value) !== 0);
        if (path === '_id') id = include;
        else if (filter && parts.at(-1) === '$') {
          choose(true, path);
          mark(tree, parts.slice(0, -1));
          computed.push(positional(parts.slice(0, -1), filter));
        } else {
          choose(include, path);
          mark(tree, parts);
        }
      } else if (isDocument(value) && filter && '$slice' in value && isFlagOrPair(value.$slice)) {
        computed.push({ parts, isPick: true, value: (_, current) => sliced(current, value.$slice) });
        slices.push(parts);
      } else if (isDocument(value) && filter && isDocument(value.$elemMatch)) {
        choose(true, path);
        mark(tree, parts);
        computed.push(firstMatch(parts, value.$elemMatch));
      } else if (isDocument(value) && !Object.keys(value)[0]?.startsWith('$')) {
        if (!Object.keys(value).length)
          fail(51270, `An empty sub-projection is not a valid value. Found empty object at path`);
        read(value, parts);
      } else {
        choose(true, path);
        const evaluate: Expression = compileExpression(value);
        computed.push({ parts, value: (doc) => evaluate(doc) });
      }
    }
  };
  const slices: string[][] = [];
  read(spec, []);
  const include = isInclusion ?? (id === true && !slices.length);
  if (include) for (const parts of slices) mark(tree, parts);
  if (include ? id !== false : id === false) tree._id = true;
  return (doc) => apply(computed, include ? keep(doc, tree) : drop(doc, tree), doc);
}

const isFlagOrPair = (value: unknown): boolean => isNumber(value) || (Array.isArray(value) && value.every(isNumber));

function firstMatch(parts: string[], criteria: Document): Computed {
  const test = compileElement(criteria);
  return {
    parts,
    isPick: true,
    isLast: parts.length === 1,
    value: (_, current) => {
      const found = Array.isArray(current) ? current.findIndex(test) : -1;
      return found < 0 ? undefined : [(current as unknown[])[found]];
    },
  };
}

function positional(parts: string[], filter: Document): Computed {
  return {
    parts,
    isPick: true,
    value: (doc, current) => {
      if (!Array.isArray(current)) return current;
      const found = positionOf(doc, parts.join('.'), filter);
      if (found < 0)
        fail(
          51246,
          "Executor error during find command: positional operator '.$' couldn't find a matching element in the array",
        );
      return [current[found]];
    },
  };
}
