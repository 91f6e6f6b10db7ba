import fc from 'fast-check';
import {
  bboxOf,
  distanceToLine,
  distanceToSegment,
  distanceToShape,
  fromWgs84,
  haversine,
  inRing,
  inSurface,
  type LngLat,
  type MultiPolygon,
  metresPerDegreeLng,
  type Polygon,
  positionsOf,
  toWgs84,
} from '../../shared/geo';

const square = (west: number, south: number, size: number): LngLat[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const withHole: Polygon = { type: 'Polygon', coordinates: [square(101, 25, 1), square(101.4, 25.4, 0.2)] };
const two: MultiPolygon = { type: 'MultiPolygon', coordinates: [withHole.coordinates, [square(103, 25, 1)]] };
const near: fc.Arbitrary<LngLat> = fc.tuple(
  fc.double({ min: 100.7, max: 102.5, noNaN: true }),
  fc.double({ min: 24.2, max: 26.5, noNaN: true }),
);

describe('inside', () => {
  test.each<[LngLat, boolean]>([
    [[101.1, 25.1], true],
    [[101.5, 25.5], false],
    [[101.41, 25.39], true],
    [[100.9, 25.5], false],
    [[103.5, 25.5], false],
  ])('a polygon with a hole: %j → %s', (point, expected) => expect(inSurface(point, withHole)).toBe(expected));

  test('several polygons', () => {
    expect(inSurface([103.5, 25.5], two)).toBe(true);
    expect(inSurface([101.5, 25.5], two)).toBe(false);
    expect(inSurface([101.5, 25.5], { type: 'Polygon', coordinates: [] })).toBe(false);
  });

  test('of two neighbours exactly one owns any point, their common edge included', () => {
    const corners: LngLat[] = [
      [101, 25],
      [101.37, 26],
      [102, 25],
    ];
    const [a, b, c] = corners as [LngLat, LngLat, LngLat];
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (cut, along) => {
          const middle: LngLat = [a[0] + (c[0] - a[0]) * cut, a[1]];
          const point: LngLat = [middle[0] + (b[0] - middle[0]) * along, middle[1] + (b[1] - middle[1]) * along];
          const owners = [inRing(point, [a, middle, b, a]), inRing(point, [middle, c, b, middle])].filter(
            Boolean,
          ).length;
          const inWhole = inRing(point, [a, middle, c, b, a]);
          expect(owners).toBe(inWhole ? 1 : 0);
        },
      ),
    );
  });
});

describe('distances', () => {
  test('a degree of latitude is 111.195 km on the mean sphere', () => {
    expect(haversine([101, 25], [101, 26])).toBeCloseTo(111_195, -1);
    expect(haversine([101, 25], [101, 25])).toBe(0);
    expect(metresPerDegreeLng(60)).toBeCloseTo(111_195 / 2, -1);
  });

  test('the plane agrees with the sphere to a thousandth within 20 km', () => {
    const offset = fc.double({ min: -0.15, max: 0.15, noNaN: true });
    fc.assert(
      fc.property(near, offset, offset, (point, dx, dy) => {
        const other: LngLat = [point[0] + dx, point[1] + dy];
        const exact = haversine(point, other);
        expect(Math.abs(distanceToSegment(point, other, other) - exact)).toBeLessThanOrEqual(exact * 0.001 + 1e-6);
      }),
    );
  });

  test('to a segment: beside it, beyond it, and to a point', () => {
    expect(distanceToSegment([101.5, 25.001], [101.4, 25], [101.6, 25])).toBeCloseTo(111.195, 2);
    expect(distanceToSegment([101.5, 25], [101.4, 25], [101.6, 25])).toBe(0);
    expect(distanceToSegment([101.4, 25.001], [101.5, 25], [101.6, 25])).toBeCloseTo(
      distanceToSegment([101.4, 25.001], [101.5, 25], [101.5, 25]),
      6,
    );
  });

  test('to shapes', () => {
    const line: LngLat[] = [
      [101.4, 25],
      [101.6, 25],
      [101.6, 25.2],
    ];
    expect(distanceToLine([101.5, 25.001], line)).toBeCloseTo(111.195, 2);
    expect(distanceToLine([101.5, 25], [[101.5, 25.001]])).toBeCloseTo(111.195, 2);
    expect(distanceToLine([101.5, 25], [])).toBe(Number.POSITIVE_INFINITY);
    expect(distanceToShape([101.5, 25.001], { type: 'LineString', coordinates: line })).toBeCloseTo(111.195, 2);
    expect(distanceToShape([101.1, 25.1], two)).toBe(0);
    expect(distanceToShape([101.5, 24.999], two)).toBeCloseTo(111.195, 2);
    expect(distanceToShape([101.5, 25.59], withHole)).toBeCloseTo(1111.95, 1);
  });

  test('boxes', () => {
    expect(bboxOf(positionsOf(two))).toEqual([101, 25, 104, 26]);
    expect(bboxOf(positionsOf({ type: 'LineString', coordinates: [[1, 2]] }))).toEqual([1, 2, 1, 2]);
    expect(() => bboxOf([])).toThrow(RangeError);
  });
});

describe('datums', () => {
  test('WGS-84 and CGCS2000 pass unchanged', () => {
    for (const datum of ['wgs84', 'cgcs2000'] as const) {
      expect(toWgs84([101.5, 25], datum)).toEqual([101.5, 25]);
      expect(fromWgs84([101.5, 25], datum)).toEqual([101.5, 25]);
    }
  });

  test.each(['gcj02', 'bd09'] as const)('%s is some hundred metres away and comes back', (datum) => {
    fc.assert(
      fc.property(near, (point) => {
        const there = fromWgs84(point, datum);
        expect(haversine(point, there)).toBeGreaterThan(50);
        expect(haversine(point, there)).toBeLessThan(2000);
        // Baidu's own formula is not exactly invertible
        expect(haversine(point, toWgs84(there, datum))).toBeLessThan(datum === 'gcj02' ? 0.25 : 2);
      }),
    );
  });
});
