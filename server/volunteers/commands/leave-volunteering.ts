import type { Actor } from '../../../shared/people/actor';
import { Certificates, Facts, type VolunteerRecord, Volunteers } from '../model';
import type { ServiceBook } from '../ports';
import { profileOf, sealed } from '../profile';
import { ownVolunteer } from '../queries';
import { stopLeading } from './lead-groups';

type Change = Pick<VolunteerRecord, 'skills' | 'times' | 'districts'> & { phone?: string | undefined };

/** Changes what may be changed; the name stays what certificates were issued to. @throws Refusal volunteer.not-found */
export const updateVolunteer = async (
  actor: Actor,
  id: string,
  { phone, ...choices }: Change,
  keys: readonly Uint8Array[],
): Promise<VolunteerRecord> => {
  const volunteer = await ownVolunteer(actor, id);
  const profile = profileOf(keys, volunteer);
  const fresh = phone !== undefined && profile ? sealed(keys, { ...profile, phone }) : undefined;
  const change = { ...choices, ...(fresh && { profile: fresh.text, print: fresh.print }) };
  await Volunteers.updateOne({ _id: volunteer._id, state: { $ne: 'deleted' } }, { $set: change });
  return { ...volunteer, ...change };
};

/** Leaves: places ahead are given back, hours and certificates stay. @throws Refusal volunteer.not-found */
export const leaveVolunteering = async (
  actor: Actor,
  id: string,
  book: ServiceBook,
  now: Date,
): Promise<VolunteerRecord> => {
  const volunteer = await ownVolunteer(actor, id);
  // first nobody can sign them up any more, then what they have is given back: nothing slips in between
  await Volunteers.updateOne({ _id: volunteer._id, state: 'active' }, { $set: { state: 'left', groups: [] } });
  await stopLeading(volunteer);
  await book.giveUp(volunteer, now);
  return { ...volunteer, state: 'left', groups: [] };
};

interface Means {
  book: ServiceBook;
  keys: readonly Uint8Array[];
  now: Date;
}

/** What lies outside the registration itself. */
const wipe = async (volunteer: VolunteerRecord, { book, keys, now }: Means): Promise<void> => {
  await book.giveUp(volunteer, now);
  await book.forget(volunteer, keys, now);
  await Facts.deleteMany({ volunteer: volunteer._id });
  await Certificates.updateMany(
    { volunteer: volunteer._id },
    {
      $set: {
        holder: null,
        print: null,
        services: [],
        withdrawn: { at: now, reason: '持证人已删除志愿者登记' },
      },
    },
  );
};

/**
 * Everything that tells who it was goes; the row stays, so that counts and hours stay right. Done again, it changes nothing. What
 * comes in meanwhile (a sign-up, a certificate, an entry in the record) looks at the registration after it was
 * written, and what it missed is taken out by the second round.
 */
const erase = async (volunteer: VolunteerRecord, means: Means): Promise<void> => {
  await Volunteers.updateOne({ _id: volunteer._id, state: 'active' }, { $set: { state: 'left' } });
  await stopLeading(volunteer);
  await wipe(volunteer, means);
  await Volunteers.updateOne(
    { _id: volunteer._id },
    {
      $set: {
        number: null,
        person: null,
        profile: null,
        print: null,
        skills: [],
        times: [],
        districts: [],
        groups: [],
        state: 'deleted',
      },
    },
  );
  await wipe(volunteer, means);
};

/** @throws Refusal volunteer.not-found */
export const deleteVolunteer = async (actor: Actor, id: string, means: Means): Promise<void> =>
  erase(await ownVolunteer(actor, id), means);
