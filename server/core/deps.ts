import type { Actor } from '../../shared/people/actor';
import type { Config } from './config';
import type { Keys } from './keys';
import type { Log } from './log';

/** What the world gives the application; tests hand over fakes for the clock and WeChat only. */
export interface Deps {
  readonly config: Config;
  readonly keys: Keys;
  readonly log: Log;
  /** the domain's clock */
  readonly now: () => Date;
  /** who a bearer token belongs to; null when it is forged, expired or revoked */
  readonly authenticate: (token: string) => Promise<Actor | null>;
}
