import type { Validated } from '../../shared/endpoint';
import { haversine, type LngLat, toWgs84 } from '../../shared/geo';
import type { listPlots, mapPlots } from '../../shared/green-spaces/plot-contract';
import { cellsAround } from '../../shared/nearby/cells';
import { fromCursor, toCursor } from '../core/cursor';
import { Refusal } from '../core/refusal';
import { type PlotCellRecord, PlotCells, type PlotRecord, Plots } from './plot-model';

/** Lists need neither the history nor the shape. */
const CARD = { history: 0, shape: 0 } as const;
const isText = (value: unknown) => typeof value === 'string';
const isCount = (value: unknown) => typeof value === 'string' && /^\d{1,9}$/.test(value);

/** A plot the public may see. @throws Refusal plot.not-found */
export const listedPlot = async (code: string): Promise<PlotRecord> => {
  const found = await Plots.findOne({ _id: code, listed: true }).lean<PlotRecord>();
  if (!found) throw new Refusal('plot.not-found');
  return found;
};

export interface Found {
  plot: PlotRecord;
  distanceM: number | null;
}
type PlotQuery = Validated<typeof listPlots>['query'];

const filterOf = (query: Pick<PlotQuery, 'kind' | 'mode' | 'size' | 'availability'>) => ({
  listed: true,
  ...(query.availability && { free: query.availability === 'free' }),
  ...(query.kind && { kind: query.kind }),
  ...(query.mode && { modes: query.mode }),
  ...(query.size && { sizeClass: query.size }),
});

/** Rings searched one after the other, metres: where plots are many, the smallest one has enough. */
const RINGS = [150, 300, 700, 1500, 3000, 5000] as const;
const CANDIDATES = 400;

/** Plots around a place, nearest first; pages go by distance and code. */
const around = async (query: PlotQuery, centre: LngLat) => {
  const [from, fromCode] = query.cursor ? fromCursor(query.cursor, [isCount, isText]) : [-1, ''];
  const fromM = Number(from);
  const isBeyond = ({ plot, distanceM }: { plot: PlotRecord; distanceM: number }) =>
    distanceM > fromM || (distanceM === fromM && plot._id > String(fromCode));
  const rings = [...RINGS.filter((r) => r < query.radius && r > fromM), query.radius];
  let found: { plot: PlotRecord; distanceM: number }[] = [];
  for (const radius of rings) {
    const rows = await Plots.find(
      { cells: { $in: cellsAround(centre[0], centre[1], radius) }, ...filterOf(query) },
      CARD,
    )
      .limit(radius === query.radius ? CANDIDATES * 5 : CANDIDATES * 2)
      .lean<PlotRecord[]>();
    found = rows
      .map((plot) => ({ plot, distanceM: Math.round(haversine(centre, [plot.location.lng, plot.location.lat])) }))
      .filter((row) => row.distanceM <= radius && isBeyond(row))
      .sort((a, b) => a.distanceM - b.distanceM || (a.plot._id < b.plot._id ? -1 : 1));
    if (found.length > query.limit) break;
  }
  const items: Found[] = found.slice(0, query.limit);
  const last = found[query.limit - 1];
  return { items, next: found.length > query.limit && last ? toCursor([String(last.distanceM), last.plot._id]) : null };
};

const byCode = async (query: PlotQuery) => {
  const beyond = query.cursor ? { _id: { $gt: String(fromCursor(query.cursor, [isText])[0]) } } : {};
  const rows = await Plots.find({ ...filterOf(query), ...beyond }, CARD)
    .sort({ _id: 1 })
    .limit(query.limit + 1)
    .lean<PlotRecord[]>();
  const items: Found[] = rows.slice(0, query.limit).map((plot) => ({ plot, distanceM: null }));
  const last = items.at(-1);
  return { items, next: rows.length > query.limit && last ? toCursor([last.plot._id]) : null };
};

/** The public list. */
export const findPlots = (query: PlotQuery): Promise<{ items: Found[]; next: string | null }> =>
  query.lng !== undefined && query.lat !== undefined
    ? around(query, toWgs84([query.lng, query.lat], query.datum))
    : byCode(query);

const PINS = 200;
/** windows up to so many degrees wide are searched by cells of 1 km, and show pins if there are few enough */
const PIN_WINDOW = 0.06;
const CLUSTER_CELLS = { b: 0.01, c: 0.05 } as const;
const CLUSTERS = 400;

const clustersIn = async (grid: 'b' | 'c', { west, south, east, north }: Validated<typeof mapPlots>['query']) => {
  const size = CLUSTER_CELLS[grid];
  const at = (degrees: number) => Math.floor(degrees / size);
  const rows = await PlotCells.find({
    grid,
    x: { $gte: at(west), $lte: at(east) },
    y: { $gte: at(south), $lte: at(north) },
    count: { $gt: 0 },
  })
    .limit(CLUSTERS)
    .lean<PlotCellRecord[]>();
  return rows.map(({ lng, lat, count }) => ({
    location: { lng: lng / count, lat: lat / count, datum: 'wgs84' as const },
    count,
  }));
};

/** Pins where they are few, numbers where they are many. */
export const plotsOnMap = async (query: Validated<typeof mapPlots>['query']) => {
  const { west, south, east, north, availability } = query;
  const wide = Math.max(east - west, north - south);
  if (wide <= PIN_WINDOW) {
    const middle: LngLat = [(west + east) / 2, (south + north) / 2];
    const radius = Math.min(5000, haversine(middle, [east, north]));
    const rows = await Plots.find(
      {
        cells: { $in: cellsAround(middle[0], middle[1], radius) },
        ...filterOf({ availability, kind: undefined, mode: undefined, size: undefined }),
      },
      CARD,
    )
      .limit(PINS * 3)
      .lean<PlotRecord[]>();
    const inside = rows.filter(
      ({ location: { lng, lat } }) => lng >= west && lng <= east && lat >= south && lat <= north,
    );
    if (rows.length < PINS * 3 && inside.length <= PINS) return { plots: inside, clusters: [] };
  }
  return { plots: [], clusters: await clustersIn(wide <= 0.2 ? 'b' : 'c', query) };
};

const SUMMARY_RADIUS = 3000;
const SUMMARY_MOST = 100;
/** Free plots around a place, counted to a hundred. */
export const countFree = async (centre: LngLat): Promise<number> => {
  const cells = { $in: cellsAround(centre[0], centre[1], SUMMARY_RADIUS) };
  const rows = await Plots.find({ cells, listed: true, free: true }, { _id: 1 }).limit(SUMMARY_MOST).lean();
  return rows.length;
};
