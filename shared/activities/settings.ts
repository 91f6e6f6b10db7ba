// Figures of activities that are local decisions, each [default] until a county decides otherwise (domain.md §6).
import * as v from 'valibot';
import { whole } from '../fields';

export const ActivitySettings = v.object({
  /** metres around the place within which a code counts */
  radiusM: whole(50, 5000),
  /** minutes before the shift from which one can check in */
  earlyMinutes: whole(0, 240),
  /** minutes after the shift in which one can check out; then it is closed at the shift's end and to be confirmed */
  graceMinutes: whole(0, 720),
  /** hours before the shift until which one can cancel, where the activity says nothing else */
  cancelHours: whole(0, 240),
});
export type ActivitySettings = v.InferOutput<typeof ActivitySettings>;

/** [default] of domain.md §6. */
export const DEFAULT_ACTIVITY_SETTINGS: ActivitySettings = {
  radiusM: 300,
  earlyMinutes: 30,
  graceMinutes: 60,
  cancelHours: 12,
};
