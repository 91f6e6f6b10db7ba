// The adoption agreement as administrators of the prefecture keep it: drafted, compared with the text in force, published as a version.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { Time, text } from '../fields';
import { linesOf, MAX_LINES } from './agreement-changes';

const version = v.pipe(v.number('请提供草稿的版本号'), v.integer('版本号要是整数'), v.minValue(0, '版本号不能为负'));

export const Agreements = v.object({
  /** of the draft: every change and every publication counts it up, a change names the one it was made on */
  version: v.number(),
  current: v.object({ version: v.number(), title: v.string(), text: v.string(), from: Time }),
  draft: v.nullable(v.object({ title: v.string(), text: v.string(), at: Time, by: v.string() })),
  /** what the draft changes in the text in force, line by line */
  changes: v.array(v.object({ kind: v.picklist(['same', 'removed', 'added']), text: v.string() })),
  /** the newest first; adoptions that are not over, by the version they accepted */
  versions: v.array(v.object({ version: v.number(), title: v.string(), from: Time, adoptions: v.number() })),
});
export type AgreementsView = v.InferOutput<typeof Agreements>;

export const readAgreements = endpoint({
  name: 'adoptionAgreements.read',
  summary: '州管理员：认养协议的现行版本、草稿、改了哪些地方，以及历次版本和按各版本认养的份数',
  method: 'GET',
  path: '/api/v1/administration/adoption-agreements',
  access: 'signed-in',
  reply: Agreements,
  refusals: ['post.not-held'],
});

export const draftAgreement = endpoint({
  name: 'adoptionAgreements.draft',
  summary: '州管理员：写草稿（null 为放弃）；现行协议不变',
  method: 'PUT',
  path: '/api/v1/administration/adoption-agreements/draft',
  access: 'signed-in',
  body: v.object({
    version,
    draft: v.nullable(
      v.object({
        title: v.pipe(text('标题', 50), v.trim(), v.minLength(1, '请填写标题')),
        text: v.pipe(
          text('正文', 10_000),
          v.trim(),
          v.minLength(50, '正文太短，至少 50 个字'),
          v.check((words) => linesOf(words).length <= MAX_LINES, `正文最多 ${MAX_LINES} 行`),
        ),
      }),
    ),
  }),
  reply: Agreements,
  refusals: ['post.not-held', 'administration.stale'],
});

export const publishAgreement = endpoint({
  name: 'adoptionAgreements.publish',
  summary: '州管理员：发布草稿为新的一版；旧版本照原样保存，已经认养的按当时接受的版本',
  method: 'POST',
  path: '/api/v1/administration/adoption-agreements',
  access: 'signed-in',
  body: v.object({ version, note: v.pipe(text('为什么改', 200), v.trim(), v.minLength(1, '请写明为什么改')) }),
  reply: Agreements,
  status: 201,
  refusals: ['post.not-held', 'administration.stale', 'agreement.nothing-drafted'],
});
