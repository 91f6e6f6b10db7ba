// Whose report is it? The order is domain.md §2: the street whose shape holds the point, the nearest street the device's
// inaccuracy still reaches, then grid, community, zone, town, county, and at last the county's dispatchers. Each area is asked
// for a beat that covers the category and passes the report on when it has none, so a street whose chief answers for rubbish
// only never swallows a gas leak. The prefecture is not asked: it supervises counties and handles no reports.
//
// Ties: streets that hold the point before streets merely near; then the nearest line; then the lowest code. Where shapes of
// one level of divisions overlap, the lowest code; zones that overlap (an estate in a development zone) are asked one after the
// other, the lowest code first. Within an area a beat naming the category wins over one for all, then the lowest id.
//
// Everything is in memory: a route takes microseconds and no round trip.
import { type AreaBeats, chooseBeat, compileBeats } from './router/beats';
import {
  buildDivisionIndex,
  buildSurfaceIndex,
  type DivisionIndex,
  type Rung,
  type SurfaceIndex,
} from './router/division-index';
import type { AreaRef, AreaSnapshot, Beat, DivisionRef, RoutePoint } from './router/snapshot';
import { buildStreetIndex, MAX_ACCURACY_M, type NearStreet, type StreetIndex } from './router/street-index';
import { type Asked, explain, type Via, type WhyStep } from './router/why';

export type {
  AreaRef,
  AreaSnapshot,
  Beat,
  DivisionArea,
  DivisionRef,
  RoutePoint,
  StreetArea,
} from './router/snapshot';
export type { Via, WhyStep } from './router/why';

export interface Located {
  /** The street a person would say they are on; `streetDistanceM` is to its line, 0 inside a polygon. */
  readonly street?: AreaRef;
  readonly streetDistanceM?: number;
  /** From the prefecture down to the finest division known here; parents come from codes. Empty outside. */
  readonly divisions: readonly DivisionRef[];
  readonly zone?: AreaRef;
  /** All of them where several overlap, in the order they are asked. */
  readonly zones?: readonly AreaRef[];
  /** Only when no division holds the point. */
  readonly outside?: { readonly nearestCounty: DivisionRef | undefined; readonly distanceM: number };
}

export interface Routed {
  /** Absent when dispatchers decide. */
  readonly beat: Beat | undefined;
  /** Area of the beat; for the dispatchers, their county (the nearest one for a point outside). */
  readonly area: AreaRef | undefined;
  readonly via: Via;
  /** Why, step by step, for the person who asks; computed when read, never on the way of a report. */
  readonly why: readonly WhyStep[];
}

export interface Router {
  readonly locate: (point: RoutePoint) => Located;
  readonly route: (point: RoutePoint, category: string) => Routed;
}

/** A router over one state of areas and beats. Points are WGS-84. */
export function buildRouter(snapshot: AreaSnapshot): Router {
  return new SnapshotRouter(snapshot);
}

interface Zoned {
  readonly ref: AreaRef;
  readonly beats: AreaBeats;
}
const NO_ZONES: readonly Zoned[] = [];

class SnapshotRouter implements Router {
  readonly #streets: StreetIndex;
  readonly #divisions: DivisionIndex;
  readonly #zones: readonly Zoned[];
  readonly #zoneIndex: SurfaceIndex;

  constructor({ streets, divisions, zones, beats }: AreaSnapshot) {
    const beatsOf = compileBeats(beats);
    const ordered = [...zones].sort((a, b) => (a.code < b.code ? -1 : 1));
    this.#streets = buildStreetIndex(streets, beatsOf);
    this.#divisions = buildDivisionIndex(divisions, beatsOf);
    this.#zones = ordered.map(({ code, name }) => ({ ref: { code, name }, beats: beatsOf(code) }));
    this.#zoneIndex = buildSurfaceIndex(ordered.map(({ polygon }) => polygon));
  }

  readonly locate = (point: RoutePoint): Located => {
    const [nearest] = this.#near(point);
    const zones = this.#zonesAt(point);
    const [zone] = zones;
    const chain = this.#divisions.chainAt(point.lng, point.lat);
    const located = {
      ...(nearest && { street: nearest.street, streetDistanceM: nearest.distanceM }),
      divisions: chain?.divisions ?? [],
      ...(zone && { zone: zone.ref, zones: zones.map(({ ref }) => ref) }),
    };
    if (chain) return located;
    const nearestCounty = this.#divisions.nearestCounty(point.lng, point.lat);
    const distanceM = nearestCounty?.distanceM ?? Infinity;
    return { ...located, outside: { nearestCounty: nearestCounty?.county, distanceM } };
  };

