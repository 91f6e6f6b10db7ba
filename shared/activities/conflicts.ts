// Nobody can be in two places at once: a sign-up is refused while another of the same participant overlaps it.
import type { Span } from '../volunteers/hours';

/** Whether two spans share time; touching ends do not. */
export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

/** The first of the others that overlaps. */
export const conflictWith = <T extends Span>(wanted: Span, others: readonly T[]): T | undefined =>
  others.find((other) => overlaps(wanted, other));
