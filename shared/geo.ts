// Geometry on [longitude, latitude] in WGS-84, and the datums a coordinate may arrive in.
//
// Distances inside a town use a plane around the point (equirectangular): within 20 km of it and at 楚雄's latitude the error
// against the sphere stays below one part in a thousand. GCJ-02 is what WeChat gives, BD-09 what Baidu gives; CGCS2000 differs
// from WGS-84 by centimetres and is taken as equal (domain.md §2).
import gcoord from 'gcoord';

/** [longitude, latitude] in degrees. */
export type LngLat = readonly [lng: number, lat: number];
/** GeoJSON shapes; rings are closed, holes follow the outer ring, winding does not matter. */
export interface Polygon {
  readonly type: 'Polygon';
  readonly coordinates: readonly (readonly LngLat[])[];
}
export interface MultiPolygon {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly (readonly (readonly LngLat[])[])[];
}
export interface LineString {
  readonly type: 'LineString';
  readonly coordinates: readonly LngLat[];
}
export type Surface = Polygon | MultiPolygon;
export type Shape = Surface | LineString;
/** [west, south, east, north] */
export type BBox = readonly [west: number, south: number, east: number, north: number];
export type Datum = 'wgs84' | 'cgcs2000' | 'gcj02' | 'bd09';

const RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;
/** Metres of one degree of latitude. */
export const METRES_PER_DEGREE = RADIUS * RADIANS;
/** Metres of one degree of longitude at a latitude. */
export const metresPerDegreeLng = (lat: number): number => METRES_PER_DEGREE * Math.cos(lat * RADIANS);

const CRS = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** Any datum to what the portal stores. The inverse of GCJ-02 is iterated by the library, good to about 20 cm. */
export function toWgs84([lng, lat]: LngLat, from: Datum): LngLat {
  if (from === 'wgs84' || from === 'cgcs2000') return [lng, lat];
  const [x, y] = gcoord.transform([lng, lat], CRS[from], gcoord.WGS84);
  return [x, y];
}

/** What the portal stores to what a map or a device wants. */
export function fromWgs84([lng, lat]: LngLat, to: Datum): LngLat {
  if (to === 'wgs84' || to === 'cgcs2000') return [lng, lat];
  const [x, y] = gcoord.transform([lng, lat], gcoord.WGS84, CRS[to]);
  return [x, y];
}

/** Metres between two points on the sphere, anywhere. */
export function haversine(a: LngLat, b: LngLat): number {
  const dLat = (b[1] - a[1]) * RADIANS;
  const dLng = (b[0] - a[0]) * RADIANS;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * RADIANS) * Math.cos(b[1] * RADIANS) * Math.sin(dLng / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Metres from (x, y) to the segment a–b, in the plane around the point; `kx` is `metresPerDegreeLng(y)`. Bare numbers for
 * whoever measures a thousand segments from one place; others call `distanceToSegment`.
 */
export function planeDistance(
  x: number,
  y: number,
  kx: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const ux = (ax - x) * kx;
  const uy = (ay - y) * METRES_PER_DEGREE;
  const dx = (bx - ax) * kx;
  const dy = (by - ay) * METRES_PER_DEGREE;
  const squared = dx * dx + dy * dy;
  let share = squared === 0 ? 0 : -(ux * dx + uy * dy) / squared;
  if (share < 0) share = 0;
  else if (share > 1) share = 1;
  const ex = ux + share * dx;
  const ey = uy + share * dy;
  return Math.sqrt(ex * ex + ey * ey);
}

/** Metres from a point to a segment, in the plane around the point. */
export const distanceToSegment = ([x, y]: LngLat, a: LngLat, b: LngLat): number =>
  planeDistance(x, y, metresPerDegreeLng(y), a[0], a[1], b[0], b[1]);

/** Metres from a point to a line; Infinity for a line without points. */
export function distanceToLine(point: LngLat, line: readonly LngLat[]): number {
  const [x, y] = point;
  const kx = metresPerDegreeLng(y);
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < line.length; i++) {
    // a line of one position is that position
    const a = line[i === 0 ? 0 : i - 1]!;
    const b = line[i]!;
    const metres = planeDistance(x, y, kx, a[0], a[1], b[0], b[1]);
    if (metres < nearest) nearest = metres;
  }
  return nearest;
}

/** Whether a ring encloses a point. A point on the edge may fall on either side, but only on one of two that share the edge. */
export function inRing([x, y]: LngLat, ring: readonly LngLat[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!;
    const b = ring[j]!;
    const yi = a[1];
    const yj = b[1];
    if (yi > y === yj > y) continue;
    // from the lower end, so that both owners of an edge round alike
    const [low, high] = yi < yj ? [a, b] : [b, a];
    if (x < ((high[0] - low[0]) * (y - low[1])) / (high[1] - low[1]) + low[0]) inside = !inside;
  }
  return inside;
}

const polygonsOf = (shape: Surface) => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates);

/** Whether a point lies in a polygon and in none of its holes. */
export function inSurface(point: LngLat, shape: Surface): boolean {
  return polygonsOf(shape).some(
    ([outer, ...holes]) => outer !== undefined && inRing(point, outer) && !holes.some((hole) => inRing(point, hole)),
  );
}

/** Metres from a point to a surface: 0 inside, else to the nearest edge. */
export function distanceToSurface(point: LngLat, shape: Surface): number {
  if (inSurface(point, shape)) return 0;
  return Math.min(...polygonsOf(shape).flatMap((rings) => rings.map((ring) => distanceToLine(point, ring))));
}

/** Metres from a point to any shape. */
export const distanceToShape = (point: LngLat, shape: Shape): number =>
  shape.type === 'LineString' ? distanceToLine(point, shape.coordinates) : distanceToSurface(point, shape);

/** Every position of a shape, in order. */
export function positionsOf(shape: Shape): LngLat[] {
  return shape.type === 'LineString' ? [...shape.coordinates] : polygonsOf(shape).flat(2);
}

/** A point in the middle of a shape: where a map begins to look. */
export function middleOf(shape: Shape): LngLat {
  if (shape.type === 'LineString') return shape.coordinates[Math.floor(shape.coordinates.length / 2)] ?? [0, 0];
  const ring = (shape.type === 'Polygon' ? shape.coordinates[0] : shape.coordinates[0]?.[0]) ?? [];
  const corners = ring.slice(0, -1);
  const sum = corners.reduce<[number, number]>(([x, y], [lng, lat]) => [x + lng, y + lat], [0, 0]);
  return [sum[0] / Math.max(1, corners.length), sum[1] / Math.max(1, corners.length)];
}

/** The smallest box around some positions; throws RangeError when there are none. */
export function bboxOf(positions: readonly LngLat[]): BBox {
  if (positions.length === 0) throw new RangeError('a box needs at least one position');
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of positions) {
    west = Math.min(west, lng);
    south = Math.min(south, lat);
    east = Math.max(east, lng);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}
