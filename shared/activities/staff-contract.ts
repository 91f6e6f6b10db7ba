// Activities as their organisers and the dispatcher use them: writing them, the screen at the place, figures and exports.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Cursor, Id, Limit, Place, page, Time, text } from '../fields';
import { SKILL_NAMES } from '../volunteers/choices';
import { ACTIVITY_LIMITS, Activity, ActivityCard, Day, Shift } from './contract';
import { KIND_NAMES } from './kinds';
import { SIGN_UP_STATES } from './sign-ups';
import { ACTIVITY_STATES } from './states';

const words = (what: string, max: number) => v.pipe(text(what, max), v.trim());
const whole = (what: string, least: number, most: number) =>
  v.pipe(
    v.number(`${what}要是数字`),
    v.integer(`${what}要是整数`),
    v.minValue(least, `${what}至少是 ${least}`),
    v.maxValue(most, `${what}最多是 ${most}`),
  );

const ShiftInput = v.pipe(
  v.object({
    /** chosen by the caller and kept, so that a shift stays the same when the activity is revised */
    id: ClientId,
    name: v.pipe(words('班次名称', 20), v.minLength(1, '请填写班次名称')),
    from: Time,
    to: Time,
    capacity: whole('名额', 1, ACTIVITY_LIMITS.capacity),
    minAge: v.optional(v.nullable(whole('最低年龄', 3, 80)), null),
    skills: v.optional(
      v.pipe(v.array(v.picklist(SKILL_NAMES, '特长请从列表里选')), v.maxLength(SKILL_NAMES.length, '特长太多了')),
      [],
    ),
  }),
  v.forward(
    v.partialCheck(
      [['from'], ['to']],
      ({ from, to }) => {
        const length = Date.parse(to) - Date.parse(from);
        return length >= 15 * 60_000 && length <= 16 * 3_600_000;
      },
      '班次至少 15 分钟，最多 16 小时，结束要在开始之后',
    ),
    ['to'],
  ),
);

const Recurrence = v.object({
  every: v.picklist(['week', 'month'], '重复只能按周或按月'),
  interval: whole('间隔', 1, 12),
  weekdays: v.optional(v.pipe(v.array(whole('星期', 1, 7)), v.maxLength(7, '星期最多 7 天')), []),
  until: Day,
  exceptions: v.optional(
    v.pipe(v.array(v.object({ date: Day, movedTo: v.nullable(Day) })), v.maxLength(60, '例外最多 60 天')),
    [],
  ),
});

const body = {
  title: v.pipe(words('标题', 30), v.minLength(2, '请填写标题')),
  kind: v.picklist(KIND_NAMES, '请选择活动种类'),
  about: v.pipe(words('活动内容', ACTIVITY_LIMITS.text), v.minLength(2, '请写明做什么')),
  /** whom it is organised as: one of the keys of `volunteers.readMine` */
  organiser: v.pipe(v.string('请选择主办方'), v.maxLength(80, '没有这个主办方')),
  contact: v.pipe(words('联系人', 20), v.minLength(2, '请填写联系人')),
  phone: v.pipe(v.string('请填写联系电话'), v.trim(), v.regex(/^[\d+ -]{7,20}$/, '联系电话不对')),
  place: v.pipe(words('集合地点', 60), v.minLength(2, '请写明在哪里集合')),
  location: Place,
  radiusM: v.optional(whole('签到范围', 50, 5000)),
  audience: v.picklist(['volunteers', 'everyone'], '面向只能是 volunteers 或 everyone'),
  /** street, community or estate it belongs to */
  area: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40, '没有这个区域'))), null),
  bring: v.optional(words('要带什么', 200), ''),
  risks: v.pipe(words('风险说明', 300), v.minLength(2, '请说明有什么风险，没有也写“无特别风险”')),
  insurance: v.pipe(words('保险说明', 200), v.minLength(2, '请说明保险情况')),
  signUpFrom: v.optional(Time),
  signUpUntil: v.optional(Time),
  /** hours before each shift until which a place can be given back */
  cancelHours: v.optional(whole('可取消的小时数', 0, 240)),
  photos: v.optional(
    v.pipe(v.array(Id), v.maxLength(ACTIVITY_LIMITS.photos, `照片最多 ${ACTIVITY_LIMITS.photos} 张`)),
    [],
  ),
  shifts: v.pipe(
    v.array(ShiftInput, '请至少写一个班次'),
    v.minLength(1, '请至少写一个班次'),
    v.maxLength(ACTIVITY_LIMITS.shifts, `班次最多 ${ACTIVITY_LIMITS.shifts} 个`),
    v.check((shifts) => new Set(shifts.map(({ id }) => id)).size === shifts.length, '班次编号不能重复'),
  ),
};

export const createActivity = endpoint({
  name: 'activities.create',
  summary: '组织者：写一个活动草稿，或一个系列；同一个 activityId 再次提交得到同一个活动',
  method: 'POST',
  path: '/api/v1/activities',
  access: 'signed-in',
  body: v.object({ activityId: ClientId, ...body, repeat: v.optional(Recurrence) }),
  reply: v.object({ items: v.array(v.object({ id: v.string(), startsAt: Time })), activity: Activity }),
  status: 201,
  refusals: ['activity.not-yours', 'activity.id-reused', 'place.outside', 'media.not-yours'],
});

