import mongoose, { Types } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import type { addFact as contract } from '../../../shared/volunteers/staff-contract';
import { dateOfDay, dayOf } from '../../../shared/workdays';
import { writeAudit } from '../../core/audit';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { volunteerInCharge } from '../dossier';
import { Facts, type VolunteerRecord, Volunteers } from '../model';
import { isOwn } from '../policy';
import { labelOf } from './label';

type Fact = Validated<typeof contract>['body'];

/** Nobody commends themself. */
const forSomebodyElse = async (actor: Actor, id: string): Promise<VolunteerRecord> => {
  const volunteer = await volunteerInCharge(actor, id);
  refuseUnless(!isOwn(actor, volunteer), 'volunteer.own-record');
  return volunteer;
};

/** Writes a training, a commendation or an appraisal down; the same factId again is a retry. @throws Refusal volunteer.* */
export const addFact = async (actor: Actor, id: string, body: Fact, now: Date): Promise<VolunteerRecord> => {
  const volunteer = await forSomebodyElse(actor, id);
  refuseUnless(body.day <= dateOfDay(dayOf(now.getTime())), 'request.invalid', {
    fields: { day: '日期不能在今天之后' },
  });
  const { factId, kind, text, day, hours } = body;
  try {
    await Facts.insertMany([
      {
        _id: new Types.ObjectId(),
        volunteer: volunteer._id,
        factId,
        kind,
        text,
        day,
        hours: kind === 'training' ? hours : null,
        by: labelOf(actor, volunteer, now),
        at: now,
      },
    ]);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  // deleted while it was written
  if (await Volunteers.exists({ _id: volunteer._id, state: 'deleted' })) {
    await Facts.deleteMany({ volunteer: volunteer._id });
    throw new Refusal('volunteer.not-found');
  }
  return volunteer;
};

/** Takes out what was written by mistake; the record of acts says who did. Done again, it changes nothing. @throws Refusal volunteer.* */
export const removeFact = async (actor: Actor, id: string, fact: string, now: Date): Promise<VolunteerRecord> => {
  const volunteer = await forSomebodyElse(actor, id);
  if (!Types.ObjectId.isValid(fact)) return volunteer;
  const act = {
    actor,
    at: now,
    label: labelOf(actor, volunteer, now),
    act: 'remove-volunteer-fact',
    kind: 'volunteer',
    object: String(volunteer._id),
    text: '删去志愿者服务档案里的一条',
  };
  await mongoose.connection.transaction(async (session) => {
    const { deletedCount } = await Facts.deleteOne({ _id: fact, volunteer: volunteer._id }, { session });
    if (deletedCount === 1) await writeAudit(act, session);
  });
  return volunteer;
};
