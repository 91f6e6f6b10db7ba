// "Near" with an ordinary index: a place lies in one cell of each of three grids of degrees; a circle is
// covered by the few cells of the grid that fits it, and an exact distance decides.
import { METRES_PER_DEGREE, metresPerDegreeLng } from '../../shared/geo';

/** cell size in degrees: about 250 m, 1 km and 5 km */
const SIZES = { a: 0.0025, b: 0.01, c: 0.05 } as const;
type Grid = keyof typeof SIZES;
const GRIDS: readonly Grid[] = ['a', 'b', 'c'];

const key = (grid: Grid, x: number, y: number) => `${grid}${x}.${y}`;
const index = (grid: Grid, degrees: number) => Math.floor(degrees / SIZES[grid]);

/** The cells a place lies in. */
export const cellsOf = (lng: number, lat: number): string[] =>
  GRIDS.map((grid) => key(grid, index(grid, lng), index(grid, lat)));

/** At most 36 cells that cover the circle. */
export const cellsAround = (lng: number, lat: number, radiusM: number): string[] => {
  const grid: Grid = radiusM <= 400 ? 'a' : radiusM <= 2000 ? 'b' : 'c';
  const dx = radiusM / metresPerDegreeLng(lat);
  const dy = radiusM / METRES_PER_DEGREE;
  const cells: string[] = [];
  for (let x = index(grid, lng - dx); x <= index(grid, lng + dx); x++)
    for (let y = index(grid, lat - dy); y <= index(grid, lat + dy); y++) cells.push(key(grid, x, y));
  return cells;
};
