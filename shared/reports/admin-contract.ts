// The less everyday endpoints of reports: following, unmasking, templates, bulk reassignment, holidays.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Id, text } from '../fields';
import { Version } from '../people/admin-contract';
import { DESK_GROUPS, DESK_SCOPES, ReportCard } from './contract';
import { assignee, Day, LIMITS, moveText, ReportNumber } from './move-body';
import { PERSON_MOVES } from './moves';

const params = v.object({ number: ReportNumber });
const Bond = v.object({
  following: v.boolean(),
  seconded: v.boolean(),
  followers: v.number(),
  seconds: v.number(),
});
const bondRefusals = ['report.not-found', 'report.not-public', 'report.own'] as const;
const bond = <const N extends string, const M extends 'PUT' | 'DELETE', const P extends 'follow' | 'second'>(
  name: N,
  method: M,
  kind: P,
  summary: string,
) =>
  endpoint({
    name: `reports.${name}`,
    summary,
    method,
    path: `/api/v1/reports/:number/${kind}`,
    access: 'signed-in',
    params,
    reply: Bond,
    refusals: bondRefusals,
  });

export const followReport = bond('follow', 'PUT', 'follow', '关注一件公开的上报，进展会发到消息里');
export const unfollowReport = bond('unfollow', 'DELETE', 'follow', '不再关注');
export const secondReport = bond('second', 'PUT', 'second', '我也遇到了：附议一件公开的上报，只计数、不显示姓名');
export const unsecondReport = bond('unsecond', 'DELETE', 'second', '取消附议');

export const readContact = endpoint({
  name: 'reports.readContact',
  summary: '查看上报人姓名和电话：要说明原因，每次查看都有记录；匿名上报和没有同意联系的不能查看',
  method: 'POST',
  path: '/api/v1/reports/:number/contact',
  access: 'signed-in',
  params,
  body: v.object({
    reason: v.pipe(text('原因', 200), v.trim(), v.minLength(2, '请写明为什么要查看联系方式')),
  }),
  reply: v.object({ name: v.string(), phone: v.nullable(v.string()) }),
  refusals: ['report.not-found', 'report.move-not-yours', 'report.contact-hidden'],
});

export const listReplyTemplates = endpoint({
  name: 'reports.listReplyTemplates',
  summary: '这件上报可用的回复模板，占位的地方已填好',
  method: 'GET',
  path: '/api/v1/reports/:number/reply-templates',
  access: 'signed-in',
  params,
  reply: v.object({
    items: v.array(v.object({ id: v.string(), move: v.picklist(PERSON_MOVES), text: v.string() })),
  }),
  refusals: ['report.not-found', 'report.move-not-yours'],
});

export const reassignReports = endpoint({
  name: 'reports.reassign',
  summary: '批量改派：每件各算一步，逐件给出结果；同一个 batchId 再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/desk/reassignments',
  access: 'signed-in',
  body: v.object({
    batchId: ClientId,
    reports: v.pipe(
      v.array(v.object({ number: ReportNumber, version: v.number('请提供版本号') }), '请选择上报'),
      v.minLength(1, '请选择上报'),
      v.maxLength(LIMITS.moveList, `一次最多 ${LIMITS.moveList} 件`),
    ),
    assignee,
    text: v.pipe(moveText, v.minLength(1, '请填写改派原因')),
  }),
  reply: v.object({
    items: v.array(
      v.object({
        number: v.string(),
        ok: v.boolean(),
        /** of the refusal, with the words to show */
        code: v.nullable(v.string()),
        detail: v.nullable(v.string()),
      }),
    ),
  }),
  refusals: ['post.not-held'],
});

/** Placeholders of a reply template. */
export const TEMPLATE_WORDS: readonly string[] = ['类别', '地点', '单位', '时限'];

export const ImportedYear = v.object({
  year: v.pipe(
    v.number('请填写年份'),
    v.integer('年份要是整数'),
    v.minValue(2004, '年份超出范围'),
    v.maxValue(2063, '年份超出范围'),
  ),
  holidays: v.pipe(v.array(Day, '放假日期要是列表'), v.maxLength(100, '日期太多')),
  workdays: v.pipe(v.array(Day, '调休上班日期要是列表'), v.maxLength(100, '日期太多')),
});
export type ImportedYear = v.InferOutput<typeof ImportedYear>;

export const listHolidays = endpoint({
  name: 'reports.listHolidays',
  summary: '管理员：各年的放假和调休安排，自带的和录入的',
  method: 'GET',
  path: '/api/v1/holidays',
  access: 'signed-in',
  reply: v.object({
    /** of what was entered; 0: nothing was */
    version: v.number(),
    years: v.array(v.object({ ...ImportedYear.entries, source: v.picklist(['published', 'entered']) })),
    /** deadlines that wait for a year's holidays */
    provisional: v.number(),
  }),
  refusals: ['post.not-held'],
});

export const importHolidays = endpoint({
  name: 'reports.importHolidays',
  summary: '管理员录入一年的放假和调休安排；暂定的时限随后自动重新计算',
  method: 'POST',
  path: '/api/v1/holidays',
  access: 'signed-in',
  // without a version it is the newest that is changed
  body: v.object({ ...ImportedYear.entries, version: v.optional(Version) }),
  reply: v.object({ year: v.number(), holidays: v.number(), workdays: v.number(), version: v.number() }),
  refusals: ['post.not-held', 'administration.stale'],
});

