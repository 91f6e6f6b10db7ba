// Areas as data: import with a report before anything changes, and export.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { Datum, Time } from '../fields';

export const IMPORT_KINDS = ['divisions', 'grids', 'streets', 'zones', 'beats'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export const KIND_NAMES: Record<ImportKind, string> = {
  divisions: '区划（到社区）',
  grids: '单元网格',
  streets: '街道',
  zones: '园区、小区',
  beats: '责任分工',
};
/** What the fields of a row are called where a report lists those that change. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  name: '名称',
  shape: '图形',
  label: '标注点',
  level: '级别',
  parent: '上级',
  formerCodes: '旧编码',
  town: '乡镇',
  county: '县市',
  widthM: '宽度',
  dutyPhone: '值班电话',
  from: '起点',
  to: '止点',
  patrolDays: '多少天巡一次',
  estate: '是不是小区',
  area: '地方',
  categories: '类别',
  role: '职务',
  department: '部门',
};
/** bytes */
export const MOST_IMPORTED = 64 * 1024 * 1024;

const Kind = v.picklist(IMPORT_KINDS, '种类只能是 divisions、grids、streets、zones 或 beats');
const Format = v.picklist(['geojson', 'csv'], '格式只能是 geojson 或 csv');

/** `at`: row of the file, from 1; null for what concerns the whole */
const Finding = v.object({ at: v.nullable(v.number()), code: v.nullable(v.string()), text: v.string() });
const Changed = v.object({ code: v.string(), name: v.string() });

export const ImportReport = v.object({
  rows: v.number(),
  /** version of the areas it was compared with: another one, and it has to be checked again */
  version: v.number(),
  /** with any of these nothing is imported */
  errors: v.object({ count: v.number(), first: v.array(Finding) }),
  warnings: v.object({ count: v.number(), first: v.array(Finding) }),
  added: v.object({ count: v.number(), first: v.array(Changed) }),
  changed: v.object({
    count: v.number(),
    first: v.array(v.object({ ...Changed.entries, fields: v.array(v.string()) })),
  }),
  retired: v.object({ count: v.number(), first: v.array(Changed) }),
  unchanged: v.number(),
});
export type ImportReportView = v.InferOutput<typeof ImportReport>;

export const AreaImport = v.object({
  id: v.string(),
  kind: Kind,
  datum: Datum,
  fileName: v.string(),
  complete: v.boolean(),
  /** `scheduled`: put by for `validFrom` · `withdrawn`: taken back before */
  state: v.picklist(['checking', 'checked', 'failed', 'applying', 'applied', 'scheduled', 'withdrawn']),
  /** from when it is to be in force; null: at once */
  validFrom: v.nullable(Time),
  /** what is being done, from 0 to 1 */
  progress: v.object({ step: v.string(), share: v.number() }),
  /** why it failed */
  problem: v.nullable(v.string()),
  report: v.nullable(ImportReport),
  /** the version it made */
  madeVersion: v.nullable(v.number()),
  createdAt: Time,
});

const Code = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/, '编号格式不对'));

export const uploadAreas = endpoint({
  name: 'areas.upload',
  summary: '上传区划、网格、街道、园区或责任分工的文件来核对；什么都还不改动',
  method: 'POST',
  path: '/api/v1/area-imports/:kind/:datum/:scope',
  access: 'signed-in',
  params: v.object({
    kind: Kind,
    datum: Datum,
    /** `complete`: the file is the whole set, what it lacks is retired; `partial`: it only adds and changes */
    scope: v.picklist(['complete', 'partial'], '范围只能是 complete 或 partial'),
  }),
  file: 'file',
  reply: AreaImport,
  status: 201,
  refusals: ['post.not-held', 'areas.file-missing', 'areas.file-too-large'],
});

export const readAreaImport = endpoint({
  name: 'areas.readImport',
  summary: '一次导入核对到哪里了、结果怎样',
  method: 'GET',
  path: '/api/v1/area-imports/:id',
  access: 'signed-in',
  params: v.object({ id: Code }),
  reply: AreaImport,
  refusals: ['post.not-held', 'areas.import-not-found'],
});

export const listAnnouncedAreas = endpoint({
  name: 'areas.listAnnounced',
  summary: '排定了生效时间的导入：什么时候生效、谁排定的、到时成没成',
  method: 'GET',
  path: '/api/v1/area-imports',
  access: 'signed-in',
  reply: v.object({
    items: v.array(v.object({ ...AreaImport.entries, by: v.string(), canWithdraw: v.boolean() })),
  }),
  refusals: ['post.not-held'],
});

export const withdrawAreaImport = endpoint({
  name: 'areas.withdrawImport',
  summary: '撤回排定的导入；已经生效的不能撤回',
  method: 'POST',
  path: '/api/v1/area-imports/:id/withdrawal',
  access: 'signed-in',
  params: v.object({ id: Code }),
  reply: AreaImport,
  refusals: ['post.not-held', 'areas.import-not-found', 'areas.not-scheduled'],
});

export const applyAreaImport = endpoint({
  name: 'areas.applyImport',
  summary: '把核对过的文件一次换上，或排定一个时间，到时再核对一遍并换上；有错误、或区划这期间改动过则不换',
  method: 'POST',
  path: '/api/v1/area-imports/:id/apply',
  access: 'signed-in',
  params: v.object({ id: Code }),
  /** `validFrom`: from when; at once when it is absent or past */
  body: v.object({ validFrom: v.optional(v.pipe(v.string('生效时间要是文字'), v.isoTimestamp('生效时间格式不对'))) }),
  reply: AreaImport,
  refusals: [
    'post.not-held',
    'areas.import-not-found',
    'areas.import-faulty',
    'areas.changed-meanwhile',
    'areas.import-busy',
  ],
});

export const prepareAreaExport = endpoint({
  name: 'areas.prepareExport',
  summary: '导出一种区划数据，返回一小时内有效的链接',
  method: 'POST',
  path: '/api/v1/area-exports',
  access: 'signed-in',
  body: v.object({
    kind: Kind,
    datum: v.optional(Datum, 'wgs84'),
    format: v.optional(Format, 'geojson'),
    /** an earlier version of the areas; the one in force when absent */
    version: v.optional(v.pipe(v.number('版本要是数字'), v.integer('版本要是整数'), v.minValue(1, '版本从 1 起'))),
  }),
  reply: v.object({ url: v.string() }),
  refusals: ['post.not-held'],
});
