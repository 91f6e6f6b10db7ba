// Places by name, for the map's search: the portal's own areas and nothing outside.

import { findPlaces, type Named, type PlaceKind } from '../../shared/areas/search';
import type { LngLat } from '../../shared/geo';
import { middleOf } from '../../shared/geo';
import { type Directory, directory } from './directory';

interface Place extends Named {
  code: string;
  /** the division it lies in, to tell two of one name apart */
  within: string;
  at: LngLat;
}

const SEARCHED: Partial<Record<string, PlaceKind>> = { county: 'county', town: 'town', community: 'community' };

const known = new WeakMap<Directory, readonly Place[]>();
/** Worked out once for every set of areas. */
const placesOf = (areas: Directory): readonly Place[] => {
  const found = known.get(areas) ?? listed(areas);
  known.set(areas, found);
  return found;
};
const listed = ({ streets, zones, divisions }: Directory): readonly Place[] => {
  const nameOf = (code: string | null) => (code && divisions.get(code)?.name) ?? '';
  return [
    ...[...streets.values()].map(
      ({ _id, name, town, shape, from, to }): Place => ({
        kind: 'street',
        code: _id,
        name,
        within: nameOf(town.slice(0, 6)) + nameOf(town),
        at: middleOf(shape),
        ends: [from, to].filter((end) => typeof end === 'string'),
      }),
    ),
    ...[...zones.values()].map(
      ({ _id, name, county, shape }): Place => ({
        kind: 'zone',
        code: _id,
        name,
        within: nameOf(county),
        at: middleOf(shape),
      }),
    ),
    ...[...divisions.values()].flatMap(({ _id, name, level, parent, label }): Place[] => {
      const kind = SEARCHED[level];
      if (!kind) return [];
      const above = kind === 'community' ? nameOf(_id.slice(0, 6)) : '';
      return [{ kind, code: _id, name, within: above + nameOf(parent), at: label }];
    }),
  ];
};

/** Places meant by some words, the likeliest first. */
export const placesNamed = (words: string): Place[] => findPlaces(words, placesOf(directory.current()));
