// 身边: the map, what may be the same case, and who is responsible here.
import * as v from 'valibot';
import { AreaRef, Responsible } from '../areas/contract';
import { endpoint } from '../endpoint';
import { accuracyInQuery, Id, Limit, numberInQuery, page, placeInQuery, StoredPlace, text } from '../fields';
import { ReportCard } from '../reports/contract';
import { STATE_NAMES } from '../reports/states';

/** WeChat's map slows down beyond this, and more would be a smudge. */
export const MOST_MARKS = 200;

/** How a list or a map is narrowed. `group` is one of the catalogue's dozen; `days`: submitted, or done, within so many days. */
export const mapFilters = {
  kind: v.optional(v.picklist(['open', 'done'], '范围只能是 open（在办）或 done（办结）'), 'open'),
  category: v.optional(Id),
  group: v.optional(text('大类', 20)),
  status: v.optional(v.picklist(STATE_NAMES, '没有这种状态')),
  days: v.optional(
    v.pipe(
      numberInQuery('天数'),
      v.integer('天数要是整数'),
      v.minValue(1, '至少 1 天'),
      v.maxValue(366, '最多 366 天'),
    ),
  ),
};

/** Metres. */
export const NEARBY = { radius: 1000, maxRadius: 5000 } as const;

export const listNearbyReports = endpoint({
  name: 'nearby.listReports',
  summary: '身边的公开上报，近的在前；radius 以米计；办结的只列 30 天之内的',
  method: 'GET',
  path: '/api/v1/nearby/reports',
  access: 'open',
  query: v.object({
    ...placeInQuery,
    radius: v.optional(
      v.pipe(
        numberInQuery('半径'),
        v.minValue(50, '半径至少 50 米'),
        v.maxValue(NEARBY.maxRadius, `半径最多 ${NEARBY.maxRadius} 米`),
      ),
      String(NEARBY.radius),
    ),
    ...mapFilters,
    kind: v.optional(mapFilters.kind.wrapped),
    limit: Limit,
  }),
  reply: page(ReportCard),
  refusals: [],
});

const edge = (what: string, most: number) =>
  v.pipe(numberInQuery(what), v.minValue(-most, `${what}超出范围`), v.maxValue(most, `${what}超出范围`));

export const readMap = endpoint({
  name: 'nearby.readMap',
  summary: '地图一框之内：公开的上报，多的地方合成一个数，少的地方逐个标出；总共不超过 200 个标记',
  method: 'GET',
  path: '/api/v1/nearby/map',
  access: 'open',
  query: v.pipe(
    v.object({
      west: edge('西边界', 180),
      south: edge('南边界', 90),
      east: edge('东边界', 180),
      north: edge('北边界', 90),
      datum: placeInQuery.datum,
      ...mapFilters,
    }),
    v.forward(
      v.partialCheck([['west'], ['east']], ({ west, east }) => west < east, '东边界要在西边界的东面'),
      ['east'],
    ),
    v.forward(
      v.partialCheck([['south'], ['north']], ({ south, north }) => south < north, '北边界要在南边界的北面'),
      ['north'],
    ),
  ),
  reply: v.object({
    /** in this box and with these filters, whichever kind is shown; what was done counts for 30 days */
    counts: v.object({ open: v.number(), done: v.number() }),
    clusters: v.array(
      v.object({
        id: v.string(),
        ...StoredPlace.entries,
        count: v.number(),
        /** how many of them ran out */
        late: v.number(),
      }),
    ),
    pins: v.array(
      v.object({
        number: v.string(),
        ...StoredPlace.entries,
        status: v.picklist(STATE_NAMES),
        statusLabel: v.string(),
        late: v.boolean(),
        category: v.object({ id: v.string(), name: v.string(), icon: v.string() }),
      }),
    ),
  }),
  refusals: [],
});

export const listDuplicates = endpoint({
  name: 'nearby.listDuplicates',
  summary: '发出之前：附近同类、还在办的公开上报，最像的在前，最多五件',
  method: 'GET',
  path: '/api/v1/nearby/duplicates',
  access: 'open',
  query: v.object({
    ...placeInQuery,
    accuracy: accuracyInQuery,
    category: Id,
    words: v.optional(text('描述', 500), ''),
  }),
  reply: v.object({ items: v.array(ReportCard) }),
  refusals: ['category.unknown', 'place.outside'],
});

export const readResponsibility = endpoint({
  name: 'nearby.readResponsibility',
  summary: '这里归谁管：一处地方每一类问题的责任人、牵头部门和时限（权责清单）',
  method: 'GET',
  path: '/api/v1/responsibility',
  access: 'open',
  query: v.object({ ...placeInQuery, accuracy: accuracyInQuery }),
  reply: v.object({
    /** shapes are drawn for a demonstration */
    illustrative: v.boolean(),
    street: v.nullable(AreaRef),
    zone: v.nullable(AreaRef),
    divisions: v.array(v.object({ ...AreaRef.entries, level: v.string() })),
    items: v.array(
      v.object({
        category: v.object({ id: v.string(), name: v.string(), group: v.string(), icon: v.string() }),
        responsible: Responsible,
        /** 牵头单位, 配合单位 */
        department: v.string(),
        cooperating: v.array(v.string()),
        /** where the list comes from: the task of the prefecture's opinion */
        basis: v.string(),
        acceptText: v.string(),
        /** shortest and longest limit of its conditions */
        resolveText: v.string(),
        why: v.array(v.string()),
      }),
    ),
  }),
  refusals: ['place.outside'],
});
