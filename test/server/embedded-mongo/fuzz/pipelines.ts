// Random aggregations from the supported subset.
import { type Doc, scalar } from './documents';
import { filter, sort, withoutEmptyArrays } from './filters';
import type { Random } from './random';

const PATHS = ['$a', '$b', '$c', '$d', '$list', '$sub.x', '$sub.y', '$items.n', '$missing'];
const ZONES = ['Asia/Shanghai', 'UTC', '+08:00'];

/** A date or null, so that date operators have something to work on. */
const date = (random: Random): unknown => random.pick(['$d', { $cond: [{ $gt: ['$d', null] }, '$d', null] }]);

function number(random: Random): unknown {
  return random.pick<unknown>([
    random.below(5),
    20.5,
    { $cond: [{ $isArray: '$list' }, { $size: { $ifNull: ['$list', []] } }, 0] },
    '$_id',
  ]);
}

export function expression(random: Random, depth = 0): unknown {
  const inner = (): unknown =>
    depth > 1
      ? random.pick<unknown>([random.pick(PATHS), { $literal: scalar(random) }])
      : expression(random, depth + 1);
  switch (random.below(18)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return random.pick(PATHS);
    case 4:
      return { $literal: scalar(random) };
    case 5:
      return { [random.pick(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$cmp'])]: [inner(), inner()] };
    case 6:
      return { [random.pick(['$and', '$or'])]: [inner(), inner()] };
    case 7:
      return { $cond: [inner(), inner(), inner()] };
    case 8:
      return { $ifNull: [random.pick(PATHS), inner()] };
    case 9:
      return { [random.pick(['$add', '$multiply'])]: [number(random), number(random)] };
    case 10:
      return { $subtract: [number(random), number(random)] };
    case 11:
      return { $divide: [number(random), 0.5] };
    case 12:
      return { $concat: [{ $ifNull: ['$c', ''] }, random.pick(['-', '街'])] };
    case 13:
      return {
        $dateToString: {
          date: date(random),
          format: random.pick(['%Y-%m-%d', '%Y-%m', '%H:%M', '%G-W%V', '%j']),
          timezone: random.pick(ZONES),
        },
      };
    case 14:
      return random.chance(0.5)
        ? { $dateTrunc: { date: date(random), unit: random.pick(['month', 'hour', 'year']) } }
        : {
            $dateTrunc: {
              date: date(random),
              unit: random.pick(['month', 'hour', 'year']),
              timezone: random.pick(ZONES),
            },
          };
    case 15:
      return {
        [random.pick(['$year', '$month', '$dayOfMonth', '$hour'])]: {
          date: date(random),
          timezone: random.pick(ZONES),
        },
      };
    case 16:
      return { $not: [inner()] };
    default:
      return { $size: { $ifNull: [random.pick([[1, 2], '$items']), []] } };
  }
}

function groupId(random: Random): unknown {
  const given = (path: string) => ({ $ifNull: [path, null] });
  return random.pick<unknown>([
    null,
    given('$c'),
    given('$a'),
    given('$sub.y'),
    { c: given('$c'), y: given('$sub.y') },
    { $dateToString: { date: '$d', format: '%Y-%m', timezone: 'Asia/Shanghai' } },
    { $dateTrunc: { date: '$d', unit: 'month', timezone: 'Asia/Shanghai' } },
  ]);
}

function group(random: Random): Doc {
  const conditional = { $sum: { $cond: [{ $gte: ['$_id', random.below(10)] }, 1, 0] } };
  const fields: Doc[] = [
    { n: { $sum: 1 } },
    { total: { $sum: random.pick(['$a', '$sub.y', '$_id', '$b']) } },
    { mean: { $avg: random.pick(['$a', '$_id']) } },
    { least: { $min: random.pick(['$a', '$d', '$b']) } },
    { most: { $max: random.pick(['$a', '$d', '$b']) } },
    { some: conditional },
    { counted: { $count: {} } },
    { first: { $first: '$a' } },
    { last: { $last: '$a' } },
  ];
  return Object.assign(
    { _id: groupId(random) },
    ...Array.from({ length: 1 + random.below(3) }, () => random.pick(fields)),
  );
}

/** Stages whose result has one order, or whose order is left out of the comparison (`isOrdered` false). */
export function pipeline(random: Random): { stages: Doc[]; isOrdered: boolean } {
  const stages: Doc[] = [];
  const order = random.chance(0.5) ? sort(random) : [['_id', 1] as [string, 1]];
  stages.push({ $match: withoutEmptyArrays(random.chance(0.7) ? filter(random) : {}, order) });
  stages.push({ $sort: Object.fromEntries(order) });
  switch (random.below(9)) {
    case 0:
    case 1:
    case 2:
      stages.push({ $group: group(random) });
      return { stages, isOrdered: false };
    case 3:
      stages.push({ $project: { _id: 1, a: 1, made: expression(random), other: expression(random) } });
      break;
    case 4:
      stages.push({ $addFields: { made: expression(random), 'sub.made': expression(random) } });
      break;
    case 5: {
      const path = random.pick(['$list', '$items', '$sub', '$a']);
      stages.push({
        $unwind: random.chance(0.5)
          ? path
          : {
              path,
              preserveNullAndEmptyArrays: random.chance(0.7),
              ...(random.chance(0.4) ? { includeArrayIndex: 'at' } : {}),
            },
      });
      break;
    }
    case 6:
      stages.push({ $skip: random.below(4) }, { $limit: 1 + random.below(6) });
      break;
    case 7:
      stages.push({ $match: { $expr: expression(random) } });
      break;
    default:
      stages.push({ $unset: random.pick(['a', 'sub.x', ['b', 'items.k']]) });
  }
  if (random.chance(0.2)) stages.push({ $count: 'n' });
  return { stages, isOrdered: true };
}
