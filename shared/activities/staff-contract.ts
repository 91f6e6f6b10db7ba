// Activities as their organisers and the dispatcher look after them: the list, the roll, the screen at the place, figures and exports.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { Cursor, Id, Limit, page, Time } from '../fields';
import { KIND_NAMES } from './kinds';
import { Day } from './limits';
import { SIGN_UP_STATES } from './sign-ups';
import { ACTIVITY_STATES } from './states';
import { Activity, ActivityCard, Family, Shift } from './views';

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
  family: Family,
  state: v.picklist(SIGN_UP_STATES),
  stateName: v.string(),
  ahead: v.nullable(v.number()),
  inAt: v.nullable(Time),
  outAt: v.nullable(Time),
  hours: v.nullable(v.number()),
  unconfirmed: v.boolean(),
  /** has not answered yet whether a changed time or place suits them */
  changed: v.boolean(),
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
    /** what those who were there said of it, newest first, without who */
    ratings: v.array(v.object({ score: v.number(), text: v.string() })),
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
    /** one a minute, the present one first; `qr` is a picture, `data:image/png;base64,…` */
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
