// Hours of service (domain.md §6): actual service only, so that waiting before the shift begins counts for nothing and nobody
// gets more minutes than the shift has; then whole hours plus the remainder r: r ≤ 15 → 0, r ≤ 45 → half an hour, else a whole one.
// Every service is rounded by itself and the sums are sums of those: a total can always be recounted from its parts.

/** A stretch of time, `to` after `from`. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

const MINUTE = 60_000;
const HOUR = 60;

/** Whole minutes of a span, 0 when it is empty or runs backwards. */
export const minutesOf = ({ from, to }: Span): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / MINUTE));

/** Minutes that count: from the shift's beginning at the earliest, never more than the shift has. */
export function countedMinutes(served: Span, shift: Span): number {
  const from = new Date(Math.max(served.from.getTime(), shift.from.getTime()));
  return Math.min(minutesOf({ from, to: served.to }), minutesOf(shift));
}

/** Hours credited for so many minutes, in halves. */
export function hoursFor(minutes: number): number {
  const rest = minutes % HOUR;
  return Math.floor(minutes / HOUR) + (rest <= 15 ? 0 : rest <= 45 ? 0.5 : 1);
}

/** Sum of credited hours; halves add up exactly in binary. */
export const totalHours = (services: readonly { readonly hours: number }[]): number =>
  services.reduce((sum, { hours }) => sum + hours, 0);

/** 2 小时, 1.5 小时 */
export const hoursText = (hours: number): string => `${hours} 小时`;
