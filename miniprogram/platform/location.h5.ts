import type { Located } from './location';

export type { DevicePlace, Located } from './location';

/** Browser geolocation; see location.ts for the meaning of the answers. */
export function locate(): Promise<Located> {
  const device = navigator.geolocation;
  if (!device) return Promise.resolve({ ok: false, reason: 'unavailable' });
  return new Promise((resolve) => {
    device.getCurrentPosition(
      ({ coords }) =>
        resolve({
          ok: true,
          place: { lng: coords.longitude, lat: coords.latitude, accuracy: Math.round(coords.accuracy) },
        }),
      (error) => resolve({ ok: false, reason: error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable' }),
      { enableHighAccuracy: true, timeout: 8000, maximumAge: 30_000 },
    );
  });
}
