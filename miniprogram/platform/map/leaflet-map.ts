import type { LngLat } from '../datum';
import type { Layers } from './leaflet-layers';

/** Only browsers draw the web map; the mini-program has its own. */
export function createMap(_host: HTMLElement, _centre: LngLat, _zoom: number, _tiles: string): Layers {
  throw new Error('The web map is part of the browser build only');
}
