// Short outlines without holes, all corners in one array. Ten thousand grids as ten thousand objects cost a cache miss each way
// down to the numbers, and that, not the arithmetic, is what a route used to wait for.
import type { LngLat, Surface } from '../../../shared/geo';
import { SLABS_FROM } from './surface';

export interface PlainRings {
  readonly isPlain: (i: number) => boolean;
  /** The same answer as shared/geo, to the last bit. */
  readonly contains: (i: number, x: number, y: number) => boolean;
}

const plainRing = (surface: Surface): readonly LngLat[] => {
  const polygons = surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates;
  const [ring] = polygons[0] ?? [];
  return polygons.length === 1 && polygons[0]?.length === 1 && ring && ring.length < SLABS_FROM ? ring : [];
};

export function packPlain(surfaces: readonly Surface[]): PlainRings {
  const rings = surfaces.map(plainRing);
  const starts = new Uint32Array(rings.length + 1);
  rings.forEach((ring, i) => {
    starts[i + 1] = starts[i]! + ring.length * 2;
  });
  const corners = Float64Array.from(rings.flat(2));
  return {
    isPlain: (i) => starts[i + 1]! > starts[i]!,
    contains: (i, x, y) => {
      const end = starts[i + 1]!;
      let inside = false;
      let bx = corners[end - 2]!;
      let by = corners[end - 1]!;
      for (let at = starts[i]!; at < end; at += 2) {
        const ax = corners[at]!;
        const ay = corners[at + 1]!;
        if (ay > y !== by > y) {
          const cut = ay < by ? ((bx - ax) * (y - ay)) / (by - ay) + ax : ((ax - bx) * (y - by)) / (ay - by) + bx;
          if (x < cut) inside = !inside;
        }
        bx = ax;
        by = ay;
      }
      return inside;
    },
  };
}
