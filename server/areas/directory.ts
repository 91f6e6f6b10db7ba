// Everything about places in memory: the router and the names behind every code. Rebuilt off to the side
// when areas change, then swapped in.
import { snapshot } from '../core/snapshot';
import {
  type AreaFacts,
  AreasFacts,
  type Beat,
  Beats,
  type Department,
  Departments,
  type Division,
  Divisions,
  type FormerArea,
  FormerAreas,
  type Street,
  Streets,
  type Zone,
  Zones,
} from './model';
import { buildRouter, type Router } from './router';

export interface Directory {
  readonly router: Router;
  readonly facts: AreaFacts;
  readonly divisions: ReadonlyMap<string, Division>;
  readonly zones: ReadonlyMap<string, Zone>;
  readonly streets: ReadonlyMap<string, Street>;
  /** closed ones included: their names stand on the cases they had */
  readonly departments: ReadonlyMap<string, Department>;
  readonly beats: readonly Beat[];
  /** code a division had before → the code it has */
  readonly formerCodes: ReadonlyMap<string, string>;
  /** codes no longer in use, without their shapes */
  readonly retired: ReadonlyMap<string, RetiredArea>;
}

export type RetiredArea = Pick<FormerArea, 'kind' | 'code' | 'name' | 'county' | 'validTo' | 'successor'>;

const byId = <T extends { _id: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row._id, row]));

const NO_FACTS: AreaFacts = { _id: 'areas', version: 0, illustrative: false };

export const directory = snapshot('areas', async (): Promise<Directory> => {
  const [divisions, zones, streets, beats, departments, facts, retired] = await Promise.all([
    Divisions.find().lean<Division[]>(),
    Zones.find().lean<Zone[]>(),
    Streets.find().lean<Street[]>(),
    Beats.find().lean<Beat[]>(),
    Departments.find().lean<Department[]>(),
    AreasFacts.findById('areas').lean<AreaFacts>(),
    FormerAreas.find({ changed: false, kind: { $ne: 'beats' } }, { row: 0 })
      .sort({ until: 1 })
      .lean<FormerArea[]>(),
  ]);
  const router = buildRouter({
    divisions: divisions.map(({ _id, name, level, parent, shape, label }) => ({
      code: _id,
      name,
      level,
      parent,
      ...(shape && { polygon: shape }),
      seat: label,
    })),
    zones: zones.map(({ _id, name, shape }) => ({ code: _id, name, polygon: shape })),
    streets: streets.map(({ _id, name, town, shape, widthM }) => ({
      code: _id,
      name,
      town,
      widthM,
      ...(shape.type === 'LineString' ? { line: shape } : { polygon: shape }),
    })),
    beats: beats.map(({ _id, area, categories, role, department }) => ({
      id: _id,
      area,
      categories: categories.includes('*') ? ('*' as const) : categories,
      ...(role && { postRole: role }),
      ...(department && { department }),
    })),
  });
  return {
    router,
    facts: facts ?? NO_FACTS,
    divisions: byId(divisions),
    // of a division that was split, the first of what came of it
    formerCodes: new Map(
      divisions.toReversed().flatMap(({ _id, formerCodes }) => formerCodes.map((code) => [code, _id] as const)),
    ),
    zones: byId(zones),
    streets: byId(streets),
    departments: byId(departments),
    beats,
    retired: new Map(retired.map((one) => [one.code, one])),
  };
});

/** The current name behind a code, former codes included; undefined when nothing ever had it. */
export const areaNamed = (code: string): { code: string; name: string; county: string } | undefined => {
  const { divisions, formerCodes, zones, streets, retired } = directory.current();
  const division = divisions.get(code) ?? divisions.get(formerCodes.get(code) ?? '');
  if (division) return { code: division._id, name: division.name, county: division._id.slice(0, 6) };
  const other = streets.get(code) ?? zones.get(code);
  if (other) return { code: other._id, name: other.name, county: other.county };
  const former = retired.get(code);
  return former && { code, name: former.name, county: former.county };
};

/** The name behind a code, or the code itself when nothing ever had it. */
export const areaName = (code: string): string => areaNamed(code)?.name ?? code;
