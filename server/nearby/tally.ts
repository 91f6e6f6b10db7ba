// What a point adds to the counters, and the difference between two points. Pure.
import { cellsOf } from '../../shared/nearby/cells';
import { type Counted, figuresOf, mappedOf } from '../../shared/nearby/mapped';
import type { ReportRecord } from '../reports';
import type { MapPoint } from './model';

/** The point of a report as it is now. */
export const pointOf = (report: ReportRecord): MapPoint => {
  const counted: Counted = report;
  const mapped = mappedOf(counted);
  const { lng, lat } = report.publicLocation;
  return {
    _id: report._id,
    version: report.version,
    number: report.number,
    kind: mapped?.kind ?? null,
    day: mapped?.day ?? 0,
    category: report.category,
    state: report.state,
    late: mapped?.late ?? false,
    lng,
    lat,
    cells: mapped ? cellsOf(lng, lat) : [],
    street: mapped ? (report.street?.code ?? null) : null,
    figures: report.street ? figuresOf(counted).map((figure) => `${report.street?.code}/${figure}`) : [],
  };
};

const MICRO = 1_000_000;
/** Days whose counters share a document. */
const BLOCK_DAYS = 32;
export const blockOf = (day: number): number => Math.floor(day / BLOCK_DAYS);
export const firstDayOf = (block: number): number => block * BLOCK_DAYS;

const keyOf = ({ day, category, state, late }: MapPoint): string => `${day}:${category}:${state}${late ? '!' : ''}`;

/** What a counter's key says. */
export const partsOfKey = (key: string) => {
  const [day = '', category = '', state = ''] = key.split(':');
  return { day: Number(day), category, state: state.replace('!', ''), late: state.endsWith('!') };
};

/** `_id` of a counter → path → amount. */
export type Amounts = Map<string, Record<string, number>>;

const add = (into: Amounts, id: string, path: string, amount: number) => {
  const fields = into.get(id) ?? {};
  into.set(id, fields);
  fields[path] = (fields[path] ?? 0) + amount;
};

/** Adds a point to the counters of the map, or takes it away with `sign` -1. */
export const addToMap = (into: Amounts, point: MapPoint, sign: 1 | -1): void => {
  if (!point.kind) return;
  for (const cell of point.cells) {
    const id = `${cell}/${point.kind}/${blockOf(point.day)}`;
    add(into, id, 'n', sign);
    add(into, id, 'lng', sign * Math.round(point.lng * MICRO));
    add(into, id, 'lat', sign * Math.round(point.lat * MICRO));
    add(into, id, `counts.${keyOf(point)}`, sign);
  }
};

/** Adds a point to the figures of its street. */
export const addToMonths = (into: Amounts, point: Pick<MapPoint, 'figures'>, sign: 1 | -1): void => {
  for (const figure of point.figures) {
    const at = figure.lastIndexOf(':');
    add(into, figure.slice(0, at), figure.slice(at + 1), sign);
  }
};

/** Leaves out what comes to nothing. */
export const changesOf = (amounts: Amounts): [id: string, inc: Record<string, number>][] =>
  [...amounts].flatMap(([id, fields]): [string, Record<string, number>][] => {
    const inc = Object.fromEntries(Object.entries(fields).filter(([, amount]) => amount !== 0));
    return Object.keys(inc).length > 0 ? [[id, inc]] : [];
  });

/** Cell, kind and block behind a counter's id. */
export const partsOf = (id: string) => {
  const [cell = '', kind = '', block = ''] = id.split('/');
  return { cell, kind: kind as 'open' | 'done', block: Number(block) };
};
