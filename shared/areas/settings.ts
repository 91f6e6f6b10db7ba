// What areas take for granted where a file says nothing; [default] until a county decides otherwise (domain.md §2).
import * as v from 'valibot';
import { whole } from '../fields';

export const AreaSettings = v.object({
  /** metres on each side of a street whose file names no width */
  streetWidthM: whole(1, 500),
});
/** [default] */
export const DEFAULT_AREA_SETTINGS: v.InferOutput<typeof AreaSettings> = { streetWidthM: 30 };
