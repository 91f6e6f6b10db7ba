// History is the outbox: entries not yet announced are handed to reactions, each of which is idempotent by
// (entry, person, kind). A claim ends by itself, so a crashed worker's report is taken up by the next one. What fails is tried
// again, ever later, and is listed for the administrator; the others are not held up.
import { refuseUnless } from '../core/refusal';
import type { ReportRecord } from './model';
import { type Entry, Reports } from './model';

const CLAIM_MS = 30_000;
const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 3_600_000;

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

/** Real time, as leases: doubled with every try, an hour at most. */
const retryAt = (tries: number) => new Date(Date.now() + Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (tries - 1)));

const postpone = (report: ReportRecord, error: unknown) => {
  const tries = (report.pending?.tries ?? 0) + 1;
  const problem = (error instanceof Error ? error.message : String(error)).slice(0, 300);
  return Reports.updateOne(
    { _id: report._id, pending: { $exists: true } },
    { $set: { pending: { until: retryAt(tries), tries, problem } } },
  );
};

/** Announces what is waiting, report by report, until nothing is. @returns number of reports announced */
export const announcePending = async (reactions: readonly Reaction[]): Promise<number> => {
  for (let done = 0; ; ) {
    const report = await claim();
    if (!report) return done;
    try {
      for (const entry of report.history.slice(report.announced))
        for (const react of reactions) await react({ report, entry });
    } catch (error) {
      await postpone(report, error);
      continue;
    }
    done++;
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

/** Reports whose announcement failed, the most stubborn first. */
export const failedAnnouncements = async (limit: number) => {
  const rows = await Reports.find({ 'pending.tries': { $exists: true } })
    .sort({ 'pending.tries': -1 })
    .limit(limit)
    .lean<ReportRecord[]>();
  return rows.map(({ number, pending, history, announced }) => ({
    report: number,
    tries: pending?.tries ?? 0,
    problem: pending?.problem ?? '',
    nextTryAt: (pending?.until ?? new Date(0)).toISOString(),
    waiting: history.length - announced,
  }));
};

/** @throws Refusal delivery.not-found */
export const retryAnnouncement = async (number: string): Promise<void> => {
  const { matchedCount } = await Reports.updateOne(
    { number, 'pending.tries': { $exists: true } },
    { $set: { 'pending.until': new Date(0) } },
  );
  refuseUnless(matchedCount === 1, 'delivery.not-found');
};
