import { type AreaSnapshot, buildRouter } from '../../../server/areas/router';
import type { LngLat, Polygon } from '../../../shared/geo';
import { bruteForce } from './router-brute-force';
import { BOX, CATEGORIES, FULL_SIZE, randomFrom, townOf } from './router-town';

const square = (west: number, south: number, east: number, north: number, hole?: LngLat[]): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
    ...(hole ? [hole] : []),
  ],
});
const metre = 1 / 111_195;

// one county of a degree, a town in its lower left quarter, one community in it, one grid in that; a zone to the right
const snapshot: AreaSnapshot = {
  divisions: [
    { code: '532300', name: '楚雄州', level: 'prefecture' },
    { code: '532301', name: '楚雄市', level: 'county', parent: '532300', polygon: square(101, 25, 102, 26) },
    { code: '532302', name: '禄丰市', level: 'county', parent: '532300', seat: [103, 25.5] },
    { code: '532301101', name: '鹿城镇', level: 'town', parent: '532301', polygon: square(101, 25, 101.5, 25.5) },
    {
      code: '532301101001',
      name: '米市街社区',
      level: 'community',
      parent: '532301101',
      polygon: square(101.1, 25.1, 101.2, 25.2),
    },
    {
      code: '532301101001001',
      name: '一网格',
      level: 'grid',
      parent: '532301101001',
      polygon: square(101.1, 25.1, 101.15, 25.15),
    },
  ],
  zones: [{ code: 'zone-1', name: '高新区', polygon: square(101.18, 25.18, 101.7, 25.7) }],
  streets: [
    {
      code: 's1',
      name: '鹿城南路',
      town: '532301101',
      line: {
        type: 'LineString',
        coordinates: [
          [101.1, 25.11],
          [101.2, 25.11],
        ],
      },
    },
    {
      code: 's2',
      name: '中大街',
      town: '532301101',
      line: {
        type: 'LineString',
        coordinates: [
          [101.12, 25.1],
          [101.12, 25.2],
        ],
      },
      widthM: 12,
    },
    { code: 's3', name: '彝人古镇', town: '532301101', polygon: square(101.3, 25.3, 101.31, 25.31) },
    { code: 's4', name: '待画街', town: '532301101' },
    { code: 's5', name: '一点街', town: '532301101', line: { type: 'LineString', coordinates: [[101.4, 25.4]] } },
    { code: 's6', name: '空街', town: '532301101', line: { type: 'LineString', coordinates: [] } },
  ],
  beats: [
    { id: 'b1', area: 's1', categories: '*', postRole: 'chief' },
    { id: 'b2', area: 's2', categories: ['street-light'], postRole: 'chief' },
    { id: 'b3', area: 's3', categories: '*', postRole: 'chief' },
    { id: 'b4', area: '532301101001001', categories: ['small-ads'], postRole: 'grid_officer' },
    { id: 'b5', area: '532301101001', categories: ['small-ads', 'garbage-exposed'], postRole: 'grid_officer' },
    { id: 'b6', area: 'zone-1', categories: ['street-light'], department: 'zone-desk' },
    { id: 'b7', area: '532301101', categories: ['street-light', 'stall-road'], postRole: 'chief' },
    { id: 'b9', area: '532301', categories: '*', department: 'city' },
    { id: 'b8', area: '532301', categories: ['gas', 'street-light'], department: 'gas-b' },
    { id: 'b80', area: '532301', categories: ['gas'], department: 'gas-c' },
    { id: 'b10', area: '532300', categories: '*', department: 'prefecture' },
  ],
};
const router = buildRouter(snapshot);
const route = (lng: number, lat: number, category: string, accuracyM?: number) => {
  const { via, area, beat } = router.route({ lng, lat, accuracyM }, category);
  return [via, area?.code, beat?.id];
};

