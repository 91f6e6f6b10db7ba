// One holder goes, another goes on: the end of a post and its successor, inside the transaction of the room that hands the work over.
import { type ClientSession, Types } from 'mongoose';
import { writeAudit } from '../../core/audit';
import { refuseUnless } from '../../core/refusal';
import { atVersion } from '../../core/version';
import { type Post, Posts } from '../model';
import { adminLabel, isManned, type PostEntry, postBook, toEntry } from '../posts';
import { postWithin, refuseLastAdministrator, stalePost } from './change-post';
import { type Inviter, makePost } from './invite-post';
import { postAct, postName } from './post-acts';

export interface Replacement {
  from: PostEntry;
  to: PostEntry;
  /** of a new post, to show once */
  code: string | null;
  expiresAt: Date | null;
}
export type Successor = { post: string } | { holder: string; publicName: boolean };

const inOffice = async (id: string, county: string, now: Date, session: ClientSession): Promise<PostEntry> => {
  const found = Types.ObjectId.isValid(id) ? await Posts.findById(id, null, { session }).lean<Post>() : null;
  const entry = found && toEntry(found);
  const fits = entry && entry.county === county && entry.from <= now && (!entry.to || entry.to > now);
  refuseUnless(fits && isManned(entry, now), 'hand-over.successor-unknown');
  return entry;
};

/**
 * Ends a post now and names who goes on: somebody in office of the same county, or a new holder of the same post.
 * @throws Refusal post.not-found | administration.stale | post.last-administrator | hand-over.successor-unknown
 */
export const replaceHolder = async (
  fieldKeys: readonly Uint8Array[],
  { actor, now }: Inviter & { actor: NonNullable<Inviter['actor']> },
  { post: id, version, successor }: { post: string; version: number; successor: Successor },
  session: ClientSession,
): Promise<Replacement> => {
  const post = await postWithin(actor, id, session);
  if ((post.version ?? 0) !== version) throw stalePost(post, now);
  refuseUnless(post.to === null || post.to > now, 'post.not-found');
  refuseUnless(!('post' in successor) || successor.post !== id, 'hand-over.successor-unknown');
  await refuseLastAdministrator(post, now, session);
  const ended = await Posts.findOneAndUpdate(
    { _id: post._id, version: atVersion(version) },
    { $set: { to: now }, $inc: { version: 1 }, $unset: { invitation: 1 } },
    { returnDocument: 'after', session },
  ).lean<Post>();
  if (!ended) throw stalePost(post, now);
  await postBook.raise(session);
  const act = postAct(actor, post, adminLabel(actor, now), now, {
    act: 'end-post',
    text: `结束${postName(post)}，移交接任的人`,
  });
  await writeAudit({ ...act, before: { to: post.to }, after: { to: now } }, session);
  if ('post' in successor)
    return {
      from: toEntry(ended),
      to: await inOffice(successor.post, post.county, now, session),
      code: null,
      expiresAt: null,
    };
  const { role, area, department, county, boundName } = post;
  const made = await makePost(
    fieldKeys,
    { role, area, department, county, boundName, holder: successor.holder, publicName: successor.publicName },
    { actor, now },
    session,
  );
  return { from: toEntry(ended), to: toEntry(made.post), code: made.code, expiresAt: made.expiresAt };
};
