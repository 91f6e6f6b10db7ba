// Is a shape what it claims to be?
import { type BBox, type LngLat, positionsOf, type Shape, type Surface } from '../../../shared/geo';
import { contains } from '../router/surface';
import { insideOf, prepare } from './outlines';
import { crossing, indexOf, liesOn, placeText, ringsOf, type Segment, same, segmentsOf } from './segments';

/** China with its seas: a place outside is a pair of numbers the wrong way round, or another datum altogether. */
const CHINA: BBox = [73, 3, 136, 54];

/** Where two segments of one ring meet although neither follows the other, or lie on each other although one does. */
const touching = (one: Segment, other: Segment): LngLat | undefined => {
  const { a, b } = one;
  const on = [other.a, other.b].find((at) => liesOn(at, a, b)) ?? [a, b].find((at) => liesOn(at, other.a, other.b));
  if (on) return on;
  const next = other.at === one.at + 1;
  // there and back again
  if (next && same(a, other.b)) return b;
  if (next || same(a, other.b)) return undefined;
  return same(a, other.a) ? a : same(b, other.b) ? b : undefined;
};

/** A place where an outline crosses or touches itself; undefined when it does not. Rings may touch each other. */
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
      const touched = one.ring === other.ring ? touching(one, other) : undefined;
      if (touched) return touched;
    }
  }
  return undefined;
};

const polygonOf = (...coordinates: (readonly LngLat[])[]): Surface => ({ type: 'Polygon', coordinates });

/** Holes that are no holes, and parts that lie in each other. A place surely inside each decides: outlines may touch. */
const partFaults = (parts: readonly (readonly (readonly LngLat[])[])[]): string[] => {
  const faults: string[] = [];
  for (const [outer, ...holes] of parts) {
    if (!outer || holes.length === 0) continue;
    const whole = prepare({ code: '', shape: polygonOf(outer) });
    const stray = holes.some(
      (hole) => !contains(whole.compiled, ...insideOf(prepare({ code: '', shape: polygonOf(hole) }))),
    );
    if (stray) faults.push('洞不在面里面');
  }
  if (parts.length === 1) return faults;
  const prepared = parts.map((rings) => prepare({ code: '', shape: polygonOf(...rings) }));
  const within = prepared.map(insideOf);
  const twice = within.findIndex((at, i) => prepared.some(({ compiled }, j) => i !== j && contains(compiled, ...at)));
  const at = within[twice];
  if (at) faults.push(`面的两部分重叠，在 ${placeText(at)} 附近`);
  return faults;
};

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
  if (!crossed) errors.push(...partFaults(shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates));
  return { errors, warnings };
};
