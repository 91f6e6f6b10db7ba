// One process at a time does a job. A lease ends by itself when its holder dies. Real time, not the domain's.
import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';

interface Lease {
  _id: string;
  holder: string;
  until: Date;
}
const Leases = mongoose.model<Lease>(
  'Lease',
  new mongoose.Schema<Lease>(
    { _id: String, holder: { type: String, required: true }, until: { type: Date, required: true } },
    { versionKey: false },
  ),
  'leases',
);

const me = randomUUID();
const isDuplicate = (error: unknown) => (error as { code?: number }).code === 11000;

/** Takes or prolongs the lease `name` for `ms`; false when somebody else holds it. */
export const takeLease = async (name: string, ms: number): Promise<boolean> => {
  const now = new Date();
  try {
    const lease = await Leases.findOneAndUpdate(
      { _id: name, $or: [{ holder: me }, { until: { $lte: now } }] },
      { $set: { holder: me, until: new Date(now.getTime() + ms) } },
      { upsert: true, returnDocument: 'after' },
    ).lean();
    return lease?.holder === me;
  } catch (error) {
    // the upsert lost: the lease exists and is held by somebody else
    if (isDuplicate(error)) return false;
    throw error;
  }
};

export const releaseLease = async (name: string): Promise<void> => {
  await Leases.updateOne({ _id: name, holder: me }, { $set: { until: new Date(0) } });
};
