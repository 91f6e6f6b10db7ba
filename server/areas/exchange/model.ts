// Files that wait to be looked at: the bytes in parts, what the check found, how far it is. Gone after a day.
import mongoose, { Schema, type Types } from 'mongoose';
import type { ImportKind, ImportReportView } from '../../../shared/areas/exchange-contract';
import type { Datum } from '../../../shared/geo';

export interface AreaImportRecord {
  _id: string;
  /** null: the command line */
  by: Types.ObjectId | null;
  kind: ImportKind;
  datum: Datum;
  complete: boolean;
  fileName: string;
  state: 'checking' | 'checked' | 'failed' | 'applying' | 'applied' | 'scheduled' | 'withdrawn';
  /** when it was announced: from then on it is in force; null: at once */
  validFrom: Date | null;
  /** whoever announced it, as the record names them */
  label: string;
  /** counties it changes, all of them the announcer's */
  counties: string[];
  /** it was put by for an instant, whatever became of it */
  announced?: true;
  progress: { step: string; share: number };
  problem: string | null;
  report: ImportReportView | null;
  madeVersion: number | null;
  parts: number;
  /** what a day of keeping counts from; real time, and ahead for what is announced */
  createdAt: Date;
  /** the process that works on it was alive then; real time */
  beatAt: Date;
}
const options = { versionKey: false as const, minimize: false };
const areaImport = new Schema<AreaImportRecord>(
  {
    _id: String,
    by: { type: Schema.Types.ObjectId, default: null },
    kind: { type: String, required: true },
    datum: { type: String, required: true },
    complete: { type: Boolean, required: true },
    fileName: { type: String, required: true },
    state: { type: String, required: true },
    validFrom: { type: Date, default: null },
    label: { type: String, default: '' },
    counties: [String],
    announced: Boolean,
    progress: { type: new Schema({ step: String, share: Number }, { _id: false }), required: true },
    problem: { type: String, default: null },
    report: { type: Schema.Types.Mixed, default: null },
    madeVersion: { type: Number, default: null },
    parts: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    beatAt: { type: Date, required: true },
  },
  options,
);
const DAY_S = 86_400;
// an import nobody finished is forgotten
areaImport.index({ createdAt: 1 }, { expireAfterSeconds: DAY_S });
// what is announced, by its instant: the worker's look every second, and the administrators' list
areaImport.index({ announced: 1, validFrom: 1 }, { partialFilterExpression: { announced: true } });
export const AreaImports = mongoose.model('AreaImport', areaImport, 'areaImports');

interface ImportPart {
  /** `<import>/<number>` */
  _id: string;
  bytes: Buffer;
  createdAt: Date;
}
const part = new Schema<ImportPart>({ _id: String, bytes: Buffer, createdAt: Date }, options);
// with its import
part.index({ createdAt: 1 }, { expireAfterSeconds: DAY_S });
export const ImportParts = mongoose.model('AreaImportPart', part, 'areaImportParts');
