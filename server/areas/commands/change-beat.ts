import type { ClientSession } from 'mongoose';
import type * as contract from '../../../shared/areas/admin-contract';
import type { Validated } from '../../../shared/endpoint';
import type { Role } from '../../../shared/people/roles';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { atVersion } from '../../core/version';
import { canAdministerAt, PREFECTURE } from '../../people';
import { areaNamed } from '../directory';
import { type Beat, Beats } from '../model';
import { type Administrator, administer, stale, usableDepartment } from './administer';

type Target = Pick<Beat, 'categories' | 'role' | 'department'>;
const stored = (categories: readonly string[]) => (categories.length === 0 ? ['*'] : [...new Set(categories)]);
const factsOf = ({ area, categories, role, department }: Beat) => ({ area, categories, role, department });
const told = (act: string, text: string, before: Beat | null, after: Beat | null) => ({
  act,
  kind: 'beat' as const,
  object: (after ?? before)?._id ?? '',
  text,
  before: before && factsOf(before),
  after: after && factsOf(after),
});

/** Roles a case can lie with at a place. */
const ANSWERING: readonly Role[] = ['chief', 'deputy_chief', 'grid_officer', 'vice_general_chief', 'general_chief'];
const refuseUnlessAnswers = (role: Role | null): void =>
  refuseUnless(role === null || ANSWERING.includes(role), 'request.invalid', {
    fields: { role: '责任范围要归街长、网格员或总街长，或归一个部门' },
  });

/** County of the place a beat is for; undefined when there is no such place or the actor does not administer it. */
const countyOf = ({ actor }: Administrator, area: string): string | undefined => {
  const county = areaNamed(area)?.county;
  return county !== undefined && canAdministerAt(actor, county) ? county : undefined;
};

/**
 * Of two beats for the same category of a place the router takes one and never the other: nobody means that. Read in the transaction;
 * of two administrators at once the second is made to start over by the version of the areas, which both write.
 */
const refuseOverlap = async ({ _id, area, categories }: Beat, session: ClientSession): Promise<void> => {
  const twin = await Beats.findOne({ _id: { $ne: _id }, area, categories: { $in: categories } }, null, { session });
  refuseUnless(!twin, 'beat.overlaps', { fields: { categories: '这个区域的同一类别已经归了别人' } });
};

/** @throws Refusal area.not-found | department.not-found | beat.overlaps | administration.id-used */
export const addBeat = async (
  by: Administrator,
  { id, area, categories, role, department }: Validated<typeof contract.addBeat>['body'],
): Promise<Beat> => {
  const county = countyOf(by, area);
  refuseUnless(county, 'area.not-found', { fields: { area: '没有这个区域，或不在您管理的县市' } });
  refuseUnlessAnswers(role);
  const made: Beat = { _id: id, area, categories: stored(categories), role, department, version: 1 };
  try {
    return await administer(by, async (session) => {
      if (department !== null) await usableDepartment(department, [county, PREFECTURE], session);
      await Beats.create([made], { session });
      await refuseOverlap(made, session);
      const text = `新设${areaNamed(area)?.name ?? area}的责任范围`;
      return { result: made, told: told('add-beat', text, null, made), reroutes: { before: null, after: made } };
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const earlier = await Beats.findById(id).lean<Beat>();
    if (earlier && JSON.stringify(factsOf(earlier)) === JSON.stringify(factsOf(made))) return earlier;
    throw new Refusal('administration.id-used');
  }
};

/** @throws Refusal beat.not-found, also for one of a county the actor does not administer */
const beatWithin = (by: Administrator, found: Beat | null): { beat: Beat; county: string } => {
  const county = found ? countyOf(by, found.area) : undefined;
  refuseUnless(found && county, 'beat.not-found');
  return { beat: found, county };
};

/** @throws Refusal beat.not-found | administration.stale | department.not-found */
export const changeBeat = (
  by: Administrator,
  id: string,
  { version, categories, role, department }: Target & { version: number },
): Promise<Beat> =>
  administer(by, async (session) => {
    const { beat, county } = beatWithin(by, await Beats.findById(id, null, { session }).lean<Beat>());
    refuseUnlessAnswers(role);
    if (department !== null) await usableDepartment(department, [county, PREFECTURE], session);
    const next = await Beats.findOneAndUpdate(
      { _id: id, version: atVersion(version) },
      { $set: { categories: stored(categories), role, department }, $inc: { version: 1 } },
      { returnDocument: 'after', session },
    ).lean<Beat>();
    if (!next) throw stale({ ...factsOf(beat), version: beat.version ?? 0 });
    await refuseOverlap(next, session);
    const text = `改${areaNamed(beat.area)?.name ?? beat.area}的责任范围`;
    return { result: next, told: told('change-beat', text, beat, next), reroutes: { before: beat, after: next } };
  });

/** @throws Refusal beat.not-found | administration.stale */
export const removeBeat = (by: Administrator, id: string, version: number): Promise<true> =>
  administer(by, async (session) => {
    const { beat } = beatWithin(by, await Beats.findById(id, null, { session }).lean<Beat>());
    const { deletedCount } = await Beats.deleteOne({ _id: id, version: atVersion(version) }, { session });
    if (deletedCount === 0) throw stale({ ...factsOf(beat), version: beat.version ?? 0 });
    const text = `撤销${areaNamed(beat.area)?.name ?? beat.area}的责任范围`;
    return {
      result: true as const,
      told: told('remove-beat', text, beat, null),
      reroutes: { before: beat, after: null },
    };
  });
