// The kinds of areas that are imported and exported, what a row of each says, and which stored rows a kind speaks for.

import type { ImportKind } from '../../../shared/areas/exchange-contract';
import { type Datum, type LngLat, type Shape, toWgs84 } from '../../../shared/geo';
import { ROLE_NAMES, type Role } from '../../../shared/people/roles';
import { areaNamed } from '../directory';
import type { AreaKind, Beat, Division, Level, Street, Zone } from '../model';
import { areaSettings } from '../settings';

/** A row as a file says it, before anything is believed. `at` is its place in the file, from 1. */
export interface RawRow {
  at: number;
  fields: Readonly<Record<string, unknown>>;
  /** already in WGS-84 */
  shape: Shape | null;
}
export type StoredRow = Division | Zone | Street | Beat;
/** A row that can be stored, or a code that ends. */
export type Parsed = { at: number; code: string } & ({ row: StoredRow } | { retire: true; successor: string | null });
export interface Fault {
  at: number | null;
  code: string | null;
  text: string;
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value).trim());
const DIVISION = /^\d{6}(\d{3}(\d{3}(\d{2,3})?)?)?$/;
const CODE = /^[0-9A-Za-z-]{1,25}$/;

const levelOf = (code: string): Level => {
  if (code.length === 6) return code.endsWith('00') ? 'prefecture' : 'county';
  return code.length === 9 ? 'town' : code.length === 12 ? 'community' : 'grid';
};
/** GB/T 2260: the code of the division above is in the code itself. */
const parentOf = (code: string): string | null => {
  switch (levelOf(code)) {
    case 'prefecture':
      return null;
    case 'county':
      return `${code.slice(0, 4)}00`;
    case 'town':
      return code.slice(0, 6);
    case 'community':
      return code.slice(0, 9);
    default:
      return code.slice(0, 12);
  }
};

const listOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.map(text).filter(Boolean)
    : text(value)
        .split(/[;；,，\s]+/)
        .filter(Boolean);

const middle = (shape: Shape | null): LngLat => {
  if (!shape) return [0, 0];
  const points: readonly LngLat[] =
    shape.type === 'LineString'
      ? shape.coordinates
      : ((shape.type === 'Polygon' ? shape.coordinates[0] : shape.coordinates[0]?.[0]) ?? []).slice(1);
  const sum = points.reduce<[number, number]>(([x, y], [lng, lat]) => [x + lng, y + lat], [0, 0]);
  return [sum[0] / Math.max(1, points.length), sum[1] / Math.max(1, points.length)];
};

const labelOf = (fields: RawRow['fields'], shape: Shape | null, datum: Datum): LngLat => {
  const [lng, lat] = Array.isArray(fields.label)
    ? fields.label.map(Number)
    : [Number(fields.labelLng), Number(fields.labelLat)];
  return Number.isFinite(lng) && Number.isFinite(lat) ? toWgs84([lng ?? 0, lat ?? 0], datum) : middle(shape);
};

type Maker = (code: string, raw: RawRow, datum: Datum, fault: (text: string) => void) => StoredRow;

const surface = (raw: RawRow, fault: (text: string) => void, required: boolean) => {
  if (raw.shape?.type === 'LineString') fault('要的是面（Polygon 或 MultiPolygon），不是线');
  else if (!raw.shape && required) fault('没有图形');
  return raw.shape?.type === 'LineString' ? null : raw.shape;
};

const division: Maker = (code, raw, datum, fault) => {
  if (!DIVISION.test(code)) fault('区划代码应是 6、9、12、14 或 15 位数字（GB/T 2260 加城乡划分代码）');
  const { fields } = raw;
  const said = text(fields.parent);
  const parent = parentOf(code);
  if (said && said !== parent) fault(`上级写的是 ${said}，按代码应是 ${parent ?? '无'}`);
  const shape = surface(raw, fault, false);
  return {
    _id: code,
    name: text(fields.name),
    level: levelOf(code),
    parent,
    formerCodes: listOf(fields.formerCodes),
    shape,
    label: labelOf(fields, shape, datum) as [number, number],
  };
};

/** as it is printed on the sign and dialled from the card: 0878-3012345, 12345, +86 878 3012345 转 2 */
const PHONE = /^[+\d][\d\s()-]{2,19}(转\s?\d{1,6})?$/;
/** longer is no name of a place but a whole sentence, and fits on no sign */
const LONGEST_NAME = 60;
const METRES = /^\d{1,3}(\.\d+)?$/;

