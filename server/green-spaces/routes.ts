import { toWgs84 } from '../../shared/geo';
import * as adoptions from '../../shared/green-spaces/adoption-contract';
import * as care from '../../shared/green-spaces/care-contract';
import * as family from '../../shared/green-spaces/family-contract';
import * as honours from '../../shared/green-spaces/honours-contract';
import * as plots from '../../shared/green-spaces/plot-contract';
import { badgeFor } from '../../shared/green-spaces/settings';
import { COUNTED_STATES } from '../../shared/green-spaces/states';
import { Answer, type Server, serve } from '../core/serve';
import { agreementOf, currentAgreement } from './agreement';
import { agreementRoutes } from './agreement-routes';
import { careLogOf, careYear } from './care-queries';
import { applyForPlot } from './commands/apply-for-plot';
import { changeConsent, inviteFamily, joinFamily, removeMember } from './commands/family';
import { logCare } from './commands/log-care';
import { moveAdoption } from './commands/move-adoption';
import { contentRoutes } from './content-routes';
import { deskRoutes } from './desk-routes';
import { countFree, findPlots, listedPlot, plotsOnMap } from './plot-queries';
import { presentCertificate } from './present-adoption';
import { dueToday, presentCareLog } from './present-care';
import { presentPlotCard } from './present-plot';
import { certified, printRoutes } from './print-routes';
import { adoptionsOf, openAdoptionsOf, visibleAdoption, wall } from './queries';
import { greenSpaceSettings } from './settings';
import { adoptionCards, fullAdoption, fullPlot, viewerOf } from './views';

export const greenSpaceRoutes = (server: Server): void => {
  agreementRoutes(server);
  contentRoutes(server);
  deskRoutes(server);
  printRoutes(server);

  serve(server, plots.listPlots, async (request) => {
    const [{ items, next }, mine] = await Promise.all([findPlots(request.query), openAdoptionsOf(request.actor)]);
    const viewer = viewerOf(request);
    return {
      items: items.map(({ plot, distanceM }) => presentPlotCard(plot, viewer, distanceM, mine.get(plot._id))),
      next,
    };
  });

  serve(server, plots.mapPlots, async (request) => {
    const [{ plots, clusters }, mine] = await Promise.all([plotsOnMap(request.query), openAdoptionsOf(request.actor)]);
    const viewer = viewerOf(request);
    return { plots: plots.map((plot) => presentPlotCard(plot, viewer, null, mine.get(plot._id))), clusters };
  });

  serve(server, plots.readPlot, async (request) => fullPlot(request, await listedPlot(request.params.code)));

  serve(server, care.listPlotCare, async (request) => {
    const plot = await listedPlot(request.params.code);
    const { items, next } = await careLogOf({ plot: plot._id }, request.query);
    return { items: items.map((log) => presentCareLog(log, viewerOf(request), null)), next };
  });

  serve(server, adoptions.readAgreement, async ({ params }) => {
    const current = await currentAgreement();
    const { _id, title, text, from } =
      params.version === 'current' ? current : await agreementOf(Number(params.version));
    const { noticeDays } = greenSpaceSettings.current();
    return { version: _id, title, text, from: from.toISOString(), current: _id === current._id, noticeDays };
  });

  serve(server, adoptions.applyForPlot, async (request) => {
    const { actor, params, body, deps, now } = request;
    const { adoption, fresh } = await applyForPlot(actor, params.code, body, deps.keys.fields, now);
    const reply = await fullAdoption(request, adoption);
    return fresh ? reply : new Answer(200, reply);
  });

  serve(server, adoptions.listMyAdoptions, async (request) => {
    const rows = await adoptionsOf(request.actor);
    const own = rows.filter(({ adopter }) => String(adopter) === request.actor.personId);
    return {
      items: await adoptionCards(request, rows),
      limit: greenSpaceSettings.current().perPerson,
      used: own.filter(({ state }) => COUNTED_STATES.includes(state)).length,
    };
  });

  serve(server, adoptions.readAdoption, async (request) =>
    fullAdoption(request, await visibleAdoption(request.actor, request.params.id)),
  );

  serve(server, adoptions.moveAdoption, async (request) =>
    fullAdoption(request, await moveAdoption(request.actor, request.params.id, request.body, request.now)),
  );

  serve(server, care.logCare, async (request) => {
    const { log, adoption, fresh, earned } = await logCare(request.actor, request.params.id, request.body, request.now);
    const reply = {
      log: presentCareLog(log, viewerOf(request), adoption),
      adoption: await fullAdoption(request, adoption),
      earned,
    };
    return fresh ? reply : new Answer(200, reply);
  });

  serve(server, care.listAdoptionCare, async (request) => {
    const adoption = await visibleAdoption(request.actor, request.params.id);
    const { items, next } = await careLogOf({ adoption: adoption._id }, request.query);
    return { items: items.map((log) => presentCareLog(log, viewerOf(request), adoption)), next };
  });

  serve(server, care.readCareYear, async (request) => {
    const adoption = await visibleAdoption(request.actor, request.params.id);
    return careYear(adoption._id, request.params.year);
  });

  serve(server, family.inviteFamily, async ({ actor, params, now }) => {
    const { code, expiresAt } = await inviteFamily(actor, params.id, now);
    return { code, expiresAt: expiresAt.toISOString() };
  });

  serve(server, family.joinFamily, async (request) =>
    fullAdoption(request, await joinFamily(request.actor, request.body, request.deps.keys.fields, request.now)),
  );

  serve(server, family.removeMember, async ({ actor, params, now }) => {
    await removeMember(actor, params.id, params.member, now);
    return { removed: true as const };
  });

  serve(server, adoptions.changeConsent, async (request) =>
    fullAdoption(request, await changeConsent(request.actor, request.params.id, request.body.onWall)),
  );

  serve(server, honours.listWall, async ({ query }) => {
    const { items, next } = await wall(query);
    const settings = greenSpaceSettings.current();
    return {
      items: items.map((adoption) => ({
        id: String(adoption._id),
        plaque: adoption.plaque,
        plot: { code: adoption.plot, name: adoption.plotName },
        since: (adoption.startAt ?? adoption.appliedAt).toISOString(),
        visits: adoption.care.visits,
        badge: badgeFor(adoption.care.visits, settings).name,
      })),
      next,
    };
  });

  serve(server, honours.verifyCertificate, async ({ params }) => {
    const { adoption, plot } = await certified(params.number);
    return presentCertificate(adoption, plot);
  });

  serve(server, plots.summarise, async ({ actor, query, now }) => {
    const { lng, lat, datum } = query;
    const [free, mine] = await Promise.all([countFree(toWgs84([lng, lat], datum)), openAdoptionsOf(actor)]);
    const adoptions = [...mine.values()];
    return {
      free,
      adopted: adoptions.length,
      due: dueToday(adoptions, now),
    };
  });
};
