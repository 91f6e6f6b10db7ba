// What belongs to no other room: the record of administrative acts, the figures marked [default], and the check of the whole set-up.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { Cursor, Limit, page, Time } from '../fields';
import { Version } from '../people/admin-contract';

const word = (what: string) => v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(80, `${what}太长`)));
const filter = {
  /** whoever acted, by the opaque id the list gives out */
  person: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/, '办理人编号不对'))),
  act: word('事项'),
  kind: word('对象种类'),
  object: word('对象编号'),
  from: v.optional(Time),
  to: v.optional(Time),
};

export const AuditEntry = v.object({
  id: v.string(),
  at: Time,
  /** opaque; null for the portal itself and the command line */
  person: v.nullable(v.string()),
  /** post and masked name, as it was then */
  label: v.string(),
  act: v.string(),
  kind: v.string(),
  object: v.string(),
  text: v.string(),
  changes: v.array(v.object({ path: v.string(), before: v.nullable(v.string()), after: v.nullable(v.string()) })),
});
export type AuditEntryView = v.InferOutput<typeof AuditEntry>;

export const listAudit = endpoint({
  name: 'administration.listAudit',
  summary: '管理员：管理操作的记录，按人、事项、对象、时间查；州管理员看全部，县市管理员看自己的',
  method: 'GET',
  path: '/api/v1/administration/audit',
  access: 'signed-in',
  query: v.object({ ...filter, cursor: Cursor, limit: Limit }),
  reply: page(AuditEntry),
  refusals: ['post.not-held'],
});

export const exportAudit = endpoint({
  name: 'administration.exportAudit',
  summary: '管理员：把查到的记录导出为 CSV，一次最多 5000 行；导出本身也有记录',
  method: 'GET',
  path: '/api/v1/administration/audit/export',
  access: 'signed-in',
  query: v.object(filter),
  reply: v.object({
    filename: v.string(),
    csv: v.string(),
    rows: v.number(),
    /** there are older ones: narrow the time */
    truncated: v.boolean(),
  }),
  refusals: ['post.not-held'],
});

/** One figure of a group, drawn as one field; `numbers` and `words` are lists in one line. */
export const FIELD_TYPES = ['number', 'boolean', 'text', 'choice', 'numbers', 'words'] as const;
const SettingField = v.object({
  /** dotted: rungs.remind */
  path: v.string(),
  title: v.string(),
  help: v.nullable(v.string()),
  type: v.picklist(FIELD_TYPES),
  choices: v.array(v.string()),
  value: v.union([v.number(), v.boolean(), v.string(), v.null()]),
  defaultValue: v.union([v.number(), v.boolean(), v.string(), v.null()]),
});
export const SettingGroup = v.object({
  name: v.string(),
  title: v.string(),
  /** 0: as the portal comes with */
  version: v.number(),
  /** true: changed by publishing the catalogue, not here */
  published: v.boolean(),
  fields: v.array(SettingField),
  /** the whole, as it is sent back with changes in it */
  value: v.unknown(),
});
export type SettingGroupView = v.InferOutput<typeof SettingGroup>;

export const listSettings = endpoint({
  name: 'administration.listSettings',
  summary: '管理员：可按本地情况调整的规则和数字，带默认值',
  method: 'GET',
  path: '/api/v1/administration/settings',
  access: 'signed-in',
  reply: v.object({ items: v.array(SettingGroup) }),
  refusals: ['post.not-held'],
});

export const changeSettings = endpoint({
  name: 'administration.changeSettings',
  summary: '管理员：改一组规则；value 为 null 恢复默认',
  method: 'PUT',
  path: '/api/v1/administration/settings/:name',
  access: 'signed-in',
  params: v.object({ name: v.pipe(v.string(), v.maxLength(60, '名称太长')) }),
  body: v.object({ version: Version, value: v.nullable(v.looseObject({}, '请填写这一组的数字')) }),
  reply: SettingGroup,
  refusals: ['post.not-held', 'administration.stale', 'administration.setting-unknown'],
});

/** What is missing in the set-up, each kind with what it leads to. */
export const CHECKS = {
  'beat-vacant': { title: '责任范围没有人', effect: '上报会派到空着的职务，到点直接上报上级' },
  'beat-broken': { title: '责任范围指向已撤销的部门或区域', effect: '上报会转给派遣员' },
  uncovered: { title: '县市没有兜底的责任范围', effect: '没有街长、部门接的类别会转给派遣员' },
  'post-vacant': { title: '职务没有人认领', effect: '有邀请码还没用，或者邀请码已过期' },
  'street-without-chief': { title: '街道没有街长', effect: '街牌上没有负责人，上报转给上级区域' },
  'lead-missing': { title: '类别没有落到本县市的牵头部门', effect: '权责清单只有全州默认的单位名称' },
  'county-without-dispatcher': { title: '县市没有派遣员', effect: '派不出去的上报没有人处理' },
} as const;
export type CheckKind = keyof typeof CHECKS;
export const CHECK_KINDS = Object.keys(CHECKS) as [CheckKind, ...CheckKind[]];

const Finding = v.object({
  /** what it is about: a beat, post, street, category or county */
  key: v.string(),
  county: v.string(),
  text: v.string(),
  /** what to do, and where */
  remedy: v.string(),
  page: v.picklist(['people', 'organisation']),
});
export type FindingView = v.InferOutput<typeof Finding>;

export const listChecks = endpoint({
  name: 'administration.listChecks',
  summary: '管理员：职责有没有空缺——没有人的、没有覆盖的、没有牵头部门的，各该怎么办',
  method: 'GET',
  path: '/api/v1/administration/checks',
  access: 'signed-in',
  reply: v.object({
    items: v.array(
      v.object({
        kind: v.picklist(CHECK_KINDS),
        title: v.string(),
        effect: v.string(),
        count: v.number(),
        /** the first hundred */
        findings: v.array(Finding),
      }),
    ),
  }),
  refusals: ['post.not-held'],
});
