// Who may organise: the dispatcher of the county, a department's head and handlers, the leader of a group. Who stands how to a sign-up.
import type { By } from '../../shared/activities/sign-ups';
import type { Actor } from '../../shared/people/actor';
import { holds } from '../people';
import type { ActivityRecord, SignUpRecord } from './record';

/** Organiser keys of an actor who leads `groups`. */
export const organiserKeys = (actor: Actor, groups: readonly { _id: unknown }[]): string[] => [
  ...new Set([
    ...actor.posts.flatMap(({ role, county, department }) =>
      role === 'dispatcher'
        ? [`dispatcher:${county}`]
        : role === 'head' || role === 'handler'
          ? [`department:${department}`]
          : [],
    ),
    ...groups.map(({ _id }) => `group:${_id}`),
  ]),
];

type Held = Pick<ActivityRecord, 'organiser' | 'county'>;

/** Organises it, or oversees the county. */
export const canOrganise = (actor: Actor | null, activity: Held, keys: readonly string[]): boolean =>
  actor !== null && (keys.includes(activity.organiser) || holds(actor, 'dispatcher', activity.county));

/** Drafts are their organiser's business. */
export const canSee = (actor: Actor | null, activity: Held & Pick<ActivityRecord, 'state'>, keys: readonly string[]) =>
  activity.state !== 'draft' || canOrganise(actor, activity, keys);

/** How somebody stands to a sign-up; nobody attests their own time. */
export const rolesTo = (
  actor: Actor,
  signUp: Pick<SignUpRecord, 'person' | 'organiser' | 'county'>,
  keys: readonly string[],
): ReadonlySet<By> => {
  const own = String(signUp.person) === actor.personId;
  const organises = canOrganise(actor, signUp, keys);
  return new Set<By>([
    ...(own ? (['participant'] as const) : []),
    ...(organises && !own ? (['organiser'] as const) : []),
  ]);
};
