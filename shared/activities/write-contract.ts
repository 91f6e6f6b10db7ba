// Activities as their organisers write them: a draft or a series, a revision, another day, and the steps from publishing to the summary.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Id, Place, Time, text, whole } from '../fields';
import { SKILL_NAMES } from '../volunteers/choices';
import { KIND_NAMES } from './kinds';
import { ACTIVITY_LIMITS, Day } from './limits';
import { ORGANISER_MOVES } from './states';
import { Activity } from './views';

const words = (what: string, max: number) => v.pipe(text(what, max), v.trim());

const ShiftInput = v.pipe(
  v.object({
    /** chosen by the caller and kept, so that a shift stays the same when the activity is revised */
    id: ClientId,
    name: v.pipe(words('班次名称', 20), v.minLength(1, '请填写班次名称')),
    from: Time,
    to: Time,
    capacity: whole(1, ACTIVITY_LIMITS.capacity, '名额'),
    minAge: v.optional(v.nullable(whole(3, 80, '最低年龄')), null),
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
  interval: whole(1, 12, '间隔'),
  weekdays: v.optional(v.pipe(v.array(whole(1, 7, '星期')), v.maxLength(7, '星期最多 7 天')), []),
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
  radiusM: v.optional(whole(50, 5000, '签到范围')),
  audience: v.picklist(['volunteers', 'everyone'], '面向只能是 volunteers 或 everyone'),
  /** street, community or estate it belongs to */
  area: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40, '没有这个区域'))), null),
  bring: v.optional(words('要带什么', 200), ''),
  risks: v.pipe(words('风险说明', 300), v.minLength(2, '请说明有什么风险，没有也写“无特别风险”')),
  insurance: v.pipe(words('保险说明', 200), v.minLength(2, '请说明保险情况')),
  signUpFrom: v.optional(Time),
  signUpUntil: v.optional(Time),
  /** hours before each shift until which a place can be given back */
  cancelHours: v.optional(whole(0, 240, '可取消的小时数')),
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

export const moveDay = endpoint({
  name: 'activities.moveDay',
  summary: '组织者：改到另一天，钟点不变；系列里只改这一场，报名的人会收到通知；同一个 moveId 再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/activities/:id/day',
  access: 'signed-in',
  params: v.object({ id: Id }),
  body: v.object({
    moveId: ClientId,
    version: v.pipe(v.number('请提供版本号'), v.integer('版本号要是整数')),
    day: Day,
  }),
  reply: Activity,
  refusals: ['activity.not-found', 'activity.not-yours', 'activity.stale', 'activity.move-not-allowed'],
});

export const moveActivity = endpoint({
  name: 'activities.move',
  summary: '组织者：发布、取消、结算、发布小结；同一个 moveId 再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/activities/:id/moves',
  access: 'signed-in',
  params: v.object({ id: Id }),
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
