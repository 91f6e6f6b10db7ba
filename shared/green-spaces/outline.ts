// The outline of a plot: what a person draws with a finger or a mouse becomes a polygon, and what is wrong with one is said in words.
// The form asks before it sends, the server asks again, for whatever a file or a client sent.
import {
  bboxOf,
  haversine,
  type LngLat,
  METRES_PER_DEGREE,
  metresPerDegreeLng,
  positionsOf,
  type Surface,
} from '../geo';

/** Plots are found by their middle: none reaches further from it, metres. */
export const PLOT_REACH_M = 400;
/** As many corners as a hand draws; files may have more. */
export const MAX_CORNERS = 60;
const PLACES = 1e7;

type Corner = { readonly lng: number; readonly lat: number };

/** Seven decimals: a centimetre. */
const position = ({ lng, lat }: Corner): LngLat => [
  Math.round(lng * PLACES) / PLACES,
  Math.round(lat * PLACES) / PLACES,
];

/** The corners of a shape one can draw: one ring without holes; null for anything else. */
export const cornersOf = (shape: Surface | null): Corner[] | null => {
  if (shape === null) return [];
  if (shape.type !== 'Polygon' || shape.coordinates.length !== 1) return null;
  return (shape.coordinates[0] ?? []).slice(0, -1).map(([lng, lat]) => ({ lng, lat }));
};

/** @returns the closed polygon of the corners in their order; null for none */
export const polygonOf = (corners: readonly Corner[]): Surface | null => {
  const [first] = corners;
  return first ? { type: 'Polygon', coordinates: [[...corners.map(position), position(first)]] } : null;
};

const rings = (shape: Surface): readonly (readonly LngLat[])[] =>
  shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();

/** Twice the signed area of a triangle. */
const turn = (a: LngLat, b: LngLat, c: LngLat) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
const cross = (a: LngLat, b: LngLat, c: LngLat, d: LngLat) =>
  turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;

/** Whether two sides of a ring that do not follow each other cross. */
const crossesItself = (ring: readonly LngLat[]): boolean =>
  ring.some((a, i) => {
    const b = ring[i + 1];
    return (
      b !== undefined &&
      ring.slice(i + 2).some((c, j) => {
        const d = ring[i + 3 + j];
        return d !== undefined && cross(a, b, c, d);
      })
    );
  });

/** Square metres; holes taken off. */
export const areaOf = (shape: Surface): number => {
  const of = (ring: readonly LngLat[]) => {
    const [origin] = ring;
    if (!origin) return 0;
    const [x, y] = [metresPerDegreeLng(origin[1]), METRES_PER_DEGREE];
    // from the first corner: degrees themselves are too large to multiply
    const at = ([lng, lat]: LngLat): LngLat => [(lng - origin[0]) * x, (lat - origin[1]) * y];
    return Math.abs(
      ring.slice(1).reduce((sum, point, i) => {
        const [a, b] = [at(ring[i] ?? origin), at(point)];
        return sum + a[0] * b[1] - b[0] * a[1];
      }, 0) / 2,
    );
  };
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  return polygons.reduce(
    (sum, [outer, ...holes]) => sum + (outer ? of(outer) : 0) - holes.reduce((less, hole) => less + of(hole), 0),
    0,
  );
};

/** What is wrong with an outline, said to whoever drew it; null when nothing is. */
export const outlineProblem = (shape: Surface | null, place: Corner | null): string | null => {
  if (shape === null) return null;
  for (const ring of rings(shape)) {
    const [first, last] = [ring[0], ring.at(-1)];
    if (!first || !last || first[0] !== last[0] || first[1] !== last[1])
      return '边界没有闭合：最后一个点要和第一个点相同';
    if (new Set(ring.map(String)).size < 3) return '边界至少要三个角，请在地图上再点几个';
    if (crossesItself(ring)) return '边界的两条边交叉了，请拖动角点把它们分开';
  }
  if (areaOf(shape) < 1) return '边界围住的面积不到 1 平方米，请把角点拉开';
  const [west, south, east, north] = bboxOf(positionsOf(shape));
  const middle: LngLat = place ? [place.lng, place.lat] : [(west + east) / 2, (south + north) / 2];
  const reach = Math.max(...positionsOf(shape).map((point) => haversine(middle, point)));
  return reach > PLOT_REACH_M
    ? `边界离位置点最远 ${Math.round(reach)} 米，最多 ${PLOT_REACH_M} 米：请移动位置点，或分成几块绿地`
    : null;
};
