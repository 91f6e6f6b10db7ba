// What a client must know about the server before anybody has signed in.
import * as v from 'valibot';
import { endpoint } from '../endpoint';

export const readPortal = endpoint({
  name: 'portal.read',
  summary: '门户信息：是否演示、演示人物、紧急电话',
  method: 'GET',
  path: '/api/v1/portal',
  access: 'open',
  reply: v.object({
    name: v.string(),
    subtitle: v.string(),
    demo: v.boolean(),
    demoPeople: v.array(v.object({ code: v.string(), label: v.string(), duty: v.string() })),
    emergency: v.array(v.object({ name: v.string(), phone: v.string() })),
  }),
  refusals: [],
});
