// Whether words may be shown before anybody looked at them. Two plain checks run in memory when a report comes in: numbers that tell
// who somebody is wait for a look, words a county has listed make it risky. A machine's check may come later and uses the same results.

/** What a check said; `unchecked` until one did. */
export const CHECK_RESULTS = ['unchecked', 'pass', 'review', 'risky'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];
export const CHECK_LABELS: Readonly<Record<CheckResult, string>> = {
  unchecked: '还没检查',
  pass: '检查通过',
  review: '要人工看',
  risky: '有风险',
};

/** Others than the reporter and staff see it: what a check or a moderator has doubts about waits, the rest is shown. */
export const isShown = (result: CheckResult, showUnchecked: boolean): boolean =>
  result === 'pass' || (result === 'unchecked' && showUnchecked);

// a mobile number, an identity number, in digits of either width; separators people put between them
const GAP = '[\\s-]?';
const MOBILE = new RegExp(`(?<!\\d)1[3-9]\\d${GAP}\\d{4}${GAP}\\d{4}(?!\\d)`);
const IDENTITY = /(?<!\d)\d{17}[\dXx](?!\d)/;
const narrow = (text: string) => text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

/** @param words listed by the county; one of them makes it risky */
export const checkWords = (text: string, words: readonly string[]): CheckResult => {
  const plain = narrow(text);
  if (words.some((word) => word !== '' && plain.includes(word))) return 'risky';
  return MOBILE.test(plain) || IDENTITY.test(plain) ? 'review' : 'unchecked';
};

/** What the check has doubts about, or a resident flagged, waits for a moderator. */
export const needsModerator = ({ text, photo, flags }: { text: CheckResult; photo: CheckResult; flags: number }) =>
  flags > 0 || [text, photo].some((result) => result === 'review' || result === 'risky');

const MASK = '■';
/** Blacks out every occurrence of the words, character by character. */
export const redactWords = (text: string, words: readonly string[]): string =>
  words.reduce(
    (rest, word) => (word === '' ? rest : rest.split(word).join(MASK.repeat(Array.from(word).length))),
    text,
  );
