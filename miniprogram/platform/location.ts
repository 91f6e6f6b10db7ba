import Taro from '@tarojs/taro';
import { fromDevice } from './datum';

/** A point as the portal stores it (WGS-84 degrees), with the accuracy the device claims, in metres. */
export interface DevicePlace {
  lng: number;
  lat: number;
  accuracy?: number;
}

/**
 * Where the device is. Refusal and failure are ordinary answers, not exceptions: a report can be placed by hand.
 * `denied`: the person or the system said no; `unavailable`: no fix in time.
 */
export type Located = { ok: true; place: DevicePlace } | { ok: false; reason: 'denied' | 'unavailable' };

const DENIED = /deny|denied|auth|privacy|104|112/i;

/** Asks the device once. WeChat answers in GCJ-02, browsers in WGS-84; callers always get WGS-84. */
export async function locate(): Promise<Located> {
  try {
    const weapp = process.env.TARO_ENV === 'weapp';
    const found = await Taro.getLocation({
      type: weapp ? 'gcj02' : 'wgs84',
      isHighAccuracy: true,
      highAccuracyExpireTime: 4000,
    });
    const point = fromDevice({ lng: found.longitude, lat: found.latitude });
    const accuracy = found.accuracy || found.horizontalAccuracy;
    return { ok: true, place: accuracy ? { ...point, accuracy: Math.round(accuracy) } : point };
  } catch (error) {
    const words = error && typeof error === 'object' && 'errMsg' in error ? String(error.errMsg) : String(error);
    return { ok: false, reason: DENIED.test(words) ? 'denied' : 'unavailable' };
  }
}
