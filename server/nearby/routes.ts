import * as contract from '../../shared/nearby/contract';
import type { Actor } from '../../shared/people/actor';
import { stateLabel } from '../../shared/reports/states';
import type { Deps } from '../core/deps';
import { type Server, serve } from '../core/serve';
import { catalogue, presentCard } from '../reports';
import { mapOf } from './map';
import type { MapPoint } from './model';
import { duplicatesOf, type Near, nearbyReports } from './queries';
import { responsibilityAt } from './responsibility';

const wgs84 = 'wgs84' as const;

const presentPin = (point: MapPoint) => {
  const category = catalogue.current().byId.get(point.category);
  return {
    number: point.number,
    lng: point.lng,
    lat: point.lat,
    datum: wgs84,
    status: point.state,
    statusLabel: stateLabel(point.state),
    late: point.late,
    category: {
      id: point.category,
      name: category?.name ?? point.category,
      icon: category?.icon ?? 'cat-other',
    },
  };
};

const cards = (found: readonly Near[], { actor, now, deps }: { actor: Actor | null; now: Date; deps: Deps }) =>
  found.map(({ report, distanceM }) => presentCard(report, { actor, now, mediaKey: deps.keys.media }, distanceM));

export const nearbyRoutes = (server: Server): void => {
  serve(server, contract.listNearbyReports, async (request) => ({
    items: cards(await nearbyReports(request.query, request.now), request),
    next: null,
  }));

  serve(server, contract.readMap, async ({ query, now }) => {
    const { counts, clusters, points } = await mapOf(query, now);
    return {
      counts,
      clusters: clusters.map((cluster) => ({ ...cluster, datum: wgs84 })),
      pins: points.map(presentPin),
    };
  });

  serve(server, contract.listDuplicates, async (request) => ({
    items: cards(await duplicatesOf(request.query, request.actor, request.now), request),
  }));

  serve(server, contract.readResponsibility, async ({ query, now }) => responsibilityAt(query, now));
};
