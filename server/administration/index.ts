// What other rooms may use of administration.
export { warnOfGaps } from './checks';
