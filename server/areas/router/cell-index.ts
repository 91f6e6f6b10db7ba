// Boxes in the cells of an even net laid over all of them. For single points this takes a fifth of the time of a tree: areas tile
// the country, so a cell of the net knows the handful that can hold a point in it.
import type { BBox } from '../../../shared/geo';

/** Cells for every box: enough that few boxes meet in one, few enough to stay at a few megabytes. */
const CELLS_PER_BOX = 16;
const MIN_CELLS = 64;
const MAX_CELLS = 262_144;

/** Numbers of the boxes that may hold a point, ascending: those from `starts[cell]` to `starts[cell + 1]` in `members`. */
export interface CellIndex {
  /** The cell of a point, or -1 outside every box. */
  readonly cellAt: (x: number, y: number) => number;
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
}

export function buildCellIndex(boxes: readonly BBox[]): CellIndex {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    west = Math.min(west, box[0]);
    south = Math.min(south, box[1]);
    east = Math.max(east, box[2]);
    north = Math.max(north, box[3]);
  }
  const side = Math.ceil(Math.sqrt(Math.min(MAX_CELLS, Math.max(MIN_CELLS, boxes.length * CELLS_PER_BOX))));
  const perLng = east > west ? side / (east - west) : 0;
  const perLat = north > south ? side / (north - south) : 0;
  // the same rounding files a box and finds it again, so none can be missed
  const column = (x: number) => Math.min(side - 1, Math.floor((x - west) * perLng));
  const row = (y: number) => Math.min(side - 1, Math.floor((y - south) * perLat));
  const each = (visit: (cell: number, box: number) => void) => {
    boxes.forEach((box, i) => {
      for (let r = row(box[1]); r <= row(box[3]); r++)
        for (let c = column(box[0]); c <= column(box[2]); c++) visit(r * side + c, i);
    });
  };
  const starts = new Uint32Array(side * side + 1);
  each((cell) => {
    starts[cell + 1]!++;
  });
  for (let cell = 0; cell < side * side; cell++) starts[cell + 1]! += starts[cell]!;
  const members = new Uint32Array(starts[side * side]!);
  const next = starts.slice();
  each((cell, i) => {
    members[next[cell]!++] = i;
  });
  return {
    cellAt: (x, y) => (x >= west && x <= east && y >= south && y <= north ? row(y) * side + column(x) : -1),
    starts,
    members,
  };
}
