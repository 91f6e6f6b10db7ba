// Keeping, dropping and setting fields below fields, through arrays of documents.
import { fail } from './errors';
import { type Document, fieldOf, isDocument } from './values';

/** Which fields to keep or drop: true for the whole field, a tree for fields inside it. */
export interface Tree {
  [field: string]: true | Tree;
}

export function mark(tree: Tree, parts: string[]): void {
  let at = tree;
  for (const [depth, part] of parts.entries()) {
    const known = at[part];
    if (known === true) fail(31249, `Path collision at ${parts.join('.')}`);
    if (depth === parts.length - 1) {
      if (known) fail(31249, `Path collision at ${parts.join('.')}`);
      at[part] = true;
    } else {
      const next: Tree = known && typeof known === 'object' ? known : {};
      at[part] = next;
      at = next;
    }
  }
}

export function keep(doc: Document, tree: Tree): Document {
  const result: Document = {};
  for (const [field, value] of Object.entries(doc)) {
    const wanted = Object.hasOwn(tree, field) ? tree[field] : undefined;
    if (wanted === true) result[field] = value;
    else if (wanted && Array.isArray(value)) result[field] = keepInArray(value, wanted);
    else if (wanted && isDocument(value)) result[field] = keep(value, wanted);
  }
  return result;
}

const keepInArray = (list: unknown[], tree: Tree): unknown[] =>
  list.flatMap((element): unknown[] => {
    if (Array.isArray(element)) return [keepInArray(element, tree)];
    return isDocument(element) ? [keep(element, tree)] : [];
  });

export function drop(doc: Document, tree: Tree): Document {
  const result: Document = {};
  for (const [field, value] of Object.entries(doc)) {
    const unwanted = Object.hasOwn(tree, field) ? tree[field] : undefined;
    if (unwanted === true) continue;
    result[field] = unwanted ? dropInside(value, unwanted) : value;
  }
  return result;
}

function dropInside(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((element) => dropInside(element, tree));
  return isDocument(value) ? drop(value, tree) : value;
}

/** A copy with the value at the path; arrays on the way get it in every element, a missing value removes the field. */
export function assign(holder: unknown, parts: string[], depth: number, value: unknown): unknown {
  if (Array.isArray(holder)) return holder.map((element) => assign(element, parts, depth, value));
  const copy: Document = isDocument(holder) ? { ...holder } : {};
  const part = parts[depth]!;
  if (depth < parts.length - 1) copy[part] = assign(fieldOf(copy, part), parts, depth + 1, value);
  else if (value === undefined) delete copy[part];
  else copy[part] = value;
  return copy;
}
