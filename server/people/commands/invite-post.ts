// A post is made vacant, with a one-use code that its holder claims: people are known by openid only, so
// nobody can be named before they have come (domain.md §1).
import { createHash, randomBytes } from 'node:crypto';
import { Types } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import type { Role } from '../../../shared/people/roles';
import { Refusal, refuseUnless } from '../../core/refusal';
import { seal } from '../../core/sealed';
import { type Post, Posts } from '../model';
import { postBook, postsOf } from '../posts';

const DAYS = 7;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const hash = (code: string) => createHash('sha256').update(code.replace(/-/g, '')).digest('hex');

const newCode = (): string => {
  const text = Array.from(randomBytes(12), (byte) => ALPHABET[byte % 32]).join('');
  return text.match(/.{4}/g)?.join('-') ?? text;
};

export interface Invitation {
  role: Role;
  area: string | null;
  department: string | null;
  county: string;
  boundName: string;
  holder: string;
  publicName: boolean;
}

/** Makes the post and its code, valid seven days. */
export const invitePost = async (fieldKeys: readonly Uint8Array[], invitation: Invitation, now: Date) => {
  const code = newCode();
  const expiresAt = new Date(Date.now() + DAYS * 86_400_000);
  const post = await Posts.create({
    ...invitation,
    holder: seal(fieldKeys, invitation.holder),
    from: now,
    invitation: { hash: hash(code), expiresAt },
  });
  await postBook.touch();
  return { code, expiresAt, post: post.toObject() as Post };
};

/** The code's holder takes the post; one of two who try at once gets it. @throws Refusal post.code-refused | post.own-invitation */
export const claimPost = async (actor: Actor, code: string, now: Date): Promise<void> => {
  const open = { 'invitation.hash': hash(code), person: null, 'invitation.expiresAt': { $gt: new Date() } };
  const post = await Posts.findOne(open).lean<Post>();
  if (!post) throw new Refusal('post.code-refused');
  const held = postsOf(actor.personId, now);
  refuseUnless(
    !held.some((p) => p.role === post.role && p.area === post.area && p.department === post.department),
    'post.own-invitation',
  );
  const { matchedCount } = await Posts.updateOne(
    { ...open, _id: post._id },
    { $set: { person: new Types.ObjectId(actor.personId) }, $unset: { invitation: 1 } },
  );
  if (matchedCount === 0) throw new Refusal('post.code-refused');
  await postBook.touch();
};
