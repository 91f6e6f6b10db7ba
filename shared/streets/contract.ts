// 街道名片: the public page of a street, and the printing of its cards.
import * as v from 'valibot';
import { AreaRef, Shape } from '../areas/contract';
import { endpoint } from '../endpoint';
import { accuracyInQuery, placeInQuery, StoredPlace, Time } from '../fields';
import { ReportCard } from '../reports/contract';

export const StreetCode = v.pipe(v.string('请填写街道编码'), v.regex(/^[0-9A-Za-z-]{1,40}$/, '街道编码格式不对'));
const TownCode = v.pipe(v.string('请填写乡镇编码'), v.regex(/^\d{9}$/, '乡镇（街道）编码是九位数字'));

const Share = v.object({ done: v.number(), due: v.number() });
const Holder = v.nullable(v.object({ name: v.string(), post: v.string() }));

export const StreetCard = v.object({
  ...AreaRef.entries,
  town: AreaRef,
  /** 鹿城镇 · 北浦社区 */
  where: v.string(),
  extent: v.nullable(v.object({ from: v.string(), to: v.string() })),
  shape: Shape,
  centre: StoredPlace,
  illustrative: v.boolean(),
  chief: Holder,
  deputy: Holder,
  /** the general chief above it */
  supervisor: Holder,
  dutyPhone: v.nullable(v.string()),
  /** 1 个工作小时内受理 */
  acceptText: v.string(),
  open: v.object({ count: v.number(), items: v.array(ReportCard) }),
  /** of this month, by what was due in it; public reports only */
  month: v.object({ name: v.string(), accepted: Share, resolved: Share, satisfied: Share }),
  /** null: no patrol is on record */
  lastPatrolAt: v.nullable(Time),
  /** days from one patrol to the next */
  patrolDays: v.number(),
  /** set when the street is no longer there under this code */
  retired: v.nullable(v.object({ at: Time, successor: v.nullable(AreaRef) })),
  /** of the card that was scanned: null without its stamp */
  printed: v.nullable(v.picklist(['current', 'stale'])),
  /** of the card that was scanned: null without a place */
  position: v.nullable(
    v.object({
      state: v.picklist(['here', 'moved', 'unsure']),
      distanceM: v.number(),
      /** the street one stands on instead */
      actual: v.nullable(AreaRef),
    }),
  ),
});

export const readStreet = endpoint({
  name: 'streets.read',
  summary: '街道名片：范围、街长、值班电话、在办、当月情况；带上位置和牌上的印记可以核对牌子',
  method: 'GET',
  path: '/api/v1/streets/:code',
  access: 'open',
  params: v.object({ code: StreetCode }),
  query: v.pipe(
    v.object({
      lng: v.optional(placeInQuery.lng),
      lat: v.optional(placeInQuery.lat),
      datum: v.optional(placeInQuery.datum),
      accuracy: accuracyInQuery,
      /** stamp of the card */
      k: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{6}$/, '牌上的印记格式不对'))),
    }),
    v.forward(
      v.partialCheck(
        [['lng'], ['lat'], ['datum']],
        ({ lng, lat, datum }) =>
          [lng, lat, datum].every((one) => one === undefined) ||
          (lng !== undefined && lat !== undefined && datum !== undefined),
        '位置要同时给出 lng、lat 和 datum',
      ),
      ['lng'],
    ),
  ),
  reply: StreetCard,
  refusals: ['street.not-found'],
});

export const listStreetTowns = endpoint({
  name: 'streets.listTowns',
  summary: '有街道名片的乡镇（街道）和街道数',
  method: 'GET',
  path: '/api/v1/street-towns',
  access: 'open',
  reply: v.object({ items: v.array(v.object({ ...AreaRef.entries, county: v.string(), streets: v.array(AreaRef) })) }),
  refusals: [],
});

/** `a4`: two cards a sheet, to cut; `plate`: one a page, 400 × 280 mm, for the maker of plates. */
export const SHEET_LAYOUTS = ['a4', 'plate'] as const;

export const prepareStreetSheet = endpoint({
  name: 'streets.prepareSheet',
  summary: '一个乡镇全部街道名片的打印文件（PDF），返回一小时内有效的链接',
  method: 'POST',
  path: '/api/v1/towns/:town/street-cards',
  access: 'signed-in',
  params: v.object({ town: TownCode }),
  body: v.object({
    layout: v.picklist(SHEET_LAYOUTS, '版式只能是 a4 或 plate'),
    /** `wechat`: mini-program codes, where WeChat is configured; `link`: ordinary QR codes */
    code: v.optional(v.picklist(['wechat', 'link'], '码只能是 wechat 或 link')),
  }),
  reply: v.object({ url: v.string(), streets: v.number() }),
  refusals: ['post.not-held', 'street.town-empty', 'street.code-unavailable'],
});
