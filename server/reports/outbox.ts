import { outboxOf } from '../core/outbox';
import { type Entry, type ReportRecord, Reports } from './model';

export interface Announcement {
  readonly report: ReportRecord;
  readonly entry: Entry;
}
export type Reaction = (announcement: Announcement) => Promise<void>;

/** What reports have to announce, known by their numbers. */
export const reportOutbox = outboxOf<ReportRecord>('report', Reports, 'number');

/** Announces what is waiting, report by report, until nothing is. @returns number of reports announced */
export const announcePending = (reactions: readonly Reaction[], isStopping?: () => boolean): Promise<number> =>
  reportOutbox.announcePending(
    reactions.map((react) => (report, entry) => react({ report, entry })),
    isStopping,
  );
