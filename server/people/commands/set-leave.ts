import mongoose, { Types } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import { writeAudit } from '../../core/audit';
import { Refusal, refuseUnless } from '../../core/refusal';
import { atVersion } from '../../core/version';
import { type Post, Posts } from '../model';
import { canAdminister, canAdministerAt } from '../policy';
import { adminLabel, postBook } from '../posts';
import { stalePost } from './change-post';
import { postAct, postName } from './post-acts';

const spanOf = (leave: Post['leave']) => leave && { from: leave.from.toISOString(), to: leave.to.toISOString() };

/**
 * Leave from a post, by its holder or an administrator of its county; null ends it.
 * @throws Refusal post.not-found | post.not-held | administration.stale
 */
export const setLeave = async (
  actor: Actor,
  id: string,
  { version, leave }: { version: number; leave: { from: string; to: string } | null },
  now: Date,
): Promise<Post> => {
  refuseUnless(Types.ObjectId.isValid(id), 'post.not-found');
  const inForce = { _id: new Types.ObjectId(id), $or: [{ to: null }, { to: { $gt: now } }] };
  const post = await Posts.findOne(inForce).lean<Post>();
  refuseUnless(post, 'post.not-found');
  const own = String(post.person) === actor.personId;
  refuseUnless(own || canAdministerAt(actor, post.county), canAdminister(actor) ? 'post.not-found' : 'post.not-held');
  const span = leave && { from: new Date(leave.from), to: new Date(leave.to) };
  const after = await mongoose.connection.transaction(async (session) => {
    const next = await Posts.findOneAndUpdate(
      { ...inForce, version: atVersion(version) },
      { $set: { leave: span }, $inc: { version: 1 } },
      { returnDocument: 'after', session },
    ).lean<Post>();
    if (!next) {
      const current = await Posts.findOne(inForce, null, { session }).lean<Post>();
      refuseUnless(current, 'post.not-found');
      // its holder has no record of the post to compare with
      throw canAdministerAt(actor, current.county) ? stalePost(current, now) : new Refusal('administration.stale');
    }
    await postBook.raise(session);
    await writeAudit(
      {
        ...postAct(actor, post, own ? postName(post) : adminLabel(actor, now), now, {
          act: 'set-leave',
          text: `${span ? '登记' : '取消'}${postName(post)}休假`,
        }),
        before: spanOf(post.leave ?? null),
        after: spanOf(span),
      },
      session,
    );
    return next;
  });
  await postBook.touch();
  return after as Post;
};
