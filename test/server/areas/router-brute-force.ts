// The same rules written the slow, obvious way on the snapshot itself, to hold the router against.

import type { AreaSnapshot, Beat, RoutePoint, StreetArea, Via } from '../../../server/areas/router';
import { DIVISION_LEVELS, type DivisionArea } from '../../../server/areas/router/snapshot';
import { bboxOf, distanceToShape, inSurface, type LngLat, positionsOf, type Surface } from '../../../shared/geo';

export interface Plain {
  via: Via;
  area: string | undefined;
  beat: string | undefined;
  street: string | undefined;
  division: string | undefined;
  zone: string | undefined;
}

const order =
  <T>(key: (value: T) => (string | number)[]) =>
  (a: T, b: T) => {
    const [ka, kb] = [key(a), key(b)];
    const i = ka.findIndex((value, at) => value !== kb[at]);
    return i < 0 ? 0 : ka[i]! < kb[i]! ? -1 : 1;
  };

export function bruteForce(snapshot: AreaSnapshot): (point: RoutePoint, category: string) => Plain {
  const boxes = new Map<object, readonly [number, number, number, number]>();
  for (const { polygon } of [...snapshot.divisions, ...snapshot.zones])
    if (polygon) boxes.set(polygon, bboxOf(positionsOf(polygon)));
  const reach = new Map<StreetArea, readonly [number, number, number, number]>();
  for (const street of snapshot.streets) reach.set(street, bboxOf(positionsOf(street.line ?? street.polygon!)));
  // a box test first only saves hours: nothing outside the box can be inside the shape
  const holds = (shape: Surface | null | undefined, point: LngLat) => {
    if (!shape) return false;
    const [west, south, east, north] = boxes.get(shape)!;
    return point[0] >= west && point[0] <= east && point[1] >= south && point[1] <= north && inSurface(point, shape);
  };
  const beatsOf = new Map<string, Beat[]>();
  for (const beat of snapshot.beats) beatsOf.set(beat.area, [...(beatsOf.get(beat.area) ?? []), beat]);
  const divisions = new Map(snapshot.divisions.map((division) => [division.code, division]));
  const beatOf = (area: string, category: string) => {
    const beats = (beatsOf.get(area) ?? []).filter(
      ({ categories }) => categories === '*' || categories.includes(category),
    );
    return beats.sort(order((beat) => [beat.categories === '*' ? 1 : 0, beat.id]))[0];
  };

  return ({ lng, lat, accuracyM = 0 }, category) => {
    const point: LngLat = [lng, lat];
    const far = (box: readonly [number, number, number, number]) =>
      lng < box[0] - 0.005 || lng > box[2] + 0.005 || lat < box[1] - 0.005 || lat > box[3] + 0.005;
    const streets = snapshot.streets
      .filter((street) => !far(reach.get(street)!))
      .map((street) => {
        const distance = distanceToShape(point, (street.line ?? street.polygon)!);
        const width = street.line ? (street.widthM ?? 30) : 0;
        return { code: street.code, distance, width, within: distance <= width };
      })
      .filter(({ distance, width }) => distance <= width + Math.min(accuracyM, 100))
      .sort(order(({ within, distance, code }) => [within ? 0 : 1, distance, code]));
    const finest = snapshot.divisions
      .filter(({ polygon }) => holds(polygon, point))
      .sort(order(({ level, code }) => [-DIVISION_LEVELS.indexOf(level), code]))[0];
    const chain: DivisionArea[] = [];
    for (let at: DivisionArea | undefined = finest; at; at = divisions.get(at.parent ?? '')) chain.push(at);
    const zones = snapshot.zones.filter(({ polygon }) => holds(polygon, point)).sort(order(({ code }) => [code]));
    const level = (name: string) =>
      chain.filter((division) => division.level === name).map(({ code }) => ({ code, via: name as Via }));
    const steps = [
      ...streets.map(({ code, within }) => ({ code, via: (within ? 'street-contains' : 'street-near') as Via })),
      ...level('grid'),
      ...level('community'),
      ...(finest ? zones.map(({ code }) => ({ code, via: 'zone' as Via })) : []),
      ...level('town'),
      ...level('county'),
    ];
    const taken = steps.find(({ code }) => beatOf(code, category));
    const place = { street: streets[0]?.code, division: finest?.code, zone: zones[0]?.code };
    if (taken) return { ...place, via: taken.via, area: taken.code, beat: beatOf(taken.code, category)?.id };
    const county = level('county')[0]?.code ?? nearestCounty(snapshot, point);
    return { ...place, via: 'dispatcher', area: county, beat: undefined };
  };
}

function nearestCounty({ divisions }: AreaSnapshot, point: LngLat): string | undefined {
  return divisions
    .filter(({ level, polygon }) => level === 'county' && polygon)
    .map(({ code, polygon }) => ({ code, distance: distanceToShape(point, polygon!) }))
    .sort(order(({ distance, code }) => [distance, code]))[0]?.code;
}
