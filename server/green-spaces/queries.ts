import { Types } from 'mongoose';
import type { Reply, Validated } from '../../shared/endpoint';
import { haversine, type LngLat, toWgs84 } from '../../shared/geo';
import { CARE_TASKS, type CareTask, hoursOf } from '../../shared/green-spaces/care';
import type { readCareYear } from '../../shared/green-spaces/care-contract';
import type { listWall } from '../../shared/green-spaces/honours-contract';
import type { listPlots, mapPlots } from '../../shared/green-spaces/plot-contract';
import { HOLDING_STATES, LIVING_STATES } from '../../shared/green-spaces/states';
import { cellsAround } from '../../shared/nearby/cells';
import type { Actor } from '../../shared/people/actor';
import { dateOfDay, dayOfDate } from '../../shared/workdays';
import { after, fromCursor, toCursor } from '../core/cursor';
import { Refusal, refuseUnless } from '../core/refusal';
import { type AdoptionRecord, Adoptions, type CareLogRecord, CareLogs } from './adoption-model';
import { type PlotCellRecord, PlotCells, type PlotRecord, Plots } from './plot-model';
import { canSeeAdoption } from './policy';

/** Lists need neither the history nor the shape. */
const CARD = { history: 0, shape: 0 } as const;
const isText = (value: unknown) => typeof value === 'string';
const isDate = (value: unknown) => value instanceof Date;
const isId = (value: unknown) => value instanceof Types.ObjectId;
/** numbers stand in cursors as text: as such they would come back as the database's own types */
const isCount = (value: unknown) => typeof value === 'string' && /^\d{1,9}$/.test(value);

/** An adoption by its id. @throws Refusal adoption.not-found, also when the actor may not see it */
export const visibleAdoption = async (actor: Actor | null, id: string): Promise<AdoptionRecord> => {
  const found = Types.ObjectId.isValid(id) ? await Adoptions.findById(id).lean<AdoptionRecord>() : null;
  refuseUnless(found && canSeeAdoption(actor, found), 'adoption.not-found');
  return found;
};

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

/** Own open adoptions, as code → adoption: what the person holds, applied for or helps with. */
export const openAdoptionsOf = async (actor: Actor | null): Promise<ReadonlyMap<string, AdoptionRecord>> => {
  if (!actor) return new Map();
  const person = new Types.ObjectId(actor.personId);
  const rows = await Adoptions.find(
    { $or: [{ adopter: person }, { 'members.person': person }], open: true },
    { history: 0 },
  )
    .limit(50)
    .lean<AdoptionRecord[]>();
  return new Map(rows.map((row) => [row.plot, row]));
};

/** Everything of one's own, what goes on first. */
export const adoptionsOf = async (actor: Actor): Promise<AdoptionRecord[]> => {
  const person = new Types.ObjectId(actor.personId);
  return Adoptions.find({ $or: [{ adopter: person }, { 'members.person': person }] }, { history: 0 })
    .sort({ open: -1, appliedAt: -1 })
    .limit(100)
    .lean<AdoptionRecord[]>();
};

/** Place in the line, from 1. */
export const positionOf = async (adoption: AdoptionRecord): Promise<number | null> =>
  adoption.state === 'waiting'
    ? 1 + (await Adoptions.countDocuments({ plot: adoption.plot, state: 'waiting', seq: { $lt: adoption.seq } }))
    : null;

/** Adopters of a plot now. */
export const holdersOfPlot = (code: string): Promise<AdoptionRecord[]> =>
  Adoptions.find({ plot: code, state: { $in: [...HOLDING_STATES] } }, { history: 0 })
    .sort({ seq: 1 })
    .limit(50)
    .lean<AdoptionRecord[]>();

/** The care log of a plot or an adoption, newest first. */
export const careLogOf = async (
  filter: { plot: string } | { adoption: Types.ObjectId },
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) => {
  const beyond = cursor ? after('at', -1, '_id', -1, fromCursor(cursor, [isDate, isId])) : {};
  const rows = await CareLogs.find({ ...filter, ...beyond })
    .sort({ at: -1, _id: -1 })
    .limit(limit + 1)
    .lean<CareLogRecord[]>();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? toCursor([last.at, last._id]) : null };
};

