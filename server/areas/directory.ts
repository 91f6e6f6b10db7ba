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
  readonly departments: ReadonlyMap<string, Department>;
}

const byId = <T extends { _id: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row._id, row]));

const NO_FACTS: AreaFacts = { _id: 'areas', version: 0, illustrative: false };

export const directory = snapshot('areas', async (): Promise<Directory> => {
  const [divisions, zones, streets, beats, departments, facts] = await Promise.all([
    Divisions.find().lean<Division[]>(),
    Zones.find().lean<Zone[]>(),
    Streets.find().lean<Street[]>(),
    Beats.find().lean<Beat[]>(),
    Departments.find().lean<Department[]>(),
    AreasFacts.findById('areas').lean<AreaFacts>(),
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
    zones: byId(zones),
    streets: byId(streets),
    departments: byId(departments),
  };
});

/** The current name behind a code, former codes included; undefined when nothing ever had it. */
export const areaNamed = (code: string): { code: string; name: string; county: string } | undefined => {
  const { divisions, zones, streets } = directory.current();
  const division = divisions.get(code) ?? [...divisions.values()].find((d) => d.formerCodes.includes(code));
  if (division) return { code: division._id, name: division.name, county: division._id.slice(0, 6) };
  const other = streets.get(code) ?? zones.get(code);
  return other && { code: other._id, name: other.name, county: other.county };
};

/** The name behind a code, or the code itself when nothing ever had it. */
export const areaName = (code: string): string => areaNamed(code)?.name ?? code;
