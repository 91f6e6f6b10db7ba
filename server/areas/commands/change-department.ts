import type * as contract from '../../../shared/areas/admin-contract';
import type { Validated } from '../../../shared/endpoint';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { atVersion } from '../../core/version';
import { canAdministerAt, Posts, postBook } from '../../people';
import { areaNamed } from '../directory';
import { Beats, type Department, Departments } from '../model';
import { type Administrator, administer, refuseUnlessAdministers, stale } from './administer';

const factsOf = ({ name, dutyPhone, closedAt }: Department) => ({ name, dutyPhone, closed: Boolean(closedAt) });
const told = (act: string, text: string, before: Department | null, after: Department) => ({
  act,
  kind: 'department' as const,
  object: after._id,
  text,
  before: before && factsOf(before),
  after: factsOf(after),
});

/**
 * A new department; sent again it is the same one.
 * @throws Refusal post.not-held | area.not-found | administration.name-taken | administration.id-used
 */
export const addDepartment = async (
  by: Administrator,
  { id, county, name, dutyPhone }: Validated<typeof contract.addDepartment>['body'],
): Promise<Department> => {
  refuseUnlessAdministers(by.actor, county);
  refuseUnless(areaNamed(county), 'request.invalid', { fields: { county: '没有这个县市' } });
  const made: Department = { _id: id, name, county, dutyPhone, closedAt: null, version: 1 };
  try {
    return await administer(by, async (session) => {
      const twin = await Departments.findOne({ county, name, closedAt: null }, null, { session }).lean<Department>();
      if (twin?._id === id) return { result: twin, told: null };
      refuseUnless(!twin, 'administration.name-taken', { fields: { name: '本县市已有同名的部门' } });
      await Departments.create([made], { session });
      return { result: made, told: told('add-department', `新设${name}`, null, made) };
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const earlier = await Departments.findById(id).lean<Department>();
    if (earlier?.county === county && earlier.name === name) return earlier;
    throw new Refusal('administration.id-used');
  }
};

/** @throws Refusal department.not-found, also for one of a county the actor does not administer */
const departmentWithin = (by: Administrator, found: Department | null): Department => {
  refuseUnless(found && !found.closedAt && canAdministerAt(by.actor, found.county), 'department.not-found');
  return found;
};

/** @throws Refusal department.not-found | administration.stale | administration.name-taken */
export const changeDepartment = async (
  by: Administrator,
  id: string,
  { version, name, dutyPhone }: Validated<typeof contract.changeDepartment>['body'],
): Promise<Department> => {
  const after = await administer(by, async (session) => {
    const before = departmentWithin(by, await Departments.findById(id, null, { session }).lean<Department>());
    const set = { name: name ?? before.name, dutyPhone: dutyPhone === undefined ? before.dutyPhone : dutyPhone };
    if (set.name !== before.name) {
      const twin = await Departments.exists({ county: before.county, name: set.name, closedAt: null }).session(session);
      refuseUnless(!twin, 'administration.name-taken', { fields: { name: '本县市已有同名的部门' } });
      // posts carry the name of where they are, for every label in public
      await Posts.updateMany({ department: id }, { $set: { boundName: set.name } }, { session });
    }
    const next = await Departments.findOneAndUpdate(
      { _id: id, version: atVersion(version) },
      { $set: set, $inc: { version: 1 } },
      { returnDocument: 'after', session },
    ).lean<Department>();
    if (!next) throw stale(before);
    return { result: next, told: told('change-department', `改${before.name}`, before, next) };
  });
  await postBook.touch();
  return after;
};

/**
 * Takes a department out of use. Its name stays on the cases it had.
 * @param openCases how many cases it has open, asked of the room that keeps them
 * @throws Refusal department.not-found | administration.stale | department.in-use
 */
export const closeDepartment = (
  by: Administrator,
  id: string,
  version: number,
  openCases: (key: string) => Promise<number>,
): Promise<Department> =>
  administer(by, async (session) => {
    const before = departmentWithin(by, await Departments.findById(id, null, { session }).lean<Department>());
    if ((before.version ?? 0) !== version) throw stale(before);
    const [beats, posts, cases] = [
      await Beats.countDocuments({ department: id }, { session }),
      await Posts.countDocuments({ department: id, $or: [{ to: null }, { to: { $gt: by.now } }] }, { session }),
      await openCases(`department:${id}`),
    ];
    refuseUnless(beats + posts + cases === 0, 'department.in-use', {
      detail: `还有 ${beats} 条责任范围、${posts} 个职务、${cases} 件在办上报在这个部门，请先移走。`,
    });
    const next = await Departments.findOneAndUpdate(
      { _id: id, version: atVersion(version) },
      { $set: { closedAt: by.now }, $inc: { version: 1 } },
      { returnDocument: 'after', session },
    ).lean<Department>();
    if (!next) throw stale(before);
    return { result: next, told: told('close-department', `停用${before.name}`, before, next) };
  });
