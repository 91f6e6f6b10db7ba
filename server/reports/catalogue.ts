// The catalogue and the settings of reports, in memory; both are data with a version.
import mongoose, { Schema } from 'mongoose';
import { limitText } from '../../shared/clocks';
import type { CategoryView } from '../../shared/reports/category';
import { DEFAULT_REPORT_SETTINGS, ReportSettings } from '../../shared/reports/settings';
import { Refusal } from '../core/refusal';
import { setting } from '../core/settings';
import { snapshot } from '../core/snapshot';
import { CATALOGUE } from './catalogue-data';

/** A category as stored: the public shape without what is computed. */
export type CategoryRecord = Omit<CategoryView, 'id' | 'conditions'> & {
  _id: string;
  /** place in the list */
  order: number;
  conditions: Omit<CategoryView['conditions'][number], 'limitText'>[];
  /** not offered any more; cases that have it go on */
  retired?: boolean;
};
/** A category in memory. */
export type CategoryEntry = CategoryView & { readonly retired: boolean; readonly order: number };
const category = new Schema<CategoryRecord>(
  {
    _id: String,
    order: Number,
    name: String,
    group: String,
    icon: String,
    keywords: [String],
    standard: [new Schema({ edition: String, kind: String, major: String, minor: String }, { _id: false })],
    department: String,
    cooperating: [String],
    missionTask: String,
    conditions: [
      new Schema(
        { id: String, name: String, limit: new Schema({ amount: Number, kind: String }, { _id: false }) },
        { _id: false, id: false },
      ),
    ],
    flags: [String],
    retired: { type: Boolean, default: false },
  },
  { versionKey: false, id: false },
);
export const Categories = mongoose.model('Category', category, 'categories');

/** Clocks and figures of reports, [default] of domain.md §4; frozen on every report they were applied to. */
export const reportSettings = setting('reports', '上报：时限与规则', ReportSettings, DEFAULT_REPORT_SETTINGS);

interface Catalogue {
  /** retired ones included: old cases go on being called what they were */
  readonly byId: ReadonlyMap<string, CategoryEntry>;
}

export const catalogue = snapshot('catalogue', async (): Promise<Catalogue> => {
  const rows = await Categories.find().sort({ order: 1 }).lean<CategoryRecord[]>();
  const views = rows.map(
    ({ _id, conditions, retired, ...rest }): CategoryEntry => ({
      ...rest,
      retired: retired === true,
      id: _id,
      conditions: conditions.map((c) => ({ ...c, limitText: limitText(c.limit) })),
    }),
  );
  return {
    byId: new Map(views.map((c) => [c.id, c])),
  };
});

export const allCategories = (): CategoryEntry[] => [...catalogue.current().byId.values()].filter((c) => !c.retired);

/** @throws Refusal category.unknown */
export const categoryNamed = (id: string): CategoryEntry => {
  const found = catalogue.current().byId.get(id);
  if (!found) throw new Refusal('category.unknown', { fields: { category: '没有这个类别，请从类别表里重新选择' } });
  return found;
};

/** A category that is offered for new reports. @throws Refusal category.unknown */
export const categoryInUse = (id: string): CategoryEntry => {
  const found = categoryNamed(id);
  if (found.retired) throw new Refusal('category.unknown', { fields: { category: '这个类别已停用，请选择其他类别' } });
  return found;
};

/** @throws Refusal condition.unknown */
export const conditionNamed = (of: CategoryView, id: string | undefined, field = 'condition') => {
  if (id === undefined) return null;
  const found = of.conditions.find((c) => c.id === id);
  if (!found) throw new Refusal('condition.unknown', { fields: { [field]: '这个类别没有这种情形，请重新选择或留空' } });
  return found;
};

/** Fills an empty database with the catalogue the portal comes with; never touches one that is there. */
export const seedCatalogue = async (): Promise<void> => {
  if (await Categories.exists({})) return;
  await Categories.insertMany(
    CATALOGUE.map(({ id, ...row }, order) => ({ ...row, _id: id, order })),
    { ordered: false },
  ).catch((error: { code?: number }) => {
    // another server seeded at the same moment
    if (error.code !== 11000) throw error;
  });
  await catalogue.touch();
};
