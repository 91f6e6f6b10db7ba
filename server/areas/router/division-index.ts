// The division a point lies in. The finest drawn shape decides; everything above it comes from the codes, because outlines of
// different levels are surveyed apart and rarely agree along their edges.
import { bboxOf, haversine, metresPerDegreeLng, positionsOf, type Surface } from '../../../shared/geo';
import type { AreaBeats } from './beats';
import { buildCellIndex } from './cell-index';
import { packPlain } from './plain-rings';
import { DIVISION_LEVELS, type DivisionArea, type DivisionRef } from './snapshot';
import { compileSurface, contains, distanceTo } from './surface';

/** First in order wins: lists are sorted so that this is the finest level, then the lowest code. */
export interface SurfaceIndex {
  /** @param after the one found before, to go on from */
  readonly at: (lng: number, lat: number, after?: number) => number;
}

/** Index of the first surface that holds a point, or the next one after another; -1 when there is none. */
export function buildSurfaceIndex(surfaces: readonly (Surface | null | undefined)[]): SurfaceIndex {
  const order = surfaces.flatMap((surface, i) => (surface && positionsOf(surface).length > 0 ? [i] : []));
  if (order.length === 0) return { at: () => -1 };
  const boxes = order.map((i) => bboxOf(positionsOf(surfaces[i]!)));
  const flat = Float64Array.from(boxes.flat());
  const plain = packPlain(order.map((i) => surfaces[i]!));
  const compiled = order.map((i) => compileSurface(surfaces[i]!));
  const { cellAt, starts, members } = buildCellIndex(boxes);
  return {
    at: (lng, lat, after = -1) => {
      const cell = cellAt(lng, lat);
      if (cell < 0) return -1;
      const end = starts[cell + 1]!;
      for (let at = starts[cell]!; at < end; at++) {
        const i = members[at]!;
        const box = i * 4;
        if (lng < flat[box]! || lat < flat[box + 1]! || lng > flat[box + 2]! || lat > flat[box + 3]!) continue;
        const holds = plain.isPlain(i) ? plain.contains(i, lng, lat) : contains(compiled[i]!, lng, lat);
        if (holds && order[i]! > after) return order[i]!;
      }
      return -1;
    },
  };
}

/** A division that is asked, with its beats at hand. */
export interface Rung {
  readonly ref: DivisionRef;
  readonly beats: AreaBeats;
}

/** The finest division that holds a point, and all above it. */
export interface Chain {
  /** From the prefecture down. */
  readonly divisions: readonly DivisionRef[];
  /** Grid and community, finest first: asked before the zone. */
  readonly below: readonly Rung[];
  /** Town and county, in this order: asked after it. */
  readonly above: readonly Rung[];
}

export interface DivisionIndex {
  /** Undefined outside every outline. */
  readonly chainAt: (lng: number, lat: number) => Chain | undefined;
  /** The county nearest to a point outside, with metres to its outline, or to its seat while none is drawn. */
  readonly nearestCounty: (lng: number, lat: number) => { county: DivisionRef; distanceM: number } | undefined;
}

export function buildDivisionIndex(
  areas: readonly DivisionArea[],
  beatsOf: (code: string) => AreaBeats,
): DivisionIndex {
  const rank = ({ level }: { level: DivisionArea['level'] }) => DIVISION_LEVELS.indexOf(level);
  const divisions = [...areas].sort((a, b) => rank(b) - rank(a) || (a.code < b.code ? -1 : 1));
  const rungs = new Map(
    divisions.map(({ code, name, level }): [string, Rung] => [
      code,
      { ref: { code, name, level }, beats: beatsOf(code) },
    ]),
  );
  const parents = new Map(divisions.map(({ code, parent }) => [code, parent]));
  const chains = divisions.map(({ code }): Chain => {
    const chain = chainOf(code, parents).flatMap((at) => rungs.get(at) ?? []);
    return {
      divisions: chain.map(({ ref }) => ref).reverse(),
      below: chain.filter(({ ref }) => rank(ref) > rank({ level: 'town' })),
      above: chain.filter(({ ref }) => ref.level === 'town' || ref.level === 'county'),
    };
  });
  const surfaces = buildSurfaceIndex(divisions.map(({ polygon }) => polygon));
  const counties = divisions
    .filter(({ level }) => level === 'county')
    .map(({ code, polygon, seat }) => ({
      county: rungs.get(code)!.ref,
      surface: polygon && compileSurface(polygon),
      seat,
    }));

  return {
    chainAt: (lng, lat) => chains[surfaces.at(lng, lat)],
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
