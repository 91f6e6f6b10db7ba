// Who abuses the portal is limited for a time (domain.md §1, dispatcher's moderation). A rule over what dispatchers rejected as abuse;
// its figures are settings, it ends by itself, and another dispatcher decides the appeal. Emergencies are never limited.
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
export const LimitSettings = v.object({
  /** so many reports rejected as abuse … */
  rejections: count,
  /** … within so many days … */
  withinDays: count,
  /** … limit their reporter for so many days … */
  forDays: count,
  /** … to so many reports a day */
  perDay: count,
});
export type LimitSettings = v.InferOutput<typeof LimitSettings>;
/** [default] */
export const DEFAULT_LIMITS: LimitSettings = { rejections: 3, withinDays: 30, forDays: 7, perDay: 1 };

const DAY = 86_400_000;

/**
 * When a limit that begins now would end; null when there were too few rejections. Those that led to an earlier limit do not count
 * again: `since` is when the last one began.
 */
export const limitUntil = (
  rejectedAt: readonly Date[],
  since: Date | null,
  now: Date,
  { rejections, withinDays, forDays }: LimitSettings,
): Date | null => {
  const from = Math.max(now.getTime() - withinDays * DAY, since?.getTime() ?? 0);
  const counted = rejectedAt.filter((at) => at.getTime() > from && at <= now);
  return counted.length >= rejections ? new Date(now.getTime() + forDays * DAY) : null;
};
