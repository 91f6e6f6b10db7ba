// What is added, changed and retired.
import { haversine, positionsOf, type Shape } from '../../../shared/geo';
import type { Parsed, StoredRow } from './kinds';
import { type Plan, shapeOf } from './plan';
import type { World } from './world';

/** Positions nearer than this are the same: there and back between datums is good to about 20 cm. */
const SAME_M = 0.3;
const sameShape = (a: Shape | null, b: Shape | null, converted: boolean): boolean => {
  if (!a || !b) return a === b;
  if (!converted || a.type !== b.type) return JSON.stringify(a) === JSON.stringify(b);
  const [left, right] = [positionsOf(a), positionsOf(b)];
  return left.length === right.length && left.every((at, i) => haversine(at, right[i] ?? [0, 0]) <= SAME_M);
};

const NOT_COMPARED = ['_id', 'since', 'validFrom', 'version', 'shape', 'label'];
const fieldsChanged = (before: StoredRow, after: StoredRow, converted: boolean): string[] => {
  const [old, next] = [before, after] as unknown as Record<string, unknown>[];
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(next ?? {})])];
  const plain = names.filter(
    (name) =>
      !NOT_COMPARED.includes(name) && JSON.stringify(old?.[name] ?? null) !== JSON.stringify(next?.[name] ?? null),
  );
  const label = (row: StoredRow) => ('label' in row ? row.label : null);
  const [from, to] = [label(before), label(after)];
  const moved = from && to && haversine(from, to) > SAME_M;
  return [
    ...plain,
    ...(moved ? ['label'] : []),
    ...(sameShape(shapeOf(before), shapeOf(after), converted) ? [] : ['shape']),
  ];
};

/** @param complete what the file lacks is retired
 * @param converted between datums: positions are the same within some centimetres */
export const compare = (
  plan: Plan,
  parsed: ReadonlyMap<string, Parsed>,
  world: World,
  complete: boolean,
  converted: boolean,
) => {
  for (const one of parsed.values()) {
    const before = world.stored.get(one.code);
    if ('retire' in one) {
      if (before) plan.retired.push({ row: before, successor: one.successor });
      else plan.errors.push({ at: one.at, code: one.code, text: '要停用的编码不存在' });
      continue;
    }
    if (!before) {
      plan.added.push(one.row);
      continue;
    }
    const fields = fieldsChanged(before, one.row, converted);
    if (fields.length === 0) plan.unchanged++;
    else plan.changed.push({ before, after: one.row, fields });
  }
  if (!complete) return;
  for (const row of world.stored.values()) if (!parsed.has(row._id)) plan.retired.push({ row, successor: null });
};
