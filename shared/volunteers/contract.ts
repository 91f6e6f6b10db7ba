// Being a volunteer: registration, leaving and deletion, hours and stars (domain.md §6).
import * as v from 'valibot';
import { KIND_NAMES } from '../activities/kinds';
import { endpoint } from '../endpoint';
import { ClientId, Id } from '../fields';
import { birthYear, Fact, Guardian, name, phone, profile, Service, Volunteer } from './views';

export const readMyVolunteers = endpoint({
  name: 'volunteers.readMine',
  summary: '我和我孩子的志愿者登记，我带的志愿队',
  method: 'GET',
  path: '/api/v1/me/volunteers',
  access: 'signed-in',
  reply: v.object({
    items: v.array(Volunteer),
    /** may organise activities, and as whom */
    organises: v.array(v.object({ key: v.string(), name: v.string() })),
  }),
  refusals: [],
});

export const registerVolunteer = endpoint({
  name: 'volunteers.register',
  summary: '登记为志愿者，得到志愿者编号；同一个 registrationId 再次提交得到同一份登记。不问身份证号，不拍证件',
  method: 'POST',
  path: '/api/v1/me/volunteers',
  access: 'signed-in',
  body: v.object({
    registrationId: ClientId,
    name: name('姓名'),
    phone: phone('电话'),
    birthYear,
    ...profile,
    /** registered by the guardian, for a child */
    child: v.optional(v.boolean('是否给孩子登记要填 true 或 false'), false),
    guardian: v.optional(Guardian),
    /** the rules and what is kept were read */
    agreed: v.literal(true, '请先阅读并同意志愿服务须知'),
  }),
  reply: Volunteer,
  status: 201,
  refusals: ['volunteer.registered-already', 'volunteer.guardian-only', 'volunteer.guardian-missing'],
});

const own = v.object({ id: Id });

export const updateVolunteer = endpoint({
  name: 'volunteers.update',
  summary: '修改电话、特长、空闲时间和区域',
  method: 'PATCH',
  path: '/api/v1/me/volunteers/:id',
  access: 'signed-in',
  params: own,
  body: v.object({
    phone: v.optional(phone('电话')),
    skills: profile.skills,
    times: profile.times,
    districts: profile.districts,
  }),
  reply: Volunteer,
  refusals: ['volunteer.not-found'],
});

export const leaveVolunteering = endpoint({
  name: 'volunteers.leave',
  summary: '退出志愿服务：今后的报名取消，时长和证明保留，可以再回来',
  method: 'POST',
  path: '/api/v1/me/volunteers/:id/leave',
  access: 'signed-in',
  params: own,
  reply: Volunteer,
  refusals: ['volunteer.not-found'],
});

export const deleteVolunteer = endpoint({
  name: 'volunteers.delete',
  summary: '删除登记：姓名、电话等全部删去，证明作废，活动人数和时长统计不变，不能恢复',
  method: 'DELETE',
  path: '/api/v1/me/volunteers/:id',
  access: 'signed-in',
  params: own,
  reply: v.object({ deleted: v.literal(true) }),
  refusals: ['volunteer.not-found'],
});

export const readHours = endpoint({
  name: 'volunteers.readHours',
  summary: '时长与星级：合计、近十二个月按月按类、服务记录',
  method: 'GET',
  path: '/api/v1/me/volunteers/:id/hours',
  access: 'signed-in',
  params: own,
  reply: v.object({
    volunteer: Volunteer,
    hours: v.number(),
    times: v.number(),
    stars: v.object({
      stars: v.number(),
      of: v.number(),
      name: v.string(),
      missing: v.nullable(v.number()),
      share: v.number(),
    }),
    /** the last twelve months, the present one last; months without service are there with 0 */
    months: v.array(v.object({ month: v.string(), hours: v.number() })),
    kinds: v.array(v.object({ kind: v.picklist(KIND_NAMES), hours: v.number(), times: v.number() })),
    services: v.array(Service),
    /** training, commendations, appraisals; newest first */
    facts: v.array(Fact),
  }),
  refusals: ['volunteer.not-found'],
});
