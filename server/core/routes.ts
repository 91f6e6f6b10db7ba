// Paths and who answers them. One small router for each noun (`/api/v1/reports…`), because a router compares a path with every
// route it has: a request is compared with its neighbours only, however many rooms the house gets.
import Router, { type RouterContext, type RouterMiddleware } from '@koa/router';
import type { Context, Middleware, Next } from 'koa';

export type { RouterContext };

type Handler = (ctx: RouterContext, next: Next) => unknown;

/** `/api/v1/reports/:number` → `reports`; `/healthz` → `healthz`. */
const nounOf = (path: string): string => {
  const parts = path.split('/', 4);
  return parts[1] === 'api' ? (parts[3] ?? '') : (parts[1] ?? '');
};

export class Routes {
  readonly #routers = new Map<string, Router>();
  readonly #served = new Map<string, readonly Middleware[]>();

  register(path: string, methods: string[], handler: Handler): void {
    const noun = nounOf(path);
    const router = this.#routers.get(noun) ?? new Router();
    this.#routers.set(noun, router);
    router.register(path, methods, handler as RouterMiddleware);
  }

  get(path: string, handler: Handler): void {
    this.register(path, ['GET', 'HEAD'], handler);
  }

  /** Answers what has a route; 405 and 501 where only the method is wrong; leaves the rest to what follows. */
  middleware(): Middleware {
    for (const [noun, router] of this.#routers)
      this.#served.set(noun, [router.routes() as Middleware, router.allowedMethods() as Middleware]);
    return (ctx: Context, next: Next) => {
      const [routes, allowed] = this.#served.get(nounOf(ctx.path)) ?? [];
      if (!routes || !allowed) return next();
      return routes(ctx, () => allowed(ctx, next));
    };
  }
}
