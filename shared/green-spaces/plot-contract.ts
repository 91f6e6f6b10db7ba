// Plots as residents find them: list, map, page, and the few figures of the first page.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { Cursor, Limit, numberInQuery, page, placeInQuery, StoredPlace, Time } from '../fields';
import { Photo } from '../media/contract';
import { CARE_TASK_NAMES } from './care';
import { PlotCode, PlotShape, SIZE_CLASS_NAMES } from './plots';
import { ADOPTION_STATE_NAMES, MODE_NAMES, PLOT_KIND_NAMES, PLOT_STATE_NAMES } from './states';

export const PlotCard = v.object({
  code: v.string(),
  name: v.string(),
  kind: v.picklist(PLOT_KIND_NAMES),
  kindName: v.string(),
  /** 86 m², 12 株 */
  size: v.object({ value: v.number(), unit: v.string() }),
  location: StoredPlace,
  address: v.string(),
  photo: v.nullable(Photo),
  state: v.picklist(PLOT_STATE_NAMES),
  /** 等人认养 · 您在认养 · 已认养 · 暂停认养 */
  label: v.string(),
  availability: v.picklist(['free', 'mine', 'taken', 'paused', 'retired']),
  capacity: v.number(),
  taken: v.number(),
  waiting: v.number(),
  modes: v.array(v.picklist(MODE_NAMES)),
  automatic: v.boolean(),
  visitsPerWeek: v.number(),
  distanceM: v.nullable(v.number()),
});
export type PlotCardView = v.InferOutput<typeof PlotCard>;

export const TaskView = v.object({
  task: v.picklist(CARE_TASK_NAMES),
  name: v.string(),
  icon: v.string(),
  /** over the seasons, and in this one */
  rhythm: v.string(),
  now: v.string(),
  note: v.string(),
  everyVisit: v.boolean(),
});

export const Plot = v.object({
  ...PlotCard.entries,
  plants: v.array(v.string()),
  shape: v.nullable(PlotShape),
  photos: v.array(Photo),
  tasks: v.array(TaskView),
  careNote: v.string(),
  unit: v.object({ id: v.string(), name: v.string(), phone: v.nullable(v.string()) }),
  /** those who agreed to be named, by their plaque */
  adopters: v.array(
    v.object({ id: v.string(), plaque: v.string(), since: Time, visits: v.number(), badge: v.nullable(v.string()) }),
  ),
  /** adopters who did not */
  unnamed: v.number(),
  care: v.object({ visits: v.number(), lastAt: v.nullable(Time) }),
  /** days without care until the first reminder */
  neglectDays: v.number(),
  /** own open adoption or application of it */
  mine: v.nullable(v.object({ id: v.string(), state: v.picklist(ADOPTION_STATE_NAMES), label: v.string() })),
  can: v.object({ apply: v.boolean(), logCare: v.boolean(), edit: v.boolean() }),
});
export type PlotView = v.InferOutput<typeof Plot>;

export const PLOT_RADIUS = { usual: 3000, max: 5000 } as const;

export const listPlots = endpoint({
  name: 'greenSpaces.listPlots',
  summary: '绿地列表：给出位置时近的在前（radius 以米计），否则按编号',
  method: 'GET',
  path: '/api/v1/plots',
  access: 'open',
  query: v.object({
    lng: v.optional(placeInQuery.lng),
    lat: v.optional(placeInQuery.lat),
    datum: v.optional(placeInQuery.datum, 'wgs84'),
    radius: v.optional(
      v.pipe(
        numberInQuery('半径'),
        v.minValue(50, '半径至少 50 米'),
        v.maxValue(PLOT_RADIUS.max, `半径最多 ${PLOT_RADIUS.max} 米`),
      ),
      String(PLOT_RADIUS.usual),
    ),
    kind: v.optional(v.picklist(PLOT_KIND_NAMES, '没有这种绿地')),
    mode: v.optional(v.picklist(MODE_NAMES, '没有这种认养方式')),
    size: v.optional(v.picklist(SIZE_CLASS_NAMES, '没有这种大小')),
    availability: v.optional(v.picklist(['free', 'taken'], '只能是 free 或 taken')),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: page(PlotCard),
  refusals: [],
});

export const mapPlots = endpoint({
  name: 'greenSpaces.mapPlots',
  summary: '地图上的绿地：范围小时逐块给出（最多 200 块），范围大时给出每格的数量；坐标 WGS-84',
  method: 'GET',
  path: '/api/v1/plots/map',
  access: 'open',
  query: v.object({
    west: v.pipe(numberInQuery('西界'), v.minValue(-180), v.maxValue(180)),
    south: v.pipe(numberInQuery('南界'), v.minValue(-90), v.maxValue(90)),
    east: v.pipe(numberInQuery('东界'), v.minValue(-180), v.maxValue(180)),
    north: v.pipe(numberInQuery('北界'), v.minValue(-90), v.maxValue(90)),
    availability: v.optional(v.picklist(['free', 'taken'], '只能是 free 或 taken')),
  }),
  reply: v.object({
    plots: v.array(PlotCard),
    clusters: v.array(v.object({ location: StoredPlace, count: v.number() })),
  }),
  refusals: [],
});

export const plotParams = v.object({ code: PlotCode });
export const readPlot = endpoint({
  name: 'greenSpaces.readPlot',
  summary: '一块绿地：养护要求、认养人、我能做什么',
  method: 'GET',
  path: '/api/v1/plots/:code',
  access: 'open',
  params: plotParams,
  reply: Plot,
  refusals: ['plot.not-found'],
});

export const summarise = endpoint({
  name: 'greenSpaces.summary',
  summary: '参与页的几个数字：身边待认养的块数、今天该做的养护',
  method: 'GET',
  path: '/api/v1/green-spaces/summary',
  access: 'open',
  query: v.object(placeInQuery),
  reply: v.object({
    /** free plots within 3 km of the place; 100 at most */
    free: v.number(),
    adopted: v.number(),
    due: v.nullable(
      v.object({ adoption: v.string(), plot: v.string(), task: v.string(), icon: v.string(), text: v.string() }),
    ),
  }),
  refusals: [],
});
