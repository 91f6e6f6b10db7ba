import type { LngLat } from '../datum';

/** How a pin is painted: the state colours of the design, and grey for anything at rest. */
export type PinTone = 'way' | 'hand' | 'wait' | 'late' | 'done' | 'place';

/** All coordinates are WGS-84; the component converts to what the platform's map speaks. */
export interface MapPin extends LngLat {
  id: string;
  tone: PinTone;
  /** what a screen reader says and a tap shows */
  label: string;
}

/** Many pins in one mark; a tap looks closer. */
export interface MapCluster extends LngLat {
  id: string;
  count: number;
  /** some of them ran out */
  late: boolean;
}

/** What is in sight. */
export interface MapView {
  box: { west: number; south: number; east: number; north: number };
  zoom: number;
}

export interface MapLine {
  points: LngLat[];
  label?: string;
  /** stronger for the street one is looking at */
  strong?: boolean;
}

export interface MapArea {
  rings: LngLat[][];
  label?: string;
}

/** A shape somebody draws: corners to drag, and to take away with a tap. On wide pages, in the browser only. */
export interface MapOutline {
  corners: readonly LngLat[];
  onDrag: (corner: number, to: LngLat) => void;
  onCorner: (corner: number) => void;
}

export interface MapProps {
  centre: LngLat;
  /** 3–20, as both maps count them */
  zoom?: number;
  /** at most 200 are drawn: more would be a smudge, and WeChat's map slows down */
  pins?: readonly MapPin[];
  clusters?: readonly MapCluster[];
  lines?: readonly MapLine[];
  areas?: readonly MapArea[];
  outline?: MapOutline | undefined;
  /** the person's own place, drawn as a dot */
  me?: LngLat | undefined;
  /** a fixed pin in the middle that the map moves under: the easiest way to move a place with one thumb */
  picking?: boolean;
  tileUrl?: string | null;
  className?: string;
  /** after the map came to rest, its new middle, the metres from the middle to a corner, and what is in sight */
  onMove?: (centre: LngLat, radiusM: number, view: MapView) => void;
  onPin?: (id: string) => void;
  onCluster?: (cluster: MapCluster) => void;
  /** a tap on neither pin nor cluster */
  onGround?: (at: LngLat) => void;
}

export const MAX_PINS = 200;
