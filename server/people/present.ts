import type { Actor } from '../../shared/people/actor';
import type { AdminPostView } from '../../shared/people/admin-contract';
import type { PostView } from '../../shared/people/contract';
import { ROLES } from '../../shared/people/roles';
import { maskPhone } from '../../shared/words';
import { unseal } from '../core/sealed';
import type { Person, Post } from './model';
import { canAdminister, canDispatch, canWorkDesk } from './policy';
import { type PostEntry, postState } from './posts';

export const presentPost = (post: PostEntry | Post): PostView => ({
  id: 'id' in post ? post.id : String(post._id),
  role: post.role,
  roleName: ROLES[post.role],
  areaCode: post.area,
  areaName: post.boundName,
  departmentId: post.department,
  version: 'file' in post ? post.file.version : (post.version ?? 0),
});

export const presentPerson = (person: Pick<Person, '_id' | 'nickname'>, posts: readonly PostEntry[]) => ({
  id: String(person._id),
  nickname: person.nickname,
  posts: posts.map(presentPost),
});

/** The person to themselves; even to them the phone is masked. */
export const presentMe = (
  person: Person,
  actor: Actor,
  posts: readonly PostEntry[],
  unread: number,
  keys: readonly Uint8Array[],
) => ({
  ...presentPerson(person, posts),
  phone: person.phone && maskPhone(unseal(keys, person.phone)),
  unread,
  can: { workDesk: canWorkDesk(actor), dispatch: canDispatch(actor), administer: canAdminister(actor) },
});

const span = (at: { from: Date; to: Date } | null) => at && { from: at.from.toISOString(), to: at.to.toISOString() };

/** A post to administrators of its county: the name they entered themselves, never anything of the person behind it. */
export const presentAdminPost = (post: PostEntry, now: Date): AdminPostView => ({
  ...presentPost(post),
  county: post.county,
  holder: post.file.holder,
  publicName: post.file.publicName,
  state: postState(post, now),
  from: post.from.toISOString(),
  to: post.to?.toISOString() ?? null,
  leave: span(post.leave),
  invitedUntil: post.file.invitedUntil?.toISOString() ?? null,
});
