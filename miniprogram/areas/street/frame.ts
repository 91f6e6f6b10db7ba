import { bboxOf, METRES_PER_DEGREE, metresPerDegreeLng, positionsOf, type Shape } from '../../../shared/geo';
import type { LngLat } from '../../platform/datum';

/** CSS pixels of the card's map that the street may take up: a narrow phone, with a margin. */
const ROOM = { width: 280, height: 140 };
/** Metres of a pixel at the equator, zoom 0, as both maps count. */
const METRES_AT_ZERO = 156_543;
const [FARTHEST, NEAREST] = [9, 17];

/** Where to look, and from how far, to see the whole of a street. */
export function frameOf(shape: Shape): { centre: LngLat; zoom: number } {
  const [west, south, east, north] = bboxOf(positionsOf(shape));
  const centre = { lng: (west + east) / 2, lat: (south + north) / 2 };
  const metres = Math.max(
    ((east - west) * metresPerDegreeLng(centre.lat)) / ROOM.width,
    ((north - south) * METRES_PER_DEGREE) / ROOM.height,
    0.01,
  );
  const zoom = Math.floor(Math.log2((METRES_AT_ZERO * Math.cos((centre.lat * Math.PI) / 180)) / metres));
  return { centre, zoom: Math.min(NEAREST, Math.max(FARTHEST, zoom)) };
}
