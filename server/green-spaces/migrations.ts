import { type AdoptionRecord, Adoptions } from './adoption-model';
import { AdoptionContents, doubtfulPlaque } from './content-model';

/** Plaques the check had doubts about join the queue of the moderators, since the day they were applied for. Again changes nothing. */
export const queueDoubtfulPlaques = async (): Promise<void> => {
  const found = await Adoptions.find({ plaqueFlagged: true, open: true }, { history: 0 }).lean<AdoptionRecord[]>();
  for (const adoption of found) {
    const { _id, ...row } = doubtfulPlaque(adoption, adoption.appliedAt);
    await AdoptionContents.updateOne({ _id }, { $setOnInsert: row }, { upsert: true });
  }
};
