import Taro from '@tarojs/taro';
import { toDevice } from './datum';

/** Dials a number after the system's own question. */
export function dial(phone: string) {
  if (process.env.TARO_ENV === 'h5') window.location.href = `tel:${phone}`;
  else {
    // Saying no to the system's question is an ordinary answer.
    Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined);
  }
}

/** Puts text on the clipboard; false when the browser forbids it. */
export async function copy(text: string): Promise<boolean> {
  if (process.env.TARO_ENV === 'h5') {
    return (navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('clipboard'))).then(
      () => true,
      () => false,
    );
  }
  return Taro.setClipboardData({ data: text }).then(
    () => true,
    () => false,
  );
}

/** What the camera read, or `unavailable` where there is no scanner (browsers): offer typing instead. */
export type Scanned = { kind: 'text'; text: string } | { kind: 'cancelled' } | { kind: 'unavailable' };

export async function scan(): Promise<Scanned> {
  if (process.env.TARO_ENV === 'h5') return { kind: 'unavailable' };
  return Taro.scanCode({ scanType: ['qrCode'] }).then(
    // A mini-program code carries its scene in `path`, an ordinary QR code its text in `result`.
    (found): Scanned => ({ kind: 'text', text: found.path || found.result }),
    (): Scanned => ({ kind: 'cancelled' }),
  );
}

/** One-use code that the server exchanges with WeChat; undefined where there is no WeChat. */
export async function signInCode(): Promise<string | undefined> {
  if (process.env.TARO_ENV === 'h5') return undefined;
  const { code } = await Taro.login();
  return code;
}

/** Opens the way to a WGS-84 point in the system's map application, or an open web map in a browser. */
export function navigateTo(place: { lng: number; lat: number; name: string }) {
  if (process.env.TARO_ENV === 'h5') {
    window.open(`https://www.openstreetmap.org/?mlat=${place.lat}&mlon=${place.lng}#map=18/${place.lat}/${place.lng}`);
  } else {
    const point = toDevice(place);
    void Taro.openLocation({ longitude: point.lng, latitude: point.lat, name: place.name, scale: 17 });
  }
}
