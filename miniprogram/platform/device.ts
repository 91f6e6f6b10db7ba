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

/** Opens a file of the portal (PDF): a new tab in a browser, the document viewer in WeChat. False when it did not come. */
export async function openFile(url: string, name: string): Promise<boolean> {
  if (process.env.TARO_ENV === 'h5') {
    window.open(url, '_blank', 'noopener');
    return true;
  }
  try {
    const { tempFilePath, statusCode } = await Taro.downloadFile({ url });
    if (statusCode !== 200) return false;
    await Taro.openDocument({
      filePath: tempFilePath,
      fileType: name.endsWith('.pdf') ? 'pdf' : 'docx',
      showMenu: true,
    });
    return true;
  } catch {
    return false;
  }
}

/** Hands a text over as a file; wide pages in the browser only. */
export function saveText(name: string, text: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A text file somebody picks; wide pages in the browser only. */
export function pickText(accept: string): Promise<{ name: string; text: string } | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.style.display = 'none';
    document.body.appendChild(input);
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      input.remove();
      if (file) file.text().then((text) => resolve({ name: file.name, text }));
      else resolve(undefined);
    });
    input.addEventListener('cancel', () => {
      input.remove();
      resolve(undefined);
    });
    input.click();
  });
}
