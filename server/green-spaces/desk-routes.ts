import * as contract from '../../shared/green-spaces/desk-contract';
import { PLOT_STATES } from '../../shared/green-spaces/states';
import type { Actor } from '../../shared/people/actor';
import { type Server, serve } from '../core/serve';
import { ownPhotos, type PhotoFacts } from '../media';
import { importPlots } from './commands/import-plots';
import { editablePlot, savePlot, setPlotState } from './commands/save-plot';
import { deskAdoptions, deskPlots, exportedAdoptions } from './desk';
import { adoptionsAsCsv, fieldsOf } from './exports';
import { type PlotRecord, Plots } from './plot-model';
import { presentPlotCard } from './present-plot';
import { unitName } from './viewer';
import { adoptionCards, fullPlot, viewerOf } from './views';

const ACTS = { add: '新增', change: '修改', ...PLOT_STATES } as const;

/** Those the plot has already may stay; new ones are the editor's own. */
const photosFor = async (
  actor: Actor,
  code: string,
  ids: readonly string[] | undefined,
): Promise<PhotoFacts[] | null> => {
  if (ids === undefined) return null;
  const plot = await Plots.findById(code, { photos: 1 }).lean<Pick<PlotRecord, 'photos'>>();
  const known = new Map((plot?.photos ?? []).map((photo) => [photo._id, photo]));
  const own = new Map(
    (
      await ownPhotos(
        actor,
        ids.filter((id) => !known.has(id)),
      )
    ).map((photo) => [photo._id, photo]),
  );
  return ids.flatMap((id) => known.get(id) ?? own.get(id) ?? []);
};

export const deskRoutes = (server: Server): void => {
  serve(server, contract.listDeskAdoptions, async (request) => {
    const { items, next, counts } = await deskAdoptions(request.actor, request.query, request.now);
    return { items: await adoptionCards(request, items), next, counts };
  });

  serve(server, contract.listDeskPlots, async (request) => {
    const { items, next } = await deskPlots(request.actor, request.query);
    return {
      items: items.map((plot) => ({
        ...presentPlotCard(plot, viewerOf(request), null, undefined),
        unit: unitName(plot.unit),
        visits: plot.visits,
        lastCareAt: plot.lastCareAt?.toISOString() ?? null,
      })),
      next,
    };
  });

  serve(server, contract.exportAdoptions, async ({ actor, query }) => {
    const { items, next } = await exportedAdoptions(actor, query.cursor);
    return { csv: adoptionsAsCsv(items, query.cursor === undefined), rows: items.length, next };
  });

  serve(server, contract.importPlots, async ({ actor, body, now }) => importPlots(actor, body, now));

  serve(server, contract.readDeskPlot, async (request) => {
    const plot = await editablePlot(request.actor, request.params.code);
    return {
      plot: await fullPlot(request, plot),
      fields: fieldsOf(plot),
      revision: plot.revision,
      history: plot.history.map(({ at, act, label, text }) => ({
        at: at.toISOString(),
        title: ACTS[act],
        by: label,
        text,
      })),
    };
  });

  serve(server, contract.savePlot, async (request) => {
    const { actor, params, body, now } = request;
    const photos = await photosFor(actor, params.code, body.photos);
    return fullPlot(request, await savePlot(actor, params.code, body.revision, body.fields, photos, now));
  });

  serve(server, contract.setPlotState, async (request) =>
    fullPlot(request, await setPlotState(request.actor, request.params.code, request.body, request.now)),
  );
};
