// What the map is drawn from, kept beside the reports: one small point for every report, which is also the record of what was
// counted for it, and counters per cell, kind and month or so, with day, category and state inside. A map never reads the reports themselves
// but for the few it shows one by one.
import mongoose, { Schema, type Types } from 'mongoose';
import type { Figure, MapKind } from '../../shared/nearby/mapped';
import type { State } from '../../shared/reports/states';

export interface MapPoint {
  /** of the report */
  _id: Types.ObjectId;
  /** of the report when it was counted: a step is never counted twice, an older one never after a newer one */
  version: number;
  number: string;
  /** null: on no map (private, refused, withdrawn, merged) */
  kind: MapKind | null;
  day: number;
  category: string;
  state: State;
  late: boolean;
  /** where others see it: the community's label point for coarse reports (domain.md §10) */
  lng: number;
  lat: number;
  cells: string[];
  street: string | null;
  /** what it adds to its street's figures: `532301101-s01/2026-11:acceptDue` */
  figures: string[];
}
const options = { versionKey: false as const, minimize: false };
const point = new Schema<MapPoint>(
  {
    _id: Schema.Types.ObjectId,
    version: { type: Number, required: true },
    number: { type: String, required: true },
    kind: { type: String, default: null },
    day: { type: Number, required: true },
    category: { type: String, required: true },
    state: { type: String, required: true },
    late: { type: Boolean, required: true },
    lng: { type: Number, required: true },
    lat: { type: Number, required: true },
    cells: [String],
    street: { type: String, default: null },
    figures: [String],
  },
  options,
);
// reports around a place and single pins of the map: open ones, and those done since a day
point.index({ cells: 1, kind: 1, day: 1 });
// a street's card: what is open, newest first, and how many
point.index({ street: 1, kind: 1, day: -1 });
export const MapPoints = mongoose.model('MapPoint', point, 'mapPoints');

export interface MapTally {
  /** `<cell>/<kind>/<block>` */
  _id: string;
  cell: string;
  kind: MapKind;
  /** so many days together in one document: a map reads two or three for a cell instead of ninety */
  block: number;
  n: number;
  /** sums of the positions in millionths of a degree: a mark stands in the middle of what it counts */
  lng: number;
  lat: number;
  /** `<day>:<category>:<state>`, with `!` after it for those that ran out */
  counts: Record<string, number>;
}
const tally = new Schema<MapTally>(
  {
    _id: String,
    cell: String,
    kind: String,
    block: Number,
    n: Number,
    lng: Number,
    lat: Number,
    counts: { type: Schema.Types.Mixed, default: {} },
  },
  options,
);
// clusters of a box: the cells that cover it, open ones of any day and done ones since a day
tally.index({ cell: 1, kind: 1, block: 1 });
// forgetting what the map no longer shows
tally.index({ kind: 1, block: 1 });
export const MapTallies = mongoose.model('MapTally', tally, 'mapTallies');

export type StreetMonth = { /** `<street>/<month>` */ _id: string } & Partial<Record<Figure, number>>;
const month = new Schema<StreetMonth>(
  {
    _id: String,
    acceptDue: Number,
    acceptOnTime: Number,
    resolveDue: Number,
    resolveOnTime: Number,
    rated: Number,
    satisfied: Number,
  },
  options,
);
export const StreetMonths = mongoose.model('StreetMonth', month, 'streetMonths');
