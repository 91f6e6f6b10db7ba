// Random updates from the supported subset, with array filters and positions where they make sense.
import { type Doc, scalar, value } from './documents';
import type { Random } from './random';

const ARRAYS = ['list', 'items', 'b'];
const FIELDS = [
  'a',
  'b',
  'c',
  'list',
  'items',
  'sub',
  'sub.x',
  'sub.y',
  'sub.z',
  'new',
  'new.in',
  'list.1',
  'items.0.n',
  'items.1.k',
];

function push(random: Random): unknown {
  if (random.chance(0.4)) return random.chance(0.7) ? scalar(random) : { k: 'p', n: random.below(5) };
  return {
    $each: [random.below(9), ...random.list(2, () => random.below(9))],
    ...(random.chance(0.4) ? { $position: random.below(5) - 2 } : {}),
    ...(random.chance(0.4) ? { $sort: random.pick([1, -1]) } : {}),
    ...(random.chance(0.4) ? { $slice: random.pick([-3, -2, -1, 1, 2, 3]) } : {}),
  };
}

function pull(random: Random): unknown {
  return random.pick([
    random.below(5),
    { $gte: random.below(4) },
    { k: random.pick(['x', 'y']) },
    { n: { $lt: random.below(5) } },
    { $in: [0, 1, 2] },
  ]);
}

function argument(random: Random, op: string): unknown {
  switch (op) {
    case '$inc':
      return random.pick([1, -1, 0.5, 3]);
    case '$push':
      return push(random);
    case '$addToSet':
      return random.chance(0.6)
        ? scalar(random)
        : { $each: [random.below(6), ...random.list(2, () => random.below(6))] };
    case '$pull':
      return pull(random);
    case '$pullAll':
      return random.list(3, () => random.below(5));
    case '$unset':
      return '';
    case '$rename':
      return 'renamed';
    default:
      return value(random);
  }
}

const OPS = [
  '$set',
  '$set',
  '$set',
  '$unset',
  '$inc',
  '$inc',
  '$min',
  '$max',
  '$push',
  '$push',
  '$addToSet',
  '$pull',
  '$pullAll',
  '$setOnInsert',
  '$rename',
];

/** not below other fields: the reference differs there, see differences.ts */
const TOP_LEVEL_ONLY = ['$pull', '$pullAll', '$rename', '$unset'];

export interface Update {
  update: Doc;
  arrayFilters?: Doc[];
  /** condition the positional `$` needs */
  filter?: Doc;
}

export function update(random: Random): Update {
  const kind = random.below(12);
  if (kind === 0) return { update: { a: scalar(random), b: value(random), sub: { x: 1 } } };
  if (kind === 1)
    return {
      update: { $set: { 'items.$[it].n': random.below(9) } },
      arrayFilters: [{ 'it.k': random.pick(['x', 'y']) }],
    };
  if (kind === 2) return { update: { $inc: { 'list.$[n]': 10 } }, arrayFilters: [{ n: { $gte: random.below(4) } }] };
  if (kind === 3) return { update: { $set: { 'items.$[].seen': true } } };
  if (kind === 4) return { update: { $set: { 'items.$.n': 77 } }, filter: { 'items.k': random.pick(['x', 'y', 'z']) } };
  if (kind === 5) return { update: { $inc: { 'list.$': 100 } }, filter: { list: { $gte: random.below(4) } } };
  if (kind === 6)
    return {
      update: { $unset: { 'items.$.k': '' } },
      filter: { items: { $elemMatch: { n: { $gte: random.below(4) } } } },
    };
  const made: Record<string, Doc> = {};
  for (let i = random.below(3); i >= 0; i--) {
    const op = random.pick(OPS);
    const field = random.pick(TOP_LEVEL_ONLY.includes(op) ? ARRAYS : FIELDS);
    const isTaken = Object.values(made).some((fields) =>
      Object.keys(fields).some((known) => `${known}.`.startsWith(`${field}.`) || `${field}.`.startsWith(`${known}.`)),
    );
    if (!isTaken && !(op === '$rename' && made.$rename)) made[op] = { ...made[op], [field]: argument(random, op) };
  }
  return { update: made };
}