describe('who answers', () => {
  test.each<[string, number, number, string, number | undefined, (string | undefined)[]]>([
    ['on the street', 101.15, 25.11, 'gas', undefined, ['street-contains', 's1', 'b1']],
    ['within the width of the street', 101.15, 25.11 + 29 * metre, 'gas', undefined, ['street-contains', 's1', 'b1']],
    [
      'beyond it without a known accuracy',
      101.15,
      25.11 + 31 * metre,
      'small-ads',
      undefined,
      ['community', '532301101001', 'b5'],
    ],
    ['beyond it, but within the accuracy', 101.15, 25.11 + 60 * metre, 'gas', 40, ['street-near', 's1', 'b1']],
    [
      'an accuracy of a kilometre counts as 100 m',
      101.15,
      25.11 + 131 * metre,
      'small-ads',
      1000,
      ['community', '532301101001', 'b5'],
    ],
    [
      'a negative accuracy counts as none',
      101.15,
      25.11 + 31 * metre,
      'small-ads',
      -50,
      ['community', '532301101001', 'b5'],
    ],
    [
      'at a crossing, the nearer line',
      101.12 + 5 * metre,
      25.11 + 8 * metre,
      'street-light',
      undefined,
      ['street-contains', 's2', 'b2'],
    ],
    [
      'at a crossing, the one that answers for the category',
      101.12 + 5 * metre,
      25.11 + 8 * metre,
      'gas',
      undefined,
      ['street-contains', 's1', 'b1'],
    ],
    [
      'a street that holds the point before one merely nearer',
      101.12 - 20 * metre,
      25.11 + 29 * metre,
      'street-light',
      50,
      ['street-contains', 's1', 'b1'],
    ],
    ['in a street drawn as a polygon', 101.305, 25.305, 'gas', undefined, ['street-contains', 's3', 'b3']],
    ['beside it, within the accuracy', 101.305, 25.31 + 20 * metre, 'gas', 30, ['street-near', 's3', 'b3']],
    ['the grid', 101.13, 25.13, 'small-ads', undefined, ['grid', '532301101001001', 'b4']],
    [
      'the community above the grid, by code',
      101.13,
      25.13,
      'garbage-exposed',
      undefined,
      ['community', '532301101001', 'b5'],
    ],
    ['the zone before the town', 101.19, 25.19, 'street-light', undefined, ['zone', 'zone-1', 'b6']],
    [
      'the zone where only a county is drawn below it',
      101.6,
      25.6,
      'street-light',
      undefined,
      ['zone', 'zone-1', 'b6'],
    ],
    ['the town when the zone has no beat for it', 101.19, 25.19, 'stall-road', undefined, ['town', '532301101', 'b7']],
    ['the county, category before all, then lowest id', 101.9, 25.9, 'gas', undefined, ['county', '532301', 'b8']],
    ['the county for everything else', 101.9, 25.9, 'noise-life', undefined, ['county', '532301', 'b9']],
    [
      'outside: the dispatchers of the nearest county',
      103.1,
      25.5,
      'gas',
      undefined,
      ['dispatcher', '532302', undefined],
    ],
    ['nowhere', Number.NaN, Number.NaN, 'gas', undefined, ['dispatcher', undefined, undefined]],
  ])('%s', (_name, lng, lat, category, accuracy, expected) =>
    expect(route(lng, lat, category, accuracy)).toEqual(expected),
  );

  test('without any beat the dispatchers of the county decide', () => {
    const empty = buildRouter({ ...snapshot, beats: [] });
    expect(empty.route({ lng: 101.13, lat: 25.13 }, 'gas')).toMatchObject({
      via: 'dispatcher',
      area: { code: '532301' },
    });
  });

  test('without anything at all nobody is known', () => {
    const nothing = buildRouter({ divisions: [], zones: [], streets: [], beats: [] });
    expect(nothing.route({ lng: 101, lat: 25 }, 'gas')).toMatchObject({
      via: 'dispatcher',
      area: undefined,
      beat: undefined,
    });
    expect(nothing.locate({ lng: 101, lat: 25 })).toEqual({ divisions: [], outside: { distanceM: Infinity } });
  });

  test('a shape without positions counts as not drawn', () => {
    const empty: Polygon = { type: 'Polygon', coordinates: [] };
    const made = buildRouter({
      divisions: [{ code: '532301', name: '楚雄市', level: 'county', polygon: empty }],
      zones: [{ code: 'z', name: '区', polygon: { type: 'Polygon', coordinates: [[]] } }],
      streets: [{ code: 's', name: '街', town: '532301101', polygon: empty }],
      beats: [{ id: 'b', area: 's', categories: '*', postRole: 'chief' }],
    });
    expect(made.route({ lng: 101, lat: 25 }, 'gas')).toMatchObject({ via: 'dispatcher', area: undefined });
  });

  test('the order of rows does not matter', () => {
    const turned = buildRouter({
      divisions: [...snapshot.divisions].reverse(),
      zones: [...snapshot.zones].reverse(),
      streets: [...snapshot.streets].reverse(),
      beats: [...snapshot.beats].reverse(),
    });
    const random = randomFrom(5);
    for (let i = 0; i < 500; i++) {
      const point = { lng: 100.9 + random() * 1.2, lat: 24.9 + random() * 1.2, accuracyM: random() * 150 };
      expect(turned.locate(point)).toEqual(router.locate(point));
      const [a, b] = [turned.route(point, 'gas'), router.route(point, 'gas')];
      expect([a.via, a.area, a.beat]).toEqual([b.via, b.area, b.beat]);
    }
  });
});

