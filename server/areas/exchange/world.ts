// The areas in force, as an import is compared with them.
import type { ImportKind } from '../../../shared/areas/exchange-contract';
import {
  type AreaFacts,
  AreasFacts,
  Beats,
  type Department,
  Departments,
  type Division,
  Divisions,
  Streets,
  Zones,
} from '../model';
import { KINDS, type StoredRow } from './kinds';

export const MODELS = { divisions: Divisions, zones: Zones, streets: Streets, beats: Beats } as const;
/** rows of any kind, where the kind is known only when it runs */
export const rowsIn = (kind: ImportKind) => MODELS[KINDS[kind].collection] as unknown as typeof Streets;

export interface World {
  facts: AreaFacts | null;
  stored: Map<string, StoredRow>;
  divisions: Map<string, Division>;
  /** every code in use: beats speak of streets, zones and divisions alike */
  codes: Map<string, ImportKind>;
  departments: Set<string>;
}

export const readWorld = async (kind: ImportKind): Promise<World> => {
  const [facts, own, divisions, zones, streets, departments] = await Promise.all([
    AreasFacts.findById('areas').lean<AreaFacts>(),
    rowsIn(kind).find().lean<StoredRow[]>(),
    Divisions.find().lean<Division[]>(),
    Zones.find({}, { _id: 1 }).lean<{ _id: string }[]>(),
    Streets.find({}, { _id: 1 }).lean<{ _id: string }[]>(),
    Departments.find({}, { _id: 1 }).lean<Department[]>(),
  ]);
  const codes = new Map<string, ImportKind>();
  for (const { _id } of divisions) codes.set(_id, 'divisions');
  for (const { _id } of zones) codes.set(_id, 'zones');
  for (const { _id } of streets) codes.set(_id, 'streets');
  return {
    facts,
    stored: new Map(own.filter(KINDS[kind].owns).map((row) => [row._id, row])),
    divisions: new Map(divisions.map((row) => [row._id, row])),
    codes,
    departments: new Set(departments.map(({ _id }) => _id)),
  };
};
