// Streets and the town that manages them.
import { type LngLat, positionsOf, type Shape, type Surface } from '../../../shared/geo';
import { compileSurface, contains } from '../router/surface';

/** Share of a street outside its town that is an oversight, and that is a mistake. */
export const OUTSIDE = { warn: 0.2, refuse: 0.999 } as const;

export const outsideText = (share: number, town: string): string => `${Math.round(share * 100)}% 在${town}之外`;

/** Share of a street that lies outside a surface, by its points and the middles between them. */
export const shareOutside = (street: Shape, town: Surface): number => {
  const compiled = compileSurface(town);
  const positions = positionsOf(street);
  const points = positions.flatMap((b, i): LngLat[] => {
    const a = positions[i - 1];
    return a ? [[(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], b] : [b];
  });
  const out = points.filter(([x, y]) => !contains(compiled, x, y)).length;
  return points.length === 0 ? 0 : out / points.length;
};
