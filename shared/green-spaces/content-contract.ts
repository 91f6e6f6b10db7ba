// What adoptions show to everybody — the words on a plaque, photos of care — under the same moderation as reports: residents flag,
// the county's dispatcher looks, hides with a reason, brings back; every act is on the record of the piece and of the adoption.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Cursor, Limit, page, Time } from '../fields';
import { Photo } from '../media/contract';
import { FlagBody, MODERATION_REASON_NAMES, note } from '../moderation/contract';

/** The words on the plaque of an adoption, or the photos of one care log. */
export const PieceId = v.pipe(
  v.string('请选择内容'),
  v.regex(/^(plaque|care)-[0-9a-f]{24}$/, '内容编号格式不对，请刷新后再试'),
);
export const plaquePiece = (adoptionId: string): string => `plaque-${adoptionId}`;
export const carePiece = (logId: string): string => `care-${logId}`;
/** stands in `hidden` for the words of a plaque */
export const PLAQUE = 'plaque';

const params = v.object({ piece: PieceId });

export const flagAdoptionContent = endpoint({
  name: 'adoptionContent.flag',
  summary: '举报公开的牌名或养护照片；每人每处一次，再次提交不重复计数',
  method: 'POST',
  path: '/api/v1/adoption-content/:piece/flags',
  access: 'signed-in',
  params,
  body: FlagBody,
  reply: v.object({ flagged: v.literal(true) }),
  refusals: ['adoption.content-not-found', 'adoption.own-content'],
});

const Item = v.object({
  piece: v.string(),
  kind: v.picklist(['plaque', 'care']),
  plot: v.object({ code: v.string(), name: v.string() }),
  /** the words, of a plaque */
  words: v.nullable(v.string()),
  photos: v.array(v.object({ photo: Photo, hidden: v.boolean() })),
  /** something of it is not public */
  hidden: v.boolean(),
  /** why it is here, in plain words */
  why: v.array(v.string()),
  /** waits since; null when nobody waits for a look */
  since: v.nullable(Time),
  flags: v.array(v.object({ reason: v.string(), text: v.string(), at: Time })),
  flagCount: v.number(),
  version: v.number(),
  history: v.array(
    v.object({ at: Time, title: v.string(), by: v.string(), reason: v.nullable(v.string()), text: v.string() }),
  ),
});
export type AdoptionContentView = v.InferOutput<typeof Item>;

export const listAdoptionContent = endpoint({
  name: 'adoptionContent.list',
  summary: '派遣员：认养里等着看的牌名和养护照片（等得久的在前），或已经隐藏的',
  method: 'GET',
  path: '/api/v1/desk/adoption-content',
  access: 'signed-in',
  query: v.object({
    view: v.optional(v.picklist(['waiting', 'hidden'], '没有这个视图'), 'waiting'),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: page(Item),
  refusals: ['post.not-held'],
});

const head = {
  moveId: ClientId,
  version: v.pipe(v.number('请提供版本号'), v.integer('版本号要是整数'), v.minValue(0, '版本号不能为负')),
  text: note,
};
/** id of the photo; the words of a plaque need none */
const photo = v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/, '请选择照片')));

export const moderateAdoptionContent = endpoint({
  name: 'adoptionContent.moderate',
  summary: '派遣员：看过没有问题、隐藏或恢复；每一步都记在认养的经过里，认养人会收到消息',
  method: 'POST',
  path: '/api/v1/desk/adoption-content/:piece',
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
      v.object({
        ...head,
        act: v.literal('hide'),
        photo,
        reason: v.picklist(MODERATION_REASON_NAMES, '请选择原因'),
      }),
      v.object({ ...head, act: v.literal('restore'), photo }),
    ],
    '没有这种操作',
  ),
  reply: Item,
  refusals: [
    'adoption.content-not-found',
    'adoption.own-content',
    'adoption.stale',
    'adoption.move-reused',
    'content.piece-unknown',
  ],
});
