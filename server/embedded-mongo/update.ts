// Updates with MongoDB's rules for paths, types and conflicts.
import { copyOf } from './decoding';
import { fail } from './errors';
import { compileFilter } from './filter';
import { same } from './order';
import { positionOf } from './positional';
import { SURFACE } from './surface';
import { applyOperator, type Modification } from './update-operators';
import { locate, partsOf, removeAt, runsThroughArray } from './update-paths';
import { type Document, fieldOf, isDocument } from './values';

export interface UpdateContext {
  now: Date;
  filter: Document;
  /** array filters by identifier */
  filters: Map<string, (element: unknown) => boolean>;
  /** the document before the update, for the positional `$` */
  before: Document;
  isInsert: boolean;
}

export interface CompiledUpdate {
  isReplacement: boolean;
  /** counts as a modification even when the document ends up as it was: a `$push` that `$slice` undoes */
  alwaysModifies: boolean;
  /** @param isInsert true when an upsert creates the document, which lets `$setOnInsert` act */
  apply: (doc: Document, isInsert?: boolean) => Document;
}

function parseArrayFilters(list: unknown): UpdateContext['filters'] {
  const filters: UpdateContext['filters'] = new Map();
  if (list === undefined) return filters;
  if (!Array.isArray(list)) return fail(14, 'arrayFilters must be an array');
  for (const filter of list) {
    if (!isDocument(filter)) return fail(14, 'each array filter must be an object');
    const names = new Set<string>();
    const scan = (part: Document): void => {
      for (const [key, value] of Object.entries(part)) {
        if (!key.startsWith('$')) names.add(key.split('.')[0]!);
        else if (Array.isArray(value)) for (const branch of value) if (isDocument(branch)) scan(branch);
      }
    };
    scan(filter);
    if (names.size !== 1) fail(9, 'Expected a single top-level field name in an array filter');
    const [name] = names;
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name!))
      fail(
        2,
        `Error parsing array filter: the top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    if (filters.has(name!)) fail(9, `Found multiple array filters with the same top-level field name ${name}`);
    const test = compileFilter(filter);
    filters.set(name!, (element) => test({ [name!]: element }));
  }
  return filters;
}

function parseModifications(update: Document): Modification[] {
  const modifications: Modification[] = [];
  for (const [op, fields] of Object.entries(update)) {
    if (!SURFACE.updateOperators.includes(op)) {
      fail(
        9,
        `Unknown modifier: ${op}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDocument(fields)) return fail(9, `Modifiers operate on fields but we found another type instead for ${op}`);
    for (const [path, value] of Object.entries(fields)) {
      modifications.push({ op, path, parts: partsOf(path), value });
      if (op !== '$rename') continue;
      if (typeof value !== 'string') return fail(2, `The 'to' field for $rename must be a string: ${path}`);
      if (value === path) fail(2, `The source and target field for $rename must differ: ${path}`);
      if (path.includes('$') || value.includes('$')) fail(2, `$rename may not be used with positional operators`);
      modifications.push({ op: '$renamed', path: value, parts: partsOf(value), value: path });
    }
  }
  return refuseConflicts(modifications.sort((a, b) => comparePaths(a.parts, b.parts)));
}

/** New fields are created in this order: names alphabetically, array positions by number. */
function comparePaths(a: string[], b: string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const x = a[i]!;
    const y = b[i]!;
    if (x === y) continue;
    if (/^\d+$/.test(x) && /^\d+$/.test(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

function refuseConflicts(sorted: Modification[]): Modification[] {
  for (const [i, { path, parts }] of sorted.entries()) {
    const before = sorted[i - 1];
    if (before?.parts.every((part, depth) => part === parts[depth])) {
      fail(40, `Updating the path '${path}' would create a conflict at '${before.path}'`);
    }
  }
  return sorted;
}

function isPush({ op, path, value }: Modification): boolean {
  const isEmpty = isDocument(value) && Array.isArray(value.$each) && !value.$each.length;
  return op === '$push' && !isEmpty && !path.includes('$[');
}

function refuseNewId(before: unknown, after: Document): void {
  const id = fieldOf(after, '_id');
  if (before !== undefined && (id === undefined || !same(id, before))) {
    fail(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
}

function replacement(update: Document): CompiledUpdate {
  const { _id, ...rest } = update;
  return {
    isReplacement: true,
    alwaysModifies: false,
    apply(doc) {
      const id = _id ?? fieldOf(doc, '_id');
      const next: Document = id === undefined ? { ...rest } : { _id: id, ...rest };
      refuseNewId(fieldOf(doc, '_id'), next);
      return copyOf(next);
    },
  };
}

/** @throws CommandError 9, 40, 56 … for an update MongoDB would refuse, and for operators outside the supported surface */
export function compileUpdate(update: unknown, filter: Document, arrayFilters?: unknown): CompiledUpdate {
  if (Array.isArray(update))
    return fail(238, 'updates with an aggregation pipeline are not supported by the embedded database');
  if (!isDocument(update)) return fail(9, 'Update argument must be either an object or an array');
  const keys = Object.keys(update);
  if (!keys[0]?.startsWith('$')) {
    const odd = keys.find((key) => key.startsWith('$'));
    if (odd)
      fail(
        52,
        `The dollar ($) prefixed field '${odd}' in '${odd}' is not allowed in the context of an update's replacement document.`,
      );
    return replacement(update);
  }
  const modifications = parseModifications(update);
  const filters = parseArrayFilters(arrayFilters);
  for (const name of filters.keys()) {
    const isUsed = modifications.some(({ parts }) => parts.includes(`$[${name}]`));
    if (!isUsed) fail(9, `The array filter for identifier '${name}' was not used in the update`);
  }
  return {
    isReplacement: false,
    alwaysModifies: modifications.some(isPush),
    apply(doc, isInsert = false) {
      const id = fieldOf(doc, '_id');
      const context: UpdateContext = { now: new Date(), filter, filters, before: doc, isInsert };
      const after = copyOf(doc);
      for (const modification of modifications) applyOne(after, modification, context);
      refuseNewId(id, after);
      return after;
    },
  };
}

function applyOne(doc: Document, modification: Modification, context: UpdateContext): void {
  const { op, path, parts, value } = modification;
  if (op === '$setOnInsert' && !context.isInsert) return;
  const position = (array: string): number => {
    const found = positionOf(context.before, array, context.filter);
    return found < 0 ? fail(2, 'The positional operator did not find the match needed from the query.') : found;
  };
  if (op === '$rename') return;
  if (op === '$renamed') {
    const source = partsOf(String(value));
    const moved = removeAt(doc, source);
    if (moved === undefined) return;
    for (const place of locate(doc, parts, { create: true, position, filters: context.filters })) {
      if (runsThroughArray(doc, parts)) fail(2, `The destination field cannot be an array element, '${path}'`);
      (place.holder as Document)[place.key] = moved;
    }
    return;
  }
  const create = !['$unset', '$pull', '$pullAll'].includes(op);
  for (const place of locate(doc, parts, { create, position, filters: context.filters })) {
    applyOperator(place, modification, context);
  }
}
