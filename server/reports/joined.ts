// Reports merged into one: how many that is, how they are found, and what they add to the lead's timeline.
import type { ReportView } from '../../shared/reports/contract';
import { partyLabel } from '../areas';
import { presentPhoto } from '../media';
import { glassesFor } from './content';
import { type Entry, type ReportRecord, Reports } from './model';
import type { Viewer } from './present';

/** Reports that can be merged into one lead; bounds what a page loads. */
export const MAX_JOINED = 50;

/** What was merged into a report, in the order it happened; no query when nothing was. */
export const joinedTo = (lead: Pick<ReportRecord, '_id' | 'facts'>): Promise<ReportRecord[]> =>
  lead.facts.duplicates === 0
    ? Promise.resolve([])
    : Reports.find({ 'merged.into': lead._id }).sort({ 'merged.at': 1 }).limit(MAX_JOINED).lean<ReportRecord[]>();

const EXCERPT = 60;
const first = (text: string) => Array.from(text).slice(0, EXCERPT).join('');

/** For the dispatcher, who may split them off again. */
export const presentJoined = (report: ReportRecord): ReportView['joined'][number] => ({
  number: report.number,
  version: report.version,
  mergedAt: (report.merged?.at ?? report.updatedAt).toISOString(),
  submittedAt: report.submittedAt.toISOString(),
  excerpt: first(report.description),
  address: report.address,
});

/** Its beginning: what another resident saw, for everybody who sees the lead. */
export const beginningOf = (
  report: ReportRecord,
  { mediaKey, now }: Viewer,
  full: boolean,
): ReportView['timeline'][number] | null => {
  const submit: Entry | undefined = report.history.find(({ move }) => move === 'submit');
  if (!submit) return null;
  const glasses = glassesFor(report, full);
  return {
    id: String(submit._id),
    at: submit.at.toISOString(),
    move: 'submit',
    title: '另一位居民上报了同一问题',
    state: submit.to,
    by: { role: null, label: '上报人' },
    to: submit.party && partyLabel(submit.party, now),
    reason: null,
    text: glasses.description(report.description),
    photos: glasses.photos(report.photos).map((photo) => presentPhoto(mediaKey, photo)),
    internal: false,
    of: report.number,
  };
};
