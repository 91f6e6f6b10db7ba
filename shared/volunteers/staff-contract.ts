// Volunteers as the dispatcher sees them: masked, of the counties the post is for.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { Cursor, Limit, page } from '../fields';
import { Volunteer } from './views';

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
