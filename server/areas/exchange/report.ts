import type { ImportReportView } from '../../../shared/areas/exchange-contract';
import type { StoredRow } from './kinds';
import type { Plan } from './plan';

/** As many findings as a page shows; all are counted. */
const SHOWN = 200;
const first = <T, U>(rows: readonly T[], view: (row: T) => U) => ({
  count: rows.length,
  first: rows.slice(0, SHOWN).map(view),
});
const nameOf = (row: StoredRow) => ('name' in row ? row.name : `${row.area} ${row.role ?? row.department ?? ''}`);

export const reportOf = (plan: Plan): ImportReportView => ({
  rows: plan.rows,
  version: plan.version,
  errors: first(plan.errors, (fault) => ({ ...fault })),
  warnings: first(plan.warnings, (fault) => ({ ...fault })),
  added: first(plan.added, (row) => ({ code: row._id, name: nameOf(row) })),
  changed: first(plan.changed, ({ after, fields }) => ({ code: after._id, name: nameOf(after), fields })),
  retired: first(plan.retired, ({ row }) => ({ code: row._id, name: nameOf(row) })),
  unchanged: plan.unchanged,
});
