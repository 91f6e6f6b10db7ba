// Reports around a place, by the points of the map: nearest first, and read from the inside out, so that a crowded town does not
// read more than a quiet one.
import type { Types } from 'mongoose';
import type { Validated } from '../../shared/endpoint';
import { haversine, type LngLat, toWgs84 } from '../../shared/geo';
import { cellsAround } from '../../shared/nearby/cells';
import type { listDuplicates, listNearbyReports } from '../../shared/nearby/contract';
import { type Candidate, rankDuplicates, reachFor } from '../../shared/nearby/duplicates';
import type { MapKind } from '../../shared/nearby/mapped';
import type { Actor } from '../../shared/people/actor';
import { isCoarse } from '../../shared/reports/category';
import { dayOf } from '../../shared/workdays';
import { whoAnswers } from '../areas';
import { CARD, categoryNamed, isShownWhole, type ReportRecord, Reports } from '../reports';
import { categoriesIn } from './filters';
import { firstDays } from './map';
import { type MapPoint, MapPoints } from './model';
import { duplicateReach } from './settings';

type Filter = Record<string, unknown>;
type Spot = Pick<MapPoint, '_id' | 'lng' | 'lat' | 'state' | 'category' | 'day'>;
const SPOT = { lng: 1, lat: 1, state: 1, category: 1, day: 1 } as const;

/** Radii tried one after the other, metres: most lists are full after the first. */
const RINGS = [250, 1000];

const spotsAround = async (centre: LngLat, radiusM: number, filters: Filter[]) => {
  const cells = { $in: cellsAround(centre[0], centre[1], radiusM) };
  const found = await Promise.all(filters.map((filter) => MapPoints.find({ cells, ...filter }, SPOT).lean<Spot[]>()));
  return found
    .flat()
    .map((spot) => ({ spot, distanceM: haversine(centre, [spot.lng, spot.lat]) }))
    .filter(({ distanceM }) => distanceM <= radiusM)
    .sort((a, b) => a.distanceM - b.distanceM);
};

const reportsOf = async (ids: readonly Types.ObjectId[]): Promise<Map<string, ReportRecord>> => {
  // public still: one made private a moment ago is not counted out yet
  const rows = await Reports.find({ _id: { $in: [...ids] }, public: true }, CARD).lean<ReportRecord[]>();
  return new Map(rows.map((row) => [String(row._id), row]));
};

export interface Near {
  report: ReportRecord;
  distanceM: number;
}

const withReports = async (spots: readonly { spot: Spot; distanceM: number }[]): Promise<Near[]> => {
  const reports = await reportsOf(spots.map(({ spot }) => spot._id));
  return spots.flatMap(({ spot, distanceM }) => {
    const report = reports.get(String(spot._id));
    return report ? [{ report, distanceM }] : [];
  });
};

/** Public reports around a place, nearest first. */
export const nearbyReports = async (
  query: Validated<typeof listNearbyReports>['query'],
  now: Date,
): Promise<Near[]> => {
  const centre = toWgs84([query.lng, query.lat], query.datum);
  const first = firstDays(query.days, now);
  const categories = categoriesIn(query);
  const kinds: readonly MapKind[] = query.kind ? [query.kind] : ['open', 'done'];
  const filters = kinds.map((kind) => ({
    kind,
    day: { $gte: first[kind] },
    ...(categories && { category: { $in: [...categories] } }),
    ...(query.status && { state: query.status }),
  }));
  for (const ring of [...RINGS, Number.POSITIVE_INFINITY]) {
    const radius = Math.min(ring, query.radius);
    const spots = await spotsAround(centre, radius, filters);
    if (spots.length >= query.limit || radius === query.radius) return withReports(spots.slice(0, query.limit));
  }
  return [];
};

/** Candidates looked at closely; the nearest of them, where there are more. */
const MOST_CANDIDATES = 40;

/**
 * Open public reports that may be the same case, the likeliest first.
 * @throws Refusal category.unknown | place.outside
 */
export const duplicatesOf = async (
  query: Validated<typeof listDuplicates>['query'],
  actor: Actor | null,
  now: Date,
): Promise<Near[]> => {
  const category = categoryNamed(query.category);
  const reach = reachFor(duplicateReach.current(), category);
  const where = whoAnswers(query, category.id);
  // coarse ones are compared where all of them are shown: at the community's label point
  const centre: LngLat = isCoarse(category) || where.estate ? [where.label[0], where.label[1]] : [where.lng, where.lat];
  const siblings = [...(categoriesIn({ group: category.group }) ?? [category.id])];
  const today = dayOf(now.getTime());
  const spots = await spotsAround(centre, reach.radiusM, [
    { kind: 'open', day: { $gte: today - reach.days }, category: { $in: siblings } },
  ]);
  const near = (await withReports(spots.slice(0, MOST_CANDIDATES))).filter(
    ({ report }) => isShownWhole(report) && (!actor || String(report.reporter) !== actor.personId),
  );
  const candidates = near.map((one): Near & Candidate => ({
    ...one,
    ageDays: (now.getTime() - one.report.submittedAt.getTime()) / 86_400_000,
    words: one.report.description,
    sameCategory: one.report.category === category.id,
  }));
  return rankDuplicates(query.words, candidates, reach);
};
