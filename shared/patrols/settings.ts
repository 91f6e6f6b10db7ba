// Figures of a chief's patrol that are local decisions, each [default] until a county decides otherwise (domain.md §9).
import * as v from 'valibot';
import { whole } from '../fields';

export const PatrolSettings = v.object({
  /** metres from the way walked within which a street counts as seen */
  withinM: whole(5, 500),
  /** per cent of a street that has to be seen for the day to count as a patrol of it */
  leastPercent: whole(1, 100),
  /** days between two patrols of a street that says nothing else */
  rhythmDays: whole(1, 365),
  /** a device less sure of its place than this says nothing about where one walked, metres */
  surestM: whole(10, 1000),
  /** two positions are joined by a straight way when they are no further apart than this, in seconds and in metres */
  joinSeconds: whole(5, 3600),
  joinM: whole(10, 5000),
  /** a patrol nobody hears of for so many minutes, or that lasts so many hours, is over */
  silentMinutes: whole(10, 1440),
  longestHours: whole(1, 48),
});
export type PatrolSettings = v.InferOutput<typeof PatrolSettings>;

/** [default]; 40 m are domain.md §9. */
export const DEFAULT_PATROL_SETTINGS: PatrolSettings = {
  withinM: 40,
  leastPercent: 30,
  rhythmDays: 7,
  surestM: 100,
  joinSeconds: 120,
  joinM: 200,
  silentMinutes: 180,
  longestHours: 10,
};
