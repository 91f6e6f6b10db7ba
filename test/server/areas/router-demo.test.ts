// The demonstration's own areas, routed: what a visitor sees on the first day must be right.
import { buildRouter } from '../../../server/areas/router';
import {
  beatsFor,
  DEMO_STREET,
  DEPARTMENTS,
  DIVISIONS,
  POSTS,
  RESIDENTS,
  STREETS,
  ZONES,
} from '../../../server/demo/data';
import { CATALOGUE } from '../../../server/reports/catalogue-data';
import { haversine, inSurface, type LngLat, positionsOf, toWgs84 } from '../../../shared/geo';

const beats = beatsFor(CATALOGUE);
const router = buildRouter({
  divisions: DIVISIONS.map(({ _id, name, level, parent, shape, label }) => ({
    code: _id,
    name,
    level,
    parent,
    polygon: shape,
    seat: label,
  })),
  zones: ZONES.map(({ _id, name, shape }) => ({ code: _id, name, polygon: shape })),
  streets: STREETS.map(({ _id, name, town, shape, widthM }) => ({
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
    postRole: role,
    department,
  })),
});
const route = ([lng, lat]: LngLat, category: string) => {
  const { via, area, beat } = router.route({ lng, lat }, category);
  return [via, area?.name, beat?.department ?? beat?.postRole];
};
const labelOf = (code: string): LngLat => DIVISIONS.find(({ _id }) => _id === code)!.label;

const SEAT = toWgs84([101.5461, 25.0409], 'gcj02');

describe('the demonstration', () => {
  test('the seat of 楚雄市 lies on the street of demo:chief, whatever the category', () => {
    for (const { id } of CATALOGUE) expect(route(SEAT, id)).toEqual(['street-contains', '鹿城南路', 'chief']);
    expect(router.locate({ lng: SEAT[0], lat: SEAT[1] })).toMatchObject({
      street: { code: DEMO_STREET },
      divisions: [{ name: '楚雄彝族自治州' }, { name: '楚雄市' }, { name: '鹿城镇' }, { level: 'community' }],
    });
    expect(POSTS.find(({ login }) => login === 'chief')).toMatchObject({ role: 'chief', area: DEMO_STREET });
  });

  test('off the streets: the grid officer of a community, else a department of the city', () => {
    const yard: LngLat = [labelOf('532301101001')[0] - 0.0003, labelOf('532301101001')[1] - 0.0008];
    expect(route(yard, 'small-ads')).toEqual(['community', '米市街社区', 'grid_officer']);
    expect(route(labelOf('532301101004'), 'street-light')).toEqual(['county', '楚雄市', '532301-shizheng']);
    expect(route(labelOf('532301101004'), 'tree')).toEqual(['county', '楚雄市', '532301-yuanlin']);
    expect(route(labelOf('532301101004'), 'car-parking')).toEqual(['county', '楚雄市', '532301-jiaojing']);
  });

  test('every category has an office in 楚雄市, the zone its own desk', () => {
    for (const { id } of CATALOGUE) expect(route(labelOf('532301101004'), id)[0]).toBe('county');
    const zone = ZONES[0]!;
    const inside = positionsOf(zone.shape).reduce<[number, number]>(
      ([x, y], [a, b], _, all) => [x + a / all.length, y + b / all.length],
      [0, 0],
    );
    expect(inSurface(inside, zone.shape)).toBe(true);
    expect(route(inside, 'small-ads')).toEqual(['zone', '楚雄高新区', 'zone-gaoxin-desk']);
  });

  test('other counties: the bureau, else the dispatchers', () => {
    expect(route(labelOf('532326'), 'small-ads')).toEqual(['county', '大姚县', '532326-chengguan']);
    expect(route(labelOf('532326'), 'gas')).toEqual(['county', '大姚县', '532326-chengguan']);
    expect(route(labelOf('532326'), 'car-parking')).toEqual(['dispatcher', '大姚县', undefined]);
    for (const { id } of CATALOGUE) expect(route(labelOf('532322'), id)).toEqual(['dispatcher', '双柏县', undefined]);
  });

  test('every seat lies in its own county, and Kunming outside', () => {
    const counties = DIVISIONS.filter(({ level }) => level === 'county');
    expect(counties).toHaveLength(10);
    for (const { _id, label } of counties) {
      const [lng, lat] = label;
      expect(router.locate({ lng, lat }).divisions.find(({ level }) => level === 'county')?.code).toBe(_id);
    }
    const kunming = router.locate({ lng: 102.71, lat: 25.04 });
    expect(kunming.outside?.nearestCounty?.name).toBe('禄丰市');
    expect(kunming.outside?.distanceM).toBeGreaterThan(20_000);
  });
});

describe('its tables hold together', () => {
  const codes = new Set([...DIVISIONS, ...STREETS, ...ZONES].map(({ _id }) => _id));
  const departments = new Set(DEPARTMENTS.map(({ _id }) => _id));

  test('codes are well formed, unique, and every parent exists', () => {
    expect(codes.size).toBe(DIVISIONS.length + STREETS.length + ZONES.length);
    for (const { _id, parent, level } of DIVISIONS) {
      expect(_id).toMatch(/^\d{6}(\d{3}(\d{3}(\d{2,3})?)?)?$/);
      if (level !== 'prefecture') expect(codes.has(parent ?? '')).toBe(true);
    }
    expect(DIVISIONS.find(({ _id }) => _id === '532302')?.formerCodes).toEqual(['532331']);
  });

  test('rings are closed and lie in the prefecture', () => {
    const shapes = [
      ...DIVISIONS.flatMap(({ shape }) => shape ?? []),
      ...STREETS.map(({ shape }) => shape),
      ...ZONES.map(({ shape }) => shape),
    ];
    for (const shape of shapes) {
      const positions = positionsOf(shape);
      if (shape.type !== 'LineString') expect(positions.at(-1)).toEqual(positions[0]);
      for (const position of positions) expect(haversine(position, SEAT)).toBeLessThan(170_000);
    }
  });

  test('beats and posts name areas, departments and categories that exist', () => {
    const known = new Set(['*', ...CATALOGUE.map(({ id }) => id)]);
    for (const { area, categories, role, department } of beats) {
      expect(codes.has(area)).toBe(true);
      expect(categories.length).toBeGreaterThan(0);
      for (const category of categories) expect(known.has(category)).toBe(true);
      expect([role === null, department === null].filter(Boolean)).toHaveLength(1);
      if (department !== null) expect(departments.has(department)).toBe(true);
    }
    for (const { area, department, boundName, holder } of POSTS) {
      expect(codes.has(area ?? '') || departments.has(department ?? '')).toBe(true);
      expect(boundName).not.toBe('');
      expect(holder).not.toBe('');
    }
  });

  test('one login, one post; residents hold none', () => {
    const logins = POSTS.map(({ login }) => login);
    expect(new Set([...logins, ...Object.keys(RESIDENTS)]).size).toBe(logins.length + Object.keys(RESIDENTS).length);
    for (const login of logins) expect(login).toMatch(/^[a-z0-9][a-z0-9-]{0,40}$/);
    expect(logins).toEqual(
      expect.arrayContaining([
        'chief',
        'deputy',
        'vice-general',
        'general',
        'grid',
        'handler',
        'head',
        'dispatcher',
        'inspector',
        'admin',
      ]),
    );
  });
});
