import fc from 'fast-check';
import { distanceToLine, type LngLat, type Shape } from '../../../shared/geo';
import { legsOf, lengthsOf, piecesOf, seenFrom, type TrackPoint, together } from '../../../shared/patrols/coverage';
import { DEFAULT_PATROL_SETTINGS as SETTINGS } from '../../../shared/patrols/settings';

const DEGREE_M = 111_195;
/** metres east and north of the middle of 楚雄 */
const at = ([x, y]: LngLat): LngLat => [
  101.54 + x / (DEGREE_M * Math.cos((25.03 * Math.PI) / 180)),
  25.03 + y / DEGREE_M,
];
const metres = fc.double({ min: -400, max: 400, noNaN: true });
const spot = fc.tuple(metres, metres);
const line = (points: readonly LngLat[]): Shape => ({ type: 'LineString', coordinates: points.map(at) });
const street = fc.array(spot, { minLength: 2, maxLength: 6 }).map(line);
/** a way on foot: a position every ten seconds */
const way = (points: readonly LngLat[], from = 0): TrackPoint[] =>
  points.map((point, i) => ({ lng: at(point)[0], lat: at(point)[1], at: from + i * 10_000 }));
const walk = fc.array(spot, { minLength: 1, maxLength: 12 }).map((points) => way(points));

const bitsOf = (shape: Shape, track: readonly TrackPoint[]) =>
  seenFrom(piecesOf(shape), legsOf(track, SETTINGS), SETTINGS.withinM);
const shareOf = (shape: Shape, track: readonly TrackPoint[]) => {
  const { lengthM, seenM } = lengthsOf(piecesOf(shape), bitsOf(shape, track));
  return lengthM > 0 ? seenM / lengthM : 0;
};
const every = (metresApart: number, from: number, to: number): LngLat[] =>
  Array.from({ length: Math.floor((to - from) / metresApart) + 1 }, (_, i) => [from + i * metresApart, 0]);

const STREET = line([
  [0, 0],
  [1000, 0],
]);

test.each([
  ['the whole street', every(20, 0, 1000), 1],
  ['half of it, and 40 m beyond its end are seen too', every(20, 0, 500), 0.54],
  ['the pavement, 30 m beside', every(20, 0, 1000).map(([x]): LngLat => [x, 30]), 1],
  ['another street, 60 m beside', every(20, 0, 1000).map(([x]): LngLat => [x, 60]), 0],
  [
    'straight across',
    [
      [500, -100],
      [500, 0],
      [500, 100],
    ] as LngLat[],
    0.08,
  ],
  ['nowhere', [], 0],
  ['there and back', [...every(20, 0, 500), ...every(20, 0, 500).reverse()], 0.54],
])('%s', (_, points, share) => {
  // a piece of 10 m is seen as a whole or not at all
  expect(Math.abs(shareOf(STREET, way(points)) - share)).toBeLessThanOrEqual(0.012);
});

test('two positions far apart, in place or in time, are not joined by a way nobody may have gone', () => {
  const [a, b] = [
    [0, 0],
    [150, 0],
  ] as [LngLat, LngLat];
  const joined = way([a, b]);
  const later = [joined[0]!, { ...joined[1]!, at: (SETTINGS.joinSeconds + 1) * 1000 }];
  expect(shareOf(STREET, joined)).toBeCloseTo(0.19, 2);
  expect(shareOf(STREET, later)).toBeCloseTo(0.12, 2);
  expect(
    shareOf(
      STREET,
      way([
        [0, 0],
        [1000, 0],
      ]),
    ),
  ).toBeCloseTo(0.08, 2);
});

test('a device that does not know where it is says nothing', () => {
  const unsure = way(every(20, 0, 1000)).map((point) => ({ ...point, accuracy: SETTINGS.surestM + 1 }));
  expect(shareOf(STREET, unsure)).toBe(0);
});

test('a street that is a surface is seen by what lies near the way', () => {
  const square = (size: number): Shape => ({
    type: 'Polygon',
    coordinates: [
      (
        [
          [0, 0],
          [size, 0],
          [size, size],
          [0, size],
          [0, 0],
        ] as LngLat[]
      ).map(at),
    ],
  });
  expect(shareOf(square(80), way([[40, 40]]))).toBeGreaterThan(0.6);
  expect(shareOf(square(400), way(every(20, 0, 400)))).toBeCloseTo(0.1, 1);
  // smaller than the raster
  expect(shareOf(square(5), way([[2, 2]]))).toBe(1);
});

test('the share is a share, and each piece seen lies within reach of the way', () => {
  fc.assert(
    fc.property(street, walk, (shape, track) => {
      const pieces = piecesOf(shape);
      const legs = legsOf(track, SETTINGS);
      const bits = seenFrom(pieces, legs, SETTINGS.withinM);
      const { lengthM, seenM } = lengthsOf(pieces, bits);
      expect(seenM).toBeGreaterThanOrEqual(0);
      expect(seenM).toBeLessThanOrEqual(lengthM);
      pieces.forEach(({ middle }, i) => {
        const nearest = Math.min(...legs.map((leg) => distanceToLine(middle, leg)));
        expect(Boolean(bits[i >> 3]! & (1 << (i & 7)))).toBe(nearest <= SETTINGS.withinM);
      });
    }),
  );
});

test('walking on never takes anything away, and walking a street sees all of it', () => {
  fc.assert(
    fc.property(street, walk, walk, (shape, first, then) => {
      const later = then.map((point) => ({ ...point, at: point.at + 1_000_000 }));
      expect(shareOf(shape, [...first, ...later])).toBeGreaterThanOrEqual(shareOf(shape, first) - 1e-12);
      if (shape.type !== 'LineString') return;
      const pieces = piecesOf(shape).map(({ middle: [lng, lat] }, i) => ({ lng, lat, at: i * 1000 }));
      if (pieces.length > 0) expect(shareOf(shape, pieces)).toBeCloseTo(1, 9);
    }),
  );
});

test('batches that share their end points give what the whole way gives, in any order and sent twice', () => {
  fc.assert(
    fc.property(
      street,
      fc.array(spot, { minLength: 2, maxLength: 20 }),
      fc.integer({ min: 1, max: 5 }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (shape, points, size, order) => {
        const track = way(points);
        const batches: TrackPoint[][] = [];
        for (let i = 0; i < track.length; i += size) batches.push(track.slice(i, i + size + 1));
        const sent = [...batches, ...batches]
          .map((batch) => ({ batch, key: order.next().value }))
          .sort((a, b) => a.key - b.key);
        const bits = sent.reduce<Uint8Array>((sum, { batch }) => together(sum, bitsOf(shape, batch)), new Uint8Array());
        expect([...bits]).toEqual([...bitsOf(shape, track)]);
      },
    ),
  );
});
