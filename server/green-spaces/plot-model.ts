// Plots as stored. Counts of who holds, applies and waits stand on the plot itself and change in the same transaction as the
// adoption, so that no race gives a plot more adopters than it takes.
import mongoose, { Schema, type Types } from 'mongoose';
import type { Surface } from '../../shared/geo';
import type { PlotTask } from '../../shared/green-spaces/care';
import type { SizeClass } from '../../shared/green-spaces/plots';
import type { Mode, PlotKind, PlotState } from '../../shared/green-spaces/states';
import type { PhotoFacts } from '../media';

/** One thing done to a plot by its managing unit. */
export interface PlotEntry {
  at: Date;
  person: Types.ObjectId | null;
  label: string;
  act: 'add' | 'change' | PlotState;
  text: string;
}

export interface PlotRecord {
  /** the code on the sign: LC-HT-027 */
  _id: string;
  name: string;
  county: string;
  kind: PlotKind;
  areaM2: number | null;
  trees: number | null;
  sizeClass: SizeClass;
  plants: string[];
  location: { lng: number; lat: number };
  shape: Surface | null;
  address: string;
  divisions: { code: string; name: string }[];
  /** grid cells of three sizes, for "near" with an ordinary index */
  cells: string[];
  photos: PhotoFacts[];
  tasks: PlotTask[];
  careNote: string;
  /** id of the managing department */
  unit: string;
  modes: Mode[];
  capacity: number;
  automatic: boolean;
  neglectDays: number | null;
  state: PlotState;
  /** shown to the public: not retired */
  listed: boolean;
  /** open and with a place left */
  free: boolean;
  /** adoptions that hold a place */
  taken: number;
  /** applications that wait for a decision */
  applications: number;
  /** people in line */
  waiting: number;
  /** numbers drawn in the line so far */
  line: number;
  /** the line has to be looked at from then on; far future when not */
  lineAt: Date;
  /** raised by every change of the counts */
  version: number;
  /** raised by every change of the description */
  revision: number;
  visits: number;
  lastCareAt: Date | null;
  updatedAt: Date;
  history: PlotEntry[];
}

const required = true as const;
const plain = { _id: false as const };
const photo = new Schema<PhotoFacts>(
  { _id: { type: String, required }, width: Number, height: Number, hash: String },
  plain,
);
const plot = new Schema<PlotRecord>(
  {
    _id: String,
    name: { type: String, required },
    county: { type: String, required },
    kind: { type: String, required },
    areaM2: { type: Number, default: null },
    trees: { type: Number, default: null },
    sizeClass: { type: String, required },
    plants: [String],
    location: new Schema({ lng: { type: Number, required }, lat: { type: Number, required } }, plain),
    shape: { type: Schema.Types.Mixed, default: null },
    address: { type: String, default: '' },
    divisions: [new Schema({ code: String, name: String }, plain)],
    cells: [String],
    photos: [photo],
    tasks: [
      new Schema(
        { task: String, rhythm: Schema.Types.Mixed, everyVisit: Boolean, note: { type: String, default: '' } },
        plain,
      ),
    ],
    careNote: { type: String, default: '' },
    unit: { type: String, required },
    modes: [String],
    capacity: { type: Number, required },
    automatic: { type: Boolean, required },
    neglectDays: { type: Number, default: null },
    state: { type: String, required },
    listed: { type: Boolean, required },
    free: { type: Boolean, required },
    taken: { type: Number, required },
    applications: { type: Number, required },
    waiting: { type: Number, required },
    line: { type: Number, required },
    lineAt: { type: Date, required },
    version: { type: Number, required },
    revision: { type: Number, required },
    visits: { type: Number, default: 0 },
    lastCareAt: { type: Date, default: null },
    updatedAt: { type: Date, required },
    history: [
      new Schema<PlotEntry>(
        { at: Date, person: { type: Schema.Types.ObjectId, default: null }, label: String, act: String, text: String },
        plain,
      ),
    ],
  },
  { versionKey: false, minimize: false, id: false },
);
// near a place, and pins on the map
plot.index({ cells: 1, listed: 1, free: 1 });
// the public list by code; free ones first asked for
plot.index({ listed: 1, _id: 1 });
plot.index({ listed: 1, free: 1, _id: 1 });
plot.index({ listed: 1, kind: 1, _id: 1 });
// desks: plots of a county, of a department
plot.index({ county: 1, _id: 1 });
plot.index({ unit: 1, _id: 1 });
// lines to be looked at
plot.index({ lineAt: 1 });
// is a photo in use (sweep of loose uploads)
plot.index({ 'photos._id': 1 });
export const Plots = mongoose.model('Plot', plot, 'plots');

/** How many plots lie in a cell of the map, for views too wide for pins. Changed when plots are added, moved or retired. */
export interface PlotCellRecord {
  /** `b5.3`, as cells.ts makes it */
  _id: string;
  grid: 'b' | 'c';
  x: number;
  y: number;
  count: number;
  /** sums, for the middle of the cell's plots */
  lng: number;
  lat: number;
}
const cell = new Schema<PlotCellRecord>(
  { _id: String, grid: String, x: Number, y: Number, count: Number, lng: Number, lat: Number },
  { versionKey: false, id: false },
);
// the cells of one grid within a window
cell.index({ grid: 1, x: 1, y: 1 });
export const PlotCells = mongoose.model('PlotCell', cell, 'plotCells');
