// Random filters, sorts and projections from the supported subset.
import { type Doc, FIELDS, scalar, value } from './documents';
import type { Random } from './random';

const COMPARISONS = ['$eq', '$ne', '$gt', '$gte', '$lt', '$lte'] as const;
const REGEXES: Array<[string, string]> = [
  ['^a', ''],
  ['b', ''],
  ['^A', 'i'],
  ['o', ''],
  ['^街', ''],
  ['^(open|closed)$', ''],
  ['.d$', ''],
  ['^$', ''],
];

function condition(random: Random, depth = 0): unknown {
  switch (random.below(14)) {
    case 0:
    case 1:
    case 2:
      return value(random);
    case 3:
    case 4:
      return { [random.pick(COMPARISONS)]: random.chance(0.9) ? scalar(random) : value(random) };
    case 5:
      return { $gte: random.below(3), $lt: 2 + random.below(5) };
    case 6:
      return { $in: random.list(4, () => scalar(random)) };
    case 7:
      return { $nin: random.list(3, () => scalar(random)) };
    case 8:
      return { $exists: random.chance(0.6) };
    case 9:
      return { $size: random.below(4) };
    case 10: {
      const [pattern, options] = random.pick(REGEXES);
      return { $regex: pattern, ...(options ? { $options: options } : {}) };
    }
    case 11:
      return { $all: Array.from({ length: 1 + random.below(2) }, () => scalar(random)) };
    case 12:
      return random.chance(0.5)
        ? { $elemMatch: { $gte: random.below(4), $lt: 2 + random.below(5) } }
        : { $elemMatch: { [random.pick(['k', 'n'])]: random.chance(0.5) ? random.below(5) : random.pick(['x', 'y']) } };
    default:
      if (depth)
        return {
          $type: random.pick(['string', 'number', 'array', 'object', 'null', 'date', 'bool', 'int', 'double', 'long']),
        };
      return { $not: operators(random) };
  }
}

function operators(random: Random): unknown {
  const made = condition(random, 1);
  const isOperators = typeof made === 'object' && made !== null && Object.keys(made)[0]?.startsWith('$');
  return isOperators ? made : { $eq: made };
}

export function filter(random: Random, depth = 0): Doc {
  const made: Doc = {};
  for (let i = random.below(3); i >= 0; i--) made[random.pick(FIELDS)] = condition(random);
  if (depth > 1 || !random.chance(0.2)) return made;
  const branches = Array.from({ length: 1 + random.below(2) }, () => filter(random, depth + 1));
  return { ...made, [random.pick(['$and', '$or', '$nor'])]: branches };
}

const SORTABLE = ['a', 'b', 'c', 'd', 'list', 'sub.x', 'items.n'];
/** never arrays: two arrays in one sort are an error that depends on the documents */
const SECOND = ['c', 'd'];

/** Ends with `_id`, so that there is one right order. */
export function sort(random: Random): Array<[string, 1 | -1]> {
  const fields = [random.pick(SORTABLE), ...(random.chance(0.3) ? [random.pick(SECOND)] : [])];
  const order = [...new Set(fields)].map((field): [string, 1 | -1] => [field, random.chance(0.5) ? 1 : -1]);
  return [...order, ['_id', random.chance(0.7) ? 1 : -1]];
}

const PROJECTABLE = ['a', 'b', 'c', 'd', 'list', 'items', 'sub', 'sub.x', 'items.k'];

export function projection(random: Random): Doc {
  const made: Doc = {};
  const flag = random.chance(0.6) ? 1 : 0;
  for (let i = random.below(3); i >= 0; i--) {
    const field = random.pick(PROJECTABLE);
    const collides = Object.keys(made).some((known) => known.startsWith(`${field}.`) || field.startsWith(`${known}.`));
    if (!collides) made[field] = flag;
  }
  if (random.chance(0.3)) made._id = random.chance(0.5) ? 1 : 0;
  if (random.chance(0.1) && !('list' in made)) made.list = { $slice: random.pick([1, 2, -2, [1, 2], [-3, 2]]) };
  else if (flag && random.chance(0.1) && !('items' in made) && !('items.k' in made))
    made.items = { $elemMatch: { k: random.pick(['x', 'y']) } };
  return made;
}

/** Leaves out empty arrays in the sorted fields: the reference sorts them like null, see differences.ts. */
export const withoutEmptyArrays = (wanted: Doc, order: Array<[string, 1 | -1]>): Doc => ({
  $and: [wanted, ...order.map(([field]) => ({ [field]: { $ne: [] } }))],
});
