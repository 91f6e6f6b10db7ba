import mongoose, { Schema } from 'mongoose';
import type { Shape, Surface } from '../../shared/geo';
import type { Role } from '../../shared/people/roles';

export type Level = 'prefecture' | 'county' | 'town' | 'community' | 'grid';
export type Point = [lng: number, lat: number];

/** Which set of areas brought a row, and since when it is valid; absent on what was there before areas had versions. */
export interface Dated {
  /** version of the areas it came or changed with */
  since?: number;
  validFrom?: Date | null;
}
const dated = { since: Number, validFrom: { type: Date, default: null } };

/** 州 → 县/市 → 乡镇/街道 → 社区/村 → 单元网格; parents follow from codes (GB/T 2260). WGS-84 throughout. */
export interface Division extends Dated {
  /** 6 to 15 digits */
  _id: string;
  name: string;
  level: Level;
  parent: string | null;
  formerCodes: string[];
  shape: Surface | null;
  /** where its name is written, and where coarsened reports are put */
  label: Point;
}
const options = { versionKey: false as const, minimize: false };
const shape = { type: Schema.Types.Mixed, default: null };
export const Divisions = mongoose.model(
  'Division',
  new Schema<Division>(
    {
      _id: String,
      name: String,
      level: String,
      parent: { type: String, default: null },
      formerCodes: [String],
      shape,
      label: [Number],
      ...dated,
    },
    options,
  ),
  'divisions',
);

/** An organisation laid over divisions, such as a development zone; routing asks it before the town. */
export interface Zone extends Dated {
  _id: string;
  name: string;
  county: string;
  shape: Surface;
  /** a housing estate: reports inside are shown to others at the community's label point */
  estate?: boolean;
}
export const Zones = mongoose.model(
  'Zone',
  new Schema<Zone>({ _id: String, name: String, county: String, shape, estate: Boolean, ...dated }, options),
  'zones',
);

/** What a 街长 is chief of: a line with a width (each side, metres) or a polygon. */
export interface Street extends Dated {
  _id: string;
  name: string;
  /** where it begins and ends, as its card says it: 中大街口, 万家坝路口 */
  from?: string | null;
  to?: string | null;
  /** code of the town that manages it */
  town: string;
  county: string;
  shape: Shape;
  widthM: number;
  dutyPhone: string | null;
  /** days from one patrol to the next; the setting's where it says nothing */
  patrolDays?: number | null;
}
export const Streets = mongoose.model(
  'Street',
  new Schema<Street>(
    {
      _id: String,
      name: String,
      town: String,
      county: String,
      shape,
      widthM: Number,
      dutyPhone: { type: String, default: null },
      from: { type: String, default: null },
      to: { type: String, default: null },
      patrolDays: { type: Number, default: null },
      ...dated,
    },
    options,
  ),
  'streets',
);

/** Who answers where for what: area × categories (`*`: all) → post or department. */
export interface Beat extends Dated {
  _id: string;
  area: string;
  categories: string[];
  role: Role | null;
  department: string | null;
  /** raised by every change made by an administrator */
  version?: number;
}
export const Beats = mongoose.model(
  'Beat',
  new Schema<Beat>(
    {
      _id: String,
      area: String,
      categories: [String],
      role: { type: String, default: null },
      department: { type: String, default: null },
      version: { type: Number, default: 1 },
      ...dated,
    },
    options,
  ),
  'beats',
);

export interface Department {
  _id: string;
  name: string;
  county: string;
  dutyPhone: string | null;
  /** it takes no more cases; its name goes on standing on the ones it had */
  closedAt?: Date | null;
  /** raised by every change made by an administrator */
  version?: number;
}
export const Departments = mongoose.model(
  'Department',
  new Schema<Department>(
    {
      _id: String,
      name: String,
      county: String,
      dutyPhone: { type: String, default: null },
      closedAt: { type: Date, default: null },
      version: { type: Number, default: 1 },
    },
    options,
  ),
  'departments',
);

/** Facts about the whole set of areas. */
export interface AreaFacts {
  _id: 'areas';
  /** raised by every import; reports keep the version they were routed by */
  version: number;
  /** shapes are drawn for a demonstration, and every map says so */
  illustrative: boolean;
}
export const AreasFacts = mongoose.model(
  'AreaFacts',
  new Schema<AreaFacts>({ _id: String, version: Number, illustrative: Boolean }, options),
  'areaFacts',
);

export const AREA_KINDS = ['divisions', 'zones', 'streets', 'beats'] as const;
export type AreaKind = (typeof AREA_KINDS)[number];

/** A row as it was until a newer set of areas changed or retired it: old codes keep resolving, old reports keep their version. */
export interface FormerArea {
  /** `<kind>/<code>/<version that ended it>` */
  _id: string;
  kind: AreaKind;
  code: string;
  name: string;
  county: string;
  /** versions of the areas: from the first to the one before `until` */
  since: number;
  until: number;
  validFrom: Date | null;
  validTo: Date;
  /** still there, in a newer form */
  changed: boolean;
  /** code that took its place, where the import said so */
  successor: string | null;
  /** the whole row */
  row: unknown;
}
const former = new Schema<FormerArea>(
  {
    _id: String,
    kind: String,
    code: String,
    name: String,
    county: String,
    since: Number,
    until: Number,
    validFrom: { type: Date, default: null },
    validTo: Date,
    changed: Boolean,
    successor: { type: String, default: null },
    row: Schema.Types.Mixed,
  },
  options,
);
// a code that is no longer in use, newest form first: cards and addresses printed long ago
former.index({ code: 1, until: -1 });
// names of retired areas, held in memory
former.index({ changed: 1 });
export const FormerAreas = mongoose.model('FormerArea', former, 'formerAreas');
