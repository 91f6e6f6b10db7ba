// Rows as they were until a newer set of areas changed or ended them.
import type { ImportKind } from '../../../shared/areas/exchange-contract';
import type { FormerArea } from '../model';
import { countyOf, KINDS, type StoredRow } from './kinds';

/** rows that were there before areas had versions belong to the first */
export const FIRST_VERSION = 1;

/** @param version the one that ended it */
export const formerOf = (
  kind: ImportKind,
  row: StoredRow,
  version: number,
  { now, changed, successor }: { now: Date; changed: boolean; successor: string | null },
): FormerArea => ({
  _id: `${KINDS[kind].collection}/${row._id}/${version}`,
  kind: KINDS[kind].collection,
  code: row._id,
  name: 'name' in row ? row.name : row.area,
  county: countyOf(row),
  since: row.since ?? FIRST_VERSION,
  until: version,
  validFrom: row.validFrom ?? null,
  validTo: now,
  changed,
  successor,
  row,
});
