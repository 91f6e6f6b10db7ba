// Points on the demonstration's streets.
import { directory, type Street } from '../areas';

export const streetNamed = (name: string): Street => {
  const found = [...directory.current().streets.values()].find((street) => street.name === name);
  if (!found) throw new Error(`no demo street ${name}`);
  return found;
};

/** A point of the street's line, by share of its positions. */
export const pointOn = ({ shape }: Street, along: number) => {
  const line =
    shape.type === 'LineString'
      ? shape.coordinates
      : ((shape.type === 'Polygon' ? shape.coordinates[0] : shape.coordinates[0]?.[0]) ?? []);
  const at = along * (line.length - 1);
  const [a, b] = [line[Math.floor(at)], line[Math.min(line.length - 1, Math.floor(at) + 1)]];
  if (!a || !b) throw new Error('a street without positions');
  const share = at - Math.floor(at);
  return { lng: a[0] + (b[0] - a[0]) * share, lat: a[1] + (b[1] - a[1]) * share, datum: 'wgs84' as const };
};
