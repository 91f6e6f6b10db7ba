// What a database is for is written into it once, when it is empty: a demonstration never mixes with real
// people's data, however the server is started later.
import mongoose, { Schema } from 'mongoose';
import { ConfigError } from './config';

interface Origin {
  _id: string;
  demo: boolean;
  at: Date;
}
const Origins = mongoose.model(
  'Origin',
  new Schema<Origin>(
    { _id: String, demo: { type: Boolean, required: true }, at: { type: Date, required: true } },
    { versionKey: false },
  ),
  'origins',
);

const hasPeople = async () =>
  Boolean(await mongoose.connection.collection('people').findOne({}, { projection: { _id: 1 } }));

/** Marks an empty database. @throws ConfigError when a demonstration is asked for on one that is not marked so */
export const claimDatabase = async (demo: boolean): Promise<void> => {
  const known = await Origins.findById('installation').lean();
  const wanted = known ? known.demo : demo && !(await hasPeople());
  if (demo && !wanted)
    throw new ConfigError(
      'DEMO: this database was not made for a demonstration. Set DEMO=off, or use another DATA_DIR or MONGODB_URI for the demonstration.',
    );
  if (!known)
    await Origins.updateOne(
      { _id: 'installation' },
      { $setOnInsert: { demo: wanted, at: new Date() } },
      { upsert: true },
    );
};
