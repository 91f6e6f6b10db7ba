// Whose report is it? The order is domain.md §2: the street whose shape holds the point, the nearest street the device's
// inaccuracy still reaches, then grid, community, zone, town, county, and at last the county's dispatchers. Each area is asked
// for a beat that covers the category and passes the report on when it has none, so a street whose chief answers for rubbish
// only never swallows a gas leak. The prefecture is not asked: it supervises counties and handles no reports.
//
// Ties: streets that hold the point before streets merely near; then the nearest line; then the lowest code. Where shapes of
// one level overlap, the lowest code. Within an area a beat naming the category wins over one for all, then the lowest id.
//
// Everything is in memory: a route takes microseconds and no round trip.
import { type AreaBeats, chooseBeat, compileBeats, NO_BEATS } from './router/beats';
import { buildDivisionIndex, buildSurfaceIndex, type DivisionIndex, type SurfaceIndex } from './router/division-index';
import type { AreaRef, AreaSnapshot, Beat, DivisionRef, RoutePoint } from './router/snapshot';
import { buildStreetIndex, MAX_ACCURACY_M, type NearStreet, type StreetIndex } from './router/street-index';
import { type Asked, explain, type Via, type WhyStep } from './router/why';

export type {
  AreaRef,
  AreaSnapshot,
  Beat,
  DivisionArea,
  DivisionLevel,
  DivisionRef,
  RoutePoint,
  StreetArea,
  ZoneArea,
} from './router/snapshot';
export type { Via, WhyStep } from './router/why';

export interface Located {
  /** The street a person would say they are on; `streetDistanceM` is to its line, 0 inside a polygon. */
  readonly street?: AreaRef;
  readonly streetDistanceM?: number;
  /** From the prefecture down to the finest division known here; parents come from codes. Empty outside. */
  readonly divisions: readonly DivisionRef[];
  readonly zone?: AreaRef;
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

class SnapshotRouter implements Router {
  readonly #streets: StreetIndex;
  readonly #divisions: DivisionIndex;
  readonly #zones: readonly AreaRef[];
  readonly #zoneIndex: SurfaceIndex;
  readonly #beats: ReadonlyMap<string, AreaBeats>;

  constructor({ streets, divisions, zones, beats }: AreaSnapshot) {
    const ordered = [...zones].sort((a, b) => (a.code < b.code ? -1 : 1));
    this.#streets = buildStreetIndex(streets);
    this.#divisions = buildDivisionIndex(divisions);
    this.#zones = ordered.map(({ code, name }) => ({ code, name }));
    this.#zoneIndex = buildSurfaceIndex(ordered.map(({ polygon }) => polygon));
    this.#beats = compileBeats(beats);
  }

  readonly locate = (point: RoutePoint): Located => {
    const [nearest] = this.#near(point);
    const zone = this.#zoneAt(point);
    const chain = this.#divisions.chainAt(point.lng, point.lat);
    const nearestCounty = chain.length === 0 ? this.#divisions.nearestCounty(point.lng, point.lat) : undefined;
    return {
      ...(nearest && { street: nearest.street, streetDistanceM: nearest.distanceM }),
      divisions: [...chain].reverse(),
      ...(zone && { zone }),
      ...(chain.length === 0 && {
        outside: {
          nearestCounty: nearestCounty?.county,
          distanceM: nearestCounty?.distanceM ?? Number.POSITIVE_INFINITY,
        },
      }),
    };
  };

  readonly route = (point: RoutePoint, category: string): Routed => {
    for (const { street, within } of this.#near(point)) {
      const beat = this.#beatFor(street, category);
      if (beat) return new Answer(this, point, category, within ? 'street-contains' : 'street-near', street, beat);
    }
    const chain = this.#divisions.chainAt(point.lng, point.lat);
    const upper = chain.findIndex(isTownOrAbove);
    const end = upper < 0 ? chain.length : upper;
    const below = this.#firstBeat(chain, 0, end, category);
    if (below) return new Answer(this, point, category, below.via, below.area, below.beat);
    const zone = chain.length > 0 ? this.#zoneAt(point) : undefined;
    const zoneBeat = zone && this.#beatFor(zone, category);
    if (zoneBeat) return new Answer(this, point, category, 'zone', zone, zoneBeat);
    const above = this.#firstBeat(chain, end, chain.length, category);
    if (above) return new Answer(this, point, category, above.via, above.area, above.beat);
    return new Answer(this, point, category, 'dispatcher', this.#countyOf(chain, point), undefined);
  };

  /** Every area in the order it is asked, up to the one that answers. */
  ask(point: RoutePoint, category: string): Asked[] {
    const chain = this.#divisions.chainAt(point.lng, point.lat);
    const zone = this.#zoneAt(point);
    const below = chain.filter((division) => !isTownOrAbove(division));
    const above = chain.filter((division) => isTownOrAbove(division) && division.level !== 'prefecture');
    const divisionStep = (division: DivisionRef) => ({ area: division, via: division.level as Via });
    const steps: { area: AreaRef; via: Via; distanceM?: number }[] = [
      ...this.#near(point).map(({ street, within, distanceM }) => ({
        area: street,
        via: within ? ('street-contains' as const) : ('street-near' as const),
        distanceM,
      })),
      ...below.map(divisionStep),
      ...(zone && chain.length > 0 ? [{ area: zone, via: 'zone' as const }] : []),
      ...above.map(divisionStep),
    ];
    const asked = steps.map((step) => ({ ...step, beat: this.#beatFor(step.area, category) }));
    const answered = asked.findIndex(({ beat }) => beat);
    return answered < 0 ? asked : asked.slice(0, answered + 1);
  }

  #near({ lng, lat, accuracyM = 0 }: RoutePoint): NearStreet[] {
    return this.#streets.near(lng, lat, Math.min(Math.max(accuracyM, 0), MAX_ACCURACY_M));
  }

  #zoneAt({ lng, lat }: RoutePoint): AreaRef | undefined {
    return this.#zones[this.#zoneIndex.at(lng, lat)];
  }

  #firstBeat(chain: readonly DivisionRef[], from: number, to: number, category: string) {
    for (let i = from; i < to; i++) {
      const area = chain[i]!;
      if (area.level === 'prefecture') continue;
      const beat = this.#beatFor(area, category);
      if (beat) return { via: area.level, area, beat };
    }
    return undefined;
  }

  #beatFor(area: AreaRef, category: string): Beat | undefined {
    return chooseBeat(this.#beats.get(area.code) ?? NO_BEATS, category);
  }

  #countyOf(chain: readonly DivisionRef[], { lng, lat }: RoutePoint): AreaRef | undefined {
    return chain.find(({ level }) => level === 'county') ?? this.#divisions.nearestCounty(lng, lat)?.county;
  }
}

const isTownOrAbove = ({ level }: DivisionRef) => level === 'town' || level === 'county' || level === 'prefecture';

class Answer implements Routed {
  readonly #router: SnapshotRouter;
  readonly #point: RoutePoint;
  readonly #category: string;

  constructor(
    router: SnapshotRouter,
    point: RoutePoint,
    category: string,
    readonly via: Via,
    readonly area: AreaRef | undefined,
    readonly beat: Beat | undefined,
  ) {
    this.#router = router;
    this.#point = point;
    this.#category = category;
  }

  get why(): readonly WhyStep[] {
    return explain(this.#router.ask(this.#point, this.#category), this.via, this.area);
  }
}
