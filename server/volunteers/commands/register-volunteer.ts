import { randomBytes } from 'node:crypto';
import { Types } from 'mongoose';
import { numberFrom } from '../../../shared/check-number';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import { registrationProblem } from '../../../shared/volunteers/age';
import type { registerVolunteer as contract } from '../../../shared/volunteers/contract';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { type VolunteerRecord, Volunteers } from '../model';
import { type Profile, profileOf, sealed } from '../profile';
import { VOLUNTEER_NUMBER } from '../queries';

type Registration = Validated<typeof contract>['body'];
const TRIES = 5;
const DEFAULT_COUNTY = '532301';

/** The same child of the account: registered a second time it would be in two places at once, and leave its absences behind. */
const sameChild = async (person: Types.ObjectId, { name, birthYear }: Profile, keys: readonly Uint8Array[]) => {
  const rows = await Volunteers.find({ person, child: true }).lean<VolunteerRecord[]>();
  return rows.find((row) => {
    const known = profileOf(keys, row);
    return known?.name === name && known.birthYear === birthYear;
  });
};

/**
 * Registers the person, or a child of theirs. The same registrationId again gives the same volunteer; whoever left comes back.
 * @throws Refusal volunteer.registered-already | volunteer.guardian-only | volunteer.guardian-missing
 */
export const registerVolunteer = async (
  actor: Actor,
  body: Registration,
  keys: readonly Uint8Array[],
  now: Date,
): Promise<{ volunteer: VolunteerRecord; fresh: boolean }> => {
  refuseUnless(body.birthYear <= now.getUTCFullYear(), 'request.invalid', { fields: { birthYear: '出生年份不对' } });
  const { child, birthYear } = body;
  const problem = registrationProblem(
    { birthYear, child, consent: body.guardian?.consent === true },
    now.getUTCFullYear(),
  );
  if (problem)
    throw new Refusal(`volunteer.${problem}`, {
      fields:
        problem === 'guardian-missing'
          ? { guardian: '请填写监护人并由其同意' }
          : { birthYear: '14 周岁以下由监护人登记' },
    });
  const profile: Profile = {
    name: body.name,
    phone: body.phone,
    birthYear,
    guardian: body.guardian
      ? { name: body.guardian.name, phone: body.guardian.phone, consentedAt: now.toISOString() }
      : null,
  };
  const { text, print } = sealed(keys, profile);
  const person = new Types.ObjectId(actor.personId);
  const known = { profile: text, print, skills: body.skills, times: body.times, districts: body.districts };

  const earlier = await Volunteers.findOne({ person, registrationId: body.registrationId }).lean<VolunteerRecord>();
  if (earlier) return { volunteer: earlier, fresh: false };
  const again = child ? await sameChild(person, profile, keys) : undefined;
  refuseUnless(again?.state !== 'active', 'volunteer.registered-already', { detail: '这个孩子已经登记过了。' });
  if (!child || again) {
    // whoever left and comes back keeps number and hours
    const back = await Volunteers.findOneAndUpdate(
      { person, child, state: 'left', ...(again && { _id: again._id }) },
      { $set: { ...known, state: 'active', registrationId: body.registrationId } },
      { returnDocument: 'after' },
    ).lean<VolunteerRecord>();
    if (back) return { volunteer: back, fresh: true };
  }
  for (let attempt = 1; ; attempt++) {
    const volunteer: VolunteerRecord = {
      _id: new Types.ObjectId(),
      number: numberFrom(VOLUNTEER_NUMBER.prefix, randomBytes(VOLUNTEER_NUMBER.length)),
      person,
      child,
      registrationId: body.registrationId,
      ...known,
      county: body.districts[0]?.slice(0, 6) ?? DEFAULT_COUNTY,
      groups: [],
      state: 'active',
      since: now,
    };
    try {
      await Volunteers.insertMany([volunteer]);
      return { volunteer, fresh: true };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const same = await Volunteers.findOne({ person, registrationId: body.registrationId }).lean<VolunteerRecord>();
      if (same) return { volunteer: same, fresh: false };
      refuseUnless(child || !(await Volunteers.exists({ person, child: false })), 'volunteer.registered-already');
      if (attempt === TRIES) throw error;
    }
  }
};
