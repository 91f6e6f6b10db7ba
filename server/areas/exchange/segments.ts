// Outlines as segments with an index: where they cross, and where they touch.
import Flatbush from 'flatbush';
import type { LngLat, Surface } from '../../../shared/geo';

export const ringsOf = (shape: Surface): (readonly LngLat[])[] =>
  shape.type === 'Polygon' ? [...shape.coordinates] : shape.coordinates.flat();
export const same = (a: LngLat | undefined, b: LngLat | undefined) => a?.[0] === b?.[0] && a?.[1] === b?.[1];

/** Where segments a–b and c–d properly cross, as a share of a–b; undefined when they only touch or not at all. */
export const crossing = (a: LngLat, b: LngLat, c: LngLat, d: LngLat): number | undefined => {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const turn = ux * vy - uy * vx;
  if (turn === 0) return undefined;
  const s = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / turn;
  const t = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / turn;
  return s > 0 && s < 1 && t > 0 && t < 1 ? s : undefined;
};

/** Whether a point lies on the segment a–b, its ends left out. */
export const liesOn = (at: LngLat, a: LngLat, b: LngLat): boolean => {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], at[0] - a[0], at[1] - a[1]];
  if (ux * vy - uy * vx !== 0) return false;
  const along = ux * vx + uy * vy;
  return along > 0 && along < ux * ux + uy * uy;
};

export interface Segment {
  a: LngLat;
  b: LngLat;
  ring: number;
  at: number;
}
export const segmentsOf = (rings: readonly (readonly LngLat[])[]): Segment[] =>
  rings.flatMap((ring, r) => ring.slice(1).map((b, i) => ({ a: ring[i]!, b, ring: r, at: i })));

export const indexOf = (segments: readonly Segment[]): Flatbush => {
  const index = new Flatbush(Math.max(1, segments.length));
  for (const { a, b } of segments)
    index.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
  if (segments.length === 0) index.add(0, 0, 0, 0);
  index.finish();
  return index;
};

/** As a finding names a place. */
export const placeText = ([lng, lat]: LngLat) => `${lng.toFixed(5)}, ${lat.toFixed(5)}`;
