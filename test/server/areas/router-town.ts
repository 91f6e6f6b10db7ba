// An invented prefecture of any size, drawn from a seed: counties with long ragged outlines, grids that tile them without gap
// or overlap, streets that wander, and beats with holes in them. Big enough to measure, crooked enough to find mistakes.

import type { AreaSnapshot, Beat, DivisionArea, StreetArea } from '../../../server/areas/router';
import type { LngLat, Polygon } from '../../../shared/geo';

export const CATEGORIES = ['road-broken', 'street-light', 'gas', 'noise-life', 'suggestion'];

/** Mulberry32: small, fast, the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface TownSize {
  readonly gridsAcross: number;
  readonly gridsUp: number;
  readonly pointsPerSide: number;
  readonly streets: number;
  readonly pointsPerStreet: number;
  readonly outlinePoints: number;
}
export const FULL_SIZE: TownSize = {
  gridsAcross: 100,
  gridsUp: 100,
  pointsPerSide: 6,
  streets: 2000,
  pointsPerStreet: 12,
  outlinePoints: 3000,
};
export const BOX = { west: 101, south: 25, size: 0.6 };

/** Grids fill the middle of the box; two counties share it left and right and reach beyond, with a hole in one of them. */
export function townOf(size: TownSize, seed = 1): AreaSnapshot {
  const random = randomFrom(seed);
  const grids = gridsOf(size, random);
  const towns = ['532301101', '532302101'].map(
    (code, i): DivisionArea => ({ code, name: `镇${i}`, level: 'town', parent: code.slice(0, 6) }),
  );
  const communities = [...new Set(grids.map(({ parent }) => parent ?? ''))].map(
    (code): DivisionArea => ({ code, name: `社区${code.slice(9)}`, level: 'community', parent: code.slice(0, 9) }),
  );
  const counties = ['532301', '532302'].map(
    (code, i): DivisionArea => ({
      code,
      name: `县${i}`,
      level: 'county',
      parent: '532300',
      polygon: outline(i, size.outlinePoints, random),
    }),
  );
  const prefecture: DivisionArea = { code: '532300', name: '州', level: 'prefecture' };
  const streets = Array.from({ length: size.streets }, (_, i) => streetOf(i, size.pointsPerStreet, random));
  const zones = [0.2, 0.22, 0.5, 0.52, 0.8, 0.82].map((at, i) => ({
    code: `zone-${i}`,
    name: `园区${i}`,
    polygon: disc(at, 0.3, 0.05, 40),
  }));
  const divisions = [prefecture, ...counties, ...towns, ...communities, ...grids];
  const areas = [...divisions.slice(1), ...streets, ...zones].map(({ code }) => code);
  return { divisions, zones, streets, beats: areas.flatMap((area, i) => beatsOf(area, i, random)) };
}

function beatsOf(area: string, i: number, random: () => number): Beat[] {
  const kind = random();
  const id = String(i).padStart(6, '0');
  if (kind < 0.3) return [];
  const one = CATEGORIES[Math.floor(random() * CATEGORIES.length)]!;
  const some: Beat = { id: `b${id}`, area, categories: [one, 'gas'], department: 'd' };
  if (kind < 0.5) return [some];
  const all: Beat = { id: `a${id}`, area, categories: '*', postRole: 'chief' };
  return kind < 0.8 ? [all] : [all, some, { ...some, id: `c${id}` }];
}

