// Limits per process and per person or address, in memory: a shared counter would cost every request a
// round trip, and a few processes multiply a limit only by their number.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from './refusal';

/** Requests allowed per minute [default]. Sign-in is by address, because there is no person yet. */
const PER_MINUTE = { read: 600, write: 60, signIn: 30 } as const;
export type RateClass = keyof typeof PER_MINUTE;

export type RateLimit = (kind: RateClass, who: string) => Promise<void>;

/** @throws Refusal request.too-many with the seconds to wait. */
export const createRateLimit = (enabled: boolean): RateLimit => {
  if (!enabled) return async () => {};
  const limiters = new Map<RateClass, RateLimiterMemory>();
  for (const [kind, points] of Object.entries(PER_MINUTE))
    limiters.set(kind as RateClass, new RateLimiterMemory({ points, duration: 60 }));
  return async (kind, who) => {
    try {
      await limiters.get(kind)?.consume(who);
    } catch (rejection) {
      if (!(rejection instanceof RateLimiterRes)) throw rejection;
      const seconds = Math.max(1, Math.ceil(rejection.msBeforeNext / 1000));
      throw new Refusal('request.too-many', {
        detail: `操作太频繁，请 ${seconds} 秒后再试。`,
        extra: { retryAfter: seconds },
      });
    }
  };
};
