// The one draft of the catalogue and the versions that were published. The draft holds whole categories that differ, and the clocks when
// they do; several administrators work on it, each guarded by its version.
import mongoose, { Schema } from 'mongoose';
import type { ReportSettings } from '../../shared/reports/settings';
import type { CategoryRecord } from './catalogue';

export interface Draft {
  _id: 'draft';
  version: number;
  categories: CategoryRecord[];
  clocks: ReportSettings | null;
  at: Date;
  label: string;
}
const plain = { versionKey: false as const, minimize: false };
export const Drafts = mongoose.model(
  'CatalogueDraft',
  new Schema<Draft>(
    {
      _id: String,
      version: { type: Number, required: true },
      categories: [Schema.Types.Mixed],
      clocks: { type: Schema.Types.Mixed, default: null },
      at: { type: Date, required: true },
      label: { type: String, required: true },
    },
    plain,
  ),
  'catalogueDrafts',
);

export interface CatalogueVersion {
  /** consecutive: of two who publish at once the second finds the number taken */
  _id: number;
  at: Date;
  from: Date;
  /** when the catalogue became this; null while it waits */
  appliedAt: Date | null;
  label: string;
  note: string;
  categories: { before: CategoryRecord | null; after: CategoryRecord }[];
  clocks: { before: ReportSettings; after: ReportSettings } | null;
}
const version = new Schema<CatalogueVersion>(
  {
    _id: Number,
    at: { type: Date, required: true },
    from: { type: Date, required: true },
    appliedAt: { type: Date, default: null },
    label: { type: String, required: true },
    note: { type: String, required: true },
    categories: [Schema.Types.Mixed],
    clocks: { type: Schema.Types.Mixed, default: null },
  },
  plain,
);
// what waits to come into force; one at most, since two could contradict each other
version.index({ appliedAt: 1 }, { unique: true, partialFilterExpression: { appliedAt: null } });
export const CatalogueVersions = mongoose.model('CatalogueVersion', version, 'catalogueVersions');

export const readDraft = (): Promise<Draft | null> => Drafts.findById('draft').lean<Draft>();
export const readScheduled = (): Promise<CatalogueVersion | null> =>
  CatalogueVersions.findOne({ appliedAt: null }).lean<CatalogueVersion>();
