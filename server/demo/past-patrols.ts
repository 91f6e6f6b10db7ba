// Patrols of the demonstration: the streets of the guided tour were walked a few days ago, through the same commands as everybody's.

import { endPatrol, Patrols, startPatrol, walkPatrol } from '../patrols';
import { actorFor, postsAt } from '../people';
import type { Stage } from './past-reports';
import { pointOn, streetNamed } from './places';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** a position every so many of them on the way */
const STEPS = 60;

interface DemoPatrol {
  street: string;
  daysAgo: number;
  role: 'chief' | 'deputy_chief';
  /** share of the street that was walked */
  to: number;
  minutes: number;
}
const PATROLS: readonly DemoPatrol[] = [
  { street: '鹿城南路', daysAgo: 9, role: 'chief', to: 1, minutes: 46 },
  { street: '鹿城南路', daysAgo: 3, role: 'deputy_chief', to: 0.8, minutes: 38 },
  { street: '北浦路', daysAgo: 8, role: 'chief', to: 1, minutes: 31 },
  { street: '中大街', daysAgo: 1, role: 'chief', to: 1, minutes: 24 },
];

/** Each once; a street that this demonstration does not draw is left out. */
export const seedPastPatrols = async ({ now }: Stage): Promise<void> => {
  for (const { street: name, daysAgo, role, to, minutes } of PATROLS) {
    const street = streetNamed(name);
    const id = `demo-patrol-${street._id}-${daysAgo}`;
    const [post] = postsAt(`area:${street._id}`, [role], now);
    if (!post?.person || (await Patrols.exists({ _id: id, endedAt: { $ne: null } }))) continue;
    const from = new Date(now.getTime() - daysAgo * DAY);
    const until = new Date(from.getTime() + minutes * MINUTE);
    const actor = actorFor(post.person, from);
    await startPatrol(actor, { patrolId: id, secondsAgo: 0 }, from);
    const positions = Array.from({ length: STEPS }, (_, i) => {
      const { lng, lat } = pointOn(street, (to * i) / (STEPS - 1));
      return { lng, lat, accuracy: 8, at: from.getTime() + (i * minutes * MINUTE) / STEPS };
    });
    await walkPatrol(actor, id, { datum: 'wgs84', positions }, until);
    await endPatrol(actor, id, 0, until);
  }
};