/** Days with care since a day, YYYY-MM-DD. */
export const daysCaredFor = async (adoption: Types.ObjectId, since: Date): Promise<string[]> => {
  const rows = await CareLogs.find({ adoption, at: { $gte: since } }, { day: 1 })
    .limit(300)
    .lean<Pick<CareLogRecord, 'day'>[]>();
  return [...new Set(rows.map(({ day }) => dateOfDay(day)))].sort();
};

const YEAR_ROWS = 2000;
/** A year's care in figures. */
export const careYear = async (adoption: Types.ObjectId, year: number): Promise<Reply<typeof readCareYear>> => {
  const [first, end] = [dayOfDate(`${year}-01-01`), dayOfDate(`${year + 1}-01-01`)];
  // the log of an adoption by time; half a day around the year, the exact days decide
  const DAY = 86_400_000;
  const rows = await CareLogs.find({
    adoption,
    at: { $gte: new Date((first - 1) * DAY), $lt: new Date((end + 1) * DAY) },
  })
    .sort({ at: -1, _id: -1 })
    .limit(YEAR_ROWS)
    .lean<CareLogRecord[]>();
  const own = rows.filter(({ day }) => day >= first && day < end);
  const days = (logs: readonly CareLogRecord[]) => new Set(logs.map(({ day }) => day)).size;
  const times = new Map<CareTask, number>();
  for (const task of own.flatMap((log) => log.tasks)) times.set(task, (times.get(task) ?? 0) + 1);
  return {
    year,
    visits: days(own),
    atPlace: days(own.filter((log) => log.atPlace)),
    hours: hoursOf(own.reduce((sum, log) => sum + log.minutes, 0)),
    photos: own.reduce((sum, log) => sum + log.photos.length, 0),
    months: Array.from({ length: 12 }, (_, i) =>
      days(own.filter(({ day }) => Number(dateOfDay(day).slice(5, 7)) === i + 1)),
    ),
    tasks: [...times]
      .map(([task, n]) => ({ task, name: CARE_TASKS[task].name, times: n }))
      .sort((a, b) => b.times - a.times),
  };
};

/** The wall: those who agreed, most care first. */
export const wall = async ({ cursor, limit }: Validated<typeof listWall>['query']) => {
  const [visits, id] = cursor ? fromCursor(cursor, [isCount, isId]) : [];
  const beyond = cursor ? after('care.visits', -1, '_id', -1, [Number(visits), id]) : {};
  const rows = await Adoptions.find(
    { onWall: true, state: { $in: [...LIVING_STATES] }, plaqueFlagged: false, plaqueHidden: { $ne: true }, ...beyond },
    { history: 0 },
  )
    .sort({ 'care.visits': -1, _id: -1 })
    .limit(limit + 1)
    .lean<AdoptionRecord[]>();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? toCursor([String(last.care.visits), last._id]) : null };
};

const SUMMARY_RADIUS = 3000;
const SUMMARY_MOST = 100;
/** Free plots around a place, counted to a hundred. */
export const countFree = async (centre: LngLat): Promise<number> => {
  const cells = { $in: cellsAround(centre[0], centre[1], SUMMARY_RADIUS) };
  const rows = await Plots.find({ cells, listed: true, free: true }, { _id: 1 }).limit(SUMMARY_MOST).lean();
  return rows.length;
};

/** Which of these photos a plot, an adoption or a care log refers to. */
export const greenPhotosInUse = async (ids: string[]): Promise<Set<string>> => {
  const among = { $in: ids };
  const [plots, adoptions, logs] = await Promise.all([
    Plots.find({ 'photos._id': among }, { photos: 1 }).lean<PlotRecord[]>(),
    Adoptions.find({ 'history.photos._id': among }, { history: 1 }).lean<AdoptionRecord[]>(),
    CareLogs.find({ 'photos._id': among }, { photos: 1 }).lean<CareLogRecord[]>(),
  ]);
  return new Set(
    [
      ...plots.flatMap(({ photos }) => photos),
      ...adoptions.flatMap(({ history }) => history.flatMap(({ photos }) => photos)),
      ...logs.flatMap(({ photos }) => photos),
    ].map(({ _id }) => _id),
  );
};
