import { Types } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import type { moveAdoption as contract } from '../../../shared/green-spaces/adoption-contract';
import { endOfTerm } from '../../../shared/green-spaces/clock';
import type { AdoptionRelation } from '../../../shared/green-spaces/facts';
import { adoptionMoveRow, adoptionRefusalOf, canMoveAdoption } from '../../../shared/green-spaces/moves';
import type { Actor } from '../../../shared/people/actor';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { ownPhotos } from '../../media';
import { postLabel, postsOf } from '../../people';
import { type AdoptionRecord, Adoptions } from '../adoption-model';
import { type PlotRecord, Plots } from '../plot-model';
import { adoptionRelations } from '../policy';
import { visibleAdoption } from '../queries';
import { greenSpaceSettings } from '../settings';
import { type AdoptionChange, entryFor, takeStep } from '../steps';
import { settleLine, startIfDue } from './settle-line';

export type AdoptionMoveRequest = Validated<typeof contract>['body'];
const DAY = 86_400_000;

export const particularsOf = (adoption: AdoptionRecord, now: Date) => ({
  facts: adoption.facts,
  endedAt: adoption.endedAt,
  appealDays: greenSpaceSettings.current().appealDays,
  now,
});

/** Words, reason and years as the row of the table asks. @throws Refusal request.invalid */
const checkInput = ({ move, text, reason, years }: AdoptionMoveRequest): void => {
  const row = adoptionMoveRow(move);
  const fields: Record<string, string> = {
    ...(row.text === 'required' && !text && { text: `请填写${row.hint}` }),
    ...(row.reasons && !(reason && reason in row.reasons) && { reason: '请从列表里选择原因' }),
    ...(row.years && years === undefined && { years: '请选择续几年' }),
  };
  const [first] = Object.values(fields);
  if (first) throw new Refusal('request.invalid', { detail: `${first}。`, fields });
};

const labelOf = (actor: Actor, adoption: AdoptionRecord, relation: AdoptionRelation | undefined, now: Date): string => {
  if (relation !== 'unit') return '认养人';
  const post = postsOf(actor.personId, now).find(
    ({ role, department }) =>
      role === 'dispatcher' || ((role === 'head' || role === 'handler') && department === adoption.unit),
  );
  return post ? postLabel(post) : '管理单位';
};

const changeFor = async (
  adoption: AdoptionRecord,
  request: AdoptionMoveRequest,
  now: Date,
): Promise<AdoptionChange> => {
  const { facts } = adoption;
  const settings = greenSpaceSettings.current();
  switch (request.move) {
    case 'approve':
      return { startAt: now, plaqueFlagged: false };
    case 'renew': {
      const plot = await Plots.findById(adoption.plot, { state: 1 }).lean<Pick<PlotRecord, 'state'>>();
      refuseUnless(plot && plot.state !== 'retired', 'plot.not-open', { detail: '这块绿地不再开放认养，不能续期。' });
      const years = request.years ?? adoption.years;
      return {
        years,
        endAt: endOfTerm(adoption.endAt ?? now, years),
        facts: { ...facts, renewals: facts.renewals + 1, renewalReminded: false },
      };
    }
    case 'give-notice':
      return { facts: { ...facts, noticeUntil: new Date(now.getTime() + settings.noticeDays * DAY) } };
    case 'take-back-notice':
      return { facts: { ...facts, noticeUntil: null } };
    case 'hand-over':
      return { facts: { ...facts, handedOver: true } };
    case 'appeal':
      return { facts: { ...facts, appeal: 'pending' } };
    case 'uphold':
      return { facts: { ...facts, appeal: 'upheld' } };
    case 'restore':
      // the time without care counts from the decision, else it would lapse again at once
      return {
        endedAt: null,
        lastCareAt: now,
        facts: { ...facts, appeal: 'granted', neglectReminders: 0, dueReminded: false, noticeUntil: null },
      };
    case 'reconsider':
      return { endedAt: null, facts: { ...facts, appeal: 'granted' } };
    default:
      return {};
  }
};

/**
 * One step of an adoption by a person, as the table allows. The same `moveId` again is a retry.
 * @param conflict makes the 409 that carries the adoption as it is now
 * @throws Refusal adoption.*, plot.full, plot.not-open, request.invalid, media.not-yours
 */
export const moveAdoption = async (
  actor: Actor,
  id: string,
  request: AdoptionMoveRequest,
  now: Date,
): Promise<AdoptionRecord> => {
  const adoption = await visibleAdoption(actor, id);
  const earlier = adoption.history.find((e) => e.moveId === request.moveId && String(e.person) === actor.personId);
  if (earlier) {
    refuseUnless(earlier.move === request.move, 'adoption.move-reused');
    return adoption;
  }
  const row = adoptionMoveRow(request.move);
  const relations = adoptionRelations(actor, adoption);
  const relation = row.by.find((by) => relations.has(by));
  refuseUnless(relation, 'adoption.move-not-yours');
  refuseUnless(request.version === adoption.version, 'adoption.stale');
  if (!canMoveAdoption(request.move, adoption.state, relations, particularsOf(adoption, now)))
    throw new Refusal(adoptionRefusalOf(request.move, adoption.state, relations));
  checkInput(request);
  const photos = row.photos ? await ownPhotos(actor, request.photos) : [];
  const entry = entryFor(adoption, request.move, now, {
    person: new Types.ObjectId(actor.personId),
    label: labelOf(actor, adoption, relation, now),
    text: request.text,
    reason: request.reason ?? null,
    photos,
    moveId: request.moveId,
  });
  let after: AdoptionRecord | null;
  try {
    after = await takeStep(adoption, entry, await changeFor(adoption, request, now));
  } catch (error) {
    // restored while the same person has applied for the plot anew
    if (isDuplicateKey(error)) throw new Refusal('adoption.already-applied');
    throw error;
  }
  if (!after) {
    const current = await Adoptions.findById(adoption._id).lean<AdoptionRecord>();
    if (current?.history.some((e) => e.moveId === request.moveId && String(e.person) === actor.personId))
      return current;
    throw new Refusal('adoption.stale');
  }
  const begun = await startIfDue(after, now);
  await settleLine(adoption.plot, now);
  return begun;
};
