import * as contract from '../../../shared/areas/exchange-contract';
import type { Reply } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import { hmac, sameText } from '../../core/keys';
import { Refusal, refuseUnless } from '../../core/refusal';
import { type Server, serve } from '../../core/serve';
import { canAdminister, holds, postLabel, postsOf } from '../../people';
import { exportAreas } from './export';
import { applyImport, beginImport, importOf, type Surroundings } from './jobs';
import type { AreaImportRecord } from './model';
import { receiveFile } from './receive';
import { announcedImports, withdrawImport } from './schedule';

const HOUR_MS = 3_600_000;

const present = (job: AreaImportRecord): Reply<typeof contract.readAreaImport> => ({
  id: job._id,
  kind: job.kind,
  datum: job.datum,
  fileName: job.fileName,
  complete: job.complete,
  state: job.state,
  progress: job.progress,
  problem: job.problem,
  report: job.report,
  validFrom: job.validFrom?.toISOString() ?? null,
  madeVersion: job.madeVersion,
  createdAt: job.createdAt.toISOString(),
});

const labelOf = (actor: Actor, now: Date): string => {
  const post = postsOf(actor.personId, now).find(({ role }) => role === 'admin');
  return post ? postLabel(post) : '管理员';
};

/** @param categories ids of the catalogue, which beats speak of */
export const exchangeRoutes = (server: Server, categories: () => ReadonlySet<string>): void => {
  const { router, deps, rateLimit } = server;
  const around: Surroundings = {
    log: deps.log,
    categories,
    mayChange: (actor, county) => holds(actor, 'admin', county),
  };

  serve(server, contract.uploadAreas, async ({ actor, params, raw }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    const { kind, datum, scope } = params;
    const file = await receiveFile(raw);
    return present(await beginImport(actor, { ...file, kind, datum, complete: scope === 'complete' }, around));
  });

  serve(server, contract.readAreaImport, async ({ actor, params }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    return present(await importOf(actor, params.id, around));
  });

  serve(server, contract.listAnnouncedAreas, async ({ actor }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    return {
      items: (await announcedImports()).map((job) => ({
        ...present(job),
        by: job.label,
        canWithdraw: job.state === 'scheduled' && job.counties.every((county) => around.mayChange(actor, county)),
      })),
    };
  });

  serve(server, contract.withdrawAreaImport, async ({ actor, params, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    return present(await withdrawImport(actor, params.id, labelOf(actor, now), now, around.mayChange));
  });

  serve(server, contract.applyAreaImport, async ({ actor, params, body, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    const validFrom = body.validFrom === undefined ? null : new Date(body.validFrom);
    return present(await applyImport(actor, params.id, { label: labelOf(actor, now), now, validFrom }, around));
  });

  const signed = (path: string, expires: number) =>
    hmac(deps.keys.media, `area-export/${path}/${expires}`).slice(0, 27);

  serve(server, contract.prepareAreaExport, async ({ actor, body }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    const { kind, datum, format, version } = body;
    const expires = Date.now() + HOUR_MS;
    const path = `${kind}/${datum}/${version ?? 'now'}.${format}`;
    return { url: `/api/v1/area-exports/${path}?expires=${expires}&signature=${signed(path, expires)}` };
  });

  // bytes, not JSON: no contract; a browser that saves a file sends no token, so the signed link is the permission
  router.get('/api/v1/area-exports/:kind/:datum/:version.:format', async (ctx) => {
    await rateLimit('read', ctx.ip);
    const { kind, datum, version, format } = ctx.params as Record<'kind' | 'datum' | 'version' | 'format', string>;
    const path = `${kind}/${datum}/${version}.${format}`;
    const expires = Number(ctx.query.expires);
    const given = ctx.query.signature;
    const good =
      typeof given === 'string' &&
      Number.isSafeInteger(expires) &&
      expires > Date.now() &&
      sameText(given, signed(path, expires));
    if (!good) throw new Refusal('request.not-found');
    ctx.type = format === 'csv' ? 'text/csv' : 'application/geo+json';
    ctx.set('cache-control', 'no-store');
    ctx.set('content-disposition', `attachment; filename="${kind}-${datum}-${version}.${format}"`);
    // signed by us: the parts are what the contract let through
    ctx.body = await exportAreas(kind as contract.ImportKind, {
      datum: datum as never,
      format: format as 'geojson' | 'csv',
      version: version === 'now' ? undefined : Number(version),
    });
  });
};
