// Being a volunteer: registration, groups, hours and stars, certificates (domain.md §6). Personal data are given out masked, even to
// the person; a certificate alone carries the full name, on the paper its holder asked for.
import * as v from 'valibot';
import { KIND_NAMES } from '../activities/kinds';
import { endpoint } from '../endpoint';
import { ClientId, Cursor, Id, Limit, page, Time, text } from '../fields';
import { SKILL_NAMES, TIME_NAMES } from './choices';

const name = (what: string) =>
  v.pipe(text(what, 20), v.trim(), v.minLength(2, `请填写${what}`), v.regex(/^[\p{L}·.\s]+$/u, `${what}只能是文字`));
const phone = (what: string) =>
  v.pipe(
    v.string(`请填写${what}`),
    v.trim(),
    v.regex(/^(\+?86)?1\d{10}$|^0\d{2,3}-?\d{7,8}$/, `${what}要是 11 位手机号或带区号的电话`),
  );
const birthYear = v.pipe(
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
const division = v.pipe(v.string('区域编码要是文字'), v.regex(/^\d{6}(\d{3}(\d{3})?)?$/, '没有这个区域'));
const Day = v.pipe(v.string('请选择日期'), v.isoDate('日期要写成 2026-11-24'));

const profile = {
  skills: several(SKILL_NAMES, '特长'),
  times: several(TIME_NAMES, '空闲时间'),
  districts: v.pipe(v.array(division, '服务区域要是列表'), v.maxLength(10, '服务区域最多 10 个')),
};
const Guardian = v.object({
  name: name('监护人姓名'),
  phone: phone('监护人电话'),
  /** the guardian agrees; kept with the date */
  consent: v.literal(true, '需要监护人同意'),
});

const AreaRef = v.object({ code: v.string(), name: v.string() });
const GroupRef = v.object({ id: v.string(), name: v.string() });

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

const Group = v.object({
  id: v.string(),
  name: v.string(),
  about: v.string(),
  area: AreaRef,
  members: v.number(),
  leaders: v.array(v.string()),
  /** one of the person's own volunteers is in it */
  joined: v.boolean(),
  leads: v.boolean(),
});
export type GroupView = v.InferOutput<typeof Group>;

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

const Service = v.object({
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
  }),
  refusals: ['volunteer.not-found'],
});

const CertificateStatus = v.picklist(['valid', 'withdrawn']);
const Certificate = v.object({
  number: v.string(),
  status: CertificateStatus,
  issuedAt: Time,
  hours: v.number(),
  times: v.number(),
  from: Day,
  to: Day,
  /** signed for an hour */
  pdf: v.string(),
});
export type CertificateView = v.InferOutput<typeof Certificate>;

export const listCertificates = endpoint({
  name: 'volunteers.listCertificates',
  summary: '开过的证明，新的在前',
  method: 'GET',
  path: '/api/v1/me/volunteers/:id/certificates',
  access: 'signed-in',
  params: own,
  reply: v.object({ items: v.array(Certificate) }),
  refusals: ['volunteer.not-found'],
});

export const issueCertificate = endpoint({
  name: 'volunteers.issueCertificate',
  summary: '开一张志愿服务证明；同一个 certificateId 再次提交得到同一张',
  method: 'POST',
  path: '/api/v1/me/volunteers/:id/certificates',
  access: 'signed-in',
  params: own,
  body: v.object({ certificateId: ClientId, from: v.optional(Day), to: v.optional(Day) }),
  reply: Certificate,
  status: 201,
  refusals: ['volunteer.not-found', 'certificate.nothing-yet', 'certificate.not-ready'],
});

export const verifyCertificate = endpoint({
  name: 'volunteers.verifyCertificate',
  summary: '核对证明：有效、已撤销，或查不到；只显示遮住的姓名',
  method: 'GET',
  path: '/api/v1/certificates/:number',
  access: 'open',
  params: v.object({ number: v.pipe(v.string(), v.maxLength(60, '证明编号太长')) }),
  reply: v.variant('status', [
    v.object({
      status: CertificateStatus,
      number: v.string(),
      name: v.string(),
      hours: v.number(),
      times: v.number(),
      from: Day,
      to: Day,
      issuer: v.string(),
      issuedAt: Time,
    }),
    v.object({ status: v.literal('unknown') }),
  ]),
  refusals: [],
});

export const withdrawCertificate = endpoint({
  name: 'volunteers.withdrawCertificate',
  summary: '派遣员：撤销一份证明，写明原因',
  method: 'POST',
  path: '/api/v1/certificates/:number/withdrawal',
  access: 'signed-in',
  params: v.object({ number: v.pipe(v.string(), v.maxLength(60, '证明编号太长')) }),
  body: v.object({ reason: v.pipe(text('原因', 200), v.trim(), v.minLength(2, '请写明撤销原因')) }),
  reply: v.object({ status: CertificateStatus, number: v.string() }),
  refusals: ['post.not-held', 'certificate.not-found', 'certificate.withdrawn'],
});

export const listGroups = endpoint({
  name: 'volunteers.listGroups',
  summary: '城管志愿队',
  method: 'GET',
  path: '/api/v1/volunteer-groups',
  access: 'open',
  reply: v.object({ items: v.array(Group) }),
  refusals: [],
});

export const createGroup = endpoint({
  name: 'volunteers.createGroup',
  summary: '派遣员：成立一支志愿队，指定队长（按志愿者编号）；同一个 groupId 再次提交得到同一支',
  method: 'POST',
  path: '/api/v1/volunteer-groups',
  access: 'signed-in',
  body: v.object({
    groupId: ClientId,
    name: v.pipe(text('队名', 30), v.trim(), v.minLength(2, '请填写队名')),
    about: v.optional(v.pipe(text('介绍', 300), v.trim()), ''),
    area: division,
    leaders: v.pipe(
      v.array(v.pipe(v.string('志愿者编号要是文字'), v.maxLength(40, '志愿者编号太长')), '请指定队长'),
      v.minLength(1, '请指定队长'),
      v.maxLength(5, '队长最多 5 位'),
    ),
  }),
  reply: Group,
  status: 201,
  refusals: ['post.not-held', 'volunteer.not-found'],
});

export const setMembership = endpoint({
  name: 'volunteers.setMembership',
  summary: '加入或离开一支志愿队',
  method: 'PUT',
  path: '/api/v1/volunteer-groups/:id/members/:volunteer',
  access: 'signed-in',
  params: v.object({ id: Id, volunteer: Id }),
  body: v.object({ member: v.boolean('是否加入要填 true 或 false') }),
  reply: Group,
  refusals: ['group.not-found', 'volunteer.not-found'],
});

export const listMembers = endpoint({
  name: 'volunteers.listMembers',
  summary: '队长和派遣员：队员名单（遮住的姓名），替队员报名时用',
  method: 'GET',
  path: '/api/v1/volunteer-groups/:id/members',
  access: 'signed-in',
  params: v.object({ id: Id }),
  reply: v.object({ items: v.array(v.object({ id: v.string(), number: v.string(), name: v.string() })) }),
  refusals: ['group.not-found', 'post.not-held'],
});

export const listVolunteers = endpoint({
  name: 'volunteers.list',
  summary: '派遣员：本县志愿者（遮住的姓名和电话），新登记的在前',
  method: 'GET',
  path: '/api/v1/volunteers',
  access: 'signed-in',
  query: v.object({
    number: v.optional(v.pipe(v.string(), v.maxLength(40, '编号太长'))),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: page(v.object({ ...Volunteer.entries, hours: v.number() })),
  refusals: ['post.not-held'],
});
