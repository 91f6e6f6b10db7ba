// What the router is built from: plain objects, all coordinates in WGS-84 (domain.md §2). Building takes a fraction of a
// second, so a change of areas or beats is a new router, never an edit of a running one.
import type { LineString, LngLat, Surface } from '../../../shared/geo';

export const DIVISION_LEVELS = ['prefecture', 'county', 'town', 'community', 'grid'] as const;
export type DivisionLevel = (typeof DIVISION_LEVELS)[number];

export interface DivisionArea {
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  /** Code of the division above; the prefecture has none. */
  readonly parent?: string | null;
  readonly polygon?: Surface | null;
  /** Where its government sits: stands in for the outline when a county has none drawn. */
  readonly seat?: LngLat | null;
}

/** An organisation laid over divisions, such as a development zone; asked before the town. */
export interface ZoneArea {
  readonly code: string;
  readonly name: string;
  readonly polygon: Surface;
}

/** A line with a width, or a polygon. */
export interface StreetArea {
  readonly code: string;
  readonly name: string;
  /** Code of the one town that manages it. */
  readonly town: string;
  readonly line?: LineString | null;
  readonly polygon?: Surface | null;
  /** Metres on each side of the line; 30 when absent [default]. A polygon has no width. */
  readonly widthM?: number | null;
}

/** Who answers where for what. `area` is the code of a street, a division or a zone. */
export interface Beat {
  readonly id: string;
  readonly area: string;
  readonly categories: readonly string[] | '*';
  readonly postRole?: string | null;
  readonly department?: string | null;
}

export interface AreaSnapshot {
  readonly divisions: readonly DivisionArea[];
  readonly zones: readonly ZoneArea[];
  readonly streets: readonly StreetArea[];
  readonly beats: readonly Beat[];
}

export interface AreaRef {
  readonly code: string;
  readonly name: string;
}
export interface DivisionRef extends AreaRef {
  readonly level: DivisionLevel;
}

/** A place in WGS-84; `accuracyM` is the radius the device reports, in metres. */
export interface RoutePoint {
  readonly lng: number;
  readonly lat: number;
  readonly accuracyM?: number | undefined;
}
