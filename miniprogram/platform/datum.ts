import gcoord from 'gcoord';

export interface LngLat {
  lng: number;
  lat: number;
}

const shift = (point: LngLat, from: 'GCJ02' | 'WGS84', to: 'GCJ02' | 'WGS84'): LngLat => {
  const [lng, lat] = gcoord.transform([point.lng, point.lat], gcoord[from], gcoord[to]) as [number, number];
  return { lng, lat };
};

/** The mini-program's maps and positions speak GCJ-02, as the law asks of maps in China; the portal speaks WGS-84. */
export const fromDevice = (point: LngLat) => shift(point, 'GCJ02', 'WGS84');
export const toDevice = (point: LngLat) => shift(point, 'WGS84', 'GCJ02');

/** Metres between two points, good to a per cent within a county. */
export function metresBetween(a: LngLat, b: LngLat): number {
  const dx = (b.lng - a.lng) * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return Math.hypot(dx, b.lat - a.lat) * 111_320;
}
