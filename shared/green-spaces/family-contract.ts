// A family cares together.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { Id, Time, text } from '../fields';
import { Adoption, adoptionParams } from './adoption-views';

export const inviteFamily = endpoint({
  name: 'greenSpaces.inviteFamily',
  summary: '家庭认养：取得一个邀请码，七天内有效，只能用一次',
  method: 'POST',
  path: '/api/v1/adoptions/:id/invitation',
  access: 'signed-in',
  params: adoptionParams,
  reply: v.object({ code: v.string(), expiresAt: Time }),
  status: 201,
  refusals: [
    'adoption.not-found',
    'adoption.move-not-yours',
    'adoption.not-family',
    'adoption.family-full',
    'adoption.not-living',
    'adoption.stale',
  ],
});

export const joinFamily = endpoint({
  name: 'greenSpaces.joinFamily',
  summary: '用邀请码加入家人的认养，一起照料',
  method: 'POST',
  path: '/api/v1/adoptions/join',
  access: 'signed-in',
  body: v.object({
    code: v.pipe(
      v.string('请填写邀请码'),
      v.trim(),
      v.toUpperCase(),
      v.regex(/^[0-9A-Z-]{8,20}$/, '邀请码由字母和数字组成'),
    ),
    name: v.pipe(text('称呼', 20), v.trim(), v.minLength(1, '请填写您的称呼')),
  }),
  reply: Adoption,
  refusals: ['adoption.code-refused', 'adoption.family-full', 'adoption.not-living'],
});

export const removeMember = endpoint({
  name: 'greenSpaces.removeMember',
  summary: '移除一位家人，或自己退出',
  method: 'DELETE',
  path: '/api/v1/adoptions/:id/members/:member',
  access: 'signed-in',
  params: v.object({ ...adoptionParams.entries, member: Id }),
  reply: v.object({ removed: v.literal(true) }),
  refusals: ['adoption.not-found', 'adoption.move-not-yours', 'adoption.member-not-found'],
});
