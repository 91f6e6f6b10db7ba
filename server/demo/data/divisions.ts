// Every division of the demonstration in the form the portal stores: prefecture, counties, towns, communities of 鹿城镇.
import type { Division } from '../../areas';
import { COUNTIES } from './counties';
import { COMMUNITIES, LUCHENG } from './lucheng';
import { TOWNS } from './towns';

type Ring = (typeof COUNTIES)[number]['ring'];

const PREFECTURE = '532300';
const LUCHENG_CODE = '532301101';
const polygon = (ring: Ring) => ({ type: 'Polygon' as const, coordinates: [ring] });
const label = ([lng, lat]: Ring[number]): Division['label'] => [lng, lat];
const capital = COUNTIES[0]!;

const counties = COUNTIES.map(
  ({ code, name, formerCodes, seat, ring }): Division => ({
    _id: code,
    name,
    level: 'county',
    parent: PREFECTURE,
    formerCodes: [...formerCodes],
    shape: polygon(ring),
    label: label(seat),
  }),
);

// a town without a shape of its own is labelled at the seat of its county
const towns = counties.flatMap((county) =>
  (TOWNS[county._id] ?? []).map((row): Division => {
    const [suffix = '', name = ''] = row.split(' ');
    const code = county._id + suffix;
    const shape = code === LUCHENG_CODE ? polygon(LUCHENG) : null;
    return { _id: code, name, level: 'town', parent: county._id, formerCodes: [], shape, label: county.label };
  }),
);

const communities = COMMUNITIES.map(
  ({ suffix, name, label: at, ring }): Division => ({
    _id: LUCHENG_CODE + suffix,
    name,
    level: 'community',
    parent: LUCHENG_CODE,
    formerCodes: [],
    shape: polygon(ring),
    label: label(at),
  }),
);

export const DIVISIONS: readonly Division[] = [
  {
    _id: PREFECTURE,
    name: '楚雄彝族自治州',
    level: 'prefecture',
    parent: null,
    formerCodes: [],
    shape: null,
    label: label(capital.seat),
  },
  ...counties,
  ...towns,
  ...communities,
];