function gridsOf({ gridsAcross, gridsUp, pointsPerSide }: TownSize, random: () => number): DivisionArea[] {
  const step = (BOX.size * 0.8) / Math.max(gridsAcross, gridsUp);
  const west = BOX.west + BOX.size * 0.1;
  const south = BOX.south + BOX.size * 0.1;
  // every side is drawn once and walked by both neighbours, so the grids tile the plane exactly
  const corner = Array.from({ length: (gridsAcross + 1) * (gridsUp + 1) }, (_, i): LngLat => {
    const [x, y] = [i % (gridsAcross + 1), Math.floor(i / (gridsAcross + 1))];
    return [west + (x + random() * 0.3) * step, south + (y + random() * 0.3) * step];
  });
  const at = (x: number, y: number) => corner[y * (gridsAcross + 1) + x]!;
  const side = (a: LngLat, b: LngLat): LngLat[] =>
    Array.from({ length: pointsPerSide }, (_, k): LngLat => {
      const bulge = k === 0 ? 0 : (random() - 0.5) * 0.1 * step;
      return [a[0] + ((b[0] - a[0]) * k) / pointsPerSide + bulge, a[1] + ((b[1] - a[1]) * k) / pointsPerSide - bulge];
    });
  const flat = Array.from({ length: gridsAcross * (gridsUp + 1) }, (_, i) => {
    const [x, y] = [i % gridsAcross, Math.floor(i / gridsAcross)];
    return [...side(at(x, y), at(x + 1, y)), at(x + 1, y)];
  });
  const upright = Array.from({ length: (gridsAcross + 1) * gridsUp }, (_, i) => {
    const [x, y] = [i % (gridsAcross + 1), Math.floor(i / (gridsAcross + 1))];
    return [...side(at(x, y), at(x, y + 1)), at(x, y + 1)];
  });
  return Array.from({ length: gridsAcross * gridsUp }, (_, i) => {
    const [x, y] = [i % gridsAcross, Math.floor(i / gridsAcross)];
    const [bottom, top] = [flat[y * gridsAcross + x]!, flat[(y + 1) * gridsAcross + x]!];
    const [left, right] = [upright[y * (gridsAcross + 1) + x]!, upright[y * (gridsAcross + 1) + x + 1]!];
    const ring = [...bottom, ...right.slice(1), ...[...top].reverse().slice(1), ...[...left].reverse().slice(1)];
    const town = x < gridsAcross / 2 ? '532301101' : '532302101';
    const community = `${town}${String(Math.floor(y / Math.max(1, gridsUp / 8)) + 1).padStart(3, '0')}`;
    const code = `${community}${String((x * 7 + y * 13) % 1000).padStart(3, '0')}-${x}-${y}`;
    return {
      code,
      name: `网格${i}`,
      level: 'grid',
      parent: community,
      polygon: { type: 'Polygon', coordinates: [ring] },
    };
  });
}

function outline(half: number, points: number, random: () => number): Polygon {
  const centre: LngLat = [BOX.west + BOX.size * (half === 0 ? 0.3 : 0.7), BOX.south + BOX.size / 2];
  const ring = Array.from({ length: points - 1 }, (_, k): LngLat => {
    const angle = (k / (points - 1)) * 2 * Math.PI;
    const radius = BOX.size * (0.3 + 0.02 * Math.sin(angle * 17) + 0.004 * random());
    return [centre[0] + Math.cos(angle) * radius, centre[1] + Math.sin(angle) * radius * 1.4];
  });
  const hole = disc(half === 0 ? 0.04 : 0.96, 0.5, 0.01, 30).coordinates;
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!], ...hole] };
}

function disc(x: number, y: number, radius: number, points: number): Polygon {
  const ring = Array.from({ length: points }, (_, k): LngLat => {
    const angle = (k / points) * 2 * Math.PI;
    return [
      BOX.west + BOX.size * (x + Math.cos(angle) * radius),
      BOX.south + BOX.size * (y + Math.sin(angle) * radius),
    ];
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}

function streetOf(i: number, points: number, random: () => number): StreetArea {
  const code = `s${String((i * 7919) % 100_000).padStart(5, '0')}`;
  let [x, y, heading] = [0.1 + random() * 0.8, 0.1 + random() * 0.8, random() * 2 * Math.PI];
  if (i % 50 === 7) return { code, name: `街${i}`, town: '532301101', polygon: disc(x, y, 0.003, 16) };
  const coordinates = Array.from({ length: points }, (): LngLat => {
    heading += (random() - 0.5) * 0.8;
    x += Math.cos(heading) * 0.003;
    y += Math.sin(heading) * 0.003;
    return [BOX.west + BOX.size * x, BOX.south + BOX.size * y];
  });
  const line = { type: 'LineString' as const, coordinates };
  return { code, name: `街${i}`, town: '532301101', line, ...(i % 3 === 0 && { widthM: 10 + (i % 40) }) };
}
