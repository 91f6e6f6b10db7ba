// The document an upsert starts from: what the filter says about equality.
import { fail } from './errors';
import { same } from './order';
import { locate, partsOf } from './update-paths';
import { copyOf, type Document, fieldOf, isDocument, RANK, rank } from './values';

const NOWHERE = {
  create: true,
  position: () => fail(2, 'The positional operator did not find the match needed from the query.'),
  filters: new Map(),
};

function place(doc: Document, path: string, value: unknown): void {
  for (const { holder, key } of locate(doc, partsOf(path), NOWHERE)) {
    const fields = holder as Document;
    const known = fieldOf(fields, key);
    if (known !== undefined && !same(known, value))
      fail(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    fields[key] = value;
  }
}

function collect(doc: Document, filter: Document): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' || (key === '$or' && Array.isArray(condition) && condition.length === 1)) {
      for (const branch of condition as Document[]) collect(doc, branch);
    } else if (key.startsWith('$') || rank(condition) === RANK.regex) continue;
    else if (!isDocument(condition) || !Object.keys(condition)[0]?.startsWith('$')) place(doc, key, condition);
    else if ('$eq' in condition) place(doc, key, condition.$eq);
    else {
      const list = condition.$in ?? condition.$all;
      if (Array.isArray(list) && list.length === 1 && rank(list[0]) !== RANK.regex && !isDocument(list[0]))
        place(doc, key, list[0]);
    }
  }
}

export function upsertBase(filter: Document): Document {
  const doc: Document = {};
  collect(doc, filter);
  return copyOf(doc);
}
