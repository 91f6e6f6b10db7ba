// How much of a street a patrol has seen: the share of its length within so many metres of the way walked (domain.md §9).
//
// A street is cut into pieces of at most 10 m; a piece is seen when its middle is near enough to the way. What is kept of a patrol
// is one bit a piece, never a position: bits of several batches are simply put together, so that batches may come twice, late or in
// any order, and a way cut into batches that share their end points gives what the whole way gives.
import {
  bboxOf,
  haversine,
  inSurface,
  type LngLat,
  METRES_PER_DEGREE,
  metresPerDegreeLng,
  planeDistance,
  positionsOf,
  type Shape,
} from '../geo';
import type { PatrolSettings } from './settings';

/** A position on the way. `at`: the device's clock in milliseconds, of which only differences matter; `accuracy` in metres. */
export interface TrackPoint {
  readonly lng: number;
  readonly lat: number;
  readonly at: number;
  readonly accuracy?: number | undefined;
}
export interface Piece {
  readonly middle: LngLat;
  readonly metres: number;
}
/** A straight part of the way; a position joined to no other is a leg of no length. */
export type Leg = readonly [from: LngLat, to: LngLat];

/** Longest piece of a line, and the raster of a street that is a surface; metres. */
const PIECE_M = 10;
const RASTER_M = 20;
/** A street larger than this is cut into larger pieces. */
const MOST_PIECES = 4000;

const lineLength = (line: readonly LngLat[]): number =>
  line.reduce((sum, at, i) => sum + (i === 0 ? 0 : haversine(line[i - 1] ?? at, at)), 0);

const linePieces = (line: readonly LngLat[]): Piece[] => {
  const size = Math.max(PIECE_M, lineLength(line) / (MOST_PIECES / 2));
  const pieces: Piece[] = [];
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const metres = haversine(a, b);
    const count = Math.ceil(metres / size);
    for (let n = 0; n < count; n++) {
      const share = (n + 0.5) / count;
      pieces.push({ middle: [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share], metres: metres / count });
    }
  }
  return pieces;
};

/** The pieces of a street; of one that is a surface, the points of a raster inside it stand for its length. */
export const piecesOf = (shape: Shape): Piece[] => {
  if (shape.type === 'LineString') return linePieces(shape.coordinates);
  const corners = positionsOf(shape);
  if (corners.length === 0) return [];
  const [west, south, east, north] = bboxOf(corners);
  const kx = metresPerDegreeLng((south + north) / 2);
  const [width, height] = [(east - west) * kx, (north - south) * METRES_PER_DEGREE];
  const size = Math.max(RASTER_M, Math.sqrt((width * height) / MOST_PIECES));
  const [columns, rows] = [Math.max(1, Math.ceil(width / size)), Math.max(1, Math.ceil(height / size))];
  const pieces: Piece[] = [];
  for (let x = 0; x < columns; x++)
    for (let y = 0; y < rows; y++) {
      const middle: LngLat = [
        west + ((x + 0.5) / columns) * (east - west),
        south + ((y + 0.5) / rows) * (north - south),
      ];
      if (inSurface(middle, shape)) pieces.push({ middle, metres: size });
    }
  // a surface smaller than the raster
  return pieces.length > 0 ? pieces : linePieces(corners);
};

/** The way between positions in the order of their time; positions the device was not sure of are left out. */
export const legsOf = (
  track: readonly TrackPoint[],
  { surestM, joinSeconds, joinM }: Pick<PatrolSettings, 'surestM' | 'joinSeconds' | 'joinM'>,
): Leg[] => {
  const sure = track.filter(({ accuracy = 0 }) => accuracy <= surestM).sort((a, b) => a.at - b.at);
  const legs: Leg[] = [];
  sure.forEach((point, i) => {
    const here: LngLat = [point.lng, point.lat];
    const before = sure[i - 1];
    const from: LngLat | undefined = before && [before.lng, before.lat];
    const joined = before && from && point.at - before.at <= joinSeconds * 1000 && haversine(from, here) <= joinM;
    legs.push([joined ? from : here, here]);
  });
  return legs;
};

/** One bit a piece, set where it is seen from the way. */
export const seenFrom = (pieces: readonly Piece[], legs: readonly Leg[], withinM: number): Uint8Array => {
  const bits = new Uint8Array(Math.ceil(pieces.length / 8));
  pieces.forEach(({ middle: [x, y] }, i) => {
    const kx = metresPerDegreeLng(y);
    if (legs.some(([a, b]) => planeDistance(x, y, kx, a[0], a[1], b[0], b[1]) <= withinM))
      bits[i >> 3]! |= 1 << (i & 7);
  });
  return bits;
};

/** Seen in the one or the other. */
export const together = (a: Uint8Array, b: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) | (b[i] ?? 0));

/** Metres of a street, and how many of them are seen. */
export const lengthsOf = (pieces: readonly Piece[], bits: Uint8Array): { lengthM: number; seenM: number } => {
  let [lengthM, seenM] = [0, 0];
  pieces.forEach(({ metres }, i) => {
    lengthM += metres;
    if ((bits[i >> 3] ?? 0) & (1 << (i & 7))) seenM += metres;
  });
  return { lengthM, seenM };
};
