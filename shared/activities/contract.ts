// Activities as residents and volunteers use them: finding one, signing up, being there (domain.md §6).
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Cursor, Id, Limit, numberInQuery, Place, page, StoredPlace, Time, text } from '../fields';
import { Photo } from '../media/contract';
import { SKILL_NAMES } from '../volunteers/choices';
import { KIND_NAMES } from './kinds';
import { ASKED_MOVES, SIGN_UP_STATES } from './sign-ups';
import { ORGANISER_MOVES, SHOWN_STATES } from './states';

export const ACTIVITY_LIMITS = {
  shifts: 12,
  capacity: 500,
  companions: 5,
  text: 1000,
  photos: 9,
  members: 30,
} as const;
export const Day = v.pipe(v.string('请选择日期'), v.isoDate('日期要写成 2026-11-24'));

/** A shift or post, and how one stands to it. */
export const Shift = v.object({
  id: v.string(),
  /** the id the organiser's client chose: what a revision names it by */
  key: v.string(),
  /** what is done: 净街, 引导 */
  name: v.string(),
  from: Time,
  to: Time,
  capacity: v.number(),
  free: v.number(),
  waiting: v.number(),
  minAge: v.nullable(v.number()),
  skills: v.array(v.picklist(SKILL_NAMES)),
  /** hours credited for the whole shift; 0 where the kind credits none */
  hours: v.number(),
});
export type ShiftView = v.InferOutput<typeof Shift>;

const Organiser = v.object({
  key: v.string(),
  name: v.string(),
  /** 杨** */
  contact: v.string(),
  phone: v.nullable(v.string()),
});

export const SignUp = v.object({
  id: v.string(),
  version: v.number(),
  state: v.picklist(SIGN_UP_STATES),
  stateName: v.string(),
  /** the person themself, a child of theirs, or a member of their group */
  who: v.string(),
  activity: v.object({
    id: v.string(),
    title: v.string(),
    kind: v.picklist(KIND_NAMES),
    place: v.string(),
    location: StoredPlace,
    state: v.picklist(SHOWN_STATES),
  }),
  shift: v.object({ id: v.string(), name: v.string(), from: Time, to: Time }),
  seats: v.number(),
  /** place in the queue, from 1 */
  ahead: v.nullable(v.number()),
  inAt: v.nullable(Time),
  outAt: v.nullable(Time),
  hours: v.nullable(v.number()),
  cancelUntil: Time,
  checkIn: v.object({ from: Time, to: Time }),
  /** what happened so far */
  timeline: v.array(v.object({ id: v.string(), at: Time, title: v.string(), by: v.string(), text: v.string() })),
  can: v.object({
    cancel: v.boolean(),
    checkIn: v.boolean(),
    checkOut: v.boolean(),
    object: v.boolean(),
    rate: v.boolean(),
  }),
});
export type SignUpView = v.InferOutput<typeof SignUp>;

const card = {
  id: v.string(),
  title: v.string(),
  kind: v.picklist(KIND_NAMES),
  kindName: v.string(),
  state: v.picklist(SHOWN_STATES),
  stateName: v.string(),
  place: v.string(),
  location: StoredPlace,
  startsAt: Time,
  endsAt: Time,
  free: v.number(),
  capacity: v.number(),
  audience: v.picklist(['volunteers', 'everyone']),
  organiser: v.string(),
  area: v.nullable(v.object({ code: v.string(), name: v.string() })),
  photo: v.nullable(Photo),
  distanceM: v.nullable(v.number()),
  /** fits the person's skills, districts or times */
  recommended: v.boolean(),
  /** state of the person's own sign-up that matters most */
  mine: v.nullable(v.picklist(SIGN_UP_STATES)),
  /** place in the queue where they wait */
  ahead: v.nullable(v.number()),
};
export const ActivityCard = v.object(card);
export type ActivityCardView = v.InferOutput<typeof ActivityCard>;

