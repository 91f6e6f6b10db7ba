// The responsibility list (权责清单, domain.md §2): category → lead and cooperating departments. A county's own rows lie over
// the prefecture-wide default, which is the catalogue's 牵头单位 / 配合单位 of the mission document.
import mongoose, { Schema } from 'mongoose';
import { snapshot } from '../core/snapshot';
import { directory } from './directory';

export interface ResponsibilityRow {
  /** `<county>:<category>`: a county has one row for a category, however many administrators save at once */
  _id: string;
  county: string;
  category: string;
  /** null: the row was withdrawn, the default counts again; the version goes on */
  lead: string | null;
  cooperating: string[];
  basis: string;
  version: number;
}
export const Responsibilities = mongoose.model(
  'Responsibility',
  new Schema<ResponsibilityRow>(
    {
      _id: String,
      county: String,
      category: String,
      lead: { type: String, default: null },
      cooperating: [String],
      basis: { type: String, default: '' },
      version: { type: Number, required: true },
    },
    { versionKey: false },
  ),
  'responsibilities',
);

export const responsibilityBook = snapshot(
  'responsibilities',
  async () => new Map((await Responsibilities.find().lean<ResponsibilityRow[]>()).map((row) => [row._id, row])),
);

export interface LedCategory {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly department: string;
  readonly cooperating: readonly string[];
  readonly missionTask: string;
}
interface Office {
  department: string | null;
  name: string;
}

const officeNamed = (id: string): Office => ({
  department: id,
  name: directory.current().departments.get(id)?.name ?? '已撤销的部门',
});
const byNameAlone = (name: string): Office => ({ department: null, name });

/** Who leads and who helps with a category in a county: its own row, or the default. */
export const responsibilityFor = (county: string, category: LedCategory) => {
  const row = responsibilityBook.current().get(`${county}:${category.id}`);
  const common = {
    county,
    category: category.id,
    categoryName: category.name,
    group: category.group,
    version: row?.version ?? 0,
  };
  if (row?.lead)
    return {
      ...common,
      source: 'county' as const,
      lead: officeNamed(row.lead),
      cooperating: row.cooperating.map(officeNamed),
      basis: row.basis,
    };
  return {
    ...common,
    source: 'default' as const,
    lead: byNameAlone(category.department),
    cooperating: category.cooperating.map(byNameAlone),
    basis: `楚政办发〔2019〕11号（${category.missionTask}）`,
  };
};
