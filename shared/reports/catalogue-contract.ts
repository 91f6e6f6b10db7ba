// Categories, conditions and clocks are changed in a draft, compared with what is in force, and published as a version from an instant.
import * as v from 'valibot';
import { CLOCK_KINDS } from '../clocks';
import { endpoint } from '../endpoint';
import { Cursor, Id, Limit as PageLimit, page, Time, text } from '../fields';
import { Version } from '../people/admin-contract';
import { CATEGORY_FLAGS, Category } from './category';
import { ReportSettings } from './settings';

const short = (what: string, max: number) => v.pipe(text(what, max), v.trim(), v.minLength(1, `请填写${what}`));
/** A limit somebody enters: above zero, whole days where days are counted. */
export const EnteredLimit = v.pipe(
  v.object({
    amount: v.pipe(v.number('时限要是数字'), v.gtValue(0, '时限要大于 0'), v.maxValue(1000, '时限最多 1000')),
    kind: v.picklist(CLOCK_KINDS, '没有这种计时方式'),
  }),
  v.check(({ amount, kind }) => kind !== 'work_day' || Number.isInteger(amount), '工作日要是整数'),
);

const distinct = <T extends { id: string }>(rows: T[]) => new Set(rows.map(({ id }) => id)).size === rows.length;
export const DraftCategory = v.object({
  name: short('名称', 20),
  group: short('分组', 10),
  icon: v.pipe(v.string('请选择图标'), v.regex(/^cat-[a-z-]{1,30}$/, '图标名称不对')),
  keywords: v.pipe(v.array(short('搜索词', 20), '搜索词要是列表'), v.maxLength(30, '搜索词最多 30 个')),
  standard: v.pipe(
    v.array(
      v.object({
        edition: short('标准版本', 40),
        kind: short('部件或事件', 10),
        major: short('大类码', 10),
        minor: short('小类码', 10),
      }),
      '国标代码要是列表',
    ),
    v.maxLength(5, '国标代码最多 5 个'),
  ),
  department: short('牵头单位', 40),
  cooperating: v.pipe(v.array(short('配合单位', 40), '配合单位要是列表'), v.maxLength(12, '配合单位最多 12 个')),
  missionTask: short('任务', 10),
  conditions: v.pipe(
    v.array(v.object({ id: Id, name: short('情形', 30), limit: EnteredLimit }), '情形要是列表'),
    v.minLength(1, '至少要有一种情形'),
    v.maxLength(20, '情形最多 20 种'),
    v.check(distinct, '情形的编号重复'),
  ),
  flags: v.pipe(v.array(v.picklist(CATEGORY_FLAGS, '没有这种要求')), v.maxLength(CATEGORY_FLAGS.length)),
  /** not offered any more; what is open goes on */
  retired: v.optional(v.boolean(), false),
});
export type DraftCategoryInput = v.InferOutput<typeof DraftCategory>;

const share = (what: string) => v.pipe(v.number(`${what}要是数字`), v.gtValue(0, `${what}要大于 0`), v.maxValue(10));
const days = (what: string) =>
  v.pipe(
    v.number(`${what}要是数字`),
    v.integer('天数要是整数'),
    v.minValue(1, '至少 1 天'),
    v.maxValue(3650, '天数太多'),
  );
export const DraftClocks = v.object({
  acceptance: EnteredLimit,
  emergencyAcceptance: EnteredLimit,
  rating: EnteredLimit,
  verification: EnteredLimit,
  callback: EnteredLimit,
  rungs: v.object({ remind: share('提醒'), overdue: share('超期'), step: share('逐级') }),
  extensionMaxDays: days('延期'),
  suspensionMaxDays: days('挂账'),
  /** as they are when left out */
  joint: v.optional(EnteredLimit),
  supervisionMaxDays: v.optional(days('督办')),
  similar: v.optional(
    v.object({
      metres: v.pipe(v.number('距离要是数字'), v.minValue(1, '至少 1 米'), v.maxValue(5000, '距离太大')),
      days: days('相近上报'),
    }),
  ),
  secondWeightMinutes: v.pipe(v.number('分钟数要是数字'), v.minValue(0, '不能为负'), v.maxValue(10_000, '分钟数太多')),
});
export type DraftClocksInput = v.InferOutput<typeof DraftClocks>;

const Line = v.object({ what: v.string(), before: v.nullable(v.string()), after: v.nullable(v.string()) });
const Promised = v.object({
  condition: v.string(),
  /** a report made now would be done by: as it is, as it would be */
  before: v.nullable(Time),
  after: v.nullable(Time),
});
export const ComparedCategory = v.object({
  id: v.string(),
  name: v.string(),
  kind: v.picklist(['changed', 'new', 'retired']),
  lines: v.array(Line),
  promises: v.array(Promised),
  /** they keep the limits they were given */
  openCases: v.number(),
  byCounty: v.array(v.object({ county: v.string(), name: v.string(), openCases: v.number() })),
  /** beats that name it, and those for everything */
  beats: v.number(),
});
export type ComparedCategoryView = v.InferOutput<typeof ComparedCategory>;

