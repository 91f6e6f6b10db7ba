// Where an update path points to in a document: `$`, `$[]` and `$[id]` resolved, missing parents created.
import { fail } from './errors';
import { type Document, fieldOf, isDocument } from './values';

export interface Place {
  holder: Document | unknown[];
  key: string;
}

export interface Resolution {
  create: boolean;
  /** index of the element the positional `$` means in the array at the given path */
  position: (array: string) => number;
  filters: Map<string, (element: unknown) => boolean>;
}

/** How far beyond its end an array may be written; the gap fills with null. MongoDB's limit. */
const MAX_BACKFILL = 1_500_000;

/** @throws CommandError 56 for empty parts, 52 for names with a leading dollar */
export function partsOf(path: string): string[] {
  if (!path) fail(56, 'An empty update path is not valid.');
  const parts = path.split('.');
  for (const [depth, part] of parts.entries()) {
    if (!part) fail(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
    if (part === '__proto__' || part === '_bsontype') fail(2, `the update path '${path}' is not supported`);
    if (!part.startsWith('$')) continue;
    if (depth === 0) fail(52, `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`);
    if (part !== '$' && !/^\$\[\w*\]$/.test(part))
      fail(52, `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`);
  }
  if (parts.filter((part) => part === '$').length > 1)
    fail(2, `Too many positional (i.e. '$') elements found in path '${path}'`);
  return parts;
}

const shown = (value: unknown): string => (Array.isArray(value) ? '[...]' : (JSON.stringify(value) ?? 'null'));

/** All places a path points to; none when it leads nowhere and nothing is to be created. */
export function locate(root: Document, parts: string[], how: Resolution): Place[] {
  const places: Place[] = [];
  const walk = (start: unknown, depth: number): void => {
    let holder = start;
    for (let i = depth; i < parts.length; i++) {
      let part = parts[i]!;
      const isLast = i === parts.length - 1;
      if (part === '$') part = String(how.position(parts.slice(0, i).join('.')));
      if (part.startsWith('$[')) {
        spread(holder, part.slice(2, -1), i);
        return;
      }
      if (Array.isArray(holder)) {
        if (!/^\d+$/.test(part)) {
          if (how.create) fail(28, `Cannot create field '${part}' in element {${parts[i - 1]}: [...]}`);
          return;
        }
        const index = Number(part);
        if (index >= holder.length) {
          if (!how.create) return;
          if (index - holder.length > MAX_BACKFILL) fail(2, `can't backfill more than ${MAX_BACKFILL} elements`);
          while (holder.length < index) holder.push(null);
        }
        part = String(index);
      } else if (!isDocument(holder)) {
        if (how.create) fail(28, `Cannot create field '${part}' in element {${parts[i - 1]}: ${shown(holder)}}`);
        return;
      }
      const here = holder as Document;
      if (isLast) {
        places.push({ holder: here, key: part });
        return;
      }
      let next = fieldOf(here, part);
      if (next === undefined) {
        if (!how.create) return;
        next = {};
        here[part] = next;
      }
      holder = next;
    }
  };
  const spread = (holder: unknown, id: string, depth: number): void => {
    if (!Array.isArray(holder)) {
      const path = parts.slice(0, depth).join('.');
      fail(2, `The path '${path}' must exist in the document in order to apply array updates.`);
    }
    const test = id
      ? (how.filters.get(id) ?? fail(2, `No array filter found for identifier '${id}' in path '${parts.join('.')}'`))
      : () => true;
    for (const [index, element] of (holder as unknown[]).entries()) {
      if (!test(element)) continue;
      if (depth === parts.length - 1) places.push({ holder: holder as unknown[], key: String(index) });
      else walk(element, depth + 1);
    }
  };
  walk(root, 0);
  return places;
}

/** True when a parent of the field is an array, which `$rename` allows neither at its source nor at its target. */
export function runsThroughArray(root: Document, parts: string[]): boolean {
  let holder: unknown = root;
  for (const part of parts.slice(0, -1)) {
    holder = fieldOf(holder as Document, part);
    if (Array.isArray(holder)) return true;
    if (!isDocument(holder)) return false;
  }
  return false;
}

/** Takes a field out for `$rename`; undefined when it is not there. @throws CommandError 28 when its parent is no document */
export function removeAt(root: Document, parts: string[]): unknown {
  let holder: unknown = root;
  for (const part of parts.slice(0, -1)) {
    holder = fieldOf(holder as Document, part);
    if (holder === undefined) return undefined;
    if (Array.isArray(holder)) fail(2, `The source field cannot be an array element, '${parts.join('.')}'`);
    if (!isDocument(holder)) fail(28, `cannot use the part (${part} of ${parts.join('.')}) to traverse the element`);
  }
  const last = parts.at(-1)!;
  const value = fieldOf(holder as Document, last);
  delete (holder as Document)[last];
  return value;
}
