// What the code on a street's card says: the street, and a stamp of what was printed beside it, so that a card whose chief or
// telephone has changed since says so. WeChat allows 32 characters of a small alphabet in a scene (domain.md §11).

const SCENE = /^([0-9A-Za-z-]{1,25})~([0-9a-f]{6})$/;
const LONGEST = 32;

export interface Scene {
  code: string;
  stamp: string;
}

/** `532301101-s01~3fa9c1`; undefined when the street's code is too long for WeChat. */
export const sceneOf = ({ code, stamp }: Scene): string | undefined => {
  const scene = `${code}~${stamp}`;
  return SCENE.test(scene) && scene.length <= LONGEST ? scene : undefined;
};

/** Reads a scene as WeChat hands it over, percent-encoded or not. */
export const parseScene = (text: string): Scene | undefined => {
  let plain: string;
  try {
    plain = decodeURIComponent(text);
  } catch {
    return undefined;
  }
  const [, code, stamp] = SCENE.exec(plain) ?? [];
  return code && stamp ? { code, stamp } : undefined;
};

/** Path of the ordinary QR code: short, and for ever. */
export const cardPath = ({ code, stamp }: Scene): string => `/s/${encodeURIComponent(code)}?k=${stamp}`;

/** Reads an address that was scanned inside WeChat (`q`). */
export const parseCardAddress = (text: string): Scene | undefined => {
  let plain: string;
  try {
    plain = decodeURIComponent(text);
  } catch {
    return undefined;
  }
  const [, code, stamp] = /\/s\/([0-9A-Za-z-]{1,40})\?k=([0-9a-f]{6})$/.exec(plain) ?? [];
  return code && stamp ? { code, stamp } : undefined;
};
