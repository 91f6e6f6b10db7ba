// A volunteer's record as the dispatcher and the leaders of their groups see it.
import { Types } from 'mongoose';
import type { Actor } from '../../shared/people/actor';
import { Refusal } from '../core/refusal';
import { groupsLedBy } from './groups';
import { type FactRecord, Facts, type VolunteerRecord, Volunteers } from './model';
import { canKeepRecord, canManage, isOwn } from './policy';
import type { ServiceBook } from './ports';
import { presentFact, presentVolunteer } from './present';
import { certificatesOf } from './queries';

/** @throws Refusal volunteer.not-found, also when it is none of the actor's business */
export const volunteerInCharge = async (actor: Actor, id: string): Promise<VolunteerRecord> => {
  const found = Types.ObjectId.isValid(id) ? await Volunteers.findById(id).lean<VolunteerRecord>() : null;
  if (!found || !canKeepRecord(actor, found, groupsLedBy(actor.personId))) throw new Refusal('volunteer.not-found');
  return found;
};

/** Newest first. */
export const factsOf = (volunteer: Types.ObjectId): Promise<FactRecord[]> =>
  Facts.find({ volunteer }).sort({ day: -1, _id: -1 }).lean<FactRecord[]>();

export const dossierOf = async (
  actor: Actor,
  volunteer: VolunteerRecord,
  { book, keys, now }: { book: ServiceBook; keys: readonly Uint8Array[]; now: Date },
) => {
  const withdraw = canManage(actor, volunteer.county);
  const [absences, services, facts, certificates] = await Promise.all([
    book.absencesOf(volunteer, keys),
    book.servicesOf(volunteer, now),
    factsOf(volunteer._id),
    withdraw ? certificatesOf(volunteer._id) : [],
  ]);
  return {
    volunteer: presentVolunteer(volunteer, absences, keys, now),
    hours: services.reduce((sum, { hours }) => sum + hours, 0),
    times: services.filter(({ hours }) => hours > 0).length,
    facts: facts.map(presentFact),
    certificates: certificates.map(({ number, withdrawn, issuedAt, hours }) => ({
      number,
      status: withdrawn ? ('withdrawn' as const) : ('valid' as const),
      issuedAt: issuedAt.toISOString(),
      hours,
      reason: withdrawn?.reason ?? null,
    })),
    can: { withdraw, addFact: !isOwn(actor, volunteer) },
  };
};