describe('zones that overlap', () => {
  // an estate in the development zone has no desk of its own, and a code that comes first
  const estate = { code: 'estate-1', name: '小区', polygon: square(101.181, 25.181, 101.2, 25.2) };
  const made = buildRouter({ ...snapshot, zones: [...snapshot.zones, estate] });
  const inside = { lng: 101.19, lat: 25.19 };

  test('are asked one after the other, the lowest code first', () => {
    const { via, area, beat, why } = made.route(inside, 'street-light');
    expect([via, area?.code, beat?.id]).toEqual(['zone', 'zone-1', 'b6']);
    expect(why.map(({ text }) => text).slice(-2)).toEqual([
      '位置属于小区，这里没有人负责这一类问题，继续往上找',
      '位置属于高新区，这里有人专门负责这一类问题',
    ]);
  });

  test('are all told', () => {
    expect(made.locate(inside)).toMatchObject({
      zone: { code: 'estate-1' },
      zones: [{ code: 'estate-1' }, { code: 'zone-1' }],
    });
  });
});

describe('where it is', () => {
  test('street, divisions from the prefecture down, zone', () => {
    const place = router.locate({ lng: 101.15, lat: 25.11 + 10 * metre });
    expect(place.street).toEqual({ code: 's1', name: '鹿城南路' });
    expect(place.streetDistanceM).toBeCloseTo(10, 3);
    expect(place.divisions.map(({ code }) => code)).toEqual(['532300', '532301', '532301101', '532301101001']);
    expect(place).not.toHaveProperty('zone');
    expect(place).not.toHaveProperty('outside');
    expect(router.locate({ lng: 101.19, lat: 25.19 }).zone).toEqual({ code: 'zone-1', name: '高新区' });
  });

  test('outside, with the distance to the outline or to a seat', () => {
    const west = router.locate({ lng: 100.999, lat: 25.5 });
    expect(west.outside?.nearestCounty?.name).toBe('楚雄市');
    expect(west.outside?.distanceM).toBeCloseTo(100.4, 0);
    expect(router.locate({ lng: 103, lat: 25.51 }).outside?.distanceM).toBeCloseTo(1112, 0);
  });

  test('a circle of parents ends', () => {
    const circle = buildRouter({
      divisions: [
        { code: 'a', name: '甲', level: 'town', parent: 'b', polygon: square(1, 1, 2, 2) },
        { code: 'b', name: '乙', level: 'county', parent: 'a' },
      ],
      zones: [],
      streets: [],
      beats: [],
    });
    expect(circle.locate({ lng: 1.5, lat: 1.5 }).divisions.length).toBeLessThanOrEqual(5);
  });

  test('a long outline with a hole is read like a short one', () => {
    const ring = Array.from({ length: 200 }, (_, i): LngLat => {
      const angle = (i / 200) * 2 * Math.PI;
      return [101.5 + Math.cos(angle) * 0.5, 25.5 + Math.sin(angle) * 0.5];
    });
    const hole: LngLat[] = [
      [101.4, 25.4],
      [101.6, 25.4],
      [101.6, 25.6],
      [101.4, 25.6],
      [101.4, 25.4],
    ];
    const polygon = { type: 'MultiPolygon' as const, coordinates: [[[...ring, ring[0]!], hole], [[]]] };
    const round = buildRouter({
      divisions: [{ code: '532301', name: '市', level: 'county', polygon }],
      zones: [],
      streets: [],
      beats: [],
    });
    const found = (lng: number, lat: number) => round.locate({ lng, lat }).divisions.length;
    expect([found(101.2, 25.5), found(101.5, 25.5), found(101.01, 25.01), found(101.5, 25.95)]).toEqual([1, 0, 0, 1]);
  });
});

