// Random documents over a handful of fields, small enough that filters hit and miss about equally often.
import { Double, Long, ObjectId } from 'mongodb';
import type { Random } from './random';

export type Doc = Record<string, unknown>;

export const FIELDS = [
  'a',
  'b',
  'c',
  'd',
  'list',
  'items',
  'sub',
  'sub.x',
  'sub.y',
  'items.k',
  'items.n',
  'list.0',
] as const;

export function scalar(random: Random): unknown {
  switch (random.below(14)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return random.pick(['', 'a', 'ab', 'abc', 'b', 'B', '街长', '路灯不亮', 'é', 'a.b', '😀']);
    case 3:
      return random.pick(['open', 'closed', 'handling']);
    case 4:
      return new Date(Date.UTC(2024, 10, 1 + random.below(40), random.below(24), random.below(60)));
    case 5:
      return new ObjectId(String(random.below(4)).repeat(24));
    case 6:
      return random.pick([4.5, -1.5, 2.25, 1e10, 1234567890123]);
    case 7:
      return new Double(random.below(4));
    case 8:
      return Long.fromNumber(random.below(5));
    default:
      return random.below(7) - 1;
  }
}

const element = (random: Random): Doc => {
  const doc: Doc = {};
  if (random.chance(0.85)) doc.k = random.pick(['x', 'y', 'z']);
  if (random.chance(0.85)) doc.n = random.chance(0.9) ? random.below(6) : scalar(random);
  if (random.chance(0.1)) doc.t = random.list(2, () => random.below(4));
  return doc;
};

export function value(random: Random): unknown {
  switch (random.below(10)) {
    case 0:
      return random.list(4, () => scalar(random));
    case 1:
      return random.list(3, () => element(random));
    case 2:
      return { x: scalar(random), y: scalar(random) };
    default:
      return scalar(random);
  }
}

export function document(random: Random, id: number): Doc {
  const doc: Doc = { _id: id };
  if (random.chance(0.85)) doc.a = random.chance(0.8) ? random.below(5) : value(random);
  if (random.chance(0.8)) doc.b = value(random);
  if (random.chance(0.6)) doc.c = random.pick(['open', 'closed', 'handling', null]);
  if (random.chance(0.6)) doc.d = new Date(Date.UTC(2024, random.below(12), 1 + random.below(28), random.below(24)));
  if (random.chance(0.7))
    doc.list = random.chance(0.9)
      ? random.list(4, () => (random.chance(0.8) ? random.below(6) : scalar(random)))
      : scalar(random);
  if (random.chance(0.7)) doc.items = random.list(4, () => element(random));
  if (random.chance(0.7)) doc.sub = random.chance(0.9) ? { x: value(random), y: random.below(4) } : value(random);
  return doc;
}