export const CatalogueDraft = v.object({
  /** of the draft; 0: there is none */
  version: v.number(),
  /** of the catalogue in force */
  inForce: v.number(),
  changedAt: v.nullable(Time),
  changedBy: v.nullable(v.string()),
  /** the catalogue as it would be, retired categories included */
  categories: v.array(v.object({ ...Category.entries, retired: v.boolean(), drafted: v.boolean() })),
  clocks: ReportSettings,
  clocksInForce: ReportSettings,
  comparison: v.object({
    categories: v.array(ComparedCategory),
    clocks: v.array(Line),
    /** all open cases: the clocks reach none of them */
    openCases: v.number(),
  }),
  /** published already, not yet in force */
  scheduled: v.nullable(v.object({ version: v.number(), from: Time, by: v.string() })),
});
export type CatalogueDraftView = v.InferOutput<typeof CatalogueDraft>;

const refusals = ['post.not-held', 'administration.stale'] as const;
const draft = (rest: string): `/${string}` => `/api/v1/catalogue/draft${rest}`;

export const readCatalogueDraft = endpoint({
  name: 'reports.readCatalogueDraft',
  summary: '管理员：类别和时限的草稿，与现行的逐项比较——改了什么、影响哪些在办、承诺怎样变化',
  method: 'GET',
  path: draft(''),
  access: 'signed-in',
  reply: CatalogueDraft,
  refusals: ['post.not-held'],
});

export const draftCategory = endpoint({
  name: 'reports.draftCategory',
  summary: '管理员：在草稿里改或新增一个类别',
  method: 'PUT',
  path: draft('/categories/:id'),
  access: 'signed-in',
  params: v.object({ id: v.pipe(Id, v.regex(/^[a-z][a-z0-9-]{1,39}$/, '类别编号用小写字母、数字和 -')) }),
  body: v.object({ version: Version, category: DraftCategory }),
  reply: CatalogueDraft,
  refusals,
});

export const draftClocks = endpoint({
  name: 'reports.draftClocks',
  summary: '管理员：在草稿里改各类共用的时限',
  method: 'PUT',
  path: draft('/clocks'),
  access: 'signed-in',
  body: v.object({ version: Version, clocks: DraftClocks }),
  reply: CatalogueDraft,
  refusals,
});

export const discardDraft = endpoint({
  name: 'reports.discardDraft',
  summary: '管理员：放弃草稿，或只放弃其中一个类别、共用时限',
  method: 'POST',
  path: draft('/discard'),
  access: 'signed-in',
  body: v.object({ version: Version, only: v.optional(Id) }),
  reply: CatalogueDraft,
  refusals,
});

export const publishCatalogue = endpoint({
  name: 'reports.publishCatalogue',
  summary: '管理员：发布草稿，从某一时刻起生效；在办的上报保持原来的时限',
  method: 'POST',
  path: draft('/publish'),
  access: 'signed-in',
  body: v.object({
    version: Version,
    /** now, unless said otherwise */
    from: v.optional(Time),
    note: v.pipe(text('说明', 200), v.trim(), v.minLength(2, '请写明为什么改')),
  }),
  reply: CatalogueDraft,
  refusals: [...refusals, 'catalogue.nothing-to-publish', 'catalogue.scheduled-already'],
});

export const withdrawScheduled = endpoint({
  name: 'reports.withdrawScheduled',
  summary: '管理员：撤回还没有生效的版本，内容回到草稿',
  method: 'POST',
  path: '/api/v1/catalogue/versions/:id/withdrawal',
  access: 'signed-in',
  params: v.object({ id: v.pipe(v.string(), v.regex(/^\d{1,9}$/, '版本号要是整数')) }),
  reply: CatalogueDraft,
  refusals: ['post.not-held', 'catalogue.version-not-found', 'administration.stale'],
});

export const listCatalogueVersions = endpoint({
  name: 'reports.listCatalogueVersions',
  summary: '管理员：历次发布的类别和时限',
  method: 'GET',
  path: '/api/v1/catalogue/versions',
  access: 'signed-in',
  query: v.object({ cursor: Cursor, limit: PageLimit }),
  reply: page(
    v.object({
      version: v.number(),
      at: Time,
      from: Time,
      inForceSince: v.nullable(Time),
      by: v.string(),
      note: v.string(),
      categories: v.array(v.object({ id: v.string(), name: v.string(), lines: v.array(Line) })),
      clocks: v.array(Line),
    }),
  ),
  refusals: ['post.not-held'],
});
