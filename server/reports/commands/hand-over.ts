import mongoose, { Types } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import type { handOver as contract } from '../../../shared/reports/hand-over-contract';
import { type Party, partyNamed } from '../../areas';
import { writeAudit } from '../../core/audit';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import {
  adminLabel,
  allPosts,
  canAdminister,
  canAdministerAt,
  isManned,
  type PostEntry,
  placeOf,
  postBook,
  postById,
  postLabel,
  type Replacement,
  replaceHolder,
} from '../../people';
import { continueHandOver, countWaiting, type HandOverRecord, HandOvers, remainingCases } from '../hand-overs';
import { Reports } from '../model';
import { ANSWERING } from '../policy';

/** What a request works off itself; a chief with more waits for the worker, and the page shows how far it is. */
const AT_ONCE = 100;

/** Whose cases a post's holder works on; null for those who oversee. */
const keyOf = (post: PostEntry): string | null => {
  if (post.role === 'dispatcher') return `dispatcher:${post.county}`;
  return ANSWERING.includes(post.role) ? placeOf(post) : null;
};

/** Who waits for answers to what they ordered: a chief of the upper rungs. */
const supervisorOf = (post: PostEntry): string | null =>
  post.role === 'vice_general_chief' || post.role === 'general_chief' ? post.person : null;

/** Call-backs are nobody's own: whoever dispatches or inspects in the county makes them, so they stay in sight of all the others. */
const countCallbacks = (post: PostEntry): Promise<number> | number =>
  post.role === 'dispatcher' || post.role === 'inspector'
    ? Reports.countDocuments({ county: post.county, tasks: 'callback' })
    : 0;

/** Where cases go that leave the place. A deputy has the chief's inbox. */
const partyFor = (post: PostEntry): Party | undefined =>
  partyNamed(placeOf(post), post.role === 'deputy_chief' ? 'chief' : post.role);

const fitsAfter = (from: PostEntry, to: PostEntry): boolean => {
  const [old, next] = [keyOf(from), keyOf(to)];
  if (old === null || next === null || from.role === 'dispatcher' || to.role === 'dispatcher')
    return from.role === to.role && from.county === to.county;
  return true;
};

/** @throws Refusal post.not-found, also for a county the actor does not administer | post.not-held */
const postOf = (actor: Actor, id: string): PostEntry => {
  refuseUnless(canAdminister(actor), 'post.not-held');
  const post = postById(id);
  refuseUnless(post && canAdministerAt(actor, post.county), 'post.not-found');
  return post;
};

/** How many cases there are to hand over, and who in office could go on with them. */
export const handOverChoices = async (actor: Actor, id: string, now: Date) => {
  const post = postOf(actor, id);
  const successors = allPosts()
    .filter(
      (other) =>
        other.id !== post.id &&
        other.county === post.county &&
        other.from <= now &&
        (!other.to || other.to > now) &&
        isManned(other, now) &&
        fitsAfter(post, other),
    )
    .map((other) => ({ post: other.id, label: postLabel(other), samePlace: placeOf(other) === placeOf(post) }))
    .sort((a, b) => Number(b.samePlace) - Number(a.samePlace));
  const waiting = await countWaiting({ key: keyOf(post), supervisor: supervisorOf(post) });
  return { ...waiting, callbacks: await countCallbacks(post), successors };
};

export const presentHandOver = async (record: HandOverRecord) => {
  const left = record.finishedAt ? 0 : await remainingCases(record);
  return {
    batchId: record._id,
    from: record.from,
    to: record.to,
    total: record.total,
    done: Math.max(0, record.total - left),
    finishedAt: record.finishedAt?.toISOString() ?? null,
  };
};

const begin = async (
  keys: readonly Uint8Array[],
  actor: Actor,
  id: string,
  { batchId, version, successor, text }: Validated<typeof contract>['body'],
  now: Date,
): Promise<Replacement> => {
  const replaced = (await mongoose.connection.transaction(async (session) => {
    const { from, to, ...rest } = await replaceHolder(keys, { actor, now }, { post: id, version, successor }, session);
    refuseUnless(fitsAfter(from, to), 'hand-over.successor-unknown');
    const key = keyOf(from);
    const next = key === null || keyOf(to) === key ? null : partyFor(to);
    refuseUnless(next !== undefined, 'hand-over.successor-unknown');
    const record: HandOverRecord = {
      _id: batchId,
      post: id,
      county: from.county,
      key,
      party: next,
      supervisor: supervisorOf(from),
      heir: supervisorOf(to),
      from: postLabel(from),
      to: postLabel(to),
      text,
      at: now,
      person: new Types.ObjectId(actor.personId),
      label: adminLabel(actor, now),
      total: 0,
      finishedAt: null,
    };
    record.total = await remainingCases(record);
    await HandOvers.create([record], { session });
    await writeAudit(
      {
        actor,
        label: record.label,
        at: now,
        act: 'hand-over',
        kind: 'post',
        object: id,
        text: `移交${record.total}件在办上报`,
        before: { post: id, place: key },
        after: { post: to.id, place: next?.key ?? key, batchId, cases: record.total },
      },
      session,
    );
    return { from, to, ...rest };
  })) as Replacement;
  await postBook.touch();
  return replaced;
};

/**
 * Ends a post and hands its open cases to who goes on: an entry on the timeline of each. The same `batchId` goes on with what was begun.
 * @throws Refusal post.not-found | post.not-held | administration.stale | hand-over.reused | hand-over.successor-unknown
 */
export const handOver = async (
  keys: readonly Uint8Array[],
  actor: Actor,
  id: string,
  body: Validated<typeof contract>['body'],
  now: Date,
) => {
  postOf(actor, id);
  const earlier = () => HandOvers.findById(body.batchId).lean<HandOverRecord>();
  let begun: Replacement | null = null;
  if (!(await earlier()))
    try {
      begun = await begin(keys, actor, id, body, now);
    } catch (error) {
      // of two requests with one id the second finds the first one's work: the id taken, or the post ended by it
      const lost = isDuplicateKey(error) || (error instanceof Refusal && (await earlier()) !== null);
      if (!lost) throw error;
    }
  const record = await earlier();
  refuseUnless(record && record.post === id && String(record.person) === actor.personId, 'hand-over.reused');
  if (!record.finishedAt) await continueHandOver(record, now, AT_ONCE);
  const after = (await earlier()) ?? record;
  return {
    ...(await presentHandOver(after)),
    code: begun?.code ?? null,
    expiresAt: begun?.expiresAt?.toISOString() ?? null,
  };
};

/** @throws Refusal hand-over.not-found | post.not-held */
export const readHandOver = async (actor: Actor, batchId: string) => {
  refuseUnless(canAdminister(actor), 'post.not-held');
  const record = await HandOvers.findById(batchId).lean<HandOverRecord>();
  refuseUnless(record && canAdministerAt(actor, record.county), 'hand-over.not-found');
  return presentHandOver(record);
};
