// What can be said only of the set as it would be afterwards: references between rows, overlaps and gaps.
import type { ImportKind } from '../../../shared/areas/exchange-contract';
import type { Surface } from '../../../shared/geo';
import type { Division } from '../model';
import type { Fault, Parsed, StoredRow } from './kinds';
import { warnOfLeftBehind } from './left-behind';
import { Neighbours } from './neighbours';
import type { Pace, Plan } from './plan';
import { checkReferences } from './references';
import type { World } from './world';

/** Overlaps between siblings of one level, and gaps in their parent: warnings, since the router has a rule for both. */
const checkNeighbours = async (
  rows: readonly StoredRow[],
  touched: ReadonlySet<string>,
  world: World,
  pace: Pace,
  warnings: Fault[],
) => {
  const families = new Map<string, Division[]>();
  for (const row of rows) {
    if (!('level' in row) || !row.shape) continue;
    const family = `${row.level} ${row.parent}`;
    families.set(family, [...(families.get(family) ?? []), row]);
  }
  let done = 0;
  for (const siblings of families.values()) {
    if (siblings.some(({ _id }) => touched.has(_id))) {
      const neighbours = new Neighbours(siblings.map(({ _id, shape }) => ({ code: _id, shape: shape as Surface })));
      for (let i = 0; i < neighbours.size; i++) {
        for (const { code, other, place } of neighbours.overlaps(i))
          warnings.push({ at: null, code, text: `与 ${other} 重叠，在 ${place} 附近` });
        await pace('核对重叠和空隙', (done + i / neighbours.size) / families.size);
      }
      const parent = siblings[0]?.parent ?? '';
      const whole = rows.find(({ _id }) => _id === parent) ?? world.divisions.get(parent);
      const shape = whole && 'level' in whole ? whole.shape : null;
      const gaps = shape ? neighbours.gapsIn(shape) : [];
      if (gaps.length > 0)
        warnings.push({
          at: null,
          code: parent,
          text: `${parent} 里有没有覆盖到的地方，例如 ${gaps.slice(0, 3).join('；')}`,
        });
    }
    done++;
    await pace('核对重叠和空隙', done / families.size);
  }
};

/** What can be said only of the set as it would be afterwards. */
export const checkTogether = async (
  plan: Plan,
  parsed: ReadonlyMap<string, Parsed>,
  world: World,
  kind: ImportKind,
  categories: ReadonlySet<string>,
  pace: Pace,
) => {
  const gone = new Set(plan.retired.map(({ row }) => row._id));
  const after = new Map([...world.stored].filter(([code]) => !gone.has(code)));
  for (const one of parsed.values()) if ('row' in one) after.set(one.code, one.row);
  const knows = (code: string) => after.has(code) || (world.divisions.has(code) && !gone.has(code));
  let done = 0;
  for (const one of parsed.values()) {
    if ('row' in one) checkReferences(one, { world, kind, knows, categories }, plan);
    else if (one.successor && !knows(one.successor) && !world.codes.has(one.successor))
      plan.errors.push({ at: one.at, code: one.code, text: `接替的编码 ${one.successor} 不存在` });
    await pace('核对上下级', done++ / parsed.size);
  }
  await warnOfLeftBehind(plan, kind, world, gone);
  for (const { row } of plan.retired) {
    const orphan = [...(kind === 'divisions' || kind === 'grids' ? world.divisions.values() : [])].find(
      ({ _id, parent }) => parent === row._id && !gone.has(_id),
    );
    if (orphan) plan.errors.push({ at: null, code: row._id, text: `停用后下级 ${orphan._id} 就没有上级了` });
  }
  if (kind === 'divisions' || kind === 'grids') {
    const touched = new Set([...parsed.keys(), ...[...gone].map((code) => code)]);
    await checkNeighbours([...after.values()], touched, world, pace, plan.warnings);
  }
};
