// Siblings of one level: where they overlap, and where they leave gaps in their parent. Everything in WGS-84; lengths in metres on
// the plane around the shape.
import Flatbush from 'flatbush';
import { type LngLat, METRES_PER_DEGREE, metresPerDegreeLng, type Surface } from '../../../shared/geo';
import { contains, distanceTo } from '../router/surface';
import { deepIn, insideOf, type Placed, type Prepared, prepare, TOLERANCE_M } from './outlines';
import { crossing, placeText } from './segments';

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
