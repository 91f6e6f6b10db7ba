import type { Actor } from '../../../shared/people/actor';
import type { Deps } from '../../core/deps';
import { refuseUnless } from '../../core/refusal';
import { seal } from '../../core/sealed';
import { People, type Person } from '../model';

/** Changes nickname or phone; `phone: null` deletes it. */
export const updateMe = async (
  deps: Deps,
  actor: Actor,
  change: { nickname?: string; phone?: string | null },
): Promise<Person> => {
  const set = {
    ...(change.nickname !== undefined && { nickname: change.nickname }),
    ...(change.phone !== undefined && { phone: change.phone && seal(deps.keys.fields, change.phone) }),
  };
  const person = await People.findByIdAndUpdate(
    actor.personId,
    { $set: set },
    { returnDocument: 'after' },
  ).lean<Person>();
  refuseUnless(person, 'person.not-found');
  return person;
};
