// Groups of volunteers (城管志愿队): founded by the dispatcher, led by volunteers who organise and sign up their members (domain.md §6).
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Id, text } from '../fields';
import { AreaRef, division } from './views';

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

export const setLeader = endpoint({
  name: 'volunteers.setLeader',
  summary: '派遣员：指定或撤去一位队长（按志愿者编号），队长同时是队员',
  method: 'PUT',
  path: '/api/v1/volunteer-groups/:id/leaders/:number',
  access: 'signed-in',
  params: v.object({ id: Id, number: v.pipe(v.string(), v.maxLength(40, '志愿者编号太长')) }),
  body: v.object({ leader: v.boolean('是否任队长要填 true 或 false') }),
  reply: Group,
  refusals: ['group.not-found', 'post.not-held', 'volunteer.not-found'],
});

export const listMembers = endpoint({
  name: 'volunteers.listMembers',
  summary: '队长和派遣员：队员名单（遮住的姓名），替队员报名时用',
  method: 'GET',
  path: '/api/v1/volunteer-groups/:id/members',
  access: 'signed-in',
  params: v.object({ id: Id }),
  reply: v.object({
    items: v.array(v.object({ id: v.string(), number: v.string(), name: v.string(), leader: v.boolean() })),
  }),
  refusals: ['group.not-found', 'post.not-held'],
});