const street: Maker = (code, raw, _datum, fault) => {
  const { fields, shape } = raw;
  if (!CODE.test(code)) fault('街道编码应是 1–25 位字母、数字或 -');
  const town = text(fields.town);
  if (!/^\d{9}$/.test(town)) fault('town 要写管它的乡镇（街道）的九位代码');
  const width = text(fields.widthM);
  if (width && (!METRES.test(width) || Number(width) > 500)) fault('widthM 是路中线每侧的米数，0 到 500');
  const patrolDays = text(fields.patrolDays);
  if (patrolDays && !(/^\d{1,3}$/.test(patrolDays) && Number(patrolDays) >= 1 && Number(patrolDays) <= 365))
    fault('patrolDays 是多少天巡一次，1 到 365，用默认的就留空');
  const dutyPhone = text(fields.dutyPhone);
  if (dutyPhone && !PHONE.test(dutyPhone)) fault(`dutyPhone 要是一个电话号码，不是“${dutyPhone.slice(0, 30)}”`);
  if (!shape) fault('没有图形');
  return {
    _id: code,
    name: text(fields.name),
    town,
    county: town.slice(0, 6),
    shape: shape ?? { type: 'LineString', coordinates: [] },
    widthM: width ? Number(width) : areaSettings.current().streetWidthM,
    dutyPhone: dutyPhone || null,
    from: text(fields.from) || null,
    to: text(fields.to) || null,
    patrolDays: patrolDays ? Number(patrolDays) : null,
  };
};

const zone: Maker = (code, raw, _datum, fault) => {
  if (!CODE.test(code)) fault('园区编码应是 1–25 位字母、数字或 -');
  const county = text(raw.fields.county);
  if (!/^\d{6}$/.test(county)) fault('county 要写所在县市的六位代码');
  const shape = surface(raw, fault, true) ?? { type: 'Polygon', coordinates: [] };
  const estate = ['true', '1', '是'].includes(text(raw.fields.estate));
  return { _id: code, name: text(raw.fields.name), county, shape, ...(estate && { estate }) };
};

const beat: Maker = (code, { fields }, _datum, fault) => {
  const role = text(fields.role) || null;
  const department = text(fields.department) || null;
  if (!/^[0-9A-Za-z_.:-]{1,80}$/.test(code)) fault('code 应是 1–80 位字母、数字或 - _ . :');
  if (role && !(ROLE_NAMES as readonly string[]).includes(role)) fault(`没有 ${role} 这种职务`);
  if ((role === null) === (department === null)) fault('role（职务）和 department（部门）要写且只写一个');
  const categories = listOf(fields.categories);
  if (categories.length === 0) fault('categories 要写类别，全部写 *');
  return { _id: code, area: text(fields.area), categories, role: role as Role | null, department };
};

interface Kind {
  collection: AreaKind;
  make: Maker;
  /** stored rows this kind speaks for: what is missing from a complete file is retired among these */
  owns: (row: StoredRow) => boolean;
  named: boolean;
}
const isGrid = (row: StoredRow) => row._id.length > 12;
export const KINDS: Record<ImportKind, Kind> = {
  divisions: { collection: 'divisions', make: division, owns: (row) => !isGrid(row), named: true },
  grids: { collection: 'divisions', make: division, owns: isGrid, named: true },
  streets: { collection: 'streets', make: street, owns: () => true, named: true },
  zones: { collection: 'zones', make: zone, owns: () => true, named: true },
  beats: { collection: 'beats', make: beat, owns: () => true, named: false },
};

/** A row of a file as a row to store, with everything that is wrong with it. */
export const parseRow = (kind: ImportKind, raw: RawRow, datum: Datum, faults: Fault[]): Parsed | undefined => {
  const { make, named, owns } = KINDS[kind];
  const code = text(raw.fields.code);
  const fault = (words: string) => void faults.push({ at: raw.at, code: code || null, text: words });
  if (!code) {
    fault('没有编码 code');
    return undefined;
  }
  if (['true', '1', '是'].includes(text(raw.fields.retired)))
    return { at: raw.at, code, retire: true, successor: text(raw.fields.successor) || null };
  const before = faults.length;
  const row = make(code, raw, datum, fault);
  const name = text(raw.fields.name);
  if (named && !name) fault('没有名称 name');
  if (name.length > LONGEST_NAME) fault(`名称最多 ${LONGEST_NAME} 个字`);
  if (faults.length === before && !owns(row))
    fault(kind === 'grids' ? '这不是单元网格的代码' : '单元网格请用 grids 导入');
  return faults.length === before ? { at: raw.at, code, row } : undefined;
};

/** The county whose administrators may change a row; of a beat, that of its place. Empty: the prefecture's only. */
export const countyOf = (row: StoredRow): string => {
  if ('county' in row) return row.county;
  if ('level' in row) return row._id.slice(0, 6);
  return areaNamed(row.area)?.county ?? '';
};
