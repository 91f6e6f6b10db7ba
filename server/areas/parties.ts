// Who answers at a place, by name. A party is kept on the report as a key; its words are looked up when
// shown, so that a new street chief appears on old reports too.
import { type Datum, toWgs84 } from '../../shared/geo';
import type { Actor } from '../../shared/people/actor';
import { ROLES, type Role } from '../../shared/people/roles';
import { distanceText } from '../../shared/words';
import { Refusal } from '../core/refusal';
import { holdersAt, PREFECTURE, postLabel, postsAt } from '../people';
import { areaNamed, directory } from './directory';
import type { Beat } from './model';
import type { Beat as RoutedBeat } from './router';

/** Whoever a report can lie with: a post at a place, a department, or the dispatchers of a county. */
export interface Party {
  kind: 'post' | 'department' | 'dispatcher';
  /** `area:<code>`, `department:<id>` or `dispatcher:<county>` */
  key: string;
  role: Role;
  /** name of the street, division, department or county */
  name: string;
}

/** Who acts for a party, first the one whose name is shown. */
export const rolesOf = (party: Pick<Party, 'kind' | 'role'>): readonly Role[] => {
  if (party.kind === 'department') return ['head', 'handler'];
  if (party.kind === 'dispatcher') return ['dispatcher'];
  return party.role === 'chief' ? ['chief', 'deputy_chief'] : [party.role];
};

const codeOf = (key: string) => key.slice(key.indexOf(':') + 1);

export const dispatcherOf = (county: string): Party => ({
  kind: 'dispatcher',
  key: `dispatcher:${county}`,
  role: 'dispatcher',
  name: areaNamed(county)?.name ?? '楚雄州',
});

/** Party behind `area:<code>` or `department:<id>`; undefined when there is none. */
export const partyNamed = (key: string, role?: Role): Party | undefined => {
  const code = codeOf(key);
  const { departments, streets } = directory.current();
  if (key.startsWith('department:')) {
    const department = departments.get(code);
    return department && !department.closedAt
      ? { kind: 'department', key, role: 'handler', name: department.name }
      : undefined;
  }
  const area = areaNamed(code);
  if (!area || !key.startsWith('area:')) return undefined;
  return {
    kind: 'post',
    key: `area:${area.code}`,
    role: role ?? (streets.has(area.code) ? 'chief' : 'grid_officer'),
    name: area.name,
  };
};

/** Whom a beat sends cases to; undefined when the department or the place is no more. */
export const partyOfBeat = ({
  area,
  role,
  department,
}: Pick<Beat, 'area' | 'role' | 'department'>): Party | undefined => {
  if (department !== null) return partyNamed(`department:${department}`);
  const place = areaNamed(area);
  return place && { kind: 'post', key: `area:${place.code}`, role: role ?? 'chief', name: place.name };
};

/** The same of the router's own form of it: a beat of a department that was closed since is nobody's, and the dispatchers decide. */
const partyOfRoute = ({ area, postRole, department }: RoutedBeat): Party | undefined =>
  partyOfBeat({ area, role: (postRole ?? null) as Role | null, department: department ?? null });

/** Counties somebody answers for in a role; a post at the prefecture reaches them all. */
export const countiesReached = (actor: Actor, role: Role): string[] => {
  const held = actor.posts.flatMap((post) => (post.role === role ? post.county : []));
  if (!held.includes(PREFECTURE)) return [...new Set(held)];
  return [...directory.current().divisions.values()].flatMap(({ _id, level }) => (level === 'county' ? _id : []));
};

/** Ids of the people who act for a party now. */
export const peopleOf = (party: Party, now: Date): string[] =>
  holdersAt(party.kind === 'dispatcher' ? `area:${codeOf(party.key)}` : party.key, rolesOf(party), now);

/** 鹿城南路街长 李** · 市场监管局 · 楚雄市派遣员 · 鹿城南路街长（暂缺） */
export const partyLabel = (party: Party, now: Date): string => {
  // a department that was renamed is known by its new name, on old cases too
  if (party.kind === 'department') return directory.current().departments.get(codeOf(party.key))?.name ?? party.name;
  if (party.kind === 'dispatcher') return `${party.name}派遣员`;
  const [first] = postsAt(party.key, rolesOf(party), now);
  return first ? postLabel(first) : `${party.name}${ROLES[party.role]}（暂缺）`;
};

export const dutyPhoneOf = (party: Pick<Party, 'kind' | 'key'>): string | null => {
  const { departments, streets } = directory.current();
  const code = codeOf(party.key);
  return (party.kind === 'department' ? departments.get(code) : streets.get(code))?.dutyPhone ?? null;
};

/** A community's code; a grid's is longer. */
const COMMUNITY_DIGITS = 12;
/** What others may know of where a coarsened report lies: down to the community, never its grid (domain.md §10). */
export const downToCommunity = <T extends { code: string }>(divisions: readonly T[]): T[] =>
  divisions.filter(({ code }) => code.length <= COMMUNITY_DIGITS);

/**
 * Where the name of the community is written: coarsened reports are put there (domain.md §10). The next one above where no community
 * is known; the grid's own only where nothing above it has a place.
 */
export const labelPoint = (codes: readonly string[]): readonly [number, number] | undefined => {
  const { divisions } = directory.current();
  const grids = codes.filter((code) => code.length > COMMUNITY_DIGITS);
  const wider = codes.filter((code) => code.length <= COMMUNITY_DIGITS).toReversed();
  for (const code of [...wider, ...grids]) {
    const label = divisions.get(code)?.label;
    // neither drawn nor given: nought and nought is no place
    if (label?.some((degrees) => degrees !== 0)) return label;
  }
  return undefined;
};

export interface Place {
  lng: number;
  lat: number;
  datum: Datum;
  accuracy?: number | undefined;
}

/**
 * Where a place is and who answers there for a category. Pure memory, no round trip.
 * @throws Refusal place.outside with the nearest county and the distance
 */
export const whoAnswers = (place: Place, category: string) => {
  const { router, streets, zones, facts } = directory.current();
  const [lng, lat] = toWgs84([place.lng, place.lat], place.datum);
  const point = { lng, lat, accuracyM: place.accuracy };
  const located = router.locate(point);
  if (located.outside) {
    const { nearestCounty, distanceM } = located.outside;
    throw new Refusal('place.outside', {
      detail: nearestCounty
        ? `这个位置在楚雄州外，离最近的${nearestCounty.name}${distanceText(distanceM)}。请把位置移到州内再上报。`
        : undefined,
      fields: { location: '位置在楚雄州外' },
      extra: {
        nearestCounty: nearestCounty?.name ?? null,
        distanceM: Number.isFinite(distanceM) ? Math.round(distanceM) : null,
      },
    });
  }
  const routed = router.route(point, category);
  const county = located.divisions.find((d) => d.level === 'county')?.code ?? PREFECTURE;
  const party = (routed.beat && partyOfRoute(routed.beat)) ?? dispatcherOf(county);
  const street = located.street && streets.get(located.street.code);
  return {
    lng,
    lat,
    county,
    party,
    street: street ? { code: street._id, name: street.name } : null,
    zone: located.zone ? { code: located.zone.code, name: located.zone.name } : null,
    divisions: located.divisions.map(({ code, name, level }) => ({ code, name, level })),
    /** inside a housing estate: others are shown the community only */
    estate: (located.zones ?? []).some(({ code }) => zones.get(code)?.estate === true),
    label: labelPoint(located.divisions.map((d) => d.code)) ?? [lng, lat],
    areasVersion: facts.version,
    why: () => routed.why.map((step) => step.text),
  };
};
