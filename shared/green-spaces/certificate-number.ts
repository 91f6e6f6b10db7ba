// The number of a certificate: RY-K7Q2-9DWX-4M. Ten random characters of Crockford's base 32 (50 bits) and none of them counted
// up: who knows one number knows no other, so the page that verifies a number cannot be walked through.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** Needs ten bytes from a cryptographic source; throws RangeError with fewer. */
export const makeCertificateNumber = (randomBytes: Uint8Array): string => {
  if (randomBytes.length < LENGTH) throw new RangeError('a certificate number takes ten random bytes');
  const text = Array.from(randomBytes.subarray(0, LENGTH), (byte) => ALPHABET.charAt(byte % 32)).join('');
  return `RY-${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
};

/** The number as stored, from what a person typed; undefined when it cannot be one. */
export const parseCertificateNumber = (text: string): string | undefined => {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑‒–—−]/g, '')
    .replace(/^RY/, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{10}$/.test(plain)) return undefined;
  return `RY-${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8)}`;
};
