import fc from 'fast-check';
import { haversine } from '../../../shared/geo';
import { cellsAround, cellsOf, coverOf } from '../../../shared/nearby/cells';

const lng = fc.double({ min: 100.5, max: 102.8, noNaN: true });
const lat = fc.double({ min: 24.2, max: 26.5, noNaN: true });

test('every place within a radius lies in one of the cells around it, and there are few', () => {
  fc.assert(
    fc.property(lng, lat, fc.integer({ min: 50, max: 5000 }), lng, lat, (x, y, radius, dx, dy) => {
      const cells = cellsAround(x, y, radius);
      expect(cells.length).toBeLessThanOrEqual(36);
      const at: [number, number] = [x + (dx - 101.65) * 0.04, y + (dy - 25.35) * 0.04];
      if (haversine([x, y], at) > radius) return;
      expect(cellsOf(...at).some((cell) => cells.includes(cell))).toBe(true);
    }),
  );
});

test('every place of a box lies in exactly one cell of its cover; marks are few', () => {
  fc.assert(
    fc.property(
      lng,
      lat,
      fc.double({ min: 0.0005, max: 3, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (x, y, size, u, v) => {
        const cover = coverOf([x, y, x + size, y + size * 1.2]);
        if (!cover) return expect(size).toBeGreaterThan(2);
        const mine = cellsOf(x + size * u, y + size * 1.2 * v);
        expect(cover.cells.filter((cell) => mine.includes(cell))).toHaveLength(1);
        expect(new Set(cover.cells.map(cover.markOf)).size).toBeLessThanOrEqual(100);
      },
    ),
  );
});
