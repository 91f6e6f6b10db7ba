// Streets near a point. Segments of lines are indexed one by one, widened by the street's width, because the box of a long
// diagonal street covers half a town.
import {
  type BBox,
  bboxOf,
  type LngLat,
  METRES_PER_DEGREE,
  metresPerDegreeLng,
  planeDistance,
  positionsOf,
} from '../../../shared/geo';
import type { AreaBeats } from './beats';
import { buildCellIndex } from './cell-index';
import type { AreaRef, StreetArea } from './snapshot';
import { type CompiledSurface, compileSurface, distanceTo } from './surface';

/** Metres on each side of a street whose width is not recorded; import records it, with the setting's where the file says nothing. */
export const DEFAULT_STREET_WIDTH_M = 30;
/** A device that claims to be less sure than this is taken at this. */
export const MAX_ACCURACY_M = 100;
/** Boxes are a little wider than they need be, so that rounding cannot hide a street from its own distance test. */
const SLACK = 1.01;

export interface NearStreet {
  readonly street: AreaRef;
  readonly beats: AreaBeats;
  /** Metres to the line; 0 inside a polygon. */
  readonly distanceM: number;
  /** Within the street's own width, rather than only within reach of an inaccurate fix. */
  readonly within: boolean;
}

export interface StreetIndex {
  /** Streets whose shape holds the point or lies within `reachM` of it: those that hold it first, then nearest, then lowest code. */
  readonly near: (lng: number, lat: number, reachM: number) => NearStreet[];
}

type Item = { street: number; a: LngLat; b: LngLat } | { street: number; surface: CompiledSurface };

export function buildStreetIndex(areas: readonly StreetArea[], beatsOf: (code: string) => AreaBeats): StreetIndex {
  const streets = [...areas].sort((a, b) => (a.code < b.code ? -1 : 1));
  const widths = Float64Array.from(streets, ({ line, widthM }) => (line ? (widthM ?? DEFAULT_STREET_WIDTH_M) : 0));
  const items = streets.flatMap(itemsOf);
  if (items.length === 0) return { near: () => [] };
  // widened by the widest reach there is, so that a point has to look into its own cell only
  const { cellAt, starts, members } = buildCellIndex(
    items.map((item) => boxOf(item, widths[item.street]! + MAX_ACCURACY_M, streets[item.street]!)),
  );
  const owners = Uint32Array.from(items, ({ street }) => street);
  // segments in one array: as objects each would cost a cache miss
  const ends = Float64Array.from(items.flatMap((item) => ('a' in item ? [...item.a, ...item.b] : [0, 0, 0, 0])));
  const surfaces = items.map((item) => ('surface' in item ? item.surface : undefined));
  const found = streets.map(({ code, name }) => ({ street: { code, name }, beats: beatsOf(code) }));

  const near = (lng: number, lat: number, reachM: number): NearStreet[] => {
    const cell = cellAt(lng, lat);
    if (cell < 0) return [];
    const kx = metresPerDegreeLng(lat);
    const reached: { street: number; distanceM: number; within: boolean }[] = [];
    const end = starts[cell + 1]!;
    for (let at = starts[cell]!; at < end; at++) {
      const i = members[at]!;
      const street = owners[i]!;
      const surface = surfaces[i];
      const e = i * 4;
      const distanceM = surface
        ? distanceTo(surface, lng, lat, kx)
        : planeDistance(lng, lat, kx, ends[e]!, ends[e + 1]!, ends[e + 2]!, ends[e + 3]!);
      if (distanceM > widths[street]! + reachM) continue;
      // items come in the order of their streets: the last one is the same street, or none is
      const last = reached[reached.length - 1];
      if (last?.street !== street) reached.push({ street, distanceM, within: distanceM <= widths[street]! });
      else if (distanceM < last.distanceM) {
        last.distanceM = distanceM;
        last.within = distanceM <= widths[street]!;
      }
    }
    // streets are numbered in order of code
    if (reached.length > 1)
      reached.sort((a, b) => Number(b.within) - Number(a.within) || a.distanceM - b.distanceM || a.street - b.street);
    return reached.map(({ street, distanceM, within }) => ({ ...found[street]!, distanceM, within }));
  };
  return { near };
}

function itemsOf({ line, polygon }: StreetArea, street: number): Item[] {
  if (!line) return polygon && positionsOf(polygon).length > 0 ? [{ street, surface: compileSurface(polygon) }] : [];
  const [first, ...rest] = line.coordinates;
  if (!first) return [];
  return rest.length === 0
    ? [{ street, a: first, b: first }]
    : rest.map((b, i) => ({ street, a: line.coordinates[i]!, b }));
}

function boxOf(item: Item, metres: number, { polygon }: StreetArea): BBox {
  const [west, south, east, north] = bboxOf('a' in item ? [item.a, item.b] : polygon ? positionsOf(polygon) : []);
  const dy = (metres * SLACK) / METRES_PER_DEGREE;
  const dx = (metres * SLACK) / metresPerDegreeLng(Math.max(Math.abs(south), Math.abs(north)) + dy);
  return [west - dx, south - dy, east + dx, north + dy];
}
