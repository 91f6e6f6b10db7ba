import Taro from '@tarojs/taro';
import { fromDevice } from './datum';
import type { DevicePlace } from './location';

/**
 * Tells where the device is (WGS-84) as long as the page is in front and the screen on, and keeps the screen on.
 * @param onProblem the person or the system said no, or there is no fix
 * @returns stops it
 */
export function watchPlace(onPlace: (place: DevicePlace) => void, onProblem: () => void): () => void {
  const hear: Taro.onLocationChange.Callback = ({ longitude, latitude, accuracy }) => {
    const point = fromDevice({ lng: longitude, lat: latitude });
    onPlace(accuracy ? { ...point, accuracy: Math.round(accuracy) } : point);
  };
  const begin = () => {
    Taro.startLocationUpdate({ type: 'gcj02', fail: onProblem });
    // a dark screen ends the updates; where that cannot be had the way has gaps
    Taro.setKeepScreenOn({ keepScreenOn: true }).catch(() => undefined);
  };
  Taro.onLocationChange(hear);
  begin();
  // both end when one leaves WeChat or the phone sleeps, and nobody begins them again
  Taro.onAppShow(begin);
  return () => {
    Taro.offAppShow(begin);
    Taro.offLocationChange(hear);
    Taro.stopLocationUpdate({});
    Taro.setKeepScreenOn({ keepScreenOn: false }).catch(() => undefined);
  };
}
