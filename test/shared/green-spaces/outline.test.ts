import fc from 'fast-check';
import { type LngLat, positionsOf, type Surface } from '../../../shared/geo';
import { areaOf, cornersOf, outlineProblem, polygonOf } from '../../../shared/green-spaces/outline';

const PLACE = { lng: 101.5446, lat: 25.0432 };
/** metres east and north of the place */
const at = (east: number, north: number) => ({
  lng: PLACE.lng + east / (111_195 * Math.cos((PLACE.lat * Math.PI) / 180)),
  lat: PLACE.lat + north / 111_195,
});
const square = (side: number) => [at(0, 0), at(side, 0), at(side, side), at(0, side)];
const drawn = (corners: readonly { lng: number; lat: number }[]) => polygonOf(corners) as Surface;

test('a drawn square has its area, whichever way round it was drawn', () => {
  expect(areaOf(drawn(square(20)))).toBeGreaterThan(399);
  expect(areaOf(drawn(square(20)))).toBeLessThan(401);
  expect(areaOf(drawn(square(20).toReversed()))).toBeCloseTo(areaOf(drawn(square(20))), 1);
});

test('a hole is taken off', () => {
  const ring = (corners: readonly { lng: number; lat: number }[]) => positionsOf(drawn(corners));
  const shape: Surface = {
    type: 'Polygon',
    coordinates: [ring(square(20)), ring([at(5, 5), at(15, 5), at(15, 15), at(5, 15)])],
  };
  expect(Math.round(areaOf(shape))).toBe(300);
  expect(cornersOf(shape)).toBeNull();
});

describe('what is wrong is said', () => {
  test.each([
    ['nothing drawn', [], null],
    ['a square', square(20), null],
    ['one corner', [at(0, 0)], /至少要三个角/],
    ['two corners', [at(0, 0), at(10, 0)], /至少要三个角/],
    ['the same corner thrice', [at(0, 0), at(0, 0), at(0, 0)], /至少要三个角/],
    ['a bow tie', [at(0, 0), at(20, 20), at(20, 0), at(0, 20)], /交叉/],
    ['a line', [at(0, 0), at(20, 0), at(40, 0)], /不到 1 平方米/],
    ['too far from its place', [at(0, 0), at(500, 0), at(500, 20)], /最远 50\d 米，最多 400 米/],
  ])('%s', (_, corners, problem) => {
    const said = outlineProblem(polygonOf(corners), PLACE);
    if (problem === null) expect(said).toBeNull();
    else expect(said).toMatch(problem);
  });
  test('a ring that is not closed', () => {
    const ring = square(20).map(({ lng, lat }): LngLat => [lng, lat]);
    expect(outlineProblem({ type: 'Polygon', coordinates: [ring] }, PLACE)).toMatch(/没有闭合/);
  });
});

test('what was drawn is what is drawn again', () => {
  const metres = fc.integer({ min: -100, max: 100 });
  fc.assert(
    fc.property(fc.array(fc.tuple(metres, metres), { minLength: 3, maxLength: 20 }), (places) => {
      const shape = drawn(places.map(([east, north]) => at(east, north)));
      expect(polygonOf(cornersOf(shape) ?? [])).toEqual(shape);
    }),
  );
});

test('corners in order around the middle never cross; one of them dragged across may', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 30 }),
      fc.array(fc.integer({ min: 5, max: 100 }), { minLength: 30, maxLength: 30 }),
      (n, radii) => {
        const corners = Array.from({ length: n }, (_, i) => {
          const [angle, radius] = [(2 * Math.PI * i) / n, radii[i] ?? 5];
          return at(radius * Math.cos(angle), radius * Math.sin(angle));
        });
        expect(outlineProblem(polygonOf(corners), PLACE)).toBeNull();
      },
    ),
  );
});
