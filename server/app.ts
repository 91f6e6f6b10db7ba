// The application: middleware and every room, nothing else.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bodyParser } from '@koa/bodyparser';
import Koa from 'koa';
import compress from 'koa-compress';
import helmet from 'koa-helmet';
import serveStatic from 'koa-static';
import { ENDPOINTS } from '../shared/contracts';
import { activityOutbox, organisesAs, serviceBook, signUpOutbox } from './activities';
import { activityRoutes } from './activities/routes';
import { administrationRoutes } from './administration/routes';
import { areaAdminRoutes } from './areas/admin-routes';
import { areaRoutes, placeNamed } from './areas/routes';
import { databaseReady } from './core/database';
import type { Deps } from './core/deps';
import { docsRoutes } from './core/docs';
import { problems } from './core/problems';
import { createRateLimit } from './core/rate-limit';
import { Refusal } from './core/refusal';
import { Routes } from './core/routes';
import { adoptionOutbox } from './green-spaces';
import { greenSpaceRoutes } from './green-spaces/routes';
import type { Storage } from './media';
import { mediaRoutes } from './media/routes';
import { limitOutbox, moderationRoutes, refuseLimited } from './moderation';
import { nearbyRoutes } from './nearby/routes';
import { notificationRoutes, unreadFor } from './notifications';
import { patrolRoutes } from './patrols/routes';
import { peopleRoutes } from './people/routes';
import { type DemoPerson, portalRoutes } from './portal/routes';
import { allCategories, categoryInUse, openCases, reportOutbox } from './reports';
import { reportRoutes } from './reports/routes';
import { streetRoutes } from './streets/routes';
import { volunteerRoutes } from './volunteers/routes';

export interface AppParts {
  deps: Deps;
  storage: Storage;
  demoPeople: readonly DemoPerson[];
  /** folder of the built browser version; null serves the API alone */
  h5: string | null;
}

const DATA_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};
const BODY_LIMIT = '64kb';
/** Everything that announces; failed messages of all are listed together. */
const OUTBOXES = [reportOutbox, limitOutbox, adoptionOutbox, activityOutbox, signUpOutbox];
/** Most requests; they are not asked for one. */
const BODYLESS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
const YEAR_MS = 365 * 86_400_000;

/** The whole server as a Koa application. */
export const createApp = ({ deps, storage, demoPeople, h5 }: AppParts): Koa => {
  const app = new Koa({ proxy: deps.config.trustProxy });
  const router = new Routes();
  const server = { router, deps, rateLimit: createRateLimit(deps.config.rateLimit) };

  portalRoutes(server, demoPeople);
  peopleRoutes(server, { unreadFor, placeNamed });
  areaAdminRoutes(server, { categories: allCategories, categoryNamed: categoryInUse, openCases });
  areaRoutes(server, {
    tileUrl: deps.config.tileUrl,
    categories: () => new Set(allCategories().map(({ id }) => id)),
  });
  mediaRoutes(server, storage);
  reportRoutes(server, refuseLimited);
  volunteerRoutes(server, { book: serviceBook, organisesAs });
  activityRoutes(server);
  nearbyRoutes(server);
  streetRoutes(server);
  patrolRoutes(server);
  moderationRoutes(server, storage);
  greenSpaceRoutes(server);
  notificationRoutes(server, OUTBOXES);
  administrationRoutes(server);
  docsRoutes(router, ENDPOINTS);
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    if (!(await databaseReady())) throw new Refusal('server.busy');
    ctx.body = { status: 'ready' };
  });

  app.on('error', (error) => deps.log.error({ err: error }, 'response failed'));
  const guardPages = helmet({
    contentSecurityPolicy: {
      directives: {
        // Taro's browser components style themselves inline; photos picked but not yet sent are blob: URLs
        'default-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': [
          "'self'",
          'data:',
          'blob:',
          ...(deps.config.tileUrl ? [new URL(deps.config.tileUrl.replace(/[{}]/g, '')).origin] : []),
        ],
        'connect-src': ["'self'", 'blob:'],
        'upgrade-insecure-requests': null,
      },
    },
    // whether the portal is reached by https is decided in front of it
    strictTransportSecurity: false,
  });
  // a reply of the API is data and never a page: it needs three of these headers, and most requests are for one
  app.use((ctx, next) => {
    if (!ctx.path.startsWith('/api/v1/')) return guardPages(ctx, next);
    ctx.set(DATA_HEADERS);
    return next();
  });
  app.use(compress({ threshold: 2048, br: false }));
  app.use(problems(deps.log));
  const readBody = bodyParser({ enableTypes: ['json'], jsonLimit: BODY_LIMIT, encoding: 'utf-8' });
  app.use((ctx, next) => (BODYLESS.includes(ctx.method) ? next() : readBody(ctx, next)));
  app.use(router.middleware());
  if (h5 && existsSync(join(h5, 'index.html')))
    app.use(
      serveStatic(h5, {
        maxage: YEAR_MS,
        // file names carry a hash of their content, but for the page that names them
        setHeaders: (response, path) => {
          if (path.endsWith('.html')) response.setHeader('cache-control', 'no-cache');
        },
      }),
    );
  return app;
};