export const Activity = v.object({
  ...card,
  version: v.number(),
  about: v.string(),
  bring: v.string(),
  risks: v.string(),
  insurance: v.string(),
  photos: v.array(Photo),
  radiusM: v.number(),
  organiser: v.string(),
  contact: Organiser,
  signUpFrom: Time,
  signUpUntil: Time,
  cancelUntil: Time,
  shifts: v.array(Shift),
  mySignUps: v.array(SignUp),
  series: v.nullable(v.object({ id: v.string(), others: v.array(v.object({ id: v.string(), startsAt: Time })) })),
  cancelledBecause: v.nullable(v.string()),
  summary: v.nullable(v.object({ text: v.string(), thanks: v.string(), photos: v.array(Photo), at: Time })),
  rating: v.object({ count: v.number(), average: v.nullable(v.number()) }),
  calendarUrl: v.string(),
  shareUrl: v.string(),
  /** texts of what can be done or why not, and what the organiser may do */
  can: v.object({
    signUp: v.boolean(),
    /** why not: a sentence for the button */
    whyNot: v.nullable(v.string()),
    organise: v.boolean(),
    revise: v.boolean(),
    publish: v.boolean(),
    cancel: v.boolean(),
    settle: v.boolean(),
    summarise: v.boolean(),
  }),
});
export type ActivityView = v.InferOutput<typeof Activity>;

const inQuery = {
  lng: v.optional(v.pipe(numberInQuery('经度'), v.minValue(-180, '经度超出范围'), v.maxValue(180, '经度超出范围'))),
  lat: v.optional(v.pipe(numberInQuery('纬度'), v.minValue(-90, '纬度超出范围'), v.maxValue(90, '纬度超出范围'))),
};

