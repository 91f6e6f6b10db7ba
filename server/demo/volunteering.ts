// Volunteers with their hours, a group, and activities of all six kinds around the day the demonstration is seeded. Everything goes
// through the same commands as everybody's, at the times the data tell; each part is done once.
import { Activities } from '../activities';
import { at, hold, signUpAll, write } from './activities';
import { ACTIVITIES } from './data/activities';
import { idOf } from './ids';
import type { Stage } from './past-reports';
import { seedIssuer, seedVolunteers } from './volunteers';

/** Seeds what is missing; dates stay those of the day it was seeded first. */
export const seedVolunteering = async (stage: Stage): Promise<void> => {
  await seedIssuer();
  const cast = await seedVolunteers(stage);
  for (const activity of ACTIVITIES) {
    if (await Activities.exists({ activityId: idOf(`activity-${activity.id}`), state: { $ne: 'draft' } })) continue;
    const when = activity.day < 0 ? at(stage.now, activity.day - 5, '10:00') : stage.now;
    const made = await write(stage, activity, cast, when);
    const [first] = made;
    if (!first) continue;
    await signUpAll(stage, activity, first, cast, when);
    if (activity.day < 0) await hold(stage, activity, first, cast);
  }
};
