import type * as Leaflet from 'leaflet';
import type { LngLat } from '../datum';
import { pinSvg } from './pin';
import { MAX_PINS, type MapArea, type MapCluster, type MapLine, type MapOutline, type MapPin } from './types';

export interface Layers {
  L: typeof Leaflet;
  map: Leaflet.Map;
  tiles: Leaflet.TileLayer;
  ground: Leaflet.LayerGroup;
  pins: Leaflet.LayerGroup;
  outline: Leaflet.LayerGroup;
}

const at = ({ lng, lat }: LngLat): [number, number] => [lat, lng];

/** Divisions as pale fields, streets as white ribbons with a grey edge, names along them: a plain base map. */
export function drawGround(layers: Layers, lines: readonly MapLine[], areas: readonly MapArea[], overTiles: boolean) {
  const { L, ground } = layers;
  ground.clearLayers();
  for (const area of areas) {
    L.polygon(
      area.rings.map((ring) => ring.map(at)),
      {
        color: '#0B7F62',
        opacity: 0.35,
        weight: 1,
        dashArray: '4 4',
        fillColor: '#EEF3F0',
        fillOpacity: overTiles ? 0 : 1,
      },
    ).addTo(ground);
  }
  if (!overTiles) {
    for (const line of lines) L.polyline(line.points.map(at), { color: '#D3DAD6', weight: 13 }).addTo(ground);
  }
  for (const line of lines) {
    L.polyline(
      line.points.map(at),
      overTiles || line.strong
        ? { color: '#0B7F62', opacity: line.strong ? 0.9 : 0.5, weight: 5 }
        : { color: '#FFFFFF', weight: 11 },
    ).addTo(ground);
    const named = line.points[Math.floor(line.points.length / 2)];
    const before = line.points[Math.floor(line.points.length / 2) - 1];
    if (line.label && named && before && !overTiles) {
      // Streets meet in their middles; a name stands between crossings, halfway to the point before.
      const spot = at({ lng: (named.lng + before.lng) / 2, lat: (named.lat + before.lat) / 2 });
      L.tooltip({ permanent: true, direction: 'center', className: 'map-name', pane: 'names', opacity: 1 })
        .setLatLng(spot)
        .setContent(line.label)
        .addTo(ground);
    }
  }
}

/** Drop-shaped pins, the same drawing as the PNG ones of the mini-program. */
export function drawPins(layers: Layers, pins: readonly MapPin[], me: LngLat | undefined, onPin: (id: string) => void) {
  const { L, pins: group } = layers;
  group.clearLayers();
  for (const pin of pins.slice(0, MAX_PINS)) {
    const icon = L.divIcon({
      className: 'map-pin',
      // drawn 34 × 41, 44 to the finger
      iconSize: [44, 44],
      iconAnchor: [22, 44],
      html: pinSvg(pin.tone),
    });
    L.marker(at(pin), { icon, alt: pin.label, title: pin.label, keyboard: true })
      .on('click', () => onPin(pin.id))
      .addTo(group);
  }
  if (me) {
    const icon = L.divIcon({ className: 'map-me', iconSize: [18, 18], iconAnchor: [9, 9] });
    L.marker(at(me), { icon, interactive: false, keyboard: false, alt: '我的位置' }).addTo(group);
  }
}

/** Round marks with a number, in the same group as the pins: `drawPins` clears both. */
export function drawClusters(
  layers: Layers,
  clusters: readonly MapCluster[],
  onCluster: (cluster: MapCluster) => void,
) {
  const { L, pins: group } = layers;
  for (const cluster of clusters) {
    const icon = L.divIcon({
      className: `map-clu ${cluster.late ? 'map-clu--late' : ''}`,
      iconSize: [44, 44],
      iconAnchor: [22, 22],
      html: `<span>${cluster.count > 999 ? '999+' : cluster.count}</span>`,
    });
    const words = `这一片 ${cluster.count} 件${cluster.late ? '，有已超期的' : ''}，放大看`;
    const marker = L.marker(at(cluster), { icon, alt: words, title: words, keyboard: true });
    marker.on('click', () => onCluster(cluster)).addTo(group);
  }
}

/** The shape being drawn, and a handle at each of its corners. */
export function drawOutline(layers: Layers, outline: MapOutline | undefined) {
  const { L, outline: group } = layers;
  group.clearLayers();
  if (!outline) return;
  const { corners, onDrag, onCorner } = outline;
  const shape = L.polygon(corners.map(at), { color: '#0B7F62', weight: 3, fillOpacity: 0.18, interactive: false });
  shape.addTo(group);
  for (const [i, corner] of corners.entries()) {
    const words = `第 ${i + 1} 个角，拖动可移动，点一下删去`;
    // drawn 16 across, 32 to the hand
    const icon = L.divIcon({
      className: 'map-corner',
      iconSize: [32, 32],
      iconAnchor: [16, 16],
      html: '<span></span>',
    });
    L.marker(at(corner), { icon, alt: words, title: words, keyboard: true, draggable: true })
      .on('drag', ({ target }) => {
        const now = (target as Leaflet.Marker).getLatLng();
        shape.setLatLngs(corners.map((one, j) => (j === i ? now : at(one))));
      })
      .on('dragend', ({ target }) => {
        const { lng, lat } = (target as Leaflet.Marker).getLatLng();
        onDrag(i, { lng, lat });
      })
      .on('click', () => onCorner(i))
      .addTo(group);
  }
}
