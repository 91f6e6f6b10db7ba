import type { Actor } from '../../../shared/people/actor';
import { postLabel, postsOf } from '../../people';
import { groupsLedBy } from '../groups';
import type { VolunteerRecord } from '../model';

/** As whoever is in charge is named: the dispatcher's post, else leader of the group they share. */
export const labelOf = (actor: Actor, volunteer: Pick<VolunteerRecord, 'groups'>, now: Date): string => {
  const post = postsOf(actor.personId, now).find(({ role }) => role === 'dispatcher');
  if (post) return postLabel(post);
  const group = groupsLedBy(actor.personId).find(({ _id }) => volunteer.groups.some((id) => id.equals(_id)));
  return `${group?.name ?? '志愿队'}队长`;
};
