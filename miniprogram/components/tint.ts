import { thumbHashToAverageRGBA } from 'thumbhash';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The first bytes of a base64 text; WeChat knows no `atob`. */
function bytes(base64: string, count: number): number[] {
  const bits = [...base64.replace(/=+$/, '')].flatMap((character) => {
    const value = ALPHABET.indexOf(character);
    return [5, 4, 3, 2, 1, 0].map((shift) => (value >> shift) & 1);
  });
  return Array.from({ length: count }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );
}

/**
 * The average colour of a photo, from its ThumbHash: the box is painted with it until the picture is there. A colour
 * weighs 20 bytes in WeChat's setData, a blurred preview four kilobytes.
 */
export function tintOf(hash: string): { backgroundColor?: string } {
  if (hash.length < 8) return {};
  const { r, g, b } = thumbHashToAverageRGBA(new Uint8Array(bytes(hash, 5)));
  const byte = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 255);
  return { backgroundColor: `rgb(${byte(r)}, ${byte(g)}, ${byte(b)})` };
}
