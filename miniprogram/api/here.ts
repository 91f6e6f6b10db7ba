import { type DevicePlace, type Located, locate } from '../platform/location';
import { createStore, useStore } from '../platform/store';

/** Where the person is, asked once for all pages; `asking` until the device has answered. */
export type Here =
  | { status: 'unknown' | 'asking' }
  | ({ status: 'known' } & { place: DevicePlace })
  | { status: 'denied' | 'unavailable' };

const here = createStore<Here>({ status: 'unknown' });
export const useHere = () => useStore(here);

let asking: Promise<Located> | undefined;

/** Asks the device again; callers at the same time share one question. */
export function findHere(): Promise<Located> {
  asking ??= locate()
    .then((found) => {
      here.set(found.ok ? { status: 'known', place: found.place } : { status: found.reason });
      return found;
    })
    .finally(() => {
      asking = undefined;
    });
  if (here.get().status === 'unknown') here.set({ status: 'asking' });
  return asking;
}
