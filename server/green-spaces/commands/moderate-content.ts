// A moderator's act on what an adoption shows. One transaction changes the record of the piece, what is shown, and the history of the
// adoption, from which its adopter is told.
import { type ClientSession, Types } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import { type moderateAdoptionContent, PLAQUE } from '../../../shared/green-spaces/content-contract';
import type { Actor } from '../../../shared/people/actor';
import { isDuplicateKey } from '../../core/database';
import { toAnnounce } from '../../core/outbox';
import { Refusal, refuseUnless } from '../../core/refusal';
import { postLabel, postsOf } from '../../people';
import { type AdoptionEntry, type AdoptionRecord, Adoptions } from '../adoption-model';
import { type CareLogRecord, CareLogs } from '../care-log-model';
import { hiddenOf, type Shown } from '../content';
import { type AdoptionContent, AdoptionContents, AdoptionFlags, type ContentEntry } from '../content-model';
import { adoptionRelations, mayModerate } from '../policy';
import { inTransaction } from '../steps';
import { contentOf } from './flag-content';

type Body = Validated<typeof moderateAdoptionContent>['body'];

/** What the act is about: `plaque`, or one of the photos. @throws Refusal content.piece-unknown */
const partOf = (body: Body, log: CareLogRecord | null): string | null => {
  if (body.act === 'pass') return null;
  if (!log) return PLAQUE;
  refuseUnless(body.photo && log.photos.some(({ _id }) => _id === body.photo), 'content.piece-unknown', {
    fields: { photo: '请选择一张照片' },
  });
  return body.photo;
};

/** Hidden pieces after the act. @throws Refusal content.piece-unknown when there is nothing to bring back */
const hiddenAfter = (body: Body, part: string | null, hidden: readonly string[]): readonly string[] => {
  if (part === null) return hidden;
  if (body.act === 'hide') return [...new Set([...hidden, part])];
  refuseUnless(hidden.includes(part), 'content.piece-unknown');
  return hidden.filter((one) => one !== part);
};

const adoptionEntry = (adoption: AdoptionRecord, entry: ContentEntry, log: CareLogRecord | null): AdoptionEntry => ({
  _id: new Types.ObjectId(),
  at: entry.at,
  move: entry.act === 'hide' ? 'content-hide' : 'content-restore',
  from: adoption.state,
  to: adoption.state,
  person: entry.person,
  label: entry.label,
  // a moderator's own words are for staff
  text: log ? '养护照片' : '牌名',
  photos: [],
  reason: entry.reason,
  moveId: entry.moveId,
});

/** Writes what is shown now on the adoption and the log. @throws Refusal adoption.stale when a step came in between */
const show = async (
  { adoption, log }: Pick<Shown, 'adoption' | 'log'>,
  hidden: readonly string[],
  entry: ContentEntry,
  session: ClientSession,
): Promise<void> => {
  const looked = entry.act === 'pass' && !log;
  const { matchedCount } = await Adoptions.updateOne(
    { _id: adoption._id, version: adoption.version },
    {
      $inc: { version: 1 },
      $set: {
        ...(!log && { plaqueHidden: hidden.length > 0 }),
        // a person has read it: the doubt of the check is settled
        ...((looked || (entry.act === 'restore' && !log)) && { plaqueFlagged: false }),
        ...(entry.act !== 'pass' && toAnnounce()),
      },
      ...(entry.act !== 'pass' && { $push: { history: adoptionEntry(adoption, entry, log) } }),
    },
    { session },
  );
  refuseUnless(matchedCount === 1, 'adoption.stale');
  if (log) await CareLogs.updateOne({ _id: log._id }, { $set: { hiddenPhotos: [...hidden] } }, { session });
};

/** Of two first acts on a piece the second finds it there. @throws Refusal adoption.stale */
const atOnce = async (work: (session: ClientSession) => Promise<AdoptionContent | null>) => {
  try {
    return await inTransaction(work);
  } catch (error) {
    throw isDuplicateKey(error) ? new Refusal('adoption.stale') : error;
  }
};

/**
 * One act; the same `moveId` again is a retry.
 * @throws Refusal adoption.content-not-found | adoption.own-content | adoption.stale | adoption.move-reused | content.piece-unknown
 */
export const moderateContent = async (actor: Actor, piece: string, body: Body, now: Date): Promise<Shown> => {
  const { adoption, log } = await contentOf(piece);
  // whoever dispatches elsewhere does not learn that there is such a thing
  refuseUnless(mayModerate(actor, adoption), 'adoption.content-not-found');
  const relations = adoptionRelations(actor, adoption);
  refuseUnless(!relations.has('adopter') && !relations.has('family'), 'adoption.own-content');
  const seen = await AdoptionContents.findById(piece).lean<AdoptionContent>();
  const earlier = seen?.history.find((e) => e.moveId === body.moveId && String(e.person) === actor.personId);
  if (seen && earlier) {
    refuseUnless(earlier.act === body.act, 'adoption.move-reused');
    return { content: seen, adoption, log };
  }
  refuseUnless((seen?.version ?? 0) === body.version, 'adoption.stale');
  const part = partOf(body, log);
  const hidden = hiddenAfter(body, part, hiddenOf({ adoption, log }));
  const post = postsOf(actor.personId, now).find(({ role }) => role === 'dispatcher');
  const entry: ContentEntry = {
    _id: new Types.ObjectId(),
    at: now,
    act: body.act,
    photo: part === PLAQUE ? null : part,
    person: new Types.ObjectId(actor.personId),
    label: post ? postLabel(post) : '派遣员',
    reason: 'reason' in body ? body.reason : null,
    text: body.text,
    moveId: body.moveId,
  };
  const content = await atOnce(async (session) => {
    if (body.act === 'pass') {
      // what came in meanwhile has not been looked at
      const open = await AdoptionFlags.countDocuments({ piece, decidedAt: null }, { session });
      refuseUnless(open === body.flags, 'adoption.stale');
      await AdoptionFlags.updateMany({ piece, decidedAt: null }, { $set: { decidedAt: now } }, { session });
    }
    await show({ adoption, log }, hidden, entry, session);
    const update = {
      $inc: { version: 1 },
      $push: { history: entry },
      $set: { held: hidden.length > 0, ...(body.act === 'pass' && { flags: 0, doubtful: false }) },
      ...(body.act === 'pass' && { $unset: { waiting: 1 } }),
    };
    // a dispatcher may hide what nobody has flagged
    if (!seen)
      await AdoptionContents.insertMany(
        [{ _id: piece, county: adoption.county, adoption: adoption._id, version: 0, history: [] }],
        { session },
      );
    return AdoptionContents.findOneAndUpdate({ _id: piece, version: body.version }, update, {
      returnDocument: 'after',
      session,
    }).lean<AdoptionContent>();
  });
  if (!content) throw new Refusal('adoption.stale');
  return { content, ...(await contentOf(piece)) };
};
