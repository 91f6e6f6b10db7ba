import type * as contract from '../../../shared/areas/admin-contract';
import type { Validated } from '../../../shared/endpoint';
import { isDuplicateKey } from '../../core/database';
import { refuseUnless } from '../../core/refusal';
import { PREFECTURE } from '../../people';
import { areaNamed } from '../directory';
import { type LedCategory, Responsibilities, type ResponsibilityRow, responsibilityBook } from '../responsibilities';
import { type Administrator, administer, refuseUnlessAdministers, stale, usableDepartment } from './administer';

const factsOf = (row: ResponsibilityRow | null) =>
  row && { lead: row.lead, cooperating: row.cooperating, basis: row.basis };

/**
 * A county's own row for a category; `lead: null` gives it back to the default.
 * @throws Refusal post.not-held | administration.stale | department.not-found
 */
export const setResponsibility = async (
  by: Administrator,
  county: string,
  category: LedCategory,
  { version, lead, cooperating, basis }: Validated<typeof contract.setResponsibility>['body'],
): Promise<void> => {
  refuseUnlessAdministers(by.actor, county);
  refuseUnless(areaNamed(county), 'request.invalid', { fields: { county: '没有这个县市' } });
  const _id = `${county}:${category.id}`;
  const row: ResponsibilityRow = {
    _id,
    county,
    category: category.id,
    lead,
    cooperating: lead === null ? [] : [...new Set(cooperating)].filter((id) => id !== lead),
    basis: lead === null ? '' : basis,
    version: version + 1,
  };
  const read = () => Responsibilities.findById(_id).lean<ResponsibilityRow>();
  try {
    await administer(by, async (session) => {
      const counties = [county, PREFECTURE];
      if (lead !== null) await usableDepartment(lead, counties, session, 'lead');
      for (const id of row.cooperating) await usableDepartment(id, counties, session, 'cooperating');
      const before = await Responsibilities.findById(_id, null, { session }).lean<ResponsibilityRow>();
      if ((before?.version ?? 0) !== version) throw stale(before);
      // two first rows at once: the id is unique, the second insert is refused
      if (before) await Responsibilities.replaceOne({ _id, version }, row, { session });
      else await Responsibilities.create([row], { session });
      const text = `${areaNamed(county)?.name ?? county}“${category.name}”的权责${lead === null ? '恢复全州默认' : ''}`;
      const told = {
        act: 'set-responsibility',
        kind: 'responsibility' as const,
        object: _id,
        text,
        before: factsOf(before),
        after: factsOf(row),
      };
      return { result: null, told };
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    throw stale(await read());
  }
  await responsibilityBook.touch();
};
