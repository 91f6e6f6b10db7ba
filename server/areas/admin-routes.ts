// Departments, beats and the responsibility list for the administrators of a county.

import type { AdminDepartmentView } from '../../shared/areas/admin-contract';
import * as contract from '../../shared/areas/admin-contract';
import { refuseUnless } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import { allPosts, canAdminister, canAdministerAt, isManned, postState, postsAt } from '../people';
import { refuseUnlessAdministers } from './commands/administer';
import { addBeat, changeBeat, removeBeat } from './commands/change-beat';
import { addDepartment, changeDepartment, closeDepartment } from './commands/change-department';
import { setResponsibility } from './commands/set-responsibility';
import { areaNamed, directory } from './directory';
import type { Beat, Department } from './model';
import { partyLabel, partyOfBeat, rolesOf } from './parties';
import { type LedCategory, responsibilityFor } from './responsibilities';

/** What the areas need of the rooms that build on them. */
export interface AreaPorts {
  /** every category in use */
  categories(): readonly LedCategory[];
  /** @throws Refusal category.unknown */
  categoryNamed(id: string): LedCategory;
  /** open cases by party key; none is left out of the record when it is zero */
  openCases(keys: readonly string[]): Promise<Readonly<Record<string, number>>>;
}

const presentBeat = (beat: Beat, now: Date) => {
  const party = partyOfBeat(beat);
  const { streets, zones, divisions } = directory.current();
  const level = streets.has(beat.area)
    ? 'street'
    : zones.has(beat.area)
      ? 'zone'
      : (divisions.get(beat.area)?.level ?? 'unknown');
  return {
    id: beat._id,
    county: areaNamed(beat.area)?.county ?? '',
    area: { code: beat.area, name: areaNamed(beat.area)?.name ?? '已撤销的区域', level },
    categories: beat.categories.includes('*') ? [] : beat.categories,
    role: beat.role,
    department: beat.department,
    label: party ? partyLabel(party, now) : '已撤销的部门或区域',
    manned: party !== undefined && postsAt(party.key, rolesOf(party), now).some((post) => isManned(post, now)),
    version: beat.version ?? 0,
  };
};

/** County, town, community and so on down to the street, in the order a table shows them. */
const areasOf = (county: string) => {
  const { divisions, zones, streets } = directory.current();
  return [
    ...[...divisions.values()].filter(({ _id }) => _id.startsWith(county)).sort((a, b) => (a._id < b._id ? -1 : 1)),
    ...[...zones.values()].filter((zone) => zone.county === county).map((zone) => ({ ...zone, level: 'zone' })),
    ...[...streets.values()].filter((street) => street.county === county).map((s) => ({ ...s, level: 'street' })),
  ].map(({ _id, name, level }) => ({ code: _id, name, level }));
};

export const areaAdminRoutes = (server: Server, { categories, categoryNamed, openCases }: AreaPorts): void => {
  const presentDepartments = async (departments: readonly Department[], now: Date): Promise<AdminDepartmentView[]> => {
    const cases = await openCases(departments.map(({ _id }) => `department:${_id}`));
    const { beats } = directory.current();
    return departments.map((d) => ({
      id: d._id,
      name: d.name,
      county: d.county,
      dutyPhone: d.dutyPhone,
      closed: Boolean(d.closedAt),
      version: d.version ?? 0,
      beats: beats.filter(({ department }) => department === d._id).length,
      people: allPosts().filter((p) => p.department === d._id && ['held', 'leave'].includes(postState(p, now))).length,
      openCases: cases[`department:${d._id}`] ?? 0,
    }));
  };
  const presentDepartment = async (department: Department, now: Date) => {
    const [view] = await presentDepartments([department], now);
    return view as AdminDepartmentView;
  };

  serve(server, contract.listCounties, async ({ actor }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    const counties = [...directory.current().divisions.values()].filter(({ level }) => level === 'county');
    const reach = counties.filter(({ _id }) => canAdministerAt(actor, _id));
    return { items: reach.map(({ _id, name }) => ({ code: _id, name })) };
  });

  serve(server, contract.listAdminDepartments, async ({ actor, query, now }) => {
    refuseUnlessAdministers(actor, query.county);
    const rows = [...directory.current().departments.values()].filter(({ county }) => county === query.county);
    return { items: await presentDepartments(rows, now) };
  });
  serve(server, contract.addDepartment, async ({ actor, body, now }) =>
    presentDepartment(await addDepartment({ actor, now }, body), now),
  );
  serve(server, contract.changeDepartment, async ({ actor, params, body, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    return presentDepartment(await changeDepartment({ actor, now }, params.id, body), now);
  });
  serve(server, contract.closeDepartment, async ({ actor, params, body, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    const count = async (key: string) => (await openCases([key]))[key] ?? 0;
    return presentDepartment(await closeDepartment({ actor, now }, params.id, body.version, count), now);
  });

  serve(server, contract.listBeats, async ({ actor, query, now }) => {
    refuseUnlessAdministers(actor, query.county);
    const rows = directory.current().beats.filter(({ area }) => areaNamed(area)?.county === query.county);
    return { items: rows.map((beat) => presentBeat(beat, now)), areas: areasOf(query.county) };
  });
  serve(server, contract.addBeat, async ({ actor, body, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    for (const id of body.categories) categoryNamed(id);
    return presentBeat(await addBeat({ actor, now }, body), now);
  });
  serve(server, contract.changeBeat, async ({ actor, params, body, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    for (const id of body.categories) categoryNamed(id);
    return presentBeat(await changeBeat({ actor, now }, params.id, body), now);
  });
  serve(server, contract.removeBeat, async ({ actor, params, body, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    return { removed: await removeBeat({ actor, now }, params.id, body.version) };
  });

  serve(server, contract.listResponsibilities, async ({ query }) => ({
    items: categories().map((category) => responsibilityFor(query.county, category)),
  }));
  serve(server, contract.setResponsibility, async ({ actor, params, body, now }) => {
    refuseUnlessAdministers(actor, params.county);
    const category = categoryNamed(params.category);
    await setResponsibility({ actor, now }, params.county, category, body);
    return responsibilityFor(params.county, category);
  });
};
