// A surface prepared for many questions: whether a place is inside, how far from its outline, and a place that is surely inside.
import type Flatbush from 'flatbush';
import {
  type BBox,
  bboxOf,
  type LngLat,
  METRES_PER_DEGREE,
  metresPerDegreeLng,
  planeDistance,
  positionsOf,
  type Surface,
} from '../../../shared/geo';
import { compileSurface, contains } from '../router/surface';
import { indexOf, ringsOf, type Segment, segmentsOf } from './segments';

/** Outlines that agree to so many metres share a border: two surveys never meet exactly. */
export const TOLERANCE_M = 2;

export interface Placed {
  code: string;
  shape: Surface;
}
export interface Prepared extends Placed {
  box: BBox;
  compiled: ReturnType<typeof compileSurface>;
  segments: Segment[];
  index: Flatbush;
}

export const prepare = ({ code, shape }: Placed): Prepared => {
  const segments = segmentsOf(ringsOf(shape));
  return {
    code,
    shape,
    box: bboxOf(positionsOf(shape)),
    compiled: compileSurface(shape),
    segments,
    index: indexOf(segments),
  };
};

/** Metres from a point to the outline itself, inside or out; `limit` when it is further. */
const toOutline = (of: Prepared, [x, y]: LngLat, limit: number): number => {
  const kx = metresPerDegreeLng(y);
  const [dx, dy] = [limit / kx, limit / METRES_PER_DEGREE];
  let nearest = limit;
  for (const i of of.index.search(x - dx, y - dy, x + dx, y + dy)) {
    const segment = of.segments[i];
    if (!segment) continue;
    const { a, b } = segment;
    nearest = Math.min(nearest, planeDistance(x, y, kx, a[0], a[1], b[0], b[1]));
  }
  return nearest;
};

/** Deep inside: by more than outlines may differ. */
export const deepIn = (of: Prepared, at: LngLat): boolean =>
  contains(of.compiled, at[0], at[1]) && toOutline(of, at, TOLERANCE_M * 2) > TOLERANCE_M;

/** A point inside a surface: on a level line through its middle, halfway between two crossings. */
export const insideOf = ({ box, segments, compiled }: Prepared): LngLat => {
  for (const share of [0.5, 0.37, 0.63, 0.21, 0.83]) {
    const y = box[1] + (box[3] - box[1]) * share;
    const xs = segments
      .filter(({ a, b }) => a[1] > y !== b[1] > y)
      .map(({ a, b }) => a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]))
      .sort((p, q) => p - q);
    for (let i = 1; i < xs.length; i++) {
      const x = ((xs[i - 1] ?? 0) + (xs[i] ?? 0)) / 2;
      if (contains(compiled, x, y)) return [x, y];
    }
  }
  return [box[0], box[1]];
};
