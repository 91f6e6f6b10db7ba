import { Types } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import { refuseUnless } from '../../core/refusal';
import { type Post, Posts } from '../model';
import { canAdminister } from '../policy';
import { postBook } from '../posts';

/**
 * Leave from a post, by its holder or an administrator; null ends it.
 * @throws Refusal post.not-found | post.not-held
 */
export const setLeave = async (
  actor: Actor,
  id: string,
  leave: { from: string; to: string } | null,
  now: Date,
): Promise<Post> => {
  refuseUnless(Types.ObjectId.isValid(id), 'post.not-found');
  const inForce = { _id: new Types.ObjectId(id), $or: [{ to: null }, { to: { $gt: now } }] };
  const post = await Posts.findOne(inForce).lean<Post>();
  refuseUnless(post, 'post.not-found');
  refuseUnless(canAdminister(actor) || String(post.person) === actor.personId, 'post.not-held');
  const span = leave && { from: new Date(leave.from), to: new Date(leave.to) };
  const after = await Posts.findOneAndUpdate(
    inForce,
    { $set: { leave: span } },
    { returnDocument: 'after' },
  ).lean<Post>();
  refuseUnless(after, 'post.not-found');
  await postBook.touch();
  return after;
};
