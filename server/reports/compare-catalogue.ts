// What a draft would change, and for whom: lines of difference, promises before and after, and the open cases that keep what they have.
import { dueAt, limitText } from '../../shared/clocks';
import { categoryChanges, clockChanges } from '../../shared/reports/catalogue-changes';
import type { CatalogueDraftView, ComparedCategoryView } from '../../shared/reports/catalogue-contract';
import { isEmergency } from '../../shared/reports/category';
import type { ReportSettings } from '../../shared/reports/settings';
import { areaNamed, directory } from '../areas';
import { workCalendar } from './calendar';
import { type CategoryEntry, type CategoryRecord, catalogue, reportSettings } from './catalogue';
import { type Draft, readDraft, readScheduled } from './catalogue-draft';
import { Reports } from './model';

/** The stored shape of a category in memory. */
export const recordOf = ({ id, conditions, ...rest }: CategoryEntry): CategoryRecord => ({
  ...rest,
  _id: id,
  conditions: conditions.map(({ limitText: _, ...condition }) => condition),
});
const viewOf = ({ _id, order: _, conditions, retired, ...rest }: CategoryRecord) => ({
  ...rest,
  id: _id,
  retired: retired === true,
  conditions: conditions.map((c) => ({ ...c, limitText: limitText(c.limit) })),
});

/** A report made now in each condition: done by, as it is and as it would be. */
const promisesOf = (
  before: CategoryRecord | undefined,
  after: CategoryRecord,
  clocks: { before: ReportSettings; after: ReportSettings },
  now: Date,
): ComparedCategoryView['promises'] => {
  const done = (category: CategoryRecord | undefined, settings: ReportSettings, id: string): string | null => {
    const condition = category?.conditions.find((c) => c.id === id);
    if (!category || !condition || category.retired) return null;
    const acceptance = isEmergency(category.flags) ? settings.emergencyAcceptance : settings.acceptance;
    const accepted = dueAt(now, acceptance, workCalendar()).at;
    return dueAt(accepted, condition.limit, workCalendar()).at.toISOString();
  };
  const ids = new Map([...(before?.conditions ?? []), ...after.conditions].map(({ id, name }) => [id, name]));
  return [...ids]
    .map(([id, condition]) => ({
      condition,
      before: done(before, clocks.before, id),
      after: done(after, clocks.after, id),
    }))
    .filter((promise) => promise.before !== promise.after);
};

const openByCounty = async (categories: readonly string[]) => {
  const rows = await Reports.aggregate<{ _id: { category: string; county: string }; n: number }>([
    { $match: { category: { $in: [...categories] }, open: true } },
    { $group: { _id: { category: '$category', county: '$county' }, n: { $sum: 1 } } },
  ]);
  return (category: string) =>
    rows
      .filter(({ _id }) => _id.category === category)
      .map(({ _id: { county }, n }) => ({ county, name: areaNamed(county)?.name ?? county, openCases: n }))
      .sort((a, b) => b.openCases - a.openCases);
};

/** Categories of the draft that differ from what is in force, with their lines. */
export const differing = (draft: Pick<Draft, 'categories'>) =>
  draft.categories.flatMap((after) => {
    const entry = catalogue.current().byId.get(after._id);
    const before = entry && recordOf(entry);
    const lines = categoryChanges(before, after);
    return lines.length > 0 ? { before, after, lines } : [];
  });

/** The draft, or an empty one, beside what is in force. */
export const presentDraft = async (now: Date): Promise<CatalogueDraftView> => {
  const [draft, scheduled] = await Promise.all([readDraft(), readScheduled()]);
  const inForce = reportSettings.current();
  const clocks = draft?.clocks ? { ...draft.clocks, version: inForce.version } : inForce;
  const changed = differing({ categories: draft?.categories ?? [] });
  const [countiesOf, openCases] = await Promise.all([
    openByCounty(changed.map(({ after }) => after._id)),
    Reports.countDocuments({ open: true }),
  ]);
  const drafted = new Map((draft?.categories ?? []).map((category) => [category._id, category]));
  const all = new Map([...catalogue.current().byId.values()].map((entry) => [entry.id, recordOf(entry)]));
  const merged = [...new Map([...all, ...drafted]).values()].sort((a, b) => a.order - b.order);
  const { beats } = directory.current();
  return {
    version: draft?.version ?? 0,
    inForce: inForce.version,
    changedAt: draft?.at.toISOString() ?? null,
    changedBy: draft?.label ?? null,
    categories: merged.map((category) => ({ ...viewOf(category), drafted: drafted.has(category._id) })),
    clocks,
    clocksInForce: inForce,
    comparison: {
      categories: changed.map(({ before, after, lines }) => {
        const byCounty = countiesOf(after._id);
        return {
          id: after._id,
          name: after.name,
          kind: !before ? 'new' : after.retired && !before.retired ? 'retired' : 'changed',
          lines,
          promises: promisesOf(before, after, { before: inForce, after: clocks }, now),
          openCases: byCounty.reduce((sum, county) => sum + county.openCases, 0),
          byCounty,
          beats: beats.filter(({ categories }) => categories.includes('*') || categories.includes(after._id)).length,
        };
      }),
      clocks: clockChanges(inForce, clocks),
      openCases,
    },
    scheduled: scheduled && {
      version: scheduled._id,
      from: scheduled.from.toISOString(),
      by: scheduled.label,
    },
  };
};
