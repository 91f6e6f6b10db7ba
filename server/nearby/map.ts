// The map: counters of the cells that cover the box, and single pins where few lie. What is read grows with what is shown, never
// with how many reports there were.
import type { Validated } from '../../shared/endpoint';
import { type BBox, toWgs84 } from '../../shared/geo';
import { type Cover, coverOf } from '../../shared/nearby/cells';
import type { readMap } from '../../shared/nearby/contract';
import type { MapKind } from '../../shared/nearby/mapped';
import { dayOf } from '../../shared/workdays';
import { categoriesIn } from './filters';
import { type MapPoint, MapPoints, MapTallies, type MapTally } from './model';
import { blockOf, partsOfKey } from './tally';
import { firstDoneDay } from './verify';

type Query = Validated<typeof readMap>['query'];

/** Fewer than this in the whole box are shown one by one. */
const ALL_PINS = 60;
/** Fewer than this at one mark are shown one by one, while there is room. */
const FEW = 3;
const MOST_SINGLES = 100;

export interface Cluster {
  id: string;
  lng: number;
  lat: number;
  count: number;
  late: number;
}
export interface MapView {
  counts: { open: number; done: number };
  clusters: Cluster[];
  points: MapPoint[];
}
const NOTHING: MapView = { counts: { open: 0, done: 0 }, clusters: [], points: [] };
const MICRO = 1_000_000;

type Key = ReturnType<typeof partsOfKey>;
/** Whether what a counter counts is asked for. */
const keyFilter = (query: Query): ((key: Key) => boolean) => {
  const categories = categoriesIn(query);
  return ({ category, state }) =>
    (!categories || categories.has(category)) && (!query.status || state === query.status);
};

/** First day that counts, by what is shown: open ones of any day unless days are named, done ones within 30. */
export const firstDays = (days: number | undefined, now: Date): Record<MapKind, number> => {
  const since = days === undefined ? undefined : dayOf(now.getTime()) - days + 1;
  return { open: since ?? 0, done: Math.max(since ?? 0, firstDoneDay(now)) };
};

const talliesOf = async (cover: Cover, first: Record<MapKind, number>): Promise<MapTally[]> => {
  const cell = { $in: [...cover.cells] };
  const read = (kind: MapKind) =>
    MapTallies.find({ cell, kind, block: { $gte: blockOf(first[kind]) } }).lean<MapTally[]>();
  const [open, done] = await Promise.all([read('open'), read('done')]);
  return [...open, ...done];
};

interface Mark {
  cells: Set<string>;
  count: number;
  late: number;
  n: number;
  lng: number;
  lat: number;
}

/** What a box shows. Round trips: two for the counters at once, one for pins. */
export const mapOf = async (query: Query, now: Date): Promise<MapView> => {
  const [west, south] = toWgs84([query.west, query.south], query.datum);
  const [east, north] = toWgs84([query.east, query.north], query.datum);
  const box: BBox = [west, south, east, north];
  const cover = coverOf(box);
  if (!cover) return NOTHING;
  const first = firstDays(query.days, now);
  const wanted = keyFilter(query);
  const counts = { open: 0, done: 0 };
  const marks = new Map<string, Mark>();
  for (const tally of await talliesOf(cover, first)) {
    for (const [name, n] of Object.entries(tally.counts)) {
      const key = partsOfKey(name);
      if (n === 0 || key.day < first[tally.kind] || !wanted(key)) continue;
      counts[tally.kind] += n;
      if (tally.kind !== query.kind) continue;
      const id = cover.markOf(tally.cell);
      const mark = marks.get(id) ?? { cells: new Set<string>(), count: 0, late: 0, n: 0, lng: 0, lat: 0 };
      marks.set(id, mark);
      mark.count += n;
      if (key.late) mark.late += n;
      if (mark.cells.has(`${tally._id}`)) continue;
      mark.cells.add(tally._id);
      mark.n += tally.n;
      mark.lng += tally.lng;
      mark.lat += tally.lat;
    }
  }
  const total = counts[query.kind];
  const few = [...marks].filter(([, mark]) => total <= ALL_PINS || mark.count < FEW);
  const single = new Set<string>();
  let room = MOST_SINGLES;
  for (const [id, mark] of few) {
    if (mark.count > room) continue;
    room -= mark.count;
    single.add(id);
  }
  const clusters = [...marks]
    .filter(([id]) => !single.has(id))
    .map(([id, { count, late, n, lng, lat }]) => ({ id, count, late, lng: lng / n / MICRO, lat: lat / n / MICRO }));
  const cells = [
    ...new Set([...single].flatMap((id) => [...(marks.get(id)?.cells ?? [])].map((one) => one.split('/')[0]!))),
  ];
  const points = cells.length > 0 ? await pinsIn(cells, query, first[query.kind]) : [];
  return { counts, ...apart(points, clusters) };
};

/** Pins on one and the same spot (all coarse reports of a community) stay one mark however near one looks. */
const apart = (points: readonly MapPoint[], clusters: readonly Cluster[]): Pick<MapView, 'points' | 'clusters'> => {
  const spots = new Map<string, MapPoint[]>();
  for (const point of points) {
    const spot = `${point.lng},${point.lat}`;
    spots.set(spot, [...(spots.get(spot) ?? []), point]);
  }
  const together = [...spots].filter(([, at]) => at.length > 1);
  return {
    points: [...spots.values()].flatMap((at) => (at.length === 1 ? at : [])),
    clusters: [
      ...clusters,
      ...together.map(([id, at]) => ({
        id,
        lng: at[0]?.lng ?? 0,
        lat: at[0]?.lat ?? 0,
        count: at.length,
        late: at.filter(({ late }) => late).length,
      })),
    ],
  };
};

const pinsIn = (cells: readonly string[], query: Query, firstDay: number): Promise<MapPoint[]> => {
  const categories = categoriesIn(query);
  return MapPoints.find({
    cells: { $in: [...cells] },
    kind: query.kind,
    day: { $gte: firstDay },
    ...(categories && { category: { $in: [...categories] } }),
    ...(query.status && { state: query.status }),
  })
    .limit(MOST_SINGLES)
    .lean<MapPoint[]>();
};
