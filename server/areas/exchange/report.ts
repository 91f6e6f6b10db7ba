import type { ImportReportView } from '../../../shared/areas/exchange-contract';
import type { Fault, StoredRow } from './kinds';
import type { Plan } from './plan';

/** As many findings as a page shows; all are counted. */
const SHOWN = 200;
const first = <T, U>(rows: readonly T[], view: (row: T) => U) => ({
  count: rows.length,
  first: rows.slice(0, SHOWN).map(view),
});
const nameOf = (row: StoredRow) => ('name' in row ? row.name : `${row.area} ${row.role ?? row.department ?? ''}`);

/** In the order of the file; what concerns the whole comes last. */
const byRow = (a: Fault, b: Fault) => (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY) || 0;

export const reportOf = (plan: Plan): ImportReportView => ({
  rows: plan.rows,
  version: plan.version,
  errors: first(plan.errors.toSorted(byRow), (fault) => ({ ...fault })),
  warnings: first(plan.warnings.toSorted(byRow), (fault) => ({ ...fault })),
  added: first(plan.added, (row) => ({ code: row._id, name: nameOf(row) })),
  changed: first(plan.changed, ({ after, fields }) => ({ code: after._id, name: nameOf(after), fields })),
  retired: first(plan.retired, ({ row }) => ({ code: row._id, name: nameOf(row) })),
  unchanged: plan.unchanged,
});
