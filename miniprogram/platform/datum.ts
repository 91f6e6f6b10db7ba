import { fromWgs84, haversine, toWgs84 } from '../../shared/geo';

export interface LngLat {
  lng: number;
  lat: number;
}

const point = ([lng, lat]: readonly [number, number]): LngLat => ({ lng, lat });

/** The mini-program's maps and positions speak GCJ-02, as the law asks of maps in China; the portal speaks WGS-84. */
export const fromDevice = ({ lng, lat }: LngLat) => point(toWgs84([lng, lat], 'gcj02'));
export const toDevice = ({ lng, lat }: LngLat) => point(fromWgs84([lng, lat], 'gcj02'));

/** Metres between two points. */
export const metresBetween = (a: LngLat, b: LngLat) => haversine([a.lng, a.lat], [b.lng, b.lat]);
