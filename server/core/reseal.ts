// Keys of personal fields rotate without downtime: all keys read, the first one writes, and a worker seals anew what carries another
// fingerprint, until the old key can be taken out of FIELD_KEY.
import mongoose from 'mongoose';
import { seal, sealPrint, unseal } from './sealed';

const BATCH = 200;

/**
 * Seals anew what an older key sealed in `field` of a collection whose rows keep the fingerprint in `print`. A row changed in
 * between keeps its change and is met again. @returns how many
 */
export const resealField = async (collection: string, field: string, keys: readonly Uint8Array[]): Promise<number> => {
  const rows = mongoose.connection.collection(collection);
  const print = sealPrint(keys);
  for (let done = 0; ; ) {
    const stale = await rows
      .find({ print: { $type: 'string', $ne: print }, [field]: { $type: 'string' } }, { projection: { [field]: 1 } })
      .limit(BATCH)
      .toArray();
    if (stale.length === 0) return done;
    for (const { _id, [field]: old } of stale) {
      const { modifiedCount } = await rows.updateOne(
        { _id, [field]: old },
        { $set: { [field]: seal(keys, unseal(keys, String(old))), print } },
      );
      done += modifiedCount;
    }
  }
};
