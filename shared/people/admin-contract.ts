// Posts as administrators see and change them: who holds what, from when to when, on leave, invited, ended.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { Cursor, Id, Limit, page, Time, text } from '../fields';
import { Post } from './contract';
import { ROLE_NAMES } from './roles';

/** Every administrative change names the version it was made on; somebody faster makes it 409 with what is there now. */
export const Version = v.pipe(v.number('请提供版本号'), v.integer('版本号要是整数'), v.minValue(0, '版本号不能为负'));

/** held · leave: held, away now · invited: a code is out · lapsed: nobody, and no code that works · future · ended */
export const POST_STATES = ['held', 'leave', 'invited', 'lapsed', 'future', 'ended'] as const;
export type PostState = (typeof POST_STATES)[number];

export const AdminPost = v.object({
  ...Post.entries,
  version: v.number(),
  county: v.string(),
  /** full name, as the administration itself entered it */
  holder: v.string(),
  publicName: v.boolean(),
  state: v.picklist(POST_STATES),
  from: Time,
  to: v.nullable(Time),
  leave: v.nullable(v.object({ from: Time, to: Time })),
  /** the code that is out works until then */
  invitedUntil: v.nullable(Time),
});
export type AdminPostView = v.InferOutput<typeof AdminPost>;

export const holderName = v.pipe(text('姓名', 20), v.trim(), v.minLength(1, '请填写姓名'));

export const listPosts = endpoint({
  name: 'people.listPosts',
  summary: '管理员：本县市的职务，按区域、职务、状态或文字查找',
  method: 'GET',
  path: '/api/v1/posts',
  access: 'signed-in',
  query: v.object({
    text: v.optional(v.pipe(text('查找内容', 40), v.trim())),
    role: v.optional(v.picklist(ROLE_NAMES, '没有这个职务')),
    county: v.optional(v.pipe(v.string(), v.regex(/^\d{6}$/, '县市编码是六位数字'))),
    state: v.optional(v.picklist(POST_STATES, '没有这个状态')),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: v.object({
    ...page(AdminPost).entries,
    /** of everything that fits the search, by state */
    counts: v.record(v.picklist(POST_STATES), v.number()),
  }),
  refusals: ['post.not-held'],
});

export const changePost = endpoint({
  name: 'people.changePost',
  summary: '管理员：改姓名、是否公开全名、任期',
  method: 'PATCH',
  path: '/api/v1/posts/:id',
  access: 'signed-in',
  params: v.object({ id: Id }),
  body: v.pipe(
    v.object({
      version: Version,
      holder: v.optional(holderName),
      publicName: v.optional(v.boolean('是否公开全名要填 true 或 false')),
      from: v.optional(Time),
      to: v.optional(v.nullable(Time)),
    }),
    v.forward(
      v.partialCheck([['from'], ['to']], ({ from, to }) => !from || !to || from < to, '结束时间要在开始之后'),
      ['to'],
    ),
  ),
  reply: AdminPost,
  refusals: ['post.not-found', 'post.not-held', 'administration.stale'],
});

export const endPost = endpoint({
  name: 'people.endPost',
  summary: '管理员：职务到现在为止；没有用的邀请码随之失效',
  method: 'POST',
  path: '/api/v1/posts/:id/end',
  access: 'signed-in',
  params: v.object({ id: Id }),
  body: v.object({ version: Version }),
  reply: AdminPost,
  refusals: ['post.not-found', 'post.not-held', 'administration.stale', 'post.last-administrator'],
});

export const reinvite = endpoint({
  name: 'people.reinvite',
  summary: '管理员：给还没有人认领的职务换一个邀请码，旧码作废；新码只显示这一次',
  method: 'POST',
  path: '/api/v1/posts/:id/invitation',
  access: 'signed-in',
  params: v.object({ id: Id }),
  body: v.object({ version: Version }),
  reply: v.object({ code: v.string(), expiresAt: Time, post: AdminPost }),
  refusals: ['post.not-found', 'post.not-held', 'administration.stale', 'post.claimed-already'],
});
