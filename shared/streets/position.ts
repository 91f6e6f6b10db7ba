// Is a card where it belongs? A card hangs anywhere along its street; the scanner's device says where that is, and how surely.
import * as v from 'valibot';

export const CardSettings = v.object({
  /** metres beyond the street's edge that are still "at the street": signs stand back, and pavements are wide */
  toleranceM: v.pipe(v.number('距离要是数字'), v.minValue(0, '距离不能为负'), v.maxValue(2000, '距离最多 2000 米')),
  /** a device less sure than this says nothing about where the card is */
  surestM: v.pipe(v.number('精度要是数字'), v.minValue(10, '精度至少 10 米'), v.maxValue(5000, '精度最多 5000 米')),
});
/** [default] */
export const DEFAULT_CARD = { toleranceM: 80, surestM: 500 };

export type CardPosition = 'here' | 'moved' | 'unsure';

/** @param distanceM from the scanner to the street's line, or to its outline (0 inside) */
export const cardPositionOf = (
  { distanceM, widthM, accuracyM }: { distanceM: number; widthM: number; accuracyM: number },
  { toleranceM, surestM }: v.InferOutput<typeof CardSettings>,
): CardPosition => {
  if (distanceM <= widthM + toleranceM) return 'here';
  if (accuracyM > surestM || distanceM <= widthM + toleranceM + accuracyM) return 'unsure';
  return 'moved';
};
