import { Types } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { sealedFamily } from '../family';
import { SignUps } from '../model';
import { type BareShift, shiftNamed, visibleActivity } from '../queries';
import type { ActivityRecord, SignUpRecord } from '../record';
import { refuseConflict } from './refuse-conflict';
import { claimSeats } from './seats';
import { checkAge, checkCompany, checkSuspension, type Participant, participantsOf, type Wanted } from './who-may-come';

const INTERRUPTED_MS = 30_000;

const asked = (
  { person, volunteer, key }: Participant,
  {
    actor,
    activity,
    shift,
    body,
    keys,
    now,
  }: {
    actor: Actor;
    activity: ActivityRecord;
    shift: BareShift;
    body: Wanted;
    keys: readonly Uint8Array[];
    now: Date;
  },
): SignUpRecord => ({
  _id: new Types.ObjectId(),
  activity: activity._id,
  shift: shift._id,
  party: body.signUpId,
  person,
  volunteer: volunteer?._id ?? null,
  participant: key,
  seats: 1 + body.companions + body.family.length,
  ...sealedFamily(keys, body.family),
  from: shift.from,
  to: shift.to,
  kind: activity.kind,
  county: activity.county,
  area: activity.area?.code ?? activity.county,
  organiser: activity.organiser,
  state: 'asked',
  holds: true,
  cancelUntil: new Date(shift.from.getTime() - activity.cancelHours * 3_600_000),
  inAt: null,
  outAt: null,
  how: null,
  handReason: '',
  unconfirmed: false,
  minutes: 0,
  hours: 0,
  decidedAt: null,
  objection: null,
  corrections: [],
  rating: null,
  photoConsent: body.photoConsent,
  version: 1,
  history: [
    {
      _id: new Types.ObjectId(),
      at: now,
      move: 'ask',
      from: null,
      to: 'asked',
      person: new Types.ObjectId(actor.personId),
      label: String(person) === actor.personId ? '本人' : '队长',
      text: '',
      moveId: body.signUpId,
    },
  ],
  announced: 0,
  // this request finishes it; only if it is interrupted the outbox does, which waits until that is certain
  pending: { until: new Date(Date.now() + INTERRUPTED_MS) },
});

const inOneGo = (shift: Types.ObjectId, party: string) => SignUps.find({ shift, party }).lean<SignUpRecord[]>();

/**
 * Signs up: a seat if there is one, else a place in the queue. What is asked for is written down first, then claimed on the shift;
 * an interruption in between is finished by a retry with the same signUpId or by the outbox.
 * @throws Refusal activity.not-found | shift.not-found | sign-up.* | volunteer.*
 */
export const signUpFor = async (
  actor: Actor,
  id: string,
  body: Wanted,
  keys: readonly Uint8Array[],
  now: Date,
): Promise<SignUpRecord[]> => {
  const activity = await visibleActivity(actor, id);
  const shift = await shiftNamed(body.shift, activity._id);
  const earlier = await inOneGo(shift._id, body.signUpId);
  const participants = earlier.length > 0 ? [] : await participantsOf(actor, activity, body.volunteers);
  if (earlier.length > 0) {
    refuseUnless(earlier[0]?.history[0]?.person?.equals(actor.personId), 'sign-up.twice');
    await claimSeats(
      earlier.filter(({ state }) => state === 'asked'),
      now,
    );
    return inOneGo(shift._id, body.signUpId);
  }
  refuseUnless(
    activity.state === 'published' && now >= activity.signUpFrom && now <= activity.signUpUntil && now < shift.from,
    'sign-up.closed',
  );
  refuseUnless(body.acknowledged, 'sign-up.not-acknowledged', {
    fields: { acknowledged: '请看过风险和保险说明后勾选' },
  });
  checkCompany(body, activity, participants, shift);
  for (const participant of participants) {
    refuseUnless(activity.audience === 'everyone' || participant.volunteer, 'volunteer.required');
    checkAge(participant, shift, keys);
    await checkSuspension(participant, keys, now);
  }
  const rows = participants.map((participant) => asked(participant, { actor, activity, shift, body, keys, now }));
  const undo = () => SignUps.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) }, state: 'asked' });
  try {
    await SignUps.insertMany(rows);
  } catch (error) {
    await undo();
    if (!isDuplicateKey(error)) throw error;
    const same = await inOneGo(shift._id, body.signUpId);
    if (same.length > 0 && same[0]?.history[0]?.person?.equals(actor.personId)) return same;
    throw new Refusal('sign-up.twice');
  }
  try {
    for (const row of rows) await refuseConflict(row);
  } catch (error) {
    await undo();
    throw error;
  }
  const got = await claimSeats(rows, now);
  refuseUnless(got !== 'moved', 'sign-up.moved');
  refuseUnless(got !== 'closed', 'sign-up.closed');
  return inOneGo(shift._id, body.signUpId);
};
