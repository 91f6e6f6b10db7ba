// Numbers that people read out and type: random characters of Crockford's base 32 with a check character, as in report numbers.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function checkOf(characters: string): string {
  let sum = 0;
  for (const character of characters) {
    sum ^= ALPHABET.indexOf(character);
    sum <<= 1;
    if (sum & 32) sum ^= 0b100101;
  }
  return ALPHABET.charAt(sum);
}

/** `<prefix>-XXXXX-XXXXX-C`: as many random characters as bytes given, in groups of five, and one to check them. */
export function numberFrom(prefix: string, random: Uint8Array): string {
  const characters = Array.from(random, (byte) => ALPHABET.charAt(byte % 32)).join('');
  return `${prefix}-${(characters.match(/.{1,5}/g) ?? []).join('-')}-${checkOf(characters)}`;
}

/** The number as it is stored, from what somebody typed; undefined when it cannot be one of `length` characters. */
export function readNumber(prefix: string, length: number, text: string): string | undefined {
  if (text.length > 60) return undefined;
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  if (!plain.startsWith(prefix)) return undefined;
  const rest = plain.slice(prefix.length).replace(/O/g, '0').replace(/[IL]/g, '1');
  if (rest.length !== length + 1 || [...rest].some((c) => !ALPHABET.includes(c))) return undefined;
  const characters = rest.slice(0, length);
  if (checkOf(characters) !== rest.at(-1)) return undefined;
  return `${prefix}-${(characters.match(/.{1,5}/g) ?? []).join('-')}-${rest.at(-1)}`;
}
