// Is a shape what it claims to be? And do neighbours overlap or leave gaps? Everything in WGS-84; lengths in metres on the plane
// around the shape.
import Flatbush from 'flatbush';
import {
  type BBox,
  bboxOf,
  inSurface,
  type LngLat,
  METRES_PER_DEGREE,
  metresPerDegreeLng,
  positionsOf,
  type Shape,
  type Surface,
} from '../../../shared/geo';
import { compileSurface, contains, distanceTo } from '../router/surface';

/** China with its seas: a place outside is a pair of numbers the wrong way round, or another datum altogether. */
const CHINA: BBox = [73, 3, 136, 54];
/** Outlines that agree to so many metres share a border: two surveys never meet exactly. */
export const TOLERANCE_M = 2;

const ringsOf = (shape: Surface): (readonly LngLat[])[] =>
  shape.type === 'Polygon' ? [...shape.coordinates] : shape.coordinates.flat();
const same = (a: LngLat | undefined, b: LngLat | undefined) => a?.[0] === b?.[0] && a?.[1] === b?.[1];

/** Where segments a–b and c–d properly cross, as a share of a–b; undefined when they only touch or not at all. */
const crossing = (a: LngLat, b: LngLat, c: LngLat, d: LngLat): number | undefined => {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const turn = ux * vy - uy * vx;
  if (turn === 0) return undefined;
  const s = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / turn;
  const t = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / turn;
  return s > 0 && s < 1 && t > 0 && t < 1 ? s : undefined;
};

interface Segment {
  a: LngLat;
  b: LngLat;
  ring: number;
  at: number;
}
const segmentsOf = (rings: readonly (readonly LngLat[])[]): Segment[] =>
  rings.flatMap((ring, r) => ring.slice(1).map((b, i) => ({ a: ring[i]!, b, ring: r, at: i })));

const indexOf = (segments: readonly Segment[]): Flatbush => {
  const index = new Flatbush(Math.max(1, segments.length));
  for (const { a, b } of segments)
    index.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
  if (segments.length === 0) index.add(0, 0, 0, 0);
  index.finish();
  return index;
};

