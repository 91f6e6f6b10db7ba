// History is the outbox: entries not yet announced are handed to reactions, each of which is idempotent by
// (entry, person, kind). A claim ends by itself, so a crashed worker's report is taken up by the next one.
import type { ReportRecord } from './model';
import { type Entry, Reports } from './model';

const CLAIM_MS = 30_000;

export interface Announcement {
  readonly report: ReportRecord;
  readonly entry: Entry;
}
export type Reaction = (announcement: Announcement) => Promise<void>;

const claim = () => {
  const now = new Date();
  return Reports.findOneAndUpdate(
    { 'pending.until': { $lte: now } },
    { $set: { 'pending.until': new Date(now.getTime() + CLAIM_MS) } },
    { sort: { 'pending.until': 1 }, returnDocument: 'after' },
  ).lean<ReportRecord>();
};

/** Announces what is waiting, report by report, until nothing is. @returns number of reports */
export const announcePending = async (reactions: readonly Reaction[]): Promise<number> => {
  for (let done = 0; ; done++) {
    const report = await claim();
    if (!report) return done;
    for (const entry of report.history.slice(report.announced))
      for (const react of reactions) await react({ report, entry });
    // a step that came in between has raised the version: it stays pending, from the entry after the last one told
    await Reports.updateOne(
      { _id: report._id, version: report.version },
      { $set: { announced: report.history.length }, $unset: { pending: 1 } },
    );
    await Reports.updateOne(
      { _id: report._id, version: { $ne: report.version }, announced: { $lt: report.history.length } },
      { $set: { announced: report.history.length, 'pending.until': new Date(0) } },
    );
  }
};
