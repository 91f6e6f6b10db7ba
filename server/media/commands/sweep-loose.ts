import { Medias } from '../model';
import type { Storage } from '../storage';

const DAY_MS = 24 * 3600 * 1000;
const BATCH = 100;

/**
 * Removes uploads attached to nothing after 24 hours. `inUse` answers which of the ids something refers to
 * after all: the mark is set by a worker, and a photo must not die because that worker was late.
 * @returns number removed
 */
export const sweepLoose = async (storage: Storage, inUse: (ids: string[]) => Promise<Set<string>>): Promise<number> => {
  const old = await Medias.find({ loose: true, createdAt: { $lt: new Date(Date.now() - DAY_MS) } }, { _id: 1 })
    .sort({ createdAt: 1 })
    .limit(BATCH)
    .lean();
  const ids = old.map((m) => m._id);
  if (ids.length === 0) return 0;
  const used = await inUse(ids);
  if (used.size > 0) await Medias.updateMany({ _id: { $in: [...used] } }, { $unset: { loose: 1 } });
  const loose = ids.filter((id) => !used.has(id));
  for (const id of loose) {
    await storage.remove(`${id}.jpg`);
    await storage.remove(`${id}.thumb.jpg`);
  }
  await Medias.deleteMany({ _id: { $in: loose }, loose: true });
  return loose.length;
};

/** Something refers to these photos now. Idempotent. */
export const markAttached = async (ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await Medias.updateMany({ _id: { $in: [...ids] }, loose: true }, { $unset: { loose: 1 } });
};

/** Nothing refers to it any more: the next sweep removes it, unless something does after all. */
export const setLoose = async (id: string): Promise<void> => {
  await Medias.updateOne({ _id: id }, { $set: { loose: true } });
};
