// The document an upsert starts from: what the filter says about equality.
import { copyOf } from './decoding';
import { fail } from './errors';
import { locate, partsOf } from './update-paths';
import { type Document, isDocument, RANK, rank } from './values';

const NOWHERE = {
  create: true,
  position: () => fail(2, 'The positional operator did not find the match needed from the query.'),
  filters: new Map(),
};

type Equality = [path: string, value: unknown];

/** `$all` asks for several equalities at once, so more than one element names the field twice. */
function equalitiesOf(key: string, condition: unknown): Equality[] {
  if (rank(condition) === RANK.regex) return [];
  if (!isDocument(condition) || !Object.keys(condition)[0]?.startsWith('$')) return [[key, condition]];
  const { $eq, $in: anyOf, $all: all } = condition;
  const values = [
    ...('$eq' in condition ? [$eq] : []),
    ...(Array.isArray(anyOf) && anyOf.length === 1 ? anyOf : []),
    ...(Array.isArray(all) ? all : []),
  ];
  const isPlain = (value: unknown): boolean =>
    rank(value) !== RANK.regex && !(isDocument(value) && '$elemMatch' in value);
  return values.filter(isPlain).map((value): Equality => [key, value]);
}

function collect(filter: Document): Equality[] {
  return Object.entries(filter).flatMap(([key, condition]) => {
    if (key === '$and' || (key === '$or' && Array.isArray(condition) && condition.length === 1)) {
      return (condition as Document[]).flatMap(collect);
    }
    return key.startsWith('$') ? [] : equalitiesOf(key, condition);
  });
}

/** A replacement takes only its `_id` from the filter. @throws CommandError 54 when the filter names a field twice */
export function upsertBase(filter: Document, isReplacement: boolean): Document {
  const doc: Document = {};
  const equalities = collect(filter)
    .filter(([path]) => !isReplacement || path === '_id')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [i, [path, value]] of equalities.entries()) {
    const before = equalities[i - 1]?.[0];
    if (before === path) fail(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    if (before !== undefined && path.startsWith(`${before}.`)) {
      fail(54, `cannot infer query fields to set, both paths '${before}' and '${path}' are matched`);
    }
    for (const { holder, key } of locate(doc, partsOf(path), NOWHERE)) (holder as Document)[key] = value;
  }
  return copyOf(doc);
}
