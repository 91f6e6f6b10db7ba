// How acts on posts stand in the audit log: by post, never by the name of who holds it.
import type { Actor } from '../../../shared/people/actor';
import { ROLES } from '../../../shared/people/roles';
import type { Act } from '../../core/audit';
import type { Post } from '../model';

/** 鹿城南路街长: a post in the log, without its holder */
export const postName = (post: Pick<Post, 'boundName' | 'role'>): string => `${post.boundName}${ROLES[post.role]}`;

/** An act on a post, as the audit log keeps it. */
export const postAct = (actor: Actor | null, post: Post, label: string, at: Date, rest: Pick<Act, 'act' | 'text'>) => ({
  actor,
  label,
  at,
  kind: 'post',
  object: String(post._id),
  ...rest,
});
