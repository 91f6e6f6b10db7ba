// The managing unit's desk: applications, neglected plots, adoptions that end, the plots themselves, import and export.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { Cursor, Limit, page, Time, text } from '../fields';
import { AdoptionCard } from './adoption-views';
import { Plot, PlotCard } from './plot-contract';
import { PlotCode, PlotFields } from './plots';
import { PLOT_STATE_NAMES } from './states';

/** applications to decide · nobody cared for long · end within 60 days or gave notice · appeals · all that live · who waits in line */
export const ADOPTION_VIEWS = ['applications', 'neglected', 'ending', 'appeals', 'living', 'waiting'] as const;
export const VIEW_NAMES: Record<(typeof ADOPTION_VIEWS)[number], string> = {
  applications: '待审申请',
  neglected: '久未养护',
  ending: '即将到期',
  appeals: '申诉',
  living: '全部在养',
  waiting: '候补',
};

export const listDeskAdoptions = endpoint({
  name: 'greenSpaceDesk.listAdoptions',
  summary: '管理单位：认养申请、久未养护、即将到期、申诉；本单位或本县的',
  method: 'GET',
  path: '/api/v1/desk/adoptions',
  access: 'signed-in',
  query: v.object({
    view: v.optional(v.picklist(ADOPTION_VIEWS, '没有这个视图'), 'applications'),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: v.object({
    ...page(AdoptionCard).entries,
    counts: v.array(v.object({ view: v.picklist(ADOPTION_VIEWS), name: v.string(), count: v.number() })),
  }),
  refusals: ['post.not-held'],
});

const PlotRow = v.object({
  ...PlotCard.entries,
  unit: v.string(),
  /** care of all adopters so far */
  visits: v.number(),
  lastCareAt: v.nullable(Time),
});
export const listDeskPlots = endpoint({
  name: 'greenSpaceDesk.listPlots',
  summary: '管理单位：本单位或本县的绿地和养护情况；可按编号开头找',
  method: 'GET',
  path: '/api/v1/desk/plots',
  access: 'signed-in',
  query: v.object({
    state: v.optional(v.picklist(PLOT_STATE_NAMES, '没有这种状态')),
    /** beginning of the code */
    code: v.optional(
      v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[A-Z0-9-]{0,30}$/, '编号由字母、数字和 - 组成')),
    ),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: page(PlotRow),
  refusals: ['post.not-held'],
});

const params = v.object({ code: PlotCode });
export const readDeskPlot = endpoint({
  name: 'greenSpaceDesk.readPlot',
  summary: '管理单位：一块绿地的全部资料，用于修改',
  method: 'GET',
  path: '/api/v1/desk/plots/:code',
  access: 'signed-in',
  params,
  reply: v.object({
    plot: Plot,
    fields: PlotFields,
    revision: v.number(),
    history: v.array(v.object({ at: Time, title: v.string(), by: v.string(), text: v.string() })),
  }),
  refusals: ['post.not-held', 'plot.not-found'],
});

export const savePlot = endpoint({
  name: 'greenSpaceDesk.savePlot',
  summary: '管理单位：新增绿地（revision 为 0）或修改；养护要求改了，在养人的日历一起改',
  method: 'PUT',
  path: '/api/v1/desk/plots/:code',
  access: 'signed-in',
  params,
  body: v.object({
    revision: v.pipe(v.number('请提供修订号'), v.integer('修订号要是整数'), v.minValue(0)),
    fields: PlotFields,
    photos: v.optional(
      v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))), v.maxLength(9, '照片最多 9 张')),
    ),
  }),
  reply: Plot,
  refusals: [
    'post.not-held',
    'plot.not-found',
    'plot.stale',
    'plot.code-taken',
    'plot.capacity-below',
    'place.outside',
    'media.not-yours',
  ],
});

export const setPlotState = endpoint({
  name: 'greenSpaceDesk.setPlotState',
  summary: '管理单位：暂停、恢复或停用一块绿地，写明原因',
  method: 'POST',
  path: '/api/v1/desk/plots/:code/state',
  access: 'signed-in',
  params,
  body: v.object({
    revision: v.pipe(v.number('请提供修订号'), v.integer('修订号要是整数')),
    state: v.picklist(PLOT_STATE_NAMES, '没有这种状态'),
    reason: v.pipe(text('原因', 200), v.trim(), v.minLength(1, '请写明原因')),
  }),
  reply: Plot,
  refusals: ['post.not-held', 'plot.not-found', 'plot.stale'],
});

export const importPlots = endpoint({
  name: 'greenSpaceDesk.import',
  summary: '管理单位：导入绿地（CSV 或 GeoJSON，一次最多 200 块，坐标 WGS-84）；先试（dryRun）再写，编号已有的更新',
  method: 'POST',
  path: '/api/v1/desk/plots/import',
  access: 'signed-in',
  body: v.object({
    format: v.picklist(['csv', 'geojson'], '格式只能是 csv 或 geojson'),
    content: v.pipe(
      v.string('请选择文件'),
      v.minLength(1, '文件是空的'),
      v.maxLength(60_000, '一次太多了，请分几次导入'),
    ),
    dryRun: v.optional(v.boolean('要填 true 或 false'), true),
  }),
  reply: v.object({
    added: v.number(),
    changed: v.number(),
    /** line of the file (CSV: 1 is the heading) or number of the feature, from 1 */
    problems: v.array(v.object({ line: v.number(), code: v.string(), problem: v.string() })),
    written: v.boolean(),
  }),
  refusals: ['post.not-held', 'plot.import-invalid'],
});

export const exportAdoptions = endpoint({
  name: 'greenSpaceDesk.export',
  summary: '管理单位：在养和历年认养的表（CSV，一次最多 500 行，按 next 接着取）；不含姓名电话',
  method: 'GET',
  path: '/api/v1/desk/adoptions/export',
  access: 'signed-in',
  query: v.object({ cursor: Cursor }),
  reply: v.object({ csv: v.string(), rows: v.number(), next: v.nullable(v.string()) }),
  refusals: ['post.not-held'],
});
