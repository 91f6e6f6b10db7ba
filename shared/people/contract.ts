// Sign-in, the person signed in, posts by invitation, and sign-in on a wide screen.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Id, Time, text } from '../fields';
import { ROLE_NAMES } from './roles';

export const Post = v.object({
  id: v.string(),
  role: v.picklist(ROLE_NAMES),
  roleName: v.string(),
  areaCode: v.nullable(v.string()),
  areaName: v.string(),
  departmentId: v.nullable(v.string()),
  /** counted up by every change; a change names the one it was made on */
  version: v.number(),
});
export type PostView = v.InferOutput<typeof Post>;

export const Person = v.object({
  id: v.string(),
  nickname: v.string(),
  posts: v.array(Post),
});

export const Me = v.object({
  ...Person.entries,
  /** masked: 138****0000 */
  phone: v.nullable(v.string()),
  unread: v.number(),
  can: v.object({ workDesk: v.boolean(), dispatch: v.boolean(), administer: v.boolean() }),
});

export const Session = v.object({ token: v.string(), expiresAt: Time, person: Person });

export const signIn = endpoint({
  name: 'people.signIn',
  summary: '用微信登录码登录；演示服务器也接受 demo:<名字>',
  method: 'POST',
  path: '/api/v1/sessions',
  access: 'open',
  body: v.object({
    code: v.pipe(v.string('请提供登录码'), v.minLength(1, '请提供登录码'), v.maxLength(200, '登录码太长')),
  }),
  reply: Session,
  refusals: ['sign-in.code-refused', 'sign-in.unavailable'],
});

export const startBrowserSession = endpoint({
  name: 'people.startBrowserSession',
  summary: '电脑登录：取得二维码和核对数字，两分钟内有效',
  method: 'POST',
  path: '/api/v1/sessions/browser',
  access: 'open',
  reply: v.object({
    id: v.string(),
    /** two digits shown on both screens */
    number: v.string(),
    /** picture of the QR code, `data:image/svg+xml;…` */
    qr: v.string(),
    expiresAt: Time,
  }),
  status: 201,
  refusals: [],
});

export const approveBrowserSession = endpoint({
  name: 'people.approveBrowserSession',
  summary: '在手机上核对数字并同意电脑登录',
  method: 'POST',
  path: '/api/v1/sessions/browser/:id/approval',
  access: 'signed-in',
  params: v.object({ id: Id }),
  // checked when given; the mini-program always asks for it, so that nobody approves a screen they do not see
  body: v.object({
    number: v.optional(v.pipe(v.string('请填写电脑屏幕上的数字'), v.regex(/^\d{2}$/, '请填写电脑屏幕上的两位数字'))),
  }),
  reply: v.object({ approved: v.literal(true) }),
  refusals: ['browser-sign-in.unknown', 'browser-sign-in.wrong-number', 'browser-sign-in.already-used'],
});

export const readBrowserSession = endpoint({
  name: 'people.readBrowserSession',
  summary: '电脑轮询：等待中，或一次性取得登录凭证',
  method: 'GET',
  path: '/api/v1/sessions/browser/:id',
  access: 'open',
  params: v.object({ id: Id }),
  reply: v.variant('status', [
    v.object({ status: v.literal('pending'), expiresAt: Time }),
    v.object({ status: v.literal('approved'), session: Session }),
  ]),
  refusals: ['browser-sign-in.unknown', 'browser-sign-in.already-used'],
});

export const readMe = endpoint({
  name: 'people.readMe',
  summary: '我是谁、担任什么、能做什么',
  method: 'GET',
  path: '/api/v1/me',
  access: 'signed-in',
  reply: Me,
  refusals: [],
});

export const updateMe = endpoint({
  name: 'people.updateMe',
  summary: '改昵称或手机号；手机号传 null 即删除',
  method: 'PATCH',
  path: '/api/v1/me',
  access: 'signed-in',
  body: v.object({
    nickname: v.optional(v.pipe(text('昵称', 20), v.trim(), v.minLength(1, '昵称不能为空'))),
    phone: v.optional(v.nullable(v.pipe(v.string('手机号要是文字'), v.regex(/^1[3-9]\d{9}$/, '请填写 11 位手机号')))),
  }),
  reply: Me,
  refusals: [],
});

export const claimPost = endpoint({
  name: 'people.claimPost',
  summary: '用一次性邀请码认领职务',
  method: 'POST',
  path: '/api/v1/posts/claim',
  access: 'signed-in',
  body: v.object({
    code: v.pipe(
      v.string('请填写邀请码'),
      v.trim(),
      v.toUpperCase(),
      v.regex(/^[0-9A-Z-]{8,20}$/, '邀请码由字母和数字组成'),
    ),
  }),
  reply: Me,
  refusals: ['post.code-refused', 'post.own-invitation'],
});

export const invitePost = endpoint({
  name: 'people.invitePost',
  summary: '管理员为一个职务发出邀请码，七天内有效，只能用一次',
  method: 'POST',
  path: '/api/v1/posts/invitations',
  access: 'signed-in',
  body: v.object({
    /** sent again it gives the same post a new code, as long as nobody has claimed it */
    invitationId: v.optional(ClientId),
    role: v.picklist(ROLE_NAMES, '没有这个职务'),
    area: v.optional(v.pipe(v.string(), v.maxLength(40, '区域编码太长'))),
    department: v.optional(v.pipe(v.string(), v.maxLength(40, '部门编号太长'))),
    /** name of the holder; shown in public masked unless `publicName` */
    holder: v.pipe(text('姓名', 20), v.trim(), v.minLength(1, '请填写姓名')),
    publicName: v.optional(v.boolean('是否公开全名要填 true 或 false'), false),
    /** now, unless said otherwise */
    from: v.optional(Time),
    to: v.optional(v.nullable(Time)),
  }),
  reply: v.object({ code: v.string(), expiresAt: Time, post: Post }),
  status: 201,
  refusals: ['post.not-held', 'post.claimed-already'],
});

export const setLeave = endpoint({
  name: 'people.setLeave',
  summary: '登记或取消休假：本人或管理员；休假期间超期上报越过这个职务',
  method: 'PUT',
  path: '/api/v1/posts/:id/leave',
  access: 'signed-in',
  params: v.object({ id: Id }),
  body: v.pipe(
    v.object({
      /** of the post as it was seen */
      version: v.pipe(v.number('请提供版本号'), v.integer('版本号要是整数'), v.minValue(0, '版本号不能为负')),
      leave: v.nullable(v.object({ from: Time, to: Time })),
    }),
    v.forward(
      v.partialCheck([['leave']], ({ leave }) => !leave || leave.from < leave.to, '结束时间要在开始之后'),
      ['leave'],
    ),
  ),
  reply: v.object({ post: Post, leave: v.nullable(v.object({ from: Time, to: Time })) }),
  refusals: ['post.not-found', 'post.not-held', 'administration.stale'],
});