/** A place where an outline crosses or touches itself; undefined when it does not. */
const selfCrossing = (rings: readonly (readonly LngLat[])[]): LngLat | undefined => {
  const segments = segmentsOf(rings);
  const index = indexOf(segments);
  for (const [i, one] of segments.entries()) {
    const { a, b } = one;
    const near = index.search(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
    for (const j of near) {
      const other = segments[j];
      if (!other || j <= i) continue;
      const at = crossing(a, b, other.a, other.b);
      if (at !== undefined) return [a[0] + at * (b[0] - a[0]), a[1] + at * (b[1] - a[1])];
      // two segments of one ring may meet only where one follows the other
      const follows = one.ring === other.ring && (other.at === one.at + 1 || same(one.a, other.b));
      if (!follows && one.ring === other.ring && (same(a, other.a) || same(b, other.b)))
        return same(a, other.a) ? a : b;
    }
  }
  return undefined;
};

const placeText = ([lng, lat]: LngLat) => `${lng.toFixed(5)}, ${lat.toFixed(5)}`;

/** What is wrong with a shape, in words; `errors` forbid it, `warnings` do not. */
export const shapeFaults = (shape: Shape): { errors: string[]; warnings: string[] } => {
  const [errors, warnings]: [string[], string[]] = [[], []];
  const positions = positionsOf(shape);
  if (positions.length === 0) return { errors: ['图形里没有坐标'], warnings };
  const stray = positions.find(([lng, lat]) => lng < CHINA[0] || lat < CHINA[1] || lng > CHINA[2] || lat > CHINA[3]);
  if (stray) errors.push(`坐标 ${placeText(stray)} 不在中国，经度纬度是不是写反了`);
  if (shape.type === 'LineString') {
    if (shape.coordinates.length < 2) errors.push('线至少要两个点');
    else if (positions.every((at) => same(at, positions[0]))) errors.push('线的长度是零');
    else if (selfCrossing([shape.coordinates])) warnings.push('线与自己相交');
    return { errors, warnings };
  }
  const rings = ringsOf(shape);
  for (const ring of rings) {
    if (!same(ring[0], ring.at(-1))) errors.push('面没有闭合：最后一个点要和第一个点相同');
    else if (new Set(ring.map(String)).size < 3) errors.push('面至少要三个不同的点');
  }
  if (errors.length > 0) return { errors, warnings };
  if (rings.some((ring) => ring.some((at, i) => i > 0 && same(at, ring[i - 1])))) warnings.push('有连续重复的点');
  const clean = rings.map((ring) => ring.filter((at, i) => i === 0 || !same(at, ring[i - 1])));
  const crossed = selfCrossing(clean);
  if (crossed) errors.push(`面与自己相交，在 ${placeText(crossed)} 附近`);
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  for (const [outer, ...holes] of polygons)
    for (const hole of holes)
      if (outer && hole[0] && !inSurface(hole[0], { type: 'Polygon', coordinates: [outer] }))
        errors.push('洞不在面里面');
  return { errors, warnings };
};

export interface Placed {
  code: string;
  shape: Surface;
}
interface Prepared extends Placed {
  box: BBox;
  compiled: ReturnType<typeof compileSurface>;
  segments: Segment[];
  index: Flatbush;
}

const prepare = ({ code, shape }: Placed): Prepared => {
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

/** Metres from a point to the outline itself, inside or out. */
const toOutline = (of: Prepared, [x, y]: LngLat, limit: number): number => {
  const kx = metresPerDegreeLng(y);
  const [dx, dy] = [limit / kx, limit / METRES_PER_DEGREE];
  let nearest = limit;
  for (const i of of.index.search(x - dx, y - dy, x + dx, y + dy)) {
    const segment = of.segments[i];
    if (!segment) continue;
    const { a, b } = segment;
    const [ux, uy] = [(a[0] - x) * kx, (a[1] - y) * METRES_PER_DEGREE];
    const [vx, vy] = [(b[0] - a[0]) * kx, (b[1] - a[1]) * METRES_PER_DEGREE];
    const long = vx * vx + vy * vy;
    const share = long === 0 ? 0 : Math.min(1, Math.max(0, -(ux * vx + uy * vy) / long));
    nearest = Math.min(nearest, Math.hypot(ux + share * vx, uy + share * vy));
  }
  return nearest;
};

/** Deep inside: by more than outlines may differ. */
const deepIn = (of: Prepared, at: LngLat): boolean =>
  contains(of.compiled, at[0], at[1]) && toOutline(of, at, TOLERANCE_M * 2) > TOLERANCE_M;

/** Points of one outline between its meetings with another: any overlap has one of them deep inside the other. */
function* probesOf(of: Prepared, other: Prepared): Iterable<LngLat> {
  for (const { a, b } of of.segments) {
    const cuts = [0, 1];
    for (const j of other.index.search(
      Math.min(a[0], b[0]),
      Math.min(a[1], b[1]),
      Math.max(a[0], b[0]),
      Math.max(a[1], b[1]),
    )) {
      const segment = other.segments[j];
      const at = segment && crossing(a, b, segment.a, segment.b);
      if (at !== undefined) cuts.push(at);
    }
    cuts.sort((p, q) => p - q);
    yield a;
    for (let i = 1; i < cuts.length; i++) {
      const share = ((cuts[i - 1] ?? 0) + (cuts[i] ?? 0)) / 2;
      yield [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
    }
  }
}

/** A point inside a surface: on a level line through its middle, halfway between two crossings. */
const insideOf = ({ box, segments, compiled }: Prepared): LngLat => {
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

const overlapOf = (a: Prepared, b: Prepared): LngLat | undefined => {
  for (const at of probesOf(a, b)) if (deepIn(b, at)) return at;
  for (const at of probesOf(b, a)) if (deepIn(a, at)) return at;
  // one and the same outline twice has no point of it inside
  const within = insideOf(a);
  return deepIn(b, within) ? within : undefined;
};

export interface Meeting {
  code: string;
  other: string;
  place: string;
}

/** Siblings, prepared once for both questions. */
export class Neighbours {
  readonly #all: Prepared[];
  readonly #boxes: Flatbush | undefined;

  constructor(placed: readonly Placed[]) {
    this.#all = placed.map(prepare);
    if (placed.length === 0) return;
    this.#boxes = new Flatbush(placed.length);
    for (const { box } of this.#all) this.#boxes.add(...(box as [number, number, number, number]));
    this.#boxes.finish();
  }

  get size(): number {
    return this.#all.length;
  }

  /** Those that overlap the i-th and come after it. */
  overlaps(i: number): Meeting[] {
    const one = this.#all[i];
    if (!one || !this.#boxes) return [];
    return this.#boxes
      .search(...(one.box as [number, number, number, number]))
      .filter((j) => j > i)
      .flatMap((j) => {
        const other = this.#all[j];
        const at = other && overlapOf(one, other);
        return at ? [{ code: one.code, other: other.code, place: placeText(at) }] : [];
      });
  }

  #holds(at: LngLat): boolean {
    return (this.#boxes?.search(at[0], at[1], at[0], at[1]) ?? []).some((j) => {
      const one = this.#all[j];
      return one !== undefined && contains(one.compiled, at[0], at[1]);
    });
  }

  #near(at: LngLat): boolean {
    const [dx, dy] = [TOLERANCE_M / metresPerDegreeLng(at[1]), TOLERANCE_M / METRES_PER_DEGREE];
    return (this.#boxes?.search(at[0] - dx, at[1] - dy, at[0] + dx, at[1] + dy) ?? []).some((j) => {
      const one = this.#all[j];
      return (
        one !== undefined &&
        distanceTo(one.compiled, at[0], at[1], metresPerDegreeLng(at[1]), TOLERANCE_M) < TOLERANCE_M
      );
    });
  }

  /** Places within `parent` that none of these hold: just outside their outlines, and on a net laid over the parent. */
  gapsIn(parent: Surface, net = 12): string[] {
    const whole = prepare({ code: '', shape: parent });
    const gaps: LngLat[] = [];
    const isGap = (at: LngLat) => deepIn(whole, at) && !this.#holds(at) && !this.#near(at);
    for (const { segments } of this.#all)
      for (const { a, b } of segments) {
        const kx = metresPerDegreeLng(a[1]);
        const [vx, vy] = [(b[0] - a[0]) * kx, (b[1] - a[1]) * METRES_PER_DEGREE];
        const long = Math.hypot(vx, vy);
        if (long === 0) continue;
        // a step to either side of the middle: one of them is outside
        const step = TOLERANCE_M * 2.5;
        for (const side of [1, -1]) {
          const at: LngLat = [
            (a[0] + b[0]) / 2 + (side * step * -vy) / long / kx,
            (a[1] + b[1]) / 2 + (side * step * vx) / long / METRES_PER_DEGREE,
          ];
          if (isGap(at)) gaps.push(at);
        }
      }
    const [west, south, east, north] = whole.box;
    for (let i = 0; i < net; i++)
      for (let j = 0; j < net; j++) {
        const at: LngLat = [west + ((i + 0.5) / net) * (east - west), south + ((j + 0.5) / net) * (north - south)];
        if (isGap(at)) gaps.push(at);
      }
    return gaps.map(placeText);
  }
}

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
