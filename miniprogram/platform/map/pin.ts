import type { PinTone } from './types';

const TONES: Record<PinTone, string> = {
  way: '#3A66AE',
  hand: '#0B7F62',
  wait: '#8A5A08',
  late: '#C2410C',
  done: '#5F6E68',
  place: '#0B7F62',
};

const DOT = '<circle cx="17" cy="16.5" r="5" fill="#fff"/>';
/** What stands in a pin, so that colour alone tells nobody anything: on its way, being worked on, resting, run out, done. */
const SIGNS: Record<PinTone, string> = {
  way: DOT,
  hand: '<g fill="#fff"><circle cx="10.9" cy="16.5" r="2.4"/><circle cx="17" cy="16.5" r="2.4"/><circle cx="23.1" cy="16.5" r="2.4"/></g>',
  wait: '<g fill="#fff"><rect x="11.8" y="11" width="3.8" height="11" rx="1"/><rect x="18.4" y="11" width="3.8" height="11" rx="1"/></g>',
  late: '<g fill="#fff"><rect x="15.1" y="8" width="3.8" height="10.4" rx="1.6"/><circle cx="17" cy="22.6" r="2.3"/></g>',
  done: '<path d="M11 16.8l4.3 4.3 7.9-8.6" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>',
  place: DOT,
};

/** A drop-shaped pin of 34 × 41; `assets/pin-*.png` are the same drawing at three times its size, for the native map. */
export const pinSvg = (tone: PinTone): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="34" height="41" viewBox="0 0 34 41" aria-hidden="true"><path d="M17 39.5C13 33 3.5 26 3.5 16.5a13.5 13.5 0 0 1 27 0C30.5 26 21 33 17 39.5z" fill="${TONES[tone]}" stroke="#fff" stroke-width="2.5"/>${SIGNS[tone]}</svg>`;
