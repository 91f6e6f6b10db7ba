// Streets near a point. Segments of lines are indexed one by one, widened by the street's width, because the box of a long
// diagonal street covers half a town.
import Flatbush from 'flatbush';
import {
  bboxOf,
  type LngLat,
  METRES_PER_DEGREE,
  metresPerDegreeLng,
  planeDistance,
  positionsOf,
} from '../../../shared/geo';
import type { AreaBeats } from './beats';
import type { AreaRef, StreetArea } from './snapshot';
import { type CompiledSurface, compileSurface, distanceTo } from './surface';

/** [default] metres on each side of a street whose width is not recorded. */
export const DEFAULT_STREET_WIDTH_M = 30;
/** [default] a device that claims to be less sure than this is taken at this. */
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
  const widths = streets.map(({ line, widthM }) => (line ? (widthM ?? DEFAULT_STREET_WIDTH_M) : 0));
  const items = streets.flatMap(itemsOf);
  if (items.length === 0) return { near: () => [] };
  const index = new Flatbush(items.length);
  for (const item of items) addBox(index, item, widths[item.street]!, streets[item.street]!);
  index.finish();
  const found = streets.map(({ code, name }) => ({ street: { code, name }, beats: beatsOf(code) }));

  const near = (lng: number, lat: number, reachM: number): NearStreet[] => {
    const kx = metresPerDegreeLng(lat);
    const dx = (reachM * SLACK) / kx;
    const dy = (reachM * SLACK) / METRES_PER_DEGREE;
    let distances: Map<number, number> | undefined;
    index.search(lng - dx, lat - dy, lng + dx, lat + dy, (i) => {
      const item = items[i]!;
      const metres =
        'a' in item
          ? planeDistance(lng, lat, kx, item.a[0], item.a[1], item.b[0], item.b[1])
          : distanceTo(item.surface, lng, lat, kx);
      const known = distances?.get(item.street);
      if (metres <= widths[item.street]! + reachM && !(known !== undefined && known <= metres))
        distances = (distances ?? new Map()).set(item.street, metres);
      return false;
    });
    if (!distances) return [];
    // streets are numbered in order of code
    return [...distances]
      .map(([street, distanceM]) => ({ street, distanceM, within: distanceM <= widths[street]! }))
      .sort((a, b) => Number(b.within) - Number(a.within) || a.distanceM - b.distanceM || a.street - b.street)
      .map(({ street, distanceM, within }) => ({ ...found[street]!, distanceM, within }));
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

function addBox(index: Flatbush, item: Item, widthM: number, { polygon }: StreetArea): void {
  const [west, south, east, north] = bboxOf('a' in item ? [item.a, item.b] : polygon ? positionsOf(polygon) : []);
  const dy = (widthM * SLACK) / METRES_PER_DEGREE;
  const dx = (widthM * SLACK) / metresPerDegreeLng(Math.max(Math.abs(south), Math.abs(north)) + dy);
  index.add(west - dx, south - dy, east + dx, north + dy);
}
