// Who is meant by a request to sign up, and whether they may come: their own, their children, members of a group they lead; old enough,
// not suspended, with company only where that is open to it (domain.md §6).
import { Types } from 'mongoose';
import { ACTIVITY_LIMITS } from '../../../shared/activities/limits';
import type { signUpFor as contract } from '../../../shared/activities/sign-up-contract';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import { sureAge } from '../../../shared/volunteers/age';
import { noShowsAt } from '../../../shared/volunteers/no-shows';
import { clockText, dateText, maskName } from '../../../shared/words';
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
import type { BareShift } from '../queries';
import type { ActivityRecord } from '../record';

export type Wanted = Validated<typeof contract>['body'];

export interface Participant {
  person: Types.ObjectId;
  volunteer: VolunteerRecord | null;
  key: string;
}

/** Whose time it is: a child has its own, everybody else that of their account. */
const participantKey = (volunteer: Pick<VolunteerRecord, '_id' | 'person' | 'child'>): string =>
  volunteer.child ? `v:${volunteer._id}` : `p:${volunteer.person}`;

export const participantsOf = async (
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

/** @param given year of birth of somebody who is not registered: asked for where an age is, looked at and not kept */
export const checkAge = (
  participant: Participant,
  shift: BareShift,
  keys: readonly Uint8Array[],
  given: number | undefined,
) => {
  if (shift.minAge === null) return;
  const profile = participant.volunteer && profileOf(keys, participant.volunteer);
  refuseUnless(participant.volunteer || given !== undefined, 'request.invalid', {
    fields: { birthYear: '这个班次有年龄要求，请填写您的出生年份。只用来核对，不保存' },
  });
  const born = participant.volunteer ? profile?.birthYear : given;
  refuseUnless(born === undefined || oldEnough(born, shift), 'sign-up.too-young', {
    detail: `“${shift.name}”要年满 ${shift.minAge} 周岁。`,
  });
};

/** Who comes along: to what is open to everybody, with one person who answers for them; by name where an age is asked for. */
export const checkCompany = (
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

export const checkSuspension = async ({ volunteer, person }: Participant, keys: readonly Uint8Array[], now: Date) => {
  const absences = await absencesOf(volunteer ?? { _id: null, person, child: false }, keys);
  const { until } = noShowsAt(absences, volunteerSettings.current().noShows, now);
  if (until)
    throw new Refusal('volunteer.suspended', {
      detail: `多次报名后没有到场也没有取消，暂停报名到${dateText(until)} ${clockText(until)}。`,
      extra: { until: until.toISOString() },
    });
};
