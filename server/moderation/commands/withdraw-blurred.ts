// What follows from blurring, once it is on the record: every other report that shows the same photo shows the blurred one, and the files
// that links reach are removed. Done by the outbox, so that it is finished after a crash; doing it again changes nothing.
import { Types } from 'mongoose';
import { blurredAmong, type PhotoFacts, type Storage, withdrawCopy } from '../../media';
import { type Announcement, photosInUse, type ReportRecord, Reports, tryStep } from '../../reports';
import { withPhoto } from '../pieces';

const swapElsewhere = async (report: ReportRecord, old: string, now: PhotoFacts, at: Date): Promise<void> => {
  const others = await Reports.find({
    _id: { $ne: report._id },
    $or: [{ 'photos._id': old }, { 'history.photos._id': old }],
  }).lean<ReportRecord[]>();
  for (const other of others) {
    const entry = {
      _id: new Types.ObjectId(),
      at,
      move: 'content-blur' as const,
      from: other.state,
      to: other.state,
      person: null,
      role: null,
      label: '系统',
      text: `同一张照片在 ${report.number} 里已模糊`,
      photos: [],
      reason: null,
      party: null,
      told: [],
      moveId: `blur-${old}`,
    };
    // somebody's step came first: the outbox tries again
    if (!(await tryStep(other, entry, withPhoto(other, old, now)))) throw new Error('a report changed meanwhile');
  }
};

export const withdrawBlurred =
  (storage: Storage) =>
  async ({ report, entry }: Announcement): Promise<void> => {
    if (entry.move !== 'content-blur' || entry.photos.length === 0) return;
    const origins = await blurredAmong(entry.photos.map(({ _id }) => _id));
    for (const photo of entry.photos) {
      const old = origins.get(photo._id);
      if (!old) continue;
      await swapElsewhere(report, old, photo, entry.at);
      // brought back before this was announced
      if (!(await photosInUse([old])).has(old)) await withdrawCopy(storage, old);
    }
  };
