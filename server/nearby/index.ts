// What other rooms may use of nearby.
export { countStep } from './count';
export { openOnStreet, streetMonth } from './streets';
export { forgetOldTallies, verifyMap } from './verify';