export const reviseActivity = endpoint({
  name: 'activities.revise',
  summary: '组织者：修改活动；已报名的人会收到时间地点的变化，名额不能少于已报名人数',
  method: 'PUT',
  path: '/api/v1/activities/:id',
  access: 'signed-in',
  params: v.object({ id: Id }),
  body: v.object({ version: v.pipe(v.number('请提供版本号'), v.integer('版本号要是整数')), moveId: ClientId, ...body }),
  reply: Activity,
  refusals: [
    'activity.not-found',
    'activity.not-yours',
    'activity.stale',
    'activity.move-not-allowed',
    'activity.capacity-taken',
    'place.outside',
    'media.not-yours',
  ],
});

export const listOrganised = endpoint({
  name: 'activities.listOrganised',
  summary: '组织者和派遣员：归我管的活动，草稿和将要开始的在前',
  method: 'GET',
  path: '/api/v1/desk/activities',
  access: 'signed-in',
  query: v.object({
    state: v.optional(v.picklist(ACTIVITY_STATES, '没有这个状态')),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: v.object({
    ...page(
      v.object({
        ...ActivityCard.entries,
        version: v.number(),
        signedUp: v.number(),
        waiting: v.number(),
        toConfirm: v.number(),
      }),
    ).entries,
    organises: v.array(v.object({ key: v.string(), name: v.string() })),
  }),
  refusals: ['post.not-held'],
});

const Attendee = v.object({
  id: v.string(),
  version: v.number(),
  shift: v.string(),
  /** 张** */
  name: v.string(),
  number: v.nullable(v.string()),
  seats: v.number(),
  state: v.picklist(SIGN_UP_STATES),
  stateName: v.string(),
  ahead: v.nullable(v.number()),
  inAt: v.nullable(Time),
  outAt: v.nullable(Time),
  hours: v.nullable(v.number()),
  unconfirmed: v.boolean(),
  photoConsent: v.boolean(),
  objection: v.nullable(v.object({ text: v.string(), answer: v.nullable(v.string()) })),
  can: v.object({
    'hand-in': v.boolean(),
    'hand-out': v.boolean(),
    record: v.boolean(),
    attest: v.boolean(),
    excuse: v.boolean(),
    correct: v.boolean(),
    answer: v.boolean(),
  }),
});
export type AttendeeView = v.InferOutput<typeof Attendee>;

export const readRoll = endpoint({
  name: 'activities.readRoll',
  summary: '组织者：名单，谁在场、谁候补、谁要确认；现场上报的问题',
  method: 'GET',
  path: '/api/v1/activities/:id/roll',
  access: 'signed-in',
  params: v.object({ id: Id }),
  reply: v.object({
    activity: Activity,
    items: v.array(Attendee),
    reports: v.array(v.object({ number: v.string(), category: v.string(), status: v.string() })),
  }),
  refusals: ['activity.not-found', 'activity.not-yours'],
});

export const readCodes = endpoint({
  name: 'activities.readCodes',
  summary: '组织者：这个班次现在和以后五分钟的签到码，断网时照样能换',
  method: 'GET',
  path: '/api/v1/shifts/:id/codes',
  access: 'signed-in',
  params: v.object({ id: Id }),
  reply: v.object({
    shift: Shift,
    title: v.string(),
    present: v.number(),
    expected: v.number(),
    /** one a minute, the present one first; `qr` is a picture, `data:image/svg+xml;…` */
    codes: v.array(v.object({ from: Time, to: Time, code: v.string(), qr: v.string() })),
  }),
  refusals: ['shift.not-found', 'activity.not-yours'],
});

const Figures = v.object({
  activities: v.number(),
  /** places taken by people who came */
  came: v.number(),
  absent: v.number(),
  hours: v.number(),
});

export const activityStatistics = endpoint({
  name: 'activities.statistics',
  summary: '派遣员和组织者：按种类、区域、月份的场次、人次、缺席和时长',
  method: 'GET',
  path: '/api/v1/desk/activity-statistics',
  access: 'signed-in',
  query: v.object({ from: Day, to: Day }),
  reply: v.object({
    total: Figures,
    kinds: v.array(v.object({ kind: v.picklist(KIND_NAMES), name: v.string(), ...Figures.entries })),
    areas: v.array(v.object({ code: v.string(), name: v.string(), ...Figures.entries })),
    months: v.array(v.object({ month: v.string(), ...Figures.entries })),
  }),
  refusals: ['post.not-held'],
});

export const exportActivities = endpoint({
  name: 'activities.export',
  summary: '派遣员和组织者：导出活动、名单或时长，CSV 或 XLSX；得到一个五分钟有效的下载地址',
  method: 'POST',
  path: '/api/v1/desk/activity-exports',
  access: 'signed-in',
  body: v.object({
    what: v.picklist(['activities', 'attendances', 'volunteers'], '只能导出 activities、attendances 或 volunteers'),
    format: v.picklist(['csv', 'xlsx'], '格式只能是 csv 或 xlsx'),
    from: Day,
    to: Day,
  }),
  reply: v.object({ url: v.string() }),
  refusals: ['post.not-held'],
});