  readonly route = (point: RoutePoint, category: string): Routed => {
    for (const { street, beats, within } of this.#near(point)) {
      const beat = chooseBeat(beats, category);
      if (beat) return new Answer(this, point, category, within ? 'street-contains' : 'street-near', street, beat);
    }
    const chain = this.#divisions.chainAt(point.lng, point.lat);
    if (!chain) return new Answer(this, point, category, 'dispatcher', undefined, undefined);
    for (const { ref, beats } of chain.below) {
      const beat = chooseBeat(beats, category);
      if (beat) return new Answer(this, point, category, viaOf(ref), ref, beat);
    }
    const { lng, lat } = point;
    for (let i = this.#zoneIndex.at(lng, lat); i >= 0; i = this.#zoneIndex.at(lng, lat, i)) {
      const { ref, beats } = this.#zones[i]!;
      const beat = chooseBeat(beats, category);
      if (beat) return new Answer(this, point, category, 'zone', ref, beat);
    }
    for (const { ref, beats } of chain.above) {
      const beat = chooseBeat(beats, category);
      if (beat) return new Answer(this, point, category, viaOf(ref), ref, beat);
    }
    return new Answer(this, point, category, 'dispatcher', undefined, undefined);
  };

  /** Every area in the order it is asked, up to the one that answers. */
  ask(point: RoutePoint, category: string): Asked[] {
    const chain = this.#divisions.chainAt(point.lng, point.lat);
    const zones = chain ? this.#zonesAt(point) : NO_ZONES;
    const rungOf = ({ ref, beats }: Rung) => ({ area: ref, via: viaOf(ref), beat: chooseBeat(beats, category) });
    const steps: Asked[] = [
      ...this.#near(point).map(({ street, beats, within, distanceM }) => ({
        area: street,
        via: within ? ('street-contains' as const) : ('street-near' as const),
        distanceM,
        beat: chooseBeat(beats, category),
      })),
      ...(chain?.below ?? []).map(rungOf),
      ...zones.map(({ ref, beats }) => ({ area: ref, via: 'zone' as const, beat: chooseBeat(beats, category) })),
      ...(chain?.above ?? []).map(rungOf),
    ];
    const answered = steps.findIndex(({ beat }) => beat);
    return answered < 0 ? steps : steps.slice(0, answered + 1);
  }

  /** The county whose dispatchers decide when nobody else does. */
  countyFor({ lng, lat }: RoutePoint): AreaRef | undefined {
    const held = this.#divisions.chainAt(lng, lat)?.divisions.find(({ level }) => level === 'county');
    return held ?? this.#divisions.nearestCounty(lng, lat)?.county;
  }

  #near({ lng, lat, accuracyM = 0 }: RoutePoint): NearStreet[] {
    return this.#streets.near(lng, lat, Math.min(Math.max(accuracyM, 0), MAX_ACCURACY_M));
  }

  #zonesAt({ lng, lat }: RoutePoint): readonly Zoned[] {
    let i = this.#zoneIndex.at(lng, lat);
    if (i < 0) return NO_ZONES;
    const zones: Zoned[] = [];
    for (; i >= 0; i = this.#zoneIndex.at(lng, lat, i)) zones.push(this.#zones[i]!);
    return zones;
  }
}

// chains hold no prefecture among the rungs
const viaOf = ({ level }: DivisionRef): Via => (level === 'prefecture' ? 'county' : level);

class Answer implements Routed {
  readonly #router: SnapshotRouter;
  readonly #point: RoutePoint;
  readonly #category: string;
  readonly #area: AreaRef | undefined;

  constructor(
    router: SnapshotRouter,
    point: RoutePoint,
    category: string,
    readonly via: Via,
    area: AreaRef | undefined,
    readonly beat: Beat | undefined,
  ) {
    this.#router = router;
    this.#point = point;
    this.#category = category;
    this.#area = area;
  }

  // far outside, the nearest county takes longer to find than everything else together
  get area(): AreaRef | undefined {
    return this.#area ?? this.#router.countyFor(this.#point);
  }

  get why(): readonly WhyStep[] {
    return explain(this.#router.ask(this.#point, this.#category), this.via, this.area);
  }
}
