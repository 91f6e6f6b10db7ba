// What administrators change about a post. Each change is guarded by the version they saw, and is written together with its entry in
// the audit log. Names are personal data and never stand there: the log says that a name was changed, not into which.
import mongoose, { type ClientSession, Types } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import { writeAudit } from '../../core/audit';
import { Refusal, refuseUnless } from '../../core/refusal';
import { seal } from '../../core/sealed';
import { atVersion } from '../../core/version';
import { type Post, Posts } from '../model';
import { canAdministerAt, PREFECTURE } from '../policy';
import { adminLabel, type PostEntry, postBook, toEntry } from '../posts';
import { presentAdminPost } from '../present';
import { newInvitation } from './invite-post';
import { postAct, postName } from './post-acts';

type Set = Record<string, unknown>;
interface Change {
  act: string;
  text: string;
  set: Set;
  unset?: Record<string, 1>;
  before: unknown;
  after: unknown;
}

/** @throws Refusal post.not-found for what is not there, and for posts of a county the actor does not administer */
export const postWithin = async (actor: Actor, id: string, session?: ClientSession): Promise<Post> => {
  refuseUnless(Types.ObjectId.isValid(id), 'post.not-found');
  const post = await Posts.findById(id, null, session ? { session } : {}).lean<Post>();
  refuseUnless(post && canAdministerAt(actor, post.county), 'post.not-found');
  return post;
};

/** 409 with the post as it is now. */
export const stalePost = (post: Post, now: Date) =>
  new Refusal('administration.stale', { extra: { current: presentAdminPost(toEntry(post), now) } });

const guarded = async (
  actor: Actor,
  id: string,
  version: number,
  now: Date,
  changeFor: (post: Post, session: ClientSession) => Change | Promise<Change>,
): Promise<PostEntry> => {
  const changed = await mongoose.connection.transaction(async (session) => {
    const post = await postWithin(actor, id, session);
    if ((post.version ?? 0) !== version) throw stalePost(post, now);
    const { act, text, set, unset, before, after } = await changeFor(post, session);
    const next = await Posts.findOneAndUpdate(
      { _id: post._id, version: atVersion(version) },
      { $set: set, $inc: { version: 1 }, ...(unset && { $unset: unset }) },
      { returnDocument: 'after', session },
    ).lean<Post>();
    if (!next) throw stalePost(post, now);
    await postBook.raise(session);
    await writeAudit({ ...postAct(actor, post, adminLabel(actor, now), now, { act, text }), before, after }, session);
    return next;
  });
  await postBook.touch();
  return toEntry(changed as Post);
};

const iso = (at: Date | null) => at?.toISOString() ?? null;
const termOf = ({ from, to, publicName }: Pick<Post, 'from' | 'to' | 'publicName'>) => ({
  from: iso(from),
  to: iso(to),
  publicName,
});

export interface PostChange {
  version: number;
  holder?: string | undefined;
  publicName?: boolean | undefined;
  from?: string | undefined;
  to?: string | null | undefined;
}

/** @throws Refusal post.not-found | administration.stale | request.invalid */
export const changePost = (
  keys: readonly Uint8Array[],
  actor: Actor,
  id: string,
  { version, holder, publicName, from, to }: PostChange,
  now: Date,
): Promise<PostEntry> =>
  guarded(actor, id, version, now, async (post, session) => {
    const next = {
      from: from === undefined ? post.from : new Date(from),
      to: to === undefined ? post.to : to === null ? null : new Date(to),
      publicName: publicName ?? post.publicName,
    };
    refuseUnless(!next.to || next.from < next.to, 'request.invalid', { fields: { to: '结束时间要在开始之后' } });
    if (next.to && next.to <= now) await refuseLastAdministrator(post, now, session);
    return {
      act: 'change-post',
      text: `改${postName(post)}${holder === undefined ? '' : '（含姓名）'}`,
      set: { ...next, ...(holder !== undefined && { holder: seal(keys, holder) }) },
      before: termOf(post),
      after: { ...termOf(next), ...(holder !== undefined && { holder: '已更改' }) },
    };
  });

/** Somebody must be left who can invite. Read in the transaction: of the last two ending at once, one is refused. */
export const refuseLastAdministrator = async (post: Post, now: Date, session: ClientSession): Promise<void> => {
  if (post.role !== 'admin' || post.county !== PREFECTURE || post.person === null) return;
  const others = await Posts.find(
    { _id: { $ne: post._id }, role: 'admin', county: PREFECTURE, person: { $ne: null } },
    null,
    { session },
  ).lean<Post[]>();
  const left = others.filter(({ from, to }) => from <= now && (to === null || to > now));
  refuseUnless(left.length > 0, 'post.last-administrator');
  // both ends write to the ones they count on, so that the second of two finds its snapshot gone
  await Posts.updateOne({ _id: left[0]?._id }, { $inc: { version: 1 } }, { session });
};

/** Ends a post now. @throws Refusal post.not-found | administration.stale | post.last-administrator */
export const endPost = (actor: Actor, id: string, version: number, now: Date): Promise<PostEntry> =>
  guarded(actor, id, version, now, async (post, session) => {
    refuseUnless(post.to === null || post.to > now, 'post.not-found');
    await refuseLastAdministrator(post, now, session);
    return {
      act: 'end-post',
      text: `结束${postName(post)}`,
      set: { to: now },
      unset: { invitation: 1 },
      before: termOf(post),
      after: termOf({ ...post, to: now }),
    };
  });

/** A new code for a post nobody has claimed. @throws Refusal post.not-found | administration.stale | post.claimed-already */
export const reinvite = async (actor: Actor, id: string, version: number, now: Date) => {
  const { code, hash, expiresAt } = newInvitation();
  const post = await guarded(actor, id, version, now, (found) => {
    refuseUnless(found.person === null, 'post.claimed-already');
    refuseUnless(found.to === null || found.to > now, 'post.not-found');
    return {
      act: 'reinvite-post',
      text: `给${postName(found)}换邀请码`,
      set: { invitation: { hash, expiresAt } },
      before: { until: iso(found.invitation?.expiresAt ?? null) },
      after: { until: iso(expiresAt) },
    };
  });
  return { code, expiresAt, post };
};
