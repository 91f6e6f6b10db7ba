// A post is made vacant, with a one-use code that its holder claims: people are known by openid only, so
// nobody can be named before they have come (domain.md §1).
import { createHash, randomBytes } from 'node:crypto';
import mongoose, { type ClientSession, Types } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import type { Role } from '../../../shared/people/roles';
import { writeAudit } from '../../core/audit';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { seal } from '../../core/sealed';
import { atVersion } from '../../core/version';
import { type Post, Posts } from '../model';
import { adminLabel, postBook, postsOf } from '../posts';
import { postAct, postName } from './post-acts';

const DAYS = 7;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const hashOf = (code: string) => createHash('sha256').update(code.replace(/-/g, '')).digest('hex');

const newCode = (): string => {
  const text = Array.from(randomBytes(12), (byte) => ALPHABET[byte % 32]).join('');
  return text.match(/.{4}/g)?.join('-') ?? text;
};

/** A code to show once, and what is kept of it. */
export const newInvitation = () => {
  const code = newCode();
  return { code, hash: hashOf(code), expiresAt: new Date(Date.now() + DAYS * 86_400_000) };
};

export interface Invitation {
  role: Role;
  area: string | null;
  department: string | null;
  county: string;
  boundName: string;
  holder: string;
  publicName: boolean;
  from?: Date;
  to?: Date | null;
  /** chosen by the client: the same again is a retry */
  invitationId?: string;
}

/** Who invites; nobody does from the command line. */
export interface Inviter {
  actor: Actor | null;
  now: Date;
}

/** Makes the post inside a transaction that does more. */
export const makePost = async (
  fieldKeys: readonly Uint8Array[],
  { from, to = null, invitationId, ...invitation }: Invitation,
  { actor, now }: Inviter,
  session: ClientSession,
) => {
  const { code, hash, expiresAt } = newInvitation();
  const [made] = await Posts.create(
    [
      {
        ...invitation,
        holder: seal(fieldKeys, invitation.holder),
        from: from ?? now,
        to,
        ...(actor && invitationId && { invitedBy: `${actor.personId}|${invitationId}` }),
        invitation: { hash, expiresAt },
      },
    ],
    { session },
  );
  const post = made?.toObject() as Post;
  await postBook.raise(session);
  const label = actor ? adminLabel(actor, now) : '命令行';
  await writeAudit(
    {
      ...postAct(actor, post, label, now, { act: 'invite-post', text: `邀请${postName(post)}` }),
      after: { role: post.role, place: post.area ?? post.department, from: post.from, to: post.to },
    },
    session,
  );
  return { code, expiresAt, post };
};

type Invited = Awaited<ReturnType<typeof makePost>>;

/** The reply was lost, and codes are kept as hashes only: the post that was made gets another. @throws Refusal post.claimed-already | request.invalid */
const inviteAgain = async (
  invitedBy: string,
  { role, area, department }: Invitation,
  { actor, now }: { actor: Actor; now: Date },
): Promise<Invited> => {
  const { code, hash, expiresAt } = newInvitation();
  const again = await mongoose.connection.transaction(async (session): Promise<Invited> => {
    const post = await Posts.findOneAndUpdate(
      { invitedBy, person: null, to: null, role, area, department },
      { $set: { invitation: { hash, expiresAt } }, $inc: { version: 1 } },
      { returnDocument: 'after', session },
    ).lean<Post>();
    if (!post) {
      const other = await Posts.findOne({ invitedBy, role, area, department }, null, { session }).lean<Post>();
      refuseUnless(other, 'request.invalid', { fields: { invitationId: '这个编号已用于另一份邀请，请重新打开表单' } });
      throw new Refusal('post.claimed-already');
    }
    const act = { act: 'reinvite-post', text: `给${postName(post)}换邀请码` };
    await writeAudit(postAct(actor, post, adminLabel(actor, now), now, act), session);
    return { code, expiresAt, post };
  });
  await postBook.touch();
  return again as Invited;
};

/**
 * Makes the post and its code, valid seven days; the same `invitationId` again gives the same post another code.
 * @throws Refusal post.claimed-already when somebody came with the first one
 */
export const invitePost = async (
  fieldKeys: readonly Uint8Array[],
  invitation: Invitation,
  by: Inviter,
): Promise<Invited> => {
  let made: Invited;
  try {
    made = (await mongoose.connection.transaction((session) =>
      makePost(fieldKeys, invitation, by, session),
    )) as Invited;
  } catch (error) {
    const { actor, now } = by;
    if (!isDuplicateKey(error) || !actor || !invitation.invitationId) throw error;
    return inviteAgain(`${actor.personId}|${invitation.invitationId}`, invitation, { actor, now });
  }
  await postBook.touch();
  return made;
};

/** The code's holder takes the post as it was read; one of two who try at once gets it. @throws Refusal post.code-refused | post.own-invitation */
export const claimPost = async (actor: Actor, code: string, now: Date, tries = 3): Promise<void> => {
  const open = { 'invitation.hash': hashOf(code), person: null, 'invitation.expiresAt': { $gt: new Date() } };
  const post = await Posts.findOne(open).lean<Post>();
  if (!post || (post.to && post.to <= now)) throw new Refusal('post.code-refused');
  const held = postsOf(actor.personId, now);
  refuseUnless(
    !held.some((p) => p.role === post.role && p.area === post.area && p.department === post.department),
    'post.own-invitation',
  );
  const claimed = await mongoose.connection.transaction(async (session) => {
    const { matchedCount } = await Posts.updateOne(
      { ...open, _id: post._id, version: atVersion(post.version ?? 0) },
      { $set: { person: new Types.ObjectId(actor.personId) }, $inc: { version: 1 }, $unset: { invitation: 1 } },
      { session },
    );
    if (matchedCount === 0) return false;
    await postBook.raise(session);
    await writeAudit(
      {
        ...postAct(actor, post, postName(post), now, { act: 'claim-post', text: `认领${postName(post)}` }),
        before: { claimed: false },
        after: { claimed: true },
      },
      session,
    );
    return true;
  });
  // an administrator changed its term, or somebody took it, at the same moment: looked at again as it is now
  if (!claimed && tries > 1) return claimPost(actor, code, now, tries - 1);
  refuseUnless(claimed, 'post.code-refused');
  await postBook.touch();
};
