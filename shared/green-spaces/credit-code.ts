// The unified social credit code of an organisation, GB 32100-2015: eighteen characters, the last one a check character
// (modulus 31 over powers of three). Letters I, O, S, V and Z are not used.
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** The check character for the first seventeen; undefined when one of them cannot occur. */
export const creditCodeCheck = (first: string): string | undefined => {
  if (first.length !== WEIGHTS.length) return undefined;
  let sum = 0;
  for (const [i, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(first.charAt(i));
    if (value < 0) return undefined;
    sum += value * weight;
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
};

/** As typed, in capitals and without spaces. */
export const plainCreditCode = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();

export const isCreditCode = (code: string): boolean =>
  code.length === 18 && creditCodeCheck(code.slice(0, 17)) === code.charAt(17);
