// A family cares together: the adopter gives out a one-use code, whoever enters it may log care and is reminded too.
import { createHash, randomInt } from 'node:crypto';
import { Types } from 'mongoose';
import { CARE_LIMITS } from '../../../shared/green-spaces/care-contract';
import type { Actor } from '../../../shared/people/actor';
import { Refusal, refuseUnless } from '../../core/refusal';
import { seal } from '../../core/sealed';
import { type AdoptionEntry, type AdoptionRecord, Adoptions } from '../adoption-model';
import { adoptionRelations } from '../policy';
import { visibleAdoption } from '../queries';

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const VALID_MS = 7 * 86_400_000;
const plain = (code: string) => code.replace(/-/g, '');
const hashOf = (code: string) =>
  createHash('sha256')
    .update(`adoption ${plain(code)}`)
    .digest('hex');
const drawCode = () => {
  const text = Array.from({ length: 12 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
};

const entry = (adoption: AdoptionRecord, move: 'join' | 'leave', person: Types.ObjectId, now: Date): AdoptionEntry => ({
  _id: new Types.ObjectId(),
  at: now,
  move,
  from: adoption.state,
  to: adoption.state,
  person,
  label: move === 'join' ? '家人' : '认养人或家人',
  text: '',
  photos: [],
  reason: null,
  moveId: `${move}-${adoption.version}`,
});

/** @throws Refusal adoption.move-not-yours | adoption.not-family | adoption.family-full | adoption.not-living | adoption.stale */
export const inviteFamily = async (actor: Actor, id: string, now: Date): Promise<{ code: string; expiresAt: Date }> => {
  const adoption = await visibleAdoption(actor, id);
  refuseUnless(adoptionRelations(actor, adoption).has('adopter'), 'adoption.move-not-yours');
  refuseUnless(adoption.subject === 'family', 'adoption.not-family');
  refuseUnless(adoption.open, 'adoption.not-living');
  refuseUnless(adoption.members.length < CARE_LIMITS.members, 'adoption.family-full');
  const code = drawCode();
  const expiresAt = new Date(now.getTime() + VALID_MS);
  const { matchedCount } = await Adoptions.updateOne(
    { _id: adoption._id, version: adoption.version },
    { $set: { invitation: { hash: hashOf(code), expiresAt } } },
  );
  refuseUnless(matchedCount === 1, 'adoption.stale');
  return { code, expiresAt };
};

/** @throws Refusal adoption.code-refused | adoption.family-full | adoption.not-living */
export const joinFamily = async (
  actor: Actor,
  { code, name }: { code: string; name: string },
  keys: readonly Uint8Array[],
  now: Date,
): Promise<AdoptionRecord> => {
  const hash = hashOf(code);
  const adoption = await Adoptions.findOne({ 'invitation.hash': hash }).lean<AdoptionRecord>();
  refuseUnless(adoption?.invitation && adoption.invitation.expiresAt > now, 'adoption.code-refused');
  const relations = adoptionRelations(actor, adoption);
  // one's own code, or entered twice: nothing to do
  if (relations.has('adopter') || relations.has('family')) return adoption;
  refuseUnless(adoption.open, 'adoption.not-living');
  refuseUnless(adoption.members.length < CARE_LIMITS.members, 'adoption.family-full');
  const person = new Types.ObjectId(actor.personId);
  const after = await Adoptions.findOneAndUpdate(
    // the code is taken with the place: two who enter it at once are one
    { _id: adoption._id, version: adoption.version, 'invitation.hash': hash },
    {
      $push: {
        members: { _id: new Types.ObjectId(), person, name: seal(keys, name), at: now },
        history: entry(adoption, 'join', person, now),
      },
      $unset: { invitation: 1 },
      $set: { pending: { until: new Date(0) } },
      $inc: { version: 1 },
    },
    { returnDocument: 'after' },
  ).lean<AdoptionRecord>();
  if (after) return after;
  // a step came in between, or somebody else took the code
  if (await Adoptions.exists({ 'invitation.hash': hash })) return joinFamily(actor, { code, name }, keys, now);
  throw new Refusal('adoption.code-refused');
};

/** The adopter removes somebody; a member leaves. @throws Refusal adoption.move-not-yours | adoption.member-not-found */
export const removeMember = async (actor: Actor, id: string, memberId: string, now: Date): Promise<void> => {
  const adoption = await visibleAdoption(actor, id);
  const relations = adoptionRelations(actor, adoption);
  const member = adoption.members.find(({ _id }) => String(_id) === memberId);
  refuseUnless(member, 'adoption.member-not-found');
  refuseUnless(relations.has('adopter') || String(member.person) === actor.personId, 'adoption.move-not-yours');
  const { matchedCount } = await Adoptions.updateOne(
    { _id: adoption._id, 'members._id': member._id },
    {
      $pull: { members: { _id: member._id } },
      $push: { history: entry(adoption, 'leave', new Types.ObjectId(actor.personId), now) },
      $set: { pending: { until: new Date(0) } },
      $inc: { version: 1 },
    },
  );
  refuseUnless(matchedCount === 1, 'adoption.member-not-found');
};

/** Whether the plaque's words may be shown in public. @throws Refusal adoption.move-not-yours */
export const changeConsent = async (actor: Actor, id: string, onWall: boolean): Promise<AdoptionRecord> => {
  const adoption = await visibleAdoption(actor, id);
  refuseUnless(adoptionRelations(actor, adoption).has('adopter'), 'adoption.move-not-yours');
  const after = await Adoptions.findByIdAndUpdate(
    adoption._id,
    { $set: { onWall } },
    { returnDocument: 'after' },
  ).lean<AdoptionRecord>();
  return after ?? adoption;
};
