// Moderation: residents flag, dispatchers look, hide, redact, blur and restore; reporters who abuse the portal are limited for a time.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Cursor, Id, Limit, page, Time, text } from '../fields';
import { Photo } from '../media/contract';
import { ReportCard } from '../reports/contract';
import { ReportNumber } from '../reports/move-body';
import { MODERATION_REASONS } from '../reports/moves';
import { CHECK_RESULTS } from './checks';

export const FLAG_REASONS = {
  personal: '泄露了别人的隐私',
  abuse: '辱骂、攻击他人',
  advert: '广告或无关内容',
  'not-true': '内容不实',
  violent: '血腥、色情等不宜公开',
} as const;
export const FLAG_REASON_NAMES = Object.keys(FLAG_REASONS) as [
  keyof typeof FLAG_REASONS,
  ...(keyof typeof FLAG_REASONS)[],
];
export const MODERATION_REASON_NAMES = Object.keys(MODERATION_REASONS) as [
  keyof typeof MODERATION_REASONS,
  ...(keyof typeof MODERATION_REASONS)[],
];

const params = v.object({ number: ReportNumber });
export const note = v.optional(v.pipe(text('说明', 200), v.trim()), '');
/** A resident says what is wrong with something everybody can see. */
export const FlagBody = v.object({ reason: v.picklist(FLAG_REASON_NAMES, '请选择举报的原因'), text: note });

export const flagReport = endpoint({
  name: 'moderation.flag',
  summary: '举报一件公开上报的内容；每人每件一次，再次提交不重复计数',
  method: 'POST',
  path: '/api/v1/reports/:number/flags',
  access: 'signed-in',
  params,
  body: FlagBody,
  reply: v.object({ flagged: v.literal(true) }),
  refusals: ['report.not-found', 'report.not-public', 'report.own'],
});

const Flag = v.object({ reason: v.string(), text: v.string(), at: Time });
const QueueItem = v.object({
  report: ReportCard,
  since: Time,
  /** why it is in the queue, in plain words */
  why: v.array(v.string()),
});

export const listModerationQueue = endpoint({
  name: 'moderation.listQueue',
  summary: '待审核的内容：检查有疑问的和居民举报的，等得久的在前',
  method: 'GET',
  path: '/api/v1/desk/moderation',
  access: 'signed-in',
  query: v.object({ cursor: Cursor, limit: Limit }),
  reply: page(QueueItem),
  refusals: ['post.not-held'],
});

/** One piece of words or one photo that can be hidden by itself. */
const Piece = v.object({
  /** `text`, `address`, the id of a photo, the id of an entry, or `by-<entry>` for the name that stands on it */
  id: v.string(),
  kind: v.picklist(['text', 'address', 'entry', 'person', 'photo']),
  /** where it stands: 描述 · 上报人补充 */
  title: v.string(),
  text: v.string(),
  photo: v.nullable(Photo),
  hidden: v.boolean(),
  /** can be hidden as a whole; an address and a name are blacked out only */
  canHide: v.boolean(),
  /** redacted or blurred: what was there can be brought back */
  changed: v.boolean(),
});
const Content = v.object({
  number: v.string(),
  version: v.number(),
  text: v.picklist(CHECK_RESULTS),
  photo: v.picklist(CHECK_RESULTS),
  waiting: v.nullable(Time),
  /** the latest of those nobody has decided, and how many there are */
  flags: v.array(Flag),
  flagCount: v.number(),
  pieces: v.array(Piece),
});
export type ContentView = v.InferOutput<typeof Content>;

export const readContent = endpoint({
  name: 'moderation.readContent',
  summary: '一件上报的全部文字和照片，供审核',
  method: 'GET',
  path: '/api/v1/reports/:number/content',
  access: 'signed-in',
  params,
  reply: Content,
  refusals: ['report.not-found', 'report.move-not-yours'],
});

const share = v.pipe(v.number('位置要是数字'), v.minValue(0, '位置超出照片'), v.maxValue(1, '位置超出照片'));
/** A rectangle of a photo, in shares of its width and height from the upper left. */
const Area = v.pipe(
  v.object({ x: share, y: share, width: share, height: share }),
  v.check(
    ({ x, y, width, height }) => width > 0 && height > 0 && x + width <= 1.001 && y + height <= 1.001,
    '选区要在照片之内',
  ),
);
export type AreaOfPhoto = v.InferOutput<typeof Area>;
const pieceId = v.pipe(v.string('请选择内容'), v.regex(/^[A-Za-z0-9_-]{1,64}$/, '请选择内容'));
const reason = v.picklist(MODERATION_REASON_NAMES, '请选择原因');
const head = { moveId: ClientId, version: v.pipe(v.number('请提供版本号'), v.integer('版本号要是整数')), text: note };

