import type { Actor } from '../../shared/people/actor';
import { holds } from '../people';
import type { GroupRecord, VolunteerRecord } from './model';

/** The volunteer themself, or the guardian on whose account a child is. */
export const isOwn = (actor: Actor, volunteer: Pick<VolunteerRecord, 'person' | 'state'>): boolean =>
  volunteer.state !== 'deleted' && String(volunteer.person) === actor.personId;

/** Registers groups, reads the county's volunteers (masked), withdraws certificates. */
export const canManage = (actor: Actor, county: string): boolean => holds(actor, 'dispatcher', county);

/** Sees a volunteer's record and adds to it: the dispatcher of the county, the leader of a group they are in. */
export const canKeepRecord = (
  actor: Actor,
  volunteer: Pick<VolunteerRecord, 'county' | 'state' | 'groups'>,
  led: readonly Pick<GroupRecord, '_id'>[],
): boolean =>
  volunteer.state !== 'deleted' &&
  (canManage(actor, volunteer.county) ||
    led.some(({ _id }) => volunteer.groups.some((id) => String(id) === String(_id))));

export const leads = (actor: Actor, group: Pick<GroupRecord, 'leaders'>): boolean =>
  group.leaders.some((id) => String(id) === actor.personId);

/** May sign them up: for oneself, one's child, or as leader of a group they are in. */
export const canSignUp = (
  actor: Actor,
  volunteer: Pick<VolunteerRecord, 'person' | 'state' | 'groups'>,
  led: readonly Pick<GroupRecord, '_id'>[],
): boolean =>
  volunteer.state === 'active' &&
  (isOwn(actor, volunteer) || led.some(({ _id }) => volunteer.groups.some((id) => String(id) === String(_id))));
