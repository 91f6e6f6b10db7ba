// Where shapes are awkward: points on borders and corners, in holes, in the bay of a concave outline, where streets cross; and the
// promise that every point of the prefecture has exactly one who answers, for every category.
import fc from 'fast-check';
import { directory, whoAnswers } from '../../../server/areas';
import { type AreaSnapshot, buildRouter } from '../../../server/areas/router';
import { Refusal } from '../../../server/core/refusal';
import { allCategories } from '../../../server/reports';
import type { LngLat, Polygon } from '../../../shared/geo';
import { startTestApp, type TestApp } from '../../support/app';

const ring = (...points: LngLat[]): Polygon => ({ type: 'Polygon', coordinates: [[...points, points[0]!]] });
const box = (west: number, south: number, east: number, north: number) =>
  ring([west, south], [east, south], [east, north], [west, north]);

// four communities that meet in one corner; the fourth has a bay and a hole
const withBay: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [101.1, 25.1],
      [101.2, 25.1],
      [101.2, 25.2],
      [101.16, 25.2],
      [101.16, 25.14],
      [101.14, 25.14],
      [101.14, 25.2],
      [101.1, 25.2],
      [101.1, 25.1],
    ],
    [
      [101.11, 25.11],
      [101.12, 25.11],
      [101.12, 25.12],
      [101.11, 25.12],
      [101.11, 25.11],
    ],
  ],
};
const street = (code: string, ...coordinates: LngLat[]) => ({
  code,
  name: code,
  town: '532301101',
  widthM: 20,
  line: { type: 'LineString' as const, coordinates },
});
const snapshot: AreaSnapshot = {
  divisions: [
    { code: '532301', name: '市', level: 'county', polygon: box(100.9, 24.9, 101.3, 25.3) },
    { code: '532301101', name: '镇', level: 'town', parent: '532301' },
    ...(
      [
        ['532301101001', box(101, 25, 101.1, 25.1)],
        ['532301101002', box(101.1, 25, 101.2, 25.1)],
        ['532301101003', box(101, 25.1, 101.1, 25.2)],
        ['532301101004', withBay],
      ] as const
    ).map(([code, polygon]) => ({ code, name: code, level: 'community' as const, parent: '532301101', polygon })),
  ],
  zones: [],
  streets: [
    street('s-west', [101.02, 25.05], [101.04, 25.05]),
    street('s-north', [101.03, 25.04], [101.03, 25.06]),
    street('s-twin-b', [101.06, 25.02], [101.08, 25.02]),
    street('s-twin-a', [101.06, 25.02], [101.08, 25.02]),
  ],
  beats: [
    ...['001', '002', '003', '004'].map((part) => ({
      id: `b${part}`,
      area: `532301101${part}`,
      categories: '*' as const,
      postRole: 'grid_officer',
    })),
    ...['s-west', 's-north', 's-twin-a', 's-twin-b'].map((area) => ({
      id: `b-${area}`,
      area,
      categories: '*' as const,
      postRole: 'chief',
    })),
  ],
};
const router = buildRouter(snapshot);
const communityAt = (lng: number, lat: number) =>
  router.locate({ lng, lat }).divisions.find(({ level }) => level === 'community')?.code;

test('a point on a shared border lies in exactly one of the two, and always in the same', () => {
  const shuffled = buildRouter({ ...snapshot, divisions: [...snapshot.divisions].reverse() });
  fc.assert(
    fc.property(fc.double({ min: 25.0001, max: 25.0999, noNaN: true }), (lat) => {
      const found = communityAt(101.1, lat);
      expect(['532301101001', '532301101002']).toContain(found);
      expect(shuffled.locate({ lng: 101.1, lat }).divisions.at(-1)?.code).toBe(found);
    }),
  );
});

test('the corner where four meet, and the outermost corners, have one owner or the town', () => {
  expect(['532301101001', '532301101002', '532301101003', '532301101004']).toContain(communityAt(101.1, 25.1));
  for (const [lng, lat] of [
    [101, 25],
    [101.2, 25],
    [101.2, 25.2],
    [101, 25.2],
  ] as const)
    expect(router.locate({ lng, lat }).divisions[0]?.code).toBe('532301');
});

test('a bay and a hole belong to nobody below the county, the arms around them do', () => {
  expect(communityAt(101.13, 25.18)).toBe('532301101004');
  expect(communityAt(101.17, 25.18)).toBe('532301101004');
  expect(communityAt(101.15, 25.18)).toBeUndefined();
  expect(communityAt(101.115, 25.115)).toBeUndefined();
  expect(communityAt(101.115, 25.125)).toBe('532301101004');
  expect(router.route({ lng: 101.15, lat: 25.18 }, 'x').via).toBe('dispatcher');
});

test('at a crossing the nearer line answers, in its very middle the lower code', () => {
  const at = (lng: number, lat: number) => router.route({ lng, lat }, 'x').area?.code;
  expect(at(101.03, 25.05)).toBe('s-north');
  expect(at(101.03 + 0.0001, 25.05)).toBe('s-west');
  expect(at(101.03, 25.05 + 0.0001)).toBe('s-north');
  // two streets on one line: the rule, not the order of rows
  expect(at(101.07, 25.02)).toBe('s-twin-a');
});

describe('in the demonstration’s prefecture', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp();
  });
  afterAll(() => t.stop());

  test('every point and every category have one post, department or dispatcher, or the point is outside', () => {
    const categories = allCategories();
    const { router: live } = directory.current();
    let inside = 0;
    fc.assert(
      fc.property(
        fc.double({ min: 100.5, max: 102.8, noNaN: true }),
        fc.double({ min: 24.1, max: 26.6, noNaN: true }),
        fc.double({ min: 0, max: 300, noNaN: true }),
        (lng, lat, accuracy) => {
          const outside = live.locate({ lng, lat }).outside !== undefined;
          for (const { id } of categories) {
            if (outside) {
              expect(() => whoAnswers({ lng, lat, datum: 'wgs84' }, id)).toThrow(Refusal);
              continue;
            }
            inside++;
            const { party, county } = whoAnswers({ lng, lat, datum: 'wgs84', accuracy }, id);
            expect(party.key).toMatch(/^(area|department|dispatcher):./);
            expect(party.key.startsWith(party.kind === 'post' ? 'area:' : `${party.kind}:`)).toBe(true);
            expect(county).toMatch(/^5323\d\d$/);
            if (party.kind === 'dispatcher') expect(party.key).toBe(`dispatcher:${county}`);
            // the same question has the same answer
            expect(whoAnswers({ lng, lat, datum: 'wgs84', accuracy }, id).party).toEqual(party);
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(inside).toBeGreaterThan(1000);
  });

  test('a new set is built off to the side: who held the old one keeps the old answers', async () => {
    const before = directory.current();
    const at = { lng: 101.5447, lat: 25.0439 };
    const answer = before.router.locate(at).street?.code;
    expect(answer).toBe('532301101-s01');
    const { Streets } = await import('../../../server/areas');
    await Streets.updateOne({ _id: answer }, { $set: { name: '改名路' } });
    expect(directory.current()).toBe(before);
    await directory.touch();
    expect(directory.current()).not.toBe(before);
    expect(directory.current().streets.get(answer ?? '')?.name).toBe('改名路');
    expect(before.streets.get(answer ?? '')?.name).toBe('鹿城南路');
    expect(before.router.locate(at).street?.name).toBe('鹿城南路');
  });
});
