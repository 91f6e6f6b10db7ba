// Signing up for a shift and being there: the steps of participants, and those organisers take for them (domain.md §6).
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Cursor, Id, Limit, Place, page, Time, text } from '../fields';
import { birthYear, name } from '../volunteers/views';
import { ACTIVITY_LIMITS } from './limits';
import { ASKED_MOVES } from './sign-ups';
import { SignUp } from './views';

const one = v.object({ id: Id });

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
    /** family members who come along to an activity open to everybody; where a shift asks for an age, everybody is named */
    family: v.optional(
      v.pipe(
        v.array(v.object({ name: name('家人姓名'), birthYear }), '同行家人要是列表'),
        v.maxLength(ACTIVITY_LIMITS.companions, `同行最多 ${ACTIVITY_LIMITS.companions} 人`),
      ),
      [],
    ),
    /** others who come along, where their number is enough */
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
    'sign-up.moved',
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