export const ReplyTemplate = v.object({
  id: Id,
  move: v.picklist(PERSON_MOVES, '没有这种操作'),
  /** categories or groups it fits; empty: all */
  fits: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(60, '适用的类别太多')),
  /** {类别} {地点} {单位} {时限} are filled in; a gap （） is left to whoever writes */
  text: v.pipe(
    moveText,
    v.minLength(1, '请填写模板内容'),
    v.check(
      (value) => [...value.matchAll(/\{(.*?)\}/g)].every(([, key]) => TEMPLATE_WORDS.includes(key ?? '')),
      '花括号里只能写 {类别}、{地点}、{单位}、{时限}',
    ),
  ),
});
export type ReplyTemplateView = v.InferOutput<typeof ReplyTemplate>;
const Templates = v.pipe(
  v.array(ReplyTemplate, '模板要是列表'),
  v.maxLength(100, '模板最多 100 条'),
  v.check((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, '模板编号重复'),
);

export const readTemplates = endpoint({
  name: 'reports.readTemplates',
  summary: '管理员：全部回复模板',
  method: 'GET',
  path: '/api/v1/reply-templates',
  access: 'signed-in',
  reply: v.object({ version: v.number(), items: v.array(ReplyTemplate) }),
  refusals: ['post.not-held'],
});

export const saveTemplates = endpoint({
  name: 'reports.saveTemplates',
  summary: '管理员：保存回复模板，整份替换',
  method: 'PUT',
  path: '/api/v1/reply-templates',
  access: 'signed-in',
  body: v.object({ version: Version, items: Templates }),
  reply: v.object({ version: v.number(), items: v.array(ReplyTemplate) }),
  refusals: ['post.not-held', 'administration.stale'],
});

export const LIMIT_OF_FILTERS = 12;
const DeskFilter = v.object({
  name: v.pipe(text('名称', 20), v.trim(), v.minLength(1, '请给这个筛选起个名字')),
  scope: v.optional(v.picklist(DESK_SCOPES, '没有这个视图'), 'mine'),
  group: v.optional(v.picklist(DESK_GROUPS, '没有这个分组')),
  category: v.optional(Id),
  street: v.optional(v.pipe(v.string(), v.maxLength(40, '街道编码太长'))),
});
export type DeskFilterView = v.InferOutput<typeof DeskFilter>;
const DeskFilters = v.object({ items: v.array(DeskFilter) });

export const readDeskFilters = endpoint({
  name: 'reports.readDeskFilters',
  summary: '我在工作台保存的筛选',
  method: 'GET',
  path: '/api/v1/me/desk-filters',
  access: 'signed-in',
  reply: DeskFilters,
  refusals: ['post.not-held'],
});

export const saveDeskFilters = endpoint({
  name: 'reports.saveDeskFilters',
  summary: '保存工作台的筛选，整份替换',
  method: 'PUT',
  path: '/api/v1/me/desk-filters',
  access: 'signed-in',
  body: v.object({
    items: v.pipe(
      v.array(DeskFilter, '筛选要是列表'),
      v.maxLength(LIMIT_OF_FILTERS, `最多保存 ${LIMIT_OF_FILTERS} 个筛选`),
    ),
  }),
  reply: DeskFilters,
  refusals: ['post.not-held'],
});

/** One group of reports that look like the same matter. */
const SimilarGroup = v.object({
  /** the one that came first, or is being worked on: proposed as the lead */
  lead: ReportCard,
  others: v.array(ReportCard),
  /** greatest distance from the lead, metres */
  metres: v.number(),
});

export const listSimilarGroups = endpoint({
  name: 'reports.listSimilarGroups',
  summary: '派遣员：可能是同一件事的上报，按地点、类别和时间归拢，只看公开的在办上报',
  method: 'GET',
  path: '/api/v1/desk/similar',
  access: 'signed-in',
  reply: v.object({ items: v.array(SimilarGroup) }),
  refusals: ['post.not-held'],
});

export const listSimilarReports = endpoint({
  name: 'reports.listSimilar',
  summary: '派遣员：和这件可能是同一件事的上报，近的在前',
  method: 'GET',
  path: '/api/v1/reports/:number/similar',
  access: 'signed-in',
  params,
  reply: v.object({ items: v.array(ReportCard) }),
  refusals: ['report.not-found', 'report.move-not-yours'],
});

export const mergeReports = endpoint({
  name: 'reports.merge',
  summary: '并案：几件上报一起并入主件，要么全成要么全不成；同一个 batchId 再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/desk/merges',
  access: 'signed-in',
  body: v.object({
    batchId: ClientId,
    lead: ReportNumber,
    reports: v.pipe(
      v.array(v.object({ number: ReportNumber, version: v.number('请提供版本号') }), '请选择上报'),
      v.minLength(1, '请选择上报'),
      v.maxLength(LIMITS.moveList, `一次最多 ${LIMITS.moveList} 件`),
    ),
    text: v.optional(moveText, ''),
  }),
  reply: v.object({ lead: v.string(), merged: v.number() }),
  refusals: [
    'post.not-held',
    'report.not-found',
    'report.move-not-yours',
    'report.move-not-allowed',
    'report.move-reused',
    'report.stale',
    'report.merge-busy',
    'report.merge-lead',
    'report.merge-private',
  ],
});
