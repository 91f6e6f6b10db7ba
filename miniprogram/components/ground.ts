import { useMemo } from 'react';
import type { BaseMap } from '../api/catalogue';
import type { LngLat } from '../platform/datum';
import type { MapArea, MapLine } from '../platform/map';

/** The server's shapes as the map draws them. */
export function useGroundShapes(ground: BaseMap | undefined): { lines: MapLine[]; areas: MapArea[] } {
  return useMemo(() => {
    const point = ([lng, lat]: readonly [number, number]) => ({ lng, lat });
    const rings = (shape: BaseMap['divisions'][number]['shape']): LngLat[][] => {
      if (shape.type === 'Polygon') return shape.coordinates.map((ring) => ring.map(point));
      if (shape.type === 'MultiPolygon')
        return shape.coordinates.flatMap((polygon) => polygon.map((ring) => ring.map(point)));
      return [];
    };
    const lines: MapLine[] = [];
    for (const street of ground?.streets ?? []) {
      if (street.shape.type === 'LineString')
        lines.push({ points: street.shape.coordinates.map(point), label: street.name });
      else for (const ring of rings(street.shape)) lines.push({ points: ring, label: street.name });
    }
    const areas = (ground?.divisions ?? []).map((division) => ({ rings: rings(division.shape), label: division.name }));
    return { lines, areas };
  }, [ground]);
}
