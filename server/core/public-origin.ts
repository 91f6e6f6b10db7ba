import type { RouterContext } from '@koa/router';
import type { Deps } from './deps';

/** Where the browser version is reached from outside: what QR codes on paper and on pictures point to. */
export const originOf = (ctx: Pick<RouterContext, 'origin'>, { config }: Pick<Deps, 'config'>): string =>
  config.publicUrl ?? ctx.origin;
