import { Types } from 'mongoose';
import { ACTIVITY_LIMITS } from '../../../shared/activities/limits';
import type { signUpFor as contract } from '../../../shared/activities/sign-up-contract';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import { sureAge } from '../../../shared/volunteers/age';
import { noShowsAt } from '../../../shared/volunteers/no-shows';
import { clockText, dateText, maskName } from '../../../shared/words';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import {
  canSignUp,
  groupsLedBy,
  profileOf,
  type VolunteerRecord,
  volunteerSettings,
  volunteersById,
  volunteersOf,
} from '../../volunteers';
import { absencesOf } from '../absences';
import { sealedFamily } from '../family';
import { SignUps } from '../model';
import { type BareShift, shiftNamed, visibleActivity } from '../queries';
import type { ActivityRecord, SignUpRecord } from '../record';
import { refuseConflict } from './refuse-conflict';
import { claimSeats } from './seats';

type Wanted = Validated<typeof contract>['body'];

const INTERRUPTED_MS = 30_000;

interface Participant {
  person: Types.ObjectId;
  volunteer: VolunteerRecord | null;
  key: string;
}

/** Whose time it is: a child has its own, everybody else that of their account. */
export const participantKey = (volunteer: Pick<VolunteerRecord, '_id' | 'person' | 'child'>): string =>
  volunteer.child ? `v:${volunteer._id}` : `p:${volunteer.person}`;

const participantsOf = async (
  actor: Actor,
  activity: ActivityRecord,
  ids: readonly string[],
): Promise<Participant[]> => {
  const of = (volunteer: VolunteerRecord): Participant => ({
    person: volunteer.person ?? new Types.ObjectId(actor.personId),
    volunteer,
    key: participantKey(volunteer),
  });
  if (ids.length > 0) {
    const found = await volunteersById([...new Set(ids)]);
    const led = groupsLedBy(actor.personId);
    refuseUnless(
      found.length === new Set(ids).size && found.every((one) => canSignUp(actor, one, led)),
      'volunteer.not-found',
      {
        fields: { volunteers: '只能替自己、自己的孩子或自己带的队员报名' },
      },
    );
    return found.map(of);
  }
  const self = (await volunteersOf(actor.personId)).find(({ child, state }) => !child && state === 'active');
  if (self) return [of(self)];
  refuseUnless(activity.audience === 'everyone', 'volunteer.required');
  const person = new Types.ObjectId(actor.personId);
  return [{ person, volunteer: null, key: `p:${person}` }];
};

const oldEnough = (birthYear: number, shift: BareShift) =>
  shift.minAge === null || sureAge(birthYear, shift.from.getUTCFullYear()) >= shift.minAge;

const checkAge = (participant: Participant, shift: BareShift, keys: readonly Uint8Array[]) => {
  const profile = participant.volunteer && profileOf(keys, participant.volunteer);
  if (!profile) return;
  refuseUnless(oldEnough(profile.birthYear, shift), 'sign-up.too-young', {
    detail: `“${shift.name}”要年满 ${shift.minAge} 周岁。`,
  });
};

/** Who comes along: to what is open to everybody, with one person who answers for them; by name where an age is asked for. */
const checkCompany = (
  { companions, family }: Wanted,
  activity: ActivityRecord,
  participants: readonly Participant[],
  shift: BareShift,
) => {
  const alone = companions + family.length === 0;
  refuseUnless(alone || (activity.audience === 'everyone' && participants.length === 1), 'request.invalid', {
    fields: { [family.length > 0 ? 'family' : 'companions']: '这个活动不能带同行的人，请各自报名' },
  });
  refuseUnless(companions + family.length <= ACTIVITY_LIMITS.companions, 'request.invalid', {
    fields: { family: `同行最多 ${ACTIVITY_LIMITS.companions} 人` },
  });
  refuseUnless(companions === 0 || shift.minAge === null, 'request.invalid', {
    fields: { companions: '这个班次有年龄要求，请写下同行家人的姓名和出生年份' },
  });
  const young = family.find(({ birthYear }) => !oldEnough(birthYear, shift));
  refuseUnless(!young, 'sign-up.too-young', {
    detail: `“${shift.name}”要年满 ${shift.minAge} 周岁，${maskName(young?.name ?? '')}还不到。`,
    fields: { family: `要年满 ${shift.minAge} 周岁` },
  });
};

const checkSuspension = async ({ volunteer, person }: Participant, keys: readonly Uint8Array[], now: Date) => {
  const absences = await absencesOf(volunteer ?? { _id: null, person, child: false }, keys);
  const { until } = noShowsAt(absences, volunteerSettings.current().noShows, now);
  if (until)
    throw new Refusal('volunteer.suspended', {
      detail: `多次报名后没有到场也没有取消，暂停报名到${dateText(until)} ${clockText(until)}。`,
      extra: { until: until.toISOString() },
    });
};

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
  refuseUnless((await claimSeats(rows, now)) !== 'closed', 'sign-up.closed');
  return inOneGo(shift._id, body.signUpId);
};
