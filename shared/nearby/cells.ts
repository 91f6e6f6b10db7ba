// "Near" with an ordinary index: a place lies in one cell of each of four grids of degrees; a circle or a box is covered by the few
// cells of the grid that fits it, and an exact distance or the exact box decides.
import { type BBox, METRES_PER_DEGREE, metresPerDegreeLng } from '../geo';

/** cell size in degrees: about 250 m, 1 km, 5 km and 25 km */
const SIZES = { a: 0.0025, b: 0.01, c: 0.05, d: 0.25 } as const;
export type Grid = keyof typeof SIZES;
export const GRIDS: readonly Grid[] = ['a', 'b', 'c', 'd'];

/** Most cells a box is covered with on one side: a screen of markers, and as many keys as an index walks at once. */
const MOST_ACROSS = 16;
/** More marks than this on a side would lie over each other: four cells are then shown as one. */
const MARKS_ACROSS = 8;

const key = (grid: Grid, x: number, y: number) => `${grid}${x}.${y}`;
const index = (grid: Grid, degrees: number) => Math.floor(degrees / SIZES[grid]);

/** The cells a place lies in, finest first. */
export const cellsOf = (lng: number, lat: number): string[] =>
  GRIDS.map((grid) => key(grid, index(grid, lng), index(grid, lat)));

const cellsIn = (grid: Grid, [west, south, east, north]: BBox): string[] => {
  const cells: string[] = [];
  for (let x = index(grid, west); x <= index(grid, east); x++)
    for (let y = index(grid, south); y <= index(grid, north); y++) cells.push(key(grid, x, y));
  return cells;
};

/** At most 36 cells that cover the circle. */
export const cellsAround = (lng: number, lat: number, radiusM: number): string[] => {
  const grid: Grid = radiusM <= 400 ? 'a' : radiusM <= 2000 ? 'b' : 'c';
  const dx = radiusM / metresPerDegreeLng(lat);
  const dy = radiusM / METRES_PER_DEGREE;
  return cellsIn(grid, [lng - dx, lat - dy, lng + dx, lat + dy]);
};

export interface Cover {
  readonly grid: Grid;
  readonly cells: readonly string[];
  /** marks for a cell: its own key, or that of the four cells it is shown together with */
  readonly markOf: (cell: string) => string;
}

const across = (grid: Grid, [west, south, east, north]: BBox) =>
  Math.max(index(grid, east) - index(grid, west), index(grid, north) - index(grid, south)) + 1;

/** The cells that cover a box, of the finest grid that does it with few; undefined when the box is too large for any. */
export const coverOf = (box: BBox): Cover | undefined => {
  const grid = GRIDS.find((one) => across(one, box) <= MOST_ACROSS);
  if (!grid) return undefined;
  const merged = across(grid, box) > MARKS_ACROSS;
  return {
    grid,
    cells: cellsIn(grid, box),
    markOf: (cell) => {
      if (!merged) return cell;
      const [x = 0, y = 0] = cell.slice(1).split('.').map(Number);
      return `${x >> 1}.${y >> 1}`;
    },
  };
};
