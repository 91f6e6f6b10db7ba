// The care log: written in three taps, read by plot, by adoption and by year.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Cursor, Id, Limit, Place, page, Time, text } from '../fields';
import { Photo } from '../media/contract';
import { Adoption, adoptionParams } from './adoption-views';
import { CARE_TASK_NAMES } from './care';
import { plotParams } from './plot-contract';

/** Why somebody logs care from a distance. */
export const REMOTE_REASONS = {
  gps: '定位不准',
  later: '回来后补记',
  helper: '请别人代劳',
  unit: '出资，请人养护',
} as const;
export type RemoteReason = keyof typeof REMOTE_REASONS;
const REMOTE_REASON_NAMES = Object.keys(REMOTE_REASONS) as [RemoteReason, ...RemoteReason[]];

export const CARE_LIMITS = { photos: 6, note: 200, minutes: 480, members: 8 } as const;

export const CareLog = v.object({
  id: v.string(),
  at: Time,
  tasks: v.array(v.object({ task: v.picklist(CARE_TASK_NAMES), name: v.string() })),
  minutes: v.number(),
  photos: v.array(Photo),
  /** own and the unit's eyes only */
  note: v.string(),
  atPlace: v.boolean(),
  /** why it was logged from a distance */
  remote: v.nullable(v.string()),
  /** 认养人 · 家人 李** */
  by: v.string(),
});
export type CareLogView = v.InferOutput<typeof CareLog>;

export const listPlotCare = endpoint({
  name: 'greenSpaces.listPlotCare',
  summary: '一块绿地的养护记录，新的在前；不含姓名和文字',
  method: 'GET',
  path: '/api/v1/plots/:code/care',
  access: 'open',
  params: plotParams,
  query: v.object({ cursor: Cursor, limit: Limit }),
  reply: page(CareLog),
  refusals: ['plot.not-found'],
});

export const logCare = endpoint({
  name: 'greenSpaces.logCare',
  summary: '记一次养护；不在绿地边上要选原因。同一个 logId 再次提交得到同一条记录',
  method: 'POST',
  path: '/api/v1/adoptions/:id/care',
  access: 'signed-in',
  params: adoptionParams,
  body: v.object({
    logId: ClientId,
    tasks: v.pipe(
      v.array(v.picklist(CARE_TASK_NAMES, '没有这项养护'), '请选择做了什么'),
      v.minLength(1, '请选择做了什么'),
      v.maxLength(7),
    ),
    photos: v.optional(
      v.pipe(v.array(Id, '照片要是编号列表'), v.maxLength(CARE_LIMITS.photos, `照片最多 ${CARE_LIMITS.photos} 张`)),
      [],
    ),
    minutes: v.optional(
      v.pipe(
        v.number('时长要是数字'),
        v.integer('时长要是整数'),
        v.minValue(0, '时长不能为负'),
        v.maxValue(CARE_LIMITS.minutes, '一次最多 8 小时'),
      ),
      0,
    ),
    note: v.optional(v.pipe(text('说明', CARE_LIMITS.note), v.trim()), ''),
    location: v.optional(Place),
    remote: v.optional(v.picklist(REMOTE_REASON_NAMES, '请从列表里选择原因')),
  }),
  reply: v.object({ log: CareLog, adoption: Adoption, earned: v.nullable(v.string()) }),
  status: 201,
  refusals: [
    'adoption.not-found',
    'adoption.move-not-yours',
    'adoption.not-living',
    'adoption.too-far',
    'adoption.task-unknown',
    'adoption.log-reused',
    'adoption.stale',
    'media.not-yours',
  ],
});

export const listAdoptionCare = endpoint({
  name: 'greenSpaces.listCare',
  summary: '一份认养的养护记录，新的在前',
  method: 'GET',
  path: '/api/v1/adoptions/:id/care',
  access: 'signed-in',
  params: adoptionParams,
  query: v.object({ cursor: Cursor, limit: Limit }),
  reply: page(CareLog),
  refusals: ['adoption.not-found'],
});

export const readCareYear = endpoint({
  name: 'greenSpaces.readYear',
  summary: '一年养护小结：次数、时长、每月次数、每项次数',
  method: 'GET',
  path: '/api/v1/adoptions/:id/years/:year',
  access: 'signed-in',
  params: v.object({
    ...adoptionParams.entries,
    year: v.pipe(v.string(), v.regex(/^20\d\d$/, '年份格式是 2026'), v.transform(Number)),
  }),
  reply: v.object({
    year: v.number(),
    visits: v.number(),
    atPlace: v.number(),
    hours: v.number(),
    photos: v.number(),
    months: v.array(v.number()),
    tasks: v.array(v.object({ task: v.picklist(CARE_TASK_NAMES), name: v.string(), times: v.number() })),
  }),
  refusals: ['adoption.not-found'],
});
