// Files as rows: GeoJSON feature collections and CSV with the shape as WKT. Coordinates become WGS-84 here and nowhere else.
import Papa from 'papaparse';
import { type Datum, type LngLat, type Shape, toWgs84 } from '../../../shared/geo';
import type { Fault, RawRow } from './kinds';

export interface FileRows {
  rows: RawRow[];
  faults: Fault[];
}

/** Digits kept of a converted coordinate: a centimetre, finer than any conversion. */
const DIGITS = 7;

class Broken extends Error {}

type Convert = (position: unknown) => LngLat;

const converter =
  (datum: Datum): Convert =>
  (position) => {
    if (!Array.isArray(position) || typeof position[0] !== 'number' || typeof position[1] !== 'number')
      throw new Broken('坐标不是数字');
    const [lng, lat] = position as [number, number];
    if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) throw new Broken(`坐标 ${lng}, ${lat} 超出范围`);
    if (datum === 'wgs84' || datum === 'cgcs2000') return [lng, lat];
    const [x, y] = toWgs84([lng, lat], datum);
    return [Number(x.toFixed(DIGITS)), Number(y.toFixed(DIGITS))];
  };

const list = (value: unknown): unknown[] => {
  if (!Array.isArray(value)) throw new Broken('图形的坐标写法不对');
  return value;
};

const shapeOf = (geometry: unknown, convert: Convert): Shape | null => {
  if (geometry === null || geometry === undefined) return null;
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  const line = (value: unknown) => list(value).map(convert);
  const polygon = (value: unknown) => list(value).map(line);
  if (type === 'LineString') return { type, coordinates: line(coordinates) };
  if (type === 'Polygon') return { type, coordinates: polygon(coordinates) };
  if (type === 'MultiPolygon') return { type, coordinates: list(coordinates).map(polygon) };
  throw new Broken(`图形只能是 LineString、Polygon 或 MultiPolygon，不是 ${String(type)}`);
};

const collect = (rows: Iterable<{ at: number; fields: RawRow['fields']; shape: () => Shape | null }>): FileRows => {
  const found: FileRows = { rows: [], faults: [] };
  for (const { at, fields, shape } of rows) {
    try {
      found.rows.push({ at, fields, shape: shape() });
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      found.faults.push({ at, code: fields.code === undefined ? null : String(fields.code), text: error.message });
    }
  }
  return found;
};
const failed = (text: string): FileRows => ({ rows: [], faults: [{ at: null, code: null, text }] });

const readGeoJson = (text: string, convert: Convert): FileRows => {
  let file: { type?: unknown; features?: unknown };
  try {
    file = JSON.parse(text) as typeof file;
  } catch (error) {
    return failed(`不是完整的 JSON：${error instanceof Error ? error.message : ''}`);
  }
  if (file?.type !== 'FeatureCollection' || !Array.isArray(file.features))
    return failed('GeoJSON 最外层应是 FeatureCollection');
  return collect(
    file.features.map((feature: { properties?: unknown; geometry?: unknown }, i: number) => ({
      at: i + 1,
      fields: (feature?.properties ?? {}) as RawRow['fields'],
      shape: () => shapeOf(feature?.geometry, convert),
    })),
  );
};

const NUMBER = String.raw`[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?`;
const POSITION = new RegExp(`^(${NUMBER})\\s+(${NUMBER})$`);

/** `LINESTRING (…)`, `POLYGON ((…))`, `MULTIPOLYGON (((…)))` as the coordinates of GeoJSON. */
const wktOf = (text: string): unknown => {
  const [, name = '', body = ''] = /^\s*(LINESTRING|POLYGON|MULTIPOLYGON)\s*(\(.*\))\s*$/is.exec(text) ?? [];
  if (!name) throw new Broken('wkt 只能是 LINESTRING、POLYGON 或 MULTIPOLYGON');
  const json = body.replace(/[()]|[^(),]+/g, (part) => {
    if (part === '(') return '[';
    if (part === ')') return ']';
    const trimmed = part.trim();
    if (!trimmed) return '';
    const [, lng, lat] = POSITION.exec(trimmed) ?? [];
    if (lng === undefined || lat === undefined) throw new Broken(`wkt 里有读不懂的坐标“${trimmed.slice(0, 40)}”`);
    return `[${Number(lng)},${Number(lat)}]`;
  });
  let coordinates: unknown;
  try {
    coordinates = JSON.parse(json);
  } catch {
    throw new Broken('wkt 的括号不成对');
  }
  const type = { LINESTRING: 'LineString', POLYGON: 'Polygon', MULTIPOLYGON: 'MultiPolygon' }[name.toUpperCase()];
  return { type, coordinates };
};

const readCsv = (text: string, convert: Convert): FileRows => {
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: 'greedy' });
  if (!meta.fields?.includes('code')) return failed('CSV 第一行要是列名，其中要有 code');
  const found = collect(
    data.map((fields, i) => ({
      // the header is row 1
      at: i + 2,
      fields,
      shape: () => (fields.wkt?.trim() ? shapeOf(wktOf(fields.wkt), convert) : null),
    })),
  );
  for (const { row, message } of errors)
    found.faults.push({
      at: row === undefined ? null : row + 2,
      code: null,
      text: `这一行的列数或引号不对（${message}）`,
    });
  return found;
};

/** Rows of a file, recognised by how it begins. Every row that cannot be read is named. */
export const readFileRows = (bytes: Buffer, datum: Datum): FileRows => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\uFEFF/, '');
  } catch {
    return failed('文件不是 UTF-8 编码，请另存为 UTF-8');
  }
  const convert = converter(datum);
  const begin = text.trimStart()[0];
  if (begin === undefined) return failed('文件是空的');
  return begin === '{' || begin === '[' ? readGeoJson(text, convert) : readCsv(text, convert);
};
