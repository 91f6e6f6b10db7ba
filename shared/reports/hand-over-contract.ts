// Handing a post's open cases to a successor, in one step (domain.md §1). An administrator learns how many there are, never what they are.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Id, Time, text } from '../fields';
import { holderName, Version } from '../people/admin-contract';

export const HandOver = v.object({
  batchId: v.string(),
  /** the post that ended, and who goes on, as shown in public */
  from: v.string(),
  to: v.string(),
  /** cases it had, and how many have their entry */
  total: v.number(),
  done: v.number(),
  finishedAt: v.nullable(Time),
});
export type HandOverView = v.InferOutput<typeof HandOver>;

export const readHandOverChoices = endpoint({
  name: 'reports.readHandOverChoices',
  summary: '管理员：一个职务有多少件在办，可以移交给谁',
  method: 'GET',
  path: '/api/v1/posts/:id/hand-over',
  access: 'signed-in',
  params: v.object({ id: Id }),
  reply: v.object({
    openCases: v.number(),
    /** tasks of joint handling, and answers to what the chief ordered: they go along */
    jointTasks: v.number(),
    supervisions: v.number(),
    /** of the county, made by whoever is in office there: nobody's own */
    callbacks: v.number(),
    /** people in office where the same cases can lie: deputies and grid officers of the place, chiefs of other streets */
    successors: v.array(v.object({ post: v.string(), label: v.string(), samePlace: v.boolean() })),
  }),
  refusals: ['post.not-found', 'post.not-held'],
});

export const handOver = endpoint({
  name: 'reports.handOver',
  summary: '管理员：职务到此为止，在办的上报一次移交给接任的人；同一个 batchId 再次提交继续做完，不会重复',
  method: 'POST',
  path: '/api/v1/posts/:id/hand-over',
  access: 'signed-in',
  params: v.object({ id: Id }),
  body: v.object({
    batchId: ClientId,
    version: Version,
    successor: v.union(
      [
        v.object({ post: Id }),
        v.object({ holder: holderName, publicName: v.optional(v.boolean('是否公开全名要填 true 或 false'), false) }),
      ],
      '请选择接任的职务，或填写接任人的姓名',
    ),
    /** on the timeline of every case */
    text: v.optional(v.pipe(text('说明', 200), v.trim()), ''),
  }),
  reply: v.object({
    ...HandOver.entries,
    /** of a new post, shown this once; null on a retry and when somebody in office takes over */
    code: v.nullable(v.string()),
    expiresAt: v.nullable(Time),
  }),
  refusals: [
    'post.not-found',
    'post.not-held',
    'post.last-administrator',
    'administration.stale',
    'hand-over.reused',
    'hand-over.successor-unknown',
  ],
});

export const readHandOver = endpoint({
  name: 'reports.readHandOver',
  summary: '管理员：一次移交做到哪里了',
  method: 'GET',
  path: '/api/v1/hand-overs/:id',
  access: 'signed-in',
  params: v.object({ id: Id }),
  reply: HandOver,
  refusals: ['post.not-held', 'hand-over.not-found'],
});
