import { Activities } from './model';
import type { ActivityRecord } from './record';

/** Activities written before contacts named the key they are sealed with: it stands in front of what is sealed. */
export const upgradeActivities = async (): Promise<void> => {
  const rows = await Activities.find({ print: { $exists: false } }, { contact: 1 }).lean<
    Pick<ActivityRecord, '_id' | 'contact'>[]
  >();
  for (const { _id, contact } of rows)
    await Activities.updateOne({ _id, print: { $exists: false } }, { $set: { print: contact.split('.')[0] ?? '' } });
};
