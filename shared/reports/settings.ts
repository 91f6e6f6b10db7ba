// Figures that are local decisions, each [default] until a county decides otherwise (domain.md §4). They are
// kept as data with a version, and a report keeps the ones it was given.
import * as v from 'valibot';
import { LimitRule } from './category';

const share = v.pipe(v.number(), v.gtValue(0));
const days = v.pipe(v.number(), v.integer(), v.minValue(1));

export const ReportSettings = v.object({
  version: v.number(),
  /** time to accept a report */
  acceptance: LimitRule,
  /** time to accept a report of a category flagged emergency */
  emergencyAcceptance: LimitRule,
  /** time to rate before a resolved report closes by itself */
  rating: LimitRule,
  /** time to check a result of a category flagged verify */
  verification: v.optional(LimitRule, { amount: 2, kind: 'work_day' }),
  /** time to call back after a bad rating */
  callback: v.optional(LimitRule, { amount: 2, kind: 'work_day' }),
  /** shares of a clock: when whoever has it is reminded, when it is overdue and climbs, and by what share it climbs on */
  rungs: v.optional(v.object({ remind: share, overdue: share, step: share }), { remind: 0.5, overdue: 1, step: 0.5 }),
  /** an extension reaches at most so many days beyond the day it is asked for */
  extensionMaxDays: v.optional(days, 30),
  /** a suspension lasts at most so many days */
  suspensionMaxDays: v.optional(days, 365),
  /** time for a department that is asked to cooperate, unless the report's own limit is the shorter one */
  joint: v.optional(LimitRule, { amount: 3, kind: 'work_day' }),
  /** a chief's order asks for an answer within at most so many days */
  supervisionMaxDays: v.optional(days, 30),
  /** reports are suggested as duplicates when they are so near and came so close together */
  similar: v.optional(v.object({ metres: days, days }), { metres: 80, days: 14 }),
  /** every resident who seconds a report moves it up the desk as if it were due so much earlier, minutes */
  secondWeightMinutes: v.optional(v.pipe(v.number(), v.minValue(0)), 30),
});
export type ReportSettings = v.InferOutput<typeof ReportSettings>;

/** [default] of domain.md §4. */
export const DEFAULT_REPORT_SETTINGS: ReportSettings = v.parse(ReportSettings, {
  version: 1,
  acceptance: { amount: 1, kind: 'work_hour' },
  emergencyAcceptance: { amount: 0.25, kind: 'urgent_hour' },
  rating: { amount: 5, kind: 'work_day' },
});
