import { Types } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import type { flagAdoptionContent } from '../../../shared/green-spaces/content-contract';
import { LIVING_STATES } from '../../../shared/green-spaces/states';
import type { Actor } from '../../../shared/people/actor';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { type AdoptionRecord, Adoptions } from '../adoption-model';
import { type CareLogRecord, CareLogs } from '../care-log-model';
import { hiddenOf } from '../content';
import { AdoptionContents, AdoptionFlags } from '../content-model';
import { Plots } from '../plot-model';
import { adoptionRelations } from '../policy';
import { inTransaction } from '../steps';

/** The adoption and, of a care log, the log. @throws Refusal adoption.content-not-found */
export const contentOf = async (piece: string): Promise<{ adoption: AdoptionRecord; log: CareLogRecord | null }> => {
  const [kind, id = ''] = piece.split('-');
  const log = kind === 'care' ? await CareLogs.findById(id).lean<CareLogRecord>() : null;
  const adoption =
    kind === 'care' && !log ? null : await Adoptions.findById(log?.adoption ?? id).lean<AdoptionRecord>();
  if (!adoption) throw new Refusal('adoption.content-not-found');
  return { adoption, log };
};

/** What everybody can see now: a plaque by consent and free of doubts, photos that are not all hidden. */
const isPublic = async (adoption: AdoptionRecord, log: CareLogRecord | null): Promise<boolean> => {
  if (!log)
    return (
      adoption.onWall &&
      !adoption.plaqueFlagged &&
      hiddenOf({ adoption, log }).length === 0 &&
      LIVING_STATES.includes(adoption.state)
    );
  const hidden = hiddenOf({ adoption, log });
  if (!log.photos.some(({ _id }) => !hidden.includes(_id))) return false;
  return (await Plots.exists({ _id: log.plot, listed: true })) !== null;
};

/** A resident flags what they can see; it joins the queue in the same transaction. Again changes nothing. @throws Refusal adoption.* */
export const flagContent = async (
  actor: Actor,
  piece: string,
  { reason, text }: Validated<typeof flagAdoptionContent>['body'],
  now: Date,
): Promise<void> => {
  const { adoption, log } = await contentOf(piece);
  // what one may not see does not exist
  refuseUnless(await isPublic(adoption, log), 'adoption.content-not-found');
  const relations = adoptionRelations(actor, adoption);
  refuseUnless(!relations.has('adopter') && !relations.has('family'), 'adoption.own-content');
  const flag = { piece, person: new Types.ObjectId(actor.personId), reason, text, at: now };
  try {
    await inTransaction(async (session) => {
      await AdoptionFlags.insertMany([flag], { session });
      await AdoptionContents.updateOne(
        { _id: piece },
        {
          $inc: { flags: 1, version: 1 },
          // what waits already goes on waiting since it did
          $min: { waiting: now },
          $setOnInsert: { county: adoption.county, adoption: adoption._id, doubtful: false, held: false, history: [] },
        },
        { upsert: true, session },
      );
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // tapped twice, or flagged before; or two people made the first flag of a piece at the same moment
    const mine = await AdoptionFlags.exists({ piece, person: flag.person });
    if (!mine) await flagContent(actor, piece, { reason, text }, now);
  }
};
