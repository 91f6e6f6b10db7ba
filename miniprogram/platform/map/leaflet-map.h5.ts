import * as L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { LngLat } from '../datum';
import type { Layers } from './leaflet-layers';

/** A transparent pixel: without a tile server nothing is asked of anybody. */
const EMPTY = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

/** A Leaflet map painted on one canvas: a thousand shapes cost one element. */
export function createMap(host: HTMLElement, centre: LngLat, zoom: number, tiles: string): Layers {
  const map = L.map(host, {
    center: [centre.lat, centre.lng],
    zoom,
    minZoom: 7,
    maxZoom: 19,
    preferCanvas: true,
    zoomControl: false,
    attributionControl: false,
  });
  // Above the streets, below the pins: Leaflet would lay names over everything.
  map.createPane('names').style.zIndex = '450';
  const layer = L.tileLayer(tiles || EMPTY, { maxZoom: 19 }).addTo(map);
  const group = () => L.layerGroup().addTo(map);
  return { L, map, tiles: layer, ground: group(), pins: group(), outline: group() };
}
