// The division a point lies in. The finest drawn shape decides; everything above it comes from the codes, because outlines of
// different levels are surveyed apart and rarely agree along their edges.
import Flatbush from 'flatbush';
import { bboxOf, haversine, metresPerDegreeLng, positionsOf, type Surface } from '../../../shared/geo';
import { DIVISION_LEVELS, type DivisionArea, type DivisionRef } from './snapshot';
import { type CompiledSurface, compileSurface, contains, distanceTo } from './surface';

/** Small nodes suit questions about single points. */
const NODE_SIZE = 4;

/** First in order wins: lists are sorted so that this is the finest level, then the lowest code. */
export interface SurfaceIndex {
  readonly at: (lng: number, lat: number) => number;
}

/** Index of the first surface that holds a point, or -1. */
export function buildSurfaceIndex(surfaces: readonly (Surface | null | undefined)[]): SurfaceIndex {
  const order = surfaces.flatMap((surface, i) => (surface ? [i] : []));
  if (order.length === 0) return { at: () => -1 };
  const compiled: CompiledSurface[] = [];
  const index = new Flatbush(order.length, NODE_SIZE);
  for (const i of order) {
    index.add(...bboxOf(positionsOf(surfaces[i]!)));
    compiled.push(compileSurface(surfaces[i]!));
  }
  index.finish();
  return {
    at: (lng, lat) => {
      // in order, so that the long outline of a county is only read where no grid is drawn
      const hits = index.search(lng, lat, lng, lat);
      for (let tried = -1; ; ) {
        let next = order.length;
        for (const hit of hits) if (hit > tried && hit < next) next = hit;
        if (next === order.length) return -1;
        if (contains(compiled[next]!, lng, lat)) return order[next]!;
        tried = next;
      }
    },
  };
}

export interface DivisionIndex {
  /** The finest division that holds a point and all above it, finest first; empty outside every outline. */
  readonly chainAt: (lng: number, lat: number) => readonly DivisionRef[];
  /** The county nearest to a point outside, with metres to its outline, or to its seat while none is drawn. */
  readonly nearestCounty: (lng: number, lat: number) => { county: DivisionRef; distanceM: number } | undefined;
}

export function buildDivisionIndex(areas: readonly DivisionArea[]): DivisionIndex {
  const rank = (area: DivisionArea) => DIVISION_LEVELS.indexOf(area.level);
  const divisions = [...areas].sort((a, b) => rank(b) - rank(a) || (a.code < b.code ? -1 : 1));
  const refs = new Map(divisions.map(({ code, name, level }): [string, DivisionRef] => [code, { code, name, level }]));
  const parents = new Map(divisions.map(({ code, parent }) => [code, parent]));
  const chains = divisions.map(({ code }) => chainOf(code, parents).flatMap((at) => refs.get(at) ?? []));
  const surfaces = buildSurfaceIndex(divisions.map(({ polygon }) => polygon));
  const counties = divisions
    .filter(({ level }) => level === 'county')
    .map(({ code, polygon, seat }) => ({ county: refs.get(code)!, surface: polygon && compileSurface(polygon), seat }));

  return {
    chainAt: (lng, lat) => chains[surfaces.at(lng, lat)] ?? [],
    nearestCounty: (lng, lat) => {
      const kx = metresPerDegreeLng(lat);
      let nearest: { county: DivisionRef; distanceM: number } | undefined;
      for (const { county, surface, seat } of counties) {
        const limit: number = nearest?.distanceM ?? Infinity;
        const toSeat = seat ? haversine([lng, lat], seat) : Infinity;
        const distanceM = surface ? distanceTo(surface, lng, lat, kx, limit) : toSeat;
        if (distanceM < limit) nearest = { county, distanceM };
      }
      return nearest;
    },
  };
}

// five levels exist; a longer chain means that somebody entered a circle
function chainOf(code: string, parents: ReadonlyMap<string, string | null | undefined>): string[] {
  const chain: string[] = [];
  for (let at: string | null | undefined = code; at && chain.length < DIVISION_LEVELS.length; at = parents.get(at))
    chain.push(at);
  return chain;
}
