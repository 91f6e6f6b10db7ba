// Small administrative data (areas, posts, the catalogue) is held in memory, so that routing and permission
// cost no round trip. A version document per snapshot tells other processes to reload: every process polls
// all versions with one query, and so agrees with the others within POLL_MS.
import mongoose, { type ClientSession } from 'mongoose';

const POLL_MS = 2000;

interface Version {
  _id: string;
  version: number;
}
const Versions = mongoose.model<Version>(
  'SnapshotVersion',
  new mongoose.Schema<Version>({ _id: String, version: { type: Number, required: true } }, { versionKey: false }),
  'snapshotVersions',
);

export interface Snapshot<T> {
  /** @throws before the first load */
  current(): T;
  /** call after changing the data it is made from: reloads here, and elsewhere at the next poll */
  touch(): Promise<void>;
  /**
   * Call in the transaction that changes the data: the others hear of it with the commit itself, even when this process dies the moment
   * after. Once it is committed, `touch()` or `refreshSnapshots()` reloads here.
   */
  raise(session: ClientSession): Promise<void>;
}

interface Registered {
  name: string;
  version: number;
  reload(): Promise<void>;
}
const registered: Registered[] = [];

/** Declares a snapshot; `load` builds an immutable value from the database. */
export const snapshot = <T>(name: string, load: () => Promise<T>): Snapshot<T> => {
  let value: { data: T } | undefined;
  const entry: Registered = {
    name,
    version: -1,
    reload: async () => {
      value = { data: await load() };
    },
  };
  registered.push(entry);
  return {
    current: () => {
      if (!value) throw new Error(`snapshot ${name} is not loaded`);
      return value.data;
    },
    touch: async () => {
      const now = await Versions.findOneAndUpdate(
        { _id: name },
        { $inc: { version: 1 } },
        { upsert: true, returnDocument: 'after' },
      ).lean();
      await entry.reload();
      entry.version = now?.version ?? entry.version;
    },
    raise: async (session) => {
      await Versions.updateOne({ _id: name }, { $inc: { version: 1 } }, { upsert: true, session });
    },
  };
};

/** Loads whatever changed since the last look; in order of declaration, since later ones may read earlier ones. */
export const refreshSnapshots = async (): Promise<void> => {
  const versions = new Map((await Versions.find().lean()).map((v) => [v._id, v.version]));
  for (const entry of registered) {
    const version = versions.get(entry.name) ?? 0;
    if (version === entry.version) continue;
    await entry.reload();
    entry.version = version;
  }
};

/** Polls until stopped; `onError` hears of a database that cannot be reached, the old values stay in use. */
export const keepSnapshotsFresh = (onError: (error: unknown) => void): (() => void) => {
  const timer = setInterval(() => void refreshSnapshots().catch(onError), POLL_MS);
  timer.unref();
  return () => clearInterval(timer);
};

/** Forces every snapshot to load again (a database was emptied and seeded). */
export const reloadSnapshots = async (): Promise<void> => {
  for (const entry of registered) entry.version = -1;
  await refreshSnapshots();
};