export const listActivities = endpoint({
  name: 'activities.list',
  summary: '活动：按时间或距离；给出位置（WGS-84）就有距离。带某天就只看那天开始的',
  method: 'GET',
  path: '/api/v1/activities',
  access: 'open',
  query: v.object({
    ...inQuery,
    /** one day, or from today on */
    day: v.optional(Day),
    kind: v.optional(v.picklist(KIND_NAMES, '没有这类活动')),
    sort: v.optional(
      v.picklist(['date', 'distance', 'recommended'], '排序只能是 date、distance 或 recommended'),
      'date',
    ),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: v.object({
    ...page(ActivityCard).entries,
    /** the next 42 days that have activities, for the calendar; first page only */
    days: v.array(v.object({ day: Day, count: v.number() })),
  }),
  refusals: [],
});

const one = v.object({ id: Id });

export const readActivity = endpoint({
  name: 'activities.read',
  summary: '一个活动的全部：班次、名额、要带什么、风险和保险、我的报名、我能做什么',
  method: 'GET',
  path: '/api/v1/activities/:id',
  access: 'open',
  params: one,
  reply: Activity,
  refusals: ['activity.not-found'],
});

export const signUpFor = endpoint({
  name: 'activities.signUp',
  summary: '报名：有名额就录取，没有就按顺序候补；同一个 signUpId 再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/activities/:id/sign-ups',
  access: 'signed-in',
  params: one,
  body: v.object({
    signUpId: ClientId,
    shift: Id,
    /** volunteers: oneself, children, members of a group one leads; empty: the person as a resident or volunteer */
    volunteers: v.optional(
      v.pipe(
        v.array(Id, '报名的人要是列表'),
        v.maxLength(ACTIVITY_LIMITS.members, `一次最多报 ${ACTIVITY_LIMITS.members} 人`),
      ),
      [],
    ),
    /** people who come along to an activity open to everybody */
    companions: v.optional(
      v.pipe(
        v.number('同行人数要是数字'),
        v.integer('同行人数要是整数'),
        v.minValue(0, '同行人数不能为负'),
        v.maxValue(ACTIVITY_LIMITS.companions, `同行最多 ${ACTIVITY_LIMITS.companions} 人`),
      ),
      0,
    ),
    acknowledged: v.optional(v.boolean('是否已阅读要填 true 或 false'), false),
    photoConsent: v.optional(v.boolean('是否同意拍照要填 true 或 false'), false),
  }),
  reply: v.object({ signUps: v.array(SignUp) }),
  status: 201,
  refusals: [
    'activity.not-found',
    'shift.not-found',
    'sign-up.closed',
    'sign-up.conflict',
    'sign-up.twice',
    'sign-up.too-young',
    'sign-up.not-acknowledged',
    'volunteer.required',
    'volunteer.suspended',
    'volunteer.not-found',
  ],
});

export const listMySignUps = endpoint({
  name: 'activities.listMySignUps',
  summary: '我的班次：还没开始和进行中的先到先排，过去的新的在前',
  method: 'GET',
  path: '/api/v1/me/sign-ups',
  access: 'signed-in',
  query: v.object({
    when: v.optional(v.picklist(['coming', 'past'], 'when 只能是 coming 或 past'), 'coming'),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: page(SignUp),
  refusals: [],
});

const MoveInput = v.object({
  text: v.optional(v.pipe(text('说明', 300), v.trim()), ''),
  inAt: v.optional(Time),
  outAt: v.optional(Time),
});

export const moveSignUp = endpoint({
  name: 'activities.moveSignUp',
  summary: '一次报名的每一步：取消、异议；组织者补签、确认、更正、答复；同一个 moveId 再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/sign-ups/:id/moves',
  access: 'signed-in',
  params: one,
  body: v.object({
    moveId: ClientId,
    version: v.pipe(v.number('请提供版本号'), v.integer('版本号要是整数')),
    move: v.picklist(ASKED_MOVES, '没有这一步'),
    input: v.optional(MoveInput, {}),
  }),
  reply: SignUp,
  refusals: [
    'sign-up.not-found',
    'sign-up.stale',
    'sign-up.move-not-allowed',
    'sign-up.move-reused',
    'sign-up.too-late-to-cancel',
    'sign-up.times-wrong',
    'activity.not-yours',
    'activity.words-required',
  ],
});

export const attend = endpoint({
  name: 'activities.attend',
  summary: '凭签到码和位置签到，再来一次是签退；同一个 moveId 再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/attendances',
  access: 'signed-in',
  body: v.object({
    moveId: ClientId,
    /** the text of the QR code, or the eight characters typed */
    code: v.pipe(
      v.string('请扫签到码或输入 8 位码'),
      v.minLength(1, '请扫签到码或输入 8 位码'),
      v.maxLength(100, '签到码太长'),
    ),
    location: Place,
    /** which of several sign-ups of one account */
    signUp: v.optional(Id),
    /** when it was read, if it is sent later for want of a network */
    direction: v.picklist(['in', 'out'], 'direction 只能是 in 或 out'),
  }),
  reply: SignUp,
  refusals: [
    'attendance.code-wrong',
    'attendance.code-late',
    'attendance.too-far',
    'attendance.wrong-time',
    'attendance.no-sign-up',
    'sign-up.move-not-allowed',
    'sign-up.move-reused',
    'sign-up.stale',
  ],
});

export const rateActivity = endpoint({
  name: 'activities.rate',
  summary: '到场的人评价活动：5 非常满意 … 1 非常不满意，每次报名评一次',
  method: 'POST',
  path: '/api/v1/sign-ups/:id/rating',
  access: 'signed-in',
  params: one,
  body: v.object({
    moveId: ClientId,
    score: v.pipe(
      v.number('请选择满意程度'),
      v.integer('请选择满意程度'),
      v.minValue(1, '满意程度是 1 到 5'),
      v.maxValue(5, '满意程度是 1 到 5'),
    ),
    text: v.optional(v.pipe(text('评价', 300), v.trim()), ''),
  }),
  reply: SignUp,
  refusals: ['sign-up.not-found', 'sign-up.move-not-allowed', 'sign-up.move-reused', 'sign-up.stale'],
});

export const calendarFeed = endpoint({
  name: 'activities.calendarFeed',
  summary: '我的班次日历订阅地址（iCalendar），谁有地址谁能看，可以换一个',
  method: 'POST',
  path: '/api/v1/me/calendar-feed',
  access: 'signed-in',
  body: v.object({ renew: v.boolean('是否换地址要填 true 或 false') }),
  reply: v.object({ url: v.string() }),
  refusals: [],
});

export const moveActivity = endpoint({
  name: 'activities.move',
  summary: '组织者：发布、取消、结算、发布小结；同一个 moveId 再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/activities/:id/moves',
  access: 'signed-in',
  params: one,
  body: v.object({
    moveId: ClientId,
    version: v.pipe(v.number('请提供版本号'), v.integer('版本号要是整数')),
    move: v.picklist(ORGANISER_MOVES, '没有这一步'),
    input: v.optional(
      v.object({
        text: v.optional(v.pipe(text('说明', ACTIVITY_LIMITS.text), v.trim()), ''),
        thanks: v.optional(v.pipe(text('感谢的话', 200), v.trim()), ''),
        photos: v.optional(
          v.pipe(
            v.array(Id, '照片要是列表'),
            v.maxLength(ACTIVITY_LIMITS.photos, `照片最多 ${ACTIVITY_LIMITS.photos} 张`),
          ),
          [],
        ),
        /** everybody who can be recognised agreed */
        consent: v.optional(v.boolean('是否取得同意要填 true 或 false'), false),
      }),
      {},
    ),
  }),
  reply: Activity,
  refusals: [
    'activity.not-found',
    'activity.not-yours',
    'activity.stale',
    'activity.move-not-allowed',
    'activity.unsettled',
    'activity.words-required',
    'sign-up.move-reused',
    'media.not-yours',
  ],
});
