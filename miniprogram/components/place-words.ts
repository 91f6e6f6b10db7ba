interface Named {
  code: string;
  name: string;
}

/** The smallest division that holds a place: the longer the code, the smaller the area (GB/T 2260 and below). */
export const smallestDivision = (divisions: readonly Named[]): Named | undefined =>
  [...divisions].sort((a, b) => b.code.length - a.code.length)[0];

/** The county of a place: six digits that do not end in 00, which is the prefecture. */
export const countyOf = (divisions: readonly Named[]): string | undefined =>
  divisions.find(({ code }) => /^\d{6}$/.test(code) && !code.endsWith('00'))?.code;

/** The part of a number that tells one case from another; county and day stand before it. */
export const shortNumber = (number: string) => number.split('-')[2] ?? number;
