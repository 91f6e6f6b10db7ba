import { distanceToShape } from '../../../shared/geo';
import type { BaseMap } from '../../api/catalogue';
import type { LngLat } from '../../platform/datum';

/** The street under a finger: the nearest within `reachM` of its line or outline; undefined on open ground. */
export function streetAt(streets: BaseMap['streets'], { lng, lat }: LngLat, reachM: number): string | undefined {
  let found: string | undefined;
  let nearest = reachM;
  for (const { code, shape } of streets) {
    const metres = distanceToShape([lng, lat], shape);
    if (metres > nearest) continue;
    nearest = metres;
    found = code;
  }
  return found;
}
