import type { DevicePlace } from './location';

/** See watch.ts. */
export function watchPlace(onPlace: (place: DevicePlace) => void, onProblem: () => void): () => void {
  const device = navigator.geolocation;
  if (!device) {
    onProblem();
    return () => undefined;
  }
  const id = device.watchPosition(
    ({ coords }) => onPlace({ lng: coords.longitude, lat: coords.latitude, accuracy: Math.round(coords.accuracy) }),
    onProblem,
    { enableHighAccuracy: true, maximumAge: 5000 },
  );
  let lock: WakeLockSentinel | undefined;
  let over = false;
  const keepAwake = () => {
    if (document.visibilityState !== 'visible') return;
    navigator.wakeLock
      ?.request('screen')
      .then((held) => {
        lock = held;
        if (over) void held.release();
      })
      .catch(() => undefined);
  };
  keepAwake();
  // the browser lets the screen go when the page is left, and does not hold it again by itself
  document.addEventListener('visibilitychange', keepAwake);
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', keepAwake);
    device.clearWatch(id);
    void lock?.release().catch(() => undefined);
  };
}
