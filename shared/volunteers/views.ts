// Fields of a volunteer and what the portal gives out of one. Personal data are given out masked, even to the person; a certificate alone
// carries the full name, on the paper its holder asked for.
import * as v from 'valibot';
import { KIND_NAMES } from '../activities/kinds';
import { Time, text } from '../fields';
import { SKILL_NAMES, TIME_NAMES } from './choices';
import { FACT_NAMES } from './facts';

export const name = (what: string) =>
  v.pipe(text(what, 20), v.trim(), v.minLength(2, `请填写${what}`), v.regex(/^[\p{L}·.\s]+$/u, `${what}只能是文字`));
export const phone = (what: string) =>
  v.pipe(
    v.string(`请填写${what}`),
    v.trim(),
    v.regex(/^(\+?86)?1\d{10}$|^0\d{2,3}-?\d{7,8}$/, `${what}要是 11 位手机号或带区号的电话`),
  );
export const birthYear = v.pipe(
  v.number('请填写出生年份'),
  v.integer('出生年份要是四位数字'),
  v.minValue(1920, '出生年份不对'),
  v.maxValue(2100, '出生年份不对'),
);
const several = <const T extends readonly [string, ...string[]]>(names: T, what: string) =>
  v.pipe(
    v.array(v.picklist(names, `${what}请从列表里选`), `${what}要是列表`),
    v.maxLength(names.length, `${what}太多了`),
  );
export const division = v.pipe(v.string('区域编码要是文字'), v.regex(/^\d{6}(\d{3}(\d{3})?)?$/, '没有这个区域'));
export const Day = v.pipe(v.string('请选择日期'), v.isoDate('日期要写成 2026-11-24'));

export const profile = {
  skills: several(SKILL_NAMES, '特长'),
  times: several(TIME_NAMES, '空闲时间'),
  districts: v.pipe(v.array(division, '服务区域要是列表'), v.maxLength(10, '服务区域最多 10 个')),
};
export const Guardian = v.object({
  name: name('监护人姓名'),
  phone: phone('监护人电话'),
  /** the guardian agrees; kept with the date */
  consent: v.literal(true, '需要监护人同意'),
});

export const AreaRef = v.object({ code: v.string(), name: v.string() });
export const GroupRef = v.object({ id: v.string(), name: v.string() });

export const Volunteer = v.object({
  id: v.string(),
  /** YC-XXXXX-XX-C */
  number: v.string(),
  /** 张** */
  name: v.string(),
  /** 138****0000 */
  phone: v.nullable(v.string()),
  /** registered by the guardian, on whose account it is */
  child: v.boolean(),
  minor: v.boolean(),
  guardian: v.nullable(v.object({ name: v.string(), phone: v.string(), consentedAt: Time })),
  skills: v.array(v.picklist(SKILL_NAMES)),
  times: v.array(v.picklist(TIME_NAMES)),
  districts: v.array(AreaRef),
  groups: v.array(GroupRef),
  state: v.picklist(['active', 'left']),
  since: Time,
  /** absences towards the next suspension, and until when sign-up is suspended */
  noShows: v.object({ count: v.number(), limit: v.number(), until: v.nullable(Time) }),
});
export type VolunteerView = v.InferOutput<typeof Volunteer>;

/** A training, a commendation or an appraisal of the record. */
export const Fact = v.object({
  id: v.string(),
  kind: v.picklist(FACT_NAMES),
  text: v.string(),
  day: Day,
  /** of a training */
  hours: v.nullable(v.number()),
  /** who wrote it down, by office */
  by: v.string(),
});
export type FactView = v.InferOutput<typeof Fact>;

export const Service = v.object({
  signUp: v.string(),
  activity: v.object({ id: v.string(), title: v.string(), kind: v.picklist(KIND_NAMES) }),
  shift: v.string(),
  place: v.string(),
  from: Time,
  to: Time,
  minutes: v.number(),
  hours: v.number(),
  /** 扫码签到签退 · 队长补签：手机没电 */
  how: v.string(),
  /** corrections, newest last: who by office, why, from how many hours to how many */
  corrections: v.array(
    v.object({ at: Time, by: v.string(), reason: v.string(), before: v.number(), after: v.number() }),
  ),
  objection: v.nullable(v.object({ text: v.string(), answer: v.nullable(v.string()) })),
  objectUntil: v.nullable(Time),
  can: v.object({ object: v.boolean() }),
  version: v.number(),
});
export type ServiceView = v.InferOutput<typeof Service>;
