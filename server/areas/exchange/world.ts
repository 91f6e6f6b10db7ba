// The areas in force, as an import is compared with them.
import type { ImportKind } from '../../../shared/areas/exchange-contract';
import type { Shape } from '../../../shared/geo';
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

/** A street or a zone, with its shape where divisions are imported under it. */
export interface Lying {
  code: string;
  shape: Shape | undefined;
}
export interface World {
  facts: AreaFacts | null;
  stored: Map<string, StoredRow>;
  divisions: Map<string, Division>;
  /** every code in use: beats speak of streets, zones and divisions alike */
  codes: Map<string, ImportKind>;
  /** those that still take cases */
  departments: Set<string>;
  /** streets and zones in force, by the division each of them names */
  places: Map<string, Lying[]>;
}

export const readWorld = async (kind: ImportKind): Promise<World> => {
  // the version before the rows: rows changed in between belong to a later one, and putting in force is refused. The other way
  // round rows of before would go under a version that already holds what somebody else has just changed
  const facts = await AreasFacts.findById('areas').lean<AreaFacts>();
  const [own, divisions, zones, streets, departments] = await Promise.all([
    rowsIn(kind).find().lean<StoredRow[]>(),
    Divisions.find().lean<Division[]>(),
    Zones.find({}, { county: 1 }).lean<{ _id: string; county: string }[]>(),
    Streets.find({}, { town: 1, ...(kind === 'divisions' && { shape: 1 }) }).lean<
      { _id: string; town: string; shape?: Shape }[]
    >(),
    Departments.find({ closedAt: null }, { _id: 1 }).lean<Department[]>(),
  ]);
  const codes = new Map<string, ImportKind>();
  for (const { _id } of divisions) codes.set(_id, 'divisions');
  const places = new Map<string, Lying[]>();
  const lies = (division: string, place: Lying) => {
    const known = places.get(division) ?? [];
    known.push(place);
    places.set(division, known);
  };
  for (const { _id, county } of zones) {
    codes.set(_id, 'zones');
    lies(county, { code: _id, shape: undefined });
  }
  for (const { _id, town, shape } of streets) {
    codes.set(_id, 'streets');
    lies(town, { code: _id, shape });
  }
  return {
    facts,
    stored: new Map(own.filter(KINDS[kind].owns).map((row) => [row._id, row])),
    divisions: new Map(divisions.map((row) => [row._id, row])),
    codes,
    departments: new Set(departments.map(({ _id }) => _id)),
    places,
  };
};
