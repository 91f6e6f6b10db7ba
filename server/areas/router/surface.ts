// Polygons compiled for many questions: edges in one flat array, turned so that the lower end comes first, and long outlines
// cut into horizontal slabs so that a county of 3,000 vertices looks at the dozen edges beside a point. The arithmetic is that
// of shared/geo, edge by edge, so that both give the same answer to the last bit.
import { type LngLat, METRES_PER_DEGREE, planeDistance, type Surface } from '../../../shared/geo';

/** Below this many edges a plain walk is faster than finding the slab. */
export const SLABS_FROM = 48;
const MAX_SLABS = 4096;
/** Edges that share one box when distances are measured. */
const STRETCH = 32;

interface Ring {
  /** lower x, lower y, upper x, upper y of every edge */
  readonly edges: Float64Array;
  readonly south: number;
  readonly perDegree: number;
  /** slab → where its edges begin in `members`; empty for short rings */
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
  /** west, south, east, north of every stretch of edges */
  readonly boxes: Float64Array;
}

/** Rings of each polygon, the outer one first. */
export type CompiledSurface = readonly (readonly Ring[])[];

export function compileSurface(surface: Surface): CompiledSurface {
  const polygons = surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates;
  return polygons.map((rings) => rings.map(compileRing));
}

function compileRing(ring: readonly LngLat[]): Ring {
  const edges = new Float64Array(ring.length * 4);
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = ring[i]![1] < ring[j]![1] ? [ring[i]!, ring[j]!] : [ring[j]!, ring[i]!];
    edges.set([a[0], a[1], b[0], b[1]], i * 4);
  }
  const boxes = boxesOf(edges);
  const short = { edges, south: 0, perDegree: 0, starts: new Uint32Array(0), members: new Uint32Array(0), boxes };
  return ring.length < SLABS_FROM ? short : { ...short, ...slabsOf(edges, Math.min(MAX_SLABS, ring.length)) };
}

function boxesOf(edges: Float64Array): Float64Array {
  const boxes = new Float64Array(Math.ceil(edges.length / 4 / STRETCH) * 4);
  for (let box = 0; box < boxes.length; box += 4) {
    const stretch = edges.subarray(box * STRETCH, (box + 4) * STRETCH);
    const xs = stretch.filter((_, i) => i % 2 === 0);
    const ys = stretch.filter((_, i) => i % 2 === 1);
    boxes.set([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], box);
  }
  return boxes;
}

function slabsOf(edges: Float64Array, count: number): Pick<Ring, 'south' | 'perDegree' | 'starts' | 'members'> {
  let [south, north] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < edges.length; at += 4) {
    south = Math.min(south, edges[at + 1]!);
    north = Math.max(north, edges[at + 3]!);
  }
  const perDegree = north > south ? (count - 1) / (north - south) : 0;
  // the same rounding places an edge and finds it again, so an edge can never be missed
  const slab = (y: number) => Math.floor((y - south) * perDegree);
  const starts = new Uint32Array(count + 1);
  const each = (visit: (slab: number, edge: number) => void) => {
    for (let at = 0; at < edges.length; at += 4)
      for (let s = slab(edges[at + 1]!); s <= slab(edges[at + 3]!); s++) visit(s, at);
  };
  each((s) => {
    starts[s + 1]!++;
  });
  for (let s = 0; s < count; s++) starts[s + 1]! += starts[s]!;
  const members = new Uint32Array(starts[count]!);
  const next = starts.slice();
  each((s, at) => {
    members[next[s]!++] = at;
  });
  return { south, perDegree, starts, members };
}

function crossesRight(edges: Float64Array, at: number, x: number, y: number): boolean {
  const lowY = edges[at + 1]!;
  const highY = edges[at + 3]!;
  if (lowY > y || highY <= y) return false;
  const lowX = edges[at]!;
  return x < ((edges[at + 2]! - lowX) * (y - lowY)) / (highY - lowY) + lowX;
}

function inRing(ring: Ring, x: number, y: number): boolean {
  const { edges, starts, members } = ring;
  let inside = false;
  if (starts.length === 0) {
    for (let at = 0; at < edges.length; at += 4) if (crossesRight(edges, at, x, y)) inside = !inside;
    return inside;
  }
  const slab = Math.floor((y - ring.south) * ring.perDegree);
  if (!(slab >= 0 && slab < starts.length - 1)) return false;
  const end = starts[slab + 1]!;
  for (let i = starts[slab]!; i < end; i++) if (crossesRight(edges, members[i]!, x, y)) inside = !inside;
  return inside;
}

/** Whether a point lies in one of the polygons and in none of its holes. */
export function contains(surface: CompiledSurface, x: number, y: number): boolean {
  for (const rings of surface) {
    if (!rings[0] || !inRing(rings[0], x, y)) continue;
    let hole = 1;
    while (hole < rings.length && !inRing(rings[hole]!, x, y)) hole++;
    if (hole === rings.length) return true;
  }
  return false;
}

/**
 * Metres to the nearest edge, 0 inside; `kx` is `metresPerDegreeLng(y)`. With a `limit` the answer is Infinity unless it is below it.
 */
export function distanceTo(surface: CompiledSurface, x: number, y: number, kx: number, limit = Infinity): number {
  if (contains(surface, x, y)) return 0;
  let nearest = limit;
  for (const rings of surface) for (const ring of rings) nearest = ringDistance(ring, x, y, kx, nearest);
  return nearest < limit ? nearest : Infinity;
}

function ringDistance(ring: Ring, x: number, y: number, kx: number, limit: number): number {
  const { boxes } = ring;
  // the stretch with the nearest box is measured first, so that nearly all the others can be passed over
  let first = 0;
  let least = Infinity;
  for (let box = 0; box < boxes.length; box += 4) {
    const bound = squaredBoxDistance(boxes, box, x, y, kx);
    if (bound < least) [first, least] = [box, bound];
  }
  // a millimetre of slack, so that rounding never passes over the nearest edge
  if (least > (limit + 0.001) ** 2) return limit;
  let nearest = stretchDistance(ring, first, x, y, kx, limit);
  let reach = (nearest + 0.001) ** 2;
  for (let box = 0; box < boxes.length; box += 4) {
    if (box === first || squaredBoxDistance(boxes, box, x, y, kx) > reach) continue;
    nearest = stretchDistance(ring, box, x, y, kx, nearest);
    reach = (nearest + 0.001) ** 2;
  }
  return nearest;
}

function squaredBoxDistance(boxes: Float64Array, box: number, x: number, y: number, kx: number): number {
  const dx = Math.max(boxes[box]! - x, x - boxes[box + 2]!, 0) * kx;
  const dy = Math.max(boxes[box + 1]! - y, y - boxes[box + 3]!, 0) * METRES_PER_DEGREE;
  return dx * dx + dy * dy;
}

function stretchDistance({ edges }: Ring, box: number, x: number, y: number, kx: number, limit: number): number {
  let nearest = limit;
  const end = Math.min(edges.length, (box + 4) * STRETCH);
  for (let at = box * STRETCH; at < end; at += 4) {
    const metres = planeDistance(x, y, kx, edges[at]!, edges[at + 1]!, edges[at + 2]!, edges[at + 3]!);
    if (metres < nearest) nearest = metres;
  }
  return nearest;
}
