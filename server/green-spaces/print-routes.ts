// Files, not JSON: certificate, picture and plaque by certificate number (which nobody can guess), and the open files of all plots.
import type { RouterContext } from '@koa/router';
import { parseCertificateNumber } from '../../shared/green-spaces/certificate-number';
import { originOf } from '../core/public-origin';
import { Refusal } from '../core/refusal';
import type { Server } from '../core/serve';
import { type AdoptionRecord, Adoptions } from './adoption-model';
import { plotsAsCsv, plotsAsGeoJson } from './exports';
import { type PlotRecord, Plots } from './plot-model';
import { certificatePdf, certificatePicture, plaquePdf } from './print';
import { shownPlaque, unitName } from './viewer';

/** @throws Refusal certificate.not-found */
export const certified = async (typed: string): Promise<{ adoption: AdoptionRecord; plot: PlotRecord | null }> => {
  const number = parseCertificateNumber(typed);
  const adoption = number ? await Adoptions.findOne({ 'certificate.number': number }).lean<AdoptionRecord>() : null;
  if (!adoption) throw new Refusal('certificate.not-found');
  return { adoption, plot: await Plots.findById(adoption.plot).lean<PlotRecord>() };
};

const draw = async (file: string, typed: string, origin: string, demo: boolean) => {
  const { adoption, plot } = await certified(typed);
  const number = adoption.certificate?.number ?? '';
  const facts = {
    number,
    plaque: shownPlaque(adoption),
    plotName: plot?.name ?? adoption.plotName,
    plotCode: adoption.plot,
    address: plot?.address ?? '',
    unit: unitName(adoption.unit),
    from: adoption.startAt ?? adoption.appliedAt,
    to: adoption.endAt ?? adoption.appliedAt,
    issuedAt: adoption.certificate?.at ?? adoption.appliedAt,
    url: `${origin}/#/green-spaces/verify/index?number=${number}`,
    demo,
  };
  if (file === 'certificate.pdf') return { type: 'application/pdf', body: await certificatePdf(facts) };
  if (file === 'picture.png') return { type: 'image/png', body: await certificatePicture(facts) };
  if (file !== 'plaque.pdf') throw new Refusal('request.not-found');
  const url = `${origin}/#/green-spaces/plot/index?code=${adoption.plot}`;
  const care = plot?.careNote ?? '';
  return { type: 'application/pdf', body: await plaquePdf({ ...facts, url, care, at: facts.issuedAt }) };
};

export const printRoutes = ({ router, deps, rateLimit }: Server): void => {
  router.get('/api/v1/adoption-certificates/:number/:file', async (ctx: RouterContext) => {
    // drawing costs more than reading: the same budget as writes
    await rateLimit('write', ctx.ip);
    const { number = '', file = '' } = ctx.params;
    const { type, body } = await draw(file, number, originOf(ctx, deps), deps.config.demo);
    ctx.type = type;
    ctx.set('cache-control', 'private, max-age=300');
    // a browser's own viewer draws the file
    ctx.set(
      'content-security-policy',
      "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:",
    );
    ctx.set('cross-origin-resource-policy', 'cross-origin');
    ctx.set('content-disposition', `inline; filename="${number.replace(/[^0-9A-Za-z-]/g, '')}-${file}"`);
    ctx.body = body;
  });

  const opened = (path: string, type: string, name: string, make: () => NodeJS.ReadableStream) =>
    router.get(path, async (ctx: RouterContext) => {
      await rateLimit('write', ctx.ip);
      ctx.type = type;
      ctx.set('content-disposition', `attachment; filename="${name}"`);
      ctx.set('cache-control', 'public, max-age=300');
      ctx.body = make();
    });
  opened('/api/v1/open/plots.csv', 'text/csv; charset=utf-8', 'plots.csv', plotsAsCsv);
  opened('/api/v1/open/plots.geojson', 'application/geo+json', 'plots.geojson', plotsAsGeoJson);
};
