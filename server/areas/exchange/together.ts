// What can be said only of the set as it would be afterwards: references between rows, overlaps and gaps.
import type { ImportKind } from '../../../shared/areas/exchange-contract';
import type { Surface } from '../../../shared/geo';
import { Beats, type Division } from '../model';
import { Neighbours, shareOutside } from './geometry';
import type { Fault, Parsed, StoredRow } from './kinds';
import type { Pace, Plan } from './plan';
import type { World } from './world';

/** Share of a street outside its town that is an oversight, and that is a mistake. */
const OUTSIDE = { warn: 0.2, refuse: 0.999 } as const;

const townShape = (divisions: ReadonlyMap<string, Division>, town: string): Surface | null =>
  divisions.get(town)?.shape ?? divisions.get(town.slice(0, 6))?.shape ?? null;

/** What a row says of other rows: parents, towns, areas, departments. */
const checkReferences = (
  { at, code, row }: Parsed & { row: StoredRow },
  world: World,
  kind: ImportKind,
  knows: (code: string) => boolean,
  categories: ReadonlySet<string>,
  faults: { errors: Fault[]; warnings: Fault[] },
): void => {
  const error = (text: string) => void faults.errors.push({ at, code, text });
  if ('level' in row) {
    if (row.parent && !knows(row.parent)) error(`没有上级 ${row.parent}`);
    return;
  }
  const elsewhere = kind === 'beats' ? undefined : world.codes.get(code);
  if (elsewhere && elsewhere !== kind) error('这个编码已用于另一种区划');
  if ('town' in row) {
    if (!world.divisions.has(row.town)) error(`没有乡镇（街道）${row.town}`);
    const town = townShape(world.divisions, row.town);
    const outside = town ? shareOutside(row.shape, town) : 0;
    const words = `${Math.round(outside * 100)}% 在${world.divisions.get(row.town)?.name ?? row.town}之外`;
    if (outside > OUTSIDE.refuse)
      error(`整条街都在${world.divisions.get(row.town)?.name ?? row.town}之外，坐标系选对了吗`);
    else if (outside > OUTSIDE.warn) faults.warnings.push({ at, code, text: words });
  } else if ('area' in row) {
    if (!world.codes.has(row.area)) error(`没有地方 ${row.area || '（空）'}`);
    if (row.department && !world.departments.has(row.department)) error(`没有部门 ${row.department}`);
    for (const category of row.categories)
      if (category !== '*' && categories.size > 0 && !categories.has(category)) error(`没有类别 ${category}`);
  } else if (!world.divisions.has(row.county)) error(`没有县市 ${row.county}`);
};

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

/** A place that ends while somebody still answers for it there. */
const warnOfLeftBeats = async (plan: Plan, kind: ImportKind, gone: ReadonlySet<string>) => {
  if (kind === 'beats' || gone.size === 0) return;
  const left = await Beats.find({ area: { $in: [...gone] } }, { area: 1 }).lean<{ _id: string; area: string }[]>();
  for (const { _id, area } of left)
    plan.warnings.push({ at: null, code: area, text: `停用后责任分工 ${_id} 就没有地方了，也要一并停用或改到别处` });
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
    if ('row' in one) checkReferences(one, world, kind, knows, categories, plan);
    else if (one.successor && !knows(one.successor) && !world.codes.has(one.successor))
      plan.errors.push({ at: one.at, code: one.code, text: `接替的编码 ${one.successor} 不存在` });
    await pace('核对上下级', done++ / parsed.size);
  }
  await warnOfLeftBeats(plan, kind, gone);
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
