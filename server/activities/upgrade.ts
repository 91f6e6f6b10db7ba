import { desksOf } from './commands/compose-activity';
import { Activities } from './model';
import type { ActivityRecord } from './record';

/** Activities written before they named the desks they are on, and contacts the key they are sealed with: it stands in front. */
export const upgradeActivities = async (): Promise<void> => {
  const rows = await Activities.find({ print: { $exists: false } }, { contact: 1, organiser: 1, county: 1 }).lean<
    Pick<ActivityRecord, '_id' | 'contact' | 'organiser' | 'county'>[]
  >();
  for (const { _id, contact, organiser, county } of rows)
    await Activities.updateOne(
      { _id, print: { $exists: false } },
      { $set: { print: contact.split('.')[0] ?? '', desks: desksOf(organiser, county) } },
    );
};