export const moderateReport = endpoint({
  name: 'moderation.moderate',
  summary: '审核一件上报的内容：通过、隐藏、涂黑文字、模糊照片、恢复；每一步都记在经过里',
  method: 'POST',
  path: '/api/v1/reports/:number/content',
  access: 'signed-in',
  params,
  body: v.variant(
    'act',
    [
      /** `flags`: how many were seen; more have come since: stale */
      v.object({
        ...head,
        act: v.literal('pass'),
        flags: v.pipe(v.number('请提供举报数'), v.minValue(0, '举报数不能为负')),
      }),
      v.object({ ...head, act: v.literal('hide'), piece: pieceId, reason }),
      v.object({
        ...head,
        act: v.literal('redact'),
        piece: pieceId,
        reason,
        words: v.pipe(
          v.array(v.pipe(text('要涂黑的文字', 100), v.minLength(1, '请填写要涂黑的文字')), '请填写要涂黑的文字'),
          v.minLength(1, '请填写要涂黑的文字'),
          v.maxLength(20, '一次最多涂黑 20 处'),
        ),
      }),
      v.object({
        ...head,
        act: v.literal('blur'),
        piece: pieceId,
        reason,
        areas: v.pipe(
          v.array(Area, '请框出要模糊的地方'),
          v.minLength(1, '请框出要模糊的地方'),
          v.maxLength(20, '最多 20 处'),
        ),
      }),
      v.object({ ...head, act: v.literal('restore'), piece: pieceId }),
    ],
    '没有这种操作',
  ),
  reply: Content,
  refusals: [
    'report.not-found',
    'report.move-not-yours',
    'report.move-reused',
    'report.stale',
    'content.piece-unknown',
    'content.words-not-found',
  ],
});

/** A limit on how often somebody may report, with its end. */
export const ReportLimit = v.object({
  id: v.string(),
  from: Time,
  until: Time,
  perDay: v.number(),
  /** numbers of the reports that led to it */
  reports: v.array(v.string()),
  lifted: v.boolean(),
  appeal: v.nullable(v.object({ text: v.string(), at: Time })),
  decision: v.nullable(v.object({ lift: v.boolean(), text: v.string(), at: Time, by: v.string() })),
});

export const readMyLimit = endpoint({
  name: 'moderation.readMyLimit',
  summary: '我的上报限制：原因、到期时间、申诉结果',
  method: 'GET',
  path: '/api/v1/me/limit',
  access: 'signed-in',
  reply: v.object({ limit: v.nullable(ReportLimit) }),
  refusals: [],
});

export const appealMyLimit = endpoint({
  name: 'moderation.appealMyLimit',
  summary: '对上报限制申诉一次，由另一位派遣员决定',
  method: 'POST',
  path: '/api/v1/me/limit/appeal',
  access: 'signed-in',
  body: v.object({ text: v.pipe(text('申诉理由', 500), v.trim(), v.minLength(1, '请填写申诉理由')) }),
  reply: v.object({ limit: v.nullable(ReportLimit) }),
  refusals: ['limit.none', 'limit.appealed-already'],
});

export const listLimits = endpoint({
  name: 'moderation.listLimits',
  summary: '受限的上报人，等着决定申诉的在前',
  method: 'GET',
  path: '/api/v1/desk/limits',
  access: 'signed-in',
  reply: v.object({
    items: v.array(
      v.object({
        ...ReportLimit.entries,
        /** masked name */
        person: v.string(),
        /** the person asking may decide the appeal */
        mayDecide: v.boolean(),
      }),
    ),
  }),
  refusals: ['post.not-held'],
});

export const decideLimit = endpoint({
  name: 'moderation.decideLimit',
  summary: '决定对上报限制的申诉；由没有参与退件的派遣员决定',
  method: 'POST',
  path: '/api/v1/desk/limits/:id/decision',
  access: 'signed-in',
  params: v.object({ id: Id }),
  body: v.object({
    lift: v.boolean('请选择解除或维持'),
    text: v.pipe(text('理由', 500), v.trim(), v.minLength(1, '请填写理由')),
  }),
  reply: v.object({ limit: ReportLimit }),
  refusals: ['post.not-held', 'limit.none', 'limit.own-decision', 'limit.nothing-to-decide'],
});
