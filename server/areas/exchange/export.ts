// Areas as files, in the form that import reads: what was imported comes out again.
import Papa from 'papaparse';
import type { ImportKind } from '../../../shared/areas/exchange-contract';
import { type Datum, fromWgs84, type LngLat, type Shape } from '../../../shared/geo';
import { type FormerArea, FormerAreas } from '../model';
import { KINDS, type StoredRow } from './kinds';
import { rowsIn } from './world';

const DIGITS = 7;

/** Rows of a kind in force, or as they were in an earlier version, by code. */
export const rowsOfVersion = async (kind: ImportKind, version?: number): Promise<StoredRow[]> => {
  const { owns, collection } = KINDS[kind];
  const live = (await rowsIn(kind).find().lean<StoredRow[]>()).filter(
    (row) => owns(row) && (row.since ?? 1) <= (version ?? Infinity),
  );
  const former =
    version === undefined
      ? []
      : await FormerAreas.find({ kind: collection, since: { $lte: version }, until: { $gt: version } }).lean<
          FormerArea[]
        >();
  const rows = [...live, ...former.map(({ row }) => row as StoredRow).filter(owns)];
  return rows.sort((a, b) => (a._id < b._id ? -1 : 1));
};

const converter = (datum: Datum) => {
  if (datum === 'wgs84' || datum === 'cgcs2000') return (at: LngLat): LngLat => at;
  return (at: LngLat): LngLat => {
    const [lng, lat] = fromWgs84(at, datum);
    return [Number(lng.toFixed(DIGITS)), Number(lat.toFixed(DIGITS))];
  };
};

const converted = (shape: Shape, convert: (at: LngLat) => LngLat): Shape => {
  const line = (points: readonly LngLat[]) => points.map(convert);
  if (shape.type === 'LineString') return { type: shape.type, coordinates: line(shape.coordinates) };
  if (shape.type === 'Polygon') return { type: shape.type, coordinates: shape.coordinates.map(line) };
  return { type: shape.type, coordinates: shape.coordinates.map((rings) => rings.map(line)) };
};

/** What a row says, under the names that import reads. */
const fieldsOf = (row: StoredRow, convert: (at: LngLat) => LngLat): Record<string, unknown> => {
  const {
    _id,
    since: _since,
    version: _version,
    validFrom: _from,
    shape: _shape,
    label,
    ...fields
  } = row as StoredRow & {
    version?: number;
    shape?: Shape;
    label?: LngLat;
  };
  const [labelLng, labelLat] = label ? convert(label) : [];
  return { code: _id, ...fields, ...(label && { labelLng, labelLat }) };
};

const wkt = (shape: Shape): string => {
  const line = (points: readonly LngLat[]) => `(${points.map(([lng, lat]) => `${lng} ${lat}`).join(', ')})`;
  const polygon = (rings: readonly (readonly LngLat[])[]) => `(${rings.map(line).join(', ')})`;
  if (shape.type === 'LineString') return `LINESTRING ${line(shape.coordinates)}`;
  if (shape.type === 'Polygon') return `POLYGON ${polygon(shape.coordinates)}`;
  return `MULTIPOLYGON (${shape.coordinates.map(polygon).join(', ')})`;
};

export const exportAreas = async (
  kind: ImportKind,
  { datum, format, version }: { datum: Datum; format: 'geojson' | 'csv'; version?: number | undefined },
): Promise<string> => {
  const rows = await rowsOfVersion(kind, version);
  const convert = converter(datum);
  const shapeOf = (row: StoredRow) => ('shape' in row && row.shape ? converted(row.shape, convert) : null);
  if (format === 'geojson')
    return `${JSON.stringify({
      type: 'FeatureCollection',
      features: rows.map((row) => ({ type: 'Feature', properties: fieldsOf(row, convert), geometry: shapeOf(row) })),
    })}\n`;
  return Papa.unparse(
    rows.map((row) => {
      const shape = shapeOf(row);
      const fields = Object.entries(fieldsOf(row, convert)).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(';') : value,
      ]);
      return { ...Object.fromEntries(fields), ...(kind !== 'beats' && { wkt: shape ? wkt(shape) : '' }) };
    }),
    { columns: columnsOf(kind), escapeFormulae: false },
  );
};

const columnsOf = (kind: ImportKind): string[] => {
  switch (kind) {
    case 'divisions':
    case 'grids':
      return ['code', 'name', 'level', 'parent', 'formerCodes', 'labelLng', 'labelLat', 'wkt'];
    case 'streets':
      return ['code', 'name', 'town', 'county', 'widthM', 'dutyPhone', 'from', 'to', 'patrolDays', 'wkt'];
    case 'zones':
      return ['code', 'name', 'county', 'estate', 'wkt'];
    default:
      return ['code', 'area', 'categories', 'role', 'department'];
  }
};
