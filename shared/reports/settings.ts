// Figures that are local decisions, each [default] until a county decides otherwise (domain.md §4). They are
// kept as data with a version, and a report keeps the ones it was given.
import * as v from 'valibot';
import { LimitRule } from './category';

export const ReportSettings = v.object({
  version: v.number(),
  /** time to accept a report */
  acceptance: LimitRule,
  /** time to accept a report of a category flagged emergency */
  emergencyAcceptance: LimitRule,
  /** time to rate before a resolved report closes by itself */
  rating: LimitRule,
});
export type ReportSettings = v.InferOutput<typeof ReportSettings>;

/** [default] of domain.md §4. */
export const DEFAULT_REPORT_SETTINGS: ReportSettings = {
  version: 1,
  acceptance: { amount: 1, kind: 'work_hour' },
  emergencyAcceptance: { amount: 0.25, kind: 'urgent_hour' },
  rating: { amount: 5, kind: 'work_day' },
};
