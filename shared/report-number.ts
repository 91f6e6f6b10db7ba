// The number a resident reads out over the telephone: 532301-261124-7K3QPX-M is county, day (Asia/Shanghai), six random
// characters and a check character. Random rather than counted, so that a number neither tells how many reports a county
// has nor needs a round trip to be drawn (a billion values a county and day; the unique index catches a repeat).
//
// Letters are Crockford's base 32: no I, L, O or U, so nothing is misheard or misread. The check character walks GF(2⁵) by
// powers of two, which finds every single wrong character and every two that changed places.
import { dateOfDay, dayOf, dayOfDate } from './workdays';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_LENGTH = 6;

/** A number somebody typed, taken apart. `date` is `YYYY-MM-DD`. */
export interface ReportNumberParts {
  readonly county: string;
  readonly date: string;
}

function checkCharacter(characters: string): string {
  let sum = 0;
  for (const character of characters) {
    sum ^= ALPHABET.indexOf(character);
    sum <<= 1;
    // x⁵ + x² + 1 is primitive, so the powers of two repeat only after 31 places
    if (sum & 32) sum ^= 0b100101;
  }
  return ALPHABET.charAt(sum);
}

/**
 * A new number for a county (six digits of GB/T 2260) and an instant.
 * Needs six bytes from a cryptographic source; throws RangeError with fewer, or on a county that is no code.
 */
export function makeReportNumber(county: string, at: Date, randomBytes: Uint8Array): string {
  if (!/^\d{6}$/.test(county)) throw new RangeError(`not a county code: ${county}`);
  if (randomBytes.length < RANDOM_LENGTH) throw new RangeError('a report number takes six random bytes');
  const day = dateOfDay(dayOf(at.getTime())).slice(2).replace(/-/g, '');
  const random = Array.from(randomBytes.subarray(0, RANDOM_LENGTH), (byte) => ALPHABET.charAt(byte % 32)).join('');
  return `${county}-${day}-${random}-${checkCharacter(county + day + random)}`;
}

/**
 * The number as it is stored, from what a person typed: any case, with or without hyphens and spaces, O for 0 and I or L for 1.
 * Undefined when it cannot be a number of ours, a mistyped character included.
 */
export function parseReportNumber(text: string): string | undefined {
  if (text.length > 60) return undefined;
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑‒–—−]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const match = /^(\d{6})(\d{6})([0-9A-HJKMNP-TV-Z]{6})([0-9A-HJKMNP-TV-Z])$/.exec(plain);
  if (!match) return undefined;
  const [, county = '', day = '', random = '', check = ''] = match;
  if (!isDate(dateFrom(day)) || checkCharacter(county + day + random) !== check) return undefined;
  return `${county}-${day}-${random}-${check}`;
}

/** County and day of a stored number; undefined on anything `parseReportNumber` refuses. */
export function reportNumberParts(text: string): ReportNumberParts | undefined {
  const [county, day] = parseReportNumber(text)?.split('-') ?? [];
  return county && day ? { county, date: dateFrom(day) } : undefined;
}

const dateFrom = (day: string) => `20${day.slice(0, 2)}-${day.slice(2, 4)}-${day.slice(4)}`;

function isDate(date: string): boolean {
  try {
    dayOfDate(date);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