describe('why', () => {
  test('every area asked, in order, in words', () => {
    const { why } = router.route({ lng: 101.13, lat: 25.13 }, 'garbage-exposed');
    expect(why.map(({ text }) => text)).toEqual([
      '附近没有登记的街道',
      '位置属于网格一网格，这里没有人负责这一类问题，继续往上找',
      '位置属于社区米市街社区，这里有人专门负责这一类问题',
    ]);
    expect(why.map(({ taken }) => taken)).toEqual([false, false, true]);
  });

  test('streets with their distance', () => {
    const on = router.route({ lng: 101.15, lat: 25.11 + 10 * metre }, 'gas').why;
    expect(on.map(({ text }) => text)).toEqual(['位置在鹿城南路范围内（离路中线 10 米），这里有人负责各类问题']);
    const [near] = router.route({ lng: 101.15, lat: 25.11 + 50 * metre, accuracyM: 60 }, 'gas').why;
    expect(near?.text).toBe('离鹿城南路 50 米，在定位误差之内，这里有人负责各类问题');
  });

  test('the last step names the dispatchers', () => {
    expect(router.route({ lng: 103.1, lat: 25.5 }, 'gas').why.at(-1)).toEqual({
      via: 'dispatcher',
      area: { code: '532302', name: '禄丰市', level: 'county' },
      taken: true,
      text: '没有对应的责任人，由禄丰市的派遣员来分派',
    });
    expect(router.route({ lng: Number.NaN, lat: 0 }, 'gas').why.at(-1)?.text).toBe('没有对应的责任人，由派遣员来分派');
  });

  test('agrees with the route everywhere', () => {
    const town = townOf({ ...FULL_SIZE, gridsAcross: 8, gridsUp: 8, streets: 60 });
    const made = buildRouter(town);
    const random = randomFrom(11);
    for (let i = 0; i < 2000; i++) {
      const point = { lng: BOX.west + random() * BOX.size, lat: BOX.south + random() * BOX.size, accuracyM: 80 };
      const answer = made.route(point, CATEGORIES[i % CATEGORIES.length]!);
      const last = answer.why.at(-1);
      expect([last?.via, last?.area?.code, last?.taken]).toEqual([answer.via, answer.area?.code, true]);
    }
  });
});

// ROUTING_POINTS=1000000 for the long run
test('answers as brute force does', () => {
  const points = Number(process.env.ROUTING_POINTS ?? 20_000);
  const town = townOf({ ...FULL_SIZE, gridsAcross: 25, gridsUp: 25, streets: 400, outlinePoints: 500 }, 7);
  const [fast, slow] = [buildRouter(town), bruteForce(town)];
  const random = randomFrom(17);
  const seen = new Set<string>();
  for (let i = 0; i < points; i++) {
    const point = {
      lng: BOX.west + (random() * 1.1 - 0.05) * BOX.size,
      lat: BOX.south + (random() * 1.1 - 0.05) * BOX.size,
      accuracyM: random() < 0.3 ? 0 : random() * 150,
    };
    const category = CATEGORIES[i % CATEGORIES.length]!;
    const { via, area, beat } = fast.route(point, category);
    const place = fast.locate(point);
    const answer = {
      via,
      area: area?.code,
      beat: beat?.id,
      street: place.street?.code,
      division: place.divisions.at(-1)?.code,
      zone: place.zone?.code,
    };
    const expected = slow(point, category);
    seen.add(via);
    // a matcher per point would take longer than the routing
    if (JSON.stringify(Object.entries(answer).sort()) !== JSON.stringify(Object.entries(expected).sort()))
      expect({ point, category, ...answer }).toEqual({ point, category, ...expected });
  }
  expect([...seen].sort()).toEqual([
    'community',
    'county',
    'dispatcher',
    'grid',
    'street-contains',
    'street-near',
    'town',
    'zone',
  ]);
}, 1_200_000);
