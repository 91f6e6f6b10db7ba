// The report before anything changes: what is wrong with a file, and what it would add, change and retire. Reads only.
import { setImmediate as breathe } from 'node:timers/promises';
import type { ImportKind, ImportReportView } from '../../../shared/areas/exchange-contract';
import { type Datum, haversine, positionsOf, type Shape, type Surface } from '../../../shared/geo';
import {
  type AreaFacts,
  AreasFacts,
  Beats,
  type Department,
  Departments,
  type Division,
  Divisions,
  Streets,
  Zones,
} from '../model';
import { Neighbours, shapeFaults, shareOutside } from './geometry';
import { type Fault, KINDS, type Parsed, parseRow, type StoredRow } from './kinds';
import { readFileRows } from './read-file';

/** Told what is being done and how much of it, from 0 to 1. */
export type Progress = (step: string, share: number) => void;

export interface ImportSource {
  kind: ImportKind;
  datum: Datum;
  bytes: Buffer;
  /** the file is the whole set: what it lacks is retired */
  complete: boolean;
}

/** What an import would do. */
export interface Plan {
  version: number;
  added: StoredRow[];
  changed: { before: StoredRow; after: StoredRow; fields: string[] }[];
  retired: { row: StoredRow; successor: string | null }[];
  unchanged: number;
  rows: number;
  errors: Fault[];
  warnings: Fault[];
}

const BREATHE_MS = 40;
/** Gives the process back to others every so often, and tells how far it is. */
const pacer = (progress: Progress) => {
  let last = Date.now();
  return async (step: string, share: number) => {
    if (Date.now() - last < BREATHE_MS) return;
    progress(step, share);
    await breathe();
    last = Date.now();
  };
};
type Pace = ReturnType<typeof pacer>;

export const MODELS = { divisions: Divisions, zones: Zones, streets: Streets, beats: Beats } as const;
/** rows of any kind, where the kind is known only when it runs */
export const rowsIn = (kind: ImportKind) => MODELS[KINDS[kind].collection] as unknown as typeof Streets;

const shapeOf = (row: StoredRow): Shape | null => ('shape' in row ? row.shape : null);

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

interface World {
  facts: AreaFacts | null;
  stored: Map<string, StoredRow>;
  divisions: Map<string, Division>;
  /** every code in use: beats speak of streets, zones and divisions alike */
  codes: Map<string, ImportKind>;
  departments: Set<string>;
}

const readWorld = async (kind: ImportKind): Promise<World> => {
  const [facts, own, divisions, zones, streets, departments] = await Promise.all([
    AreasFacts.findById('areas').lean<AreaFacts>(),
    rowsIn(kind).find().lean<StoredRow[]>(),
    Divisions.find().lean<Division[]>(),
    Zones.find({}, { _id: 1 }).lean<{ _id: string }[]>(),
    Streets.find({}, { _id: 1 }).lean<{ _id: string }[]>(),
    Departments.find({}, { _id: 1 }).lean<Department[]>(),
  ]);
  const codes = new Map<string, ImportKind>();
  for (const { _id } of divisions) codes.set(_id, 'divisions');
  for (const { _id } of zones) codes.set(_id, 'zones');
  for (const { _id } of streets) codes.set(_id, 'streets');
  return {
    facts,
    stored: new Map(own.filter(KINDS[kind].owns).map((row) => [row._id, row])),
    divisions: new Map(divisions.map((row) => [row._id, row])),
    codes,
    departments: new Set(departments.map(({ _id }) => _id)),
  };
};

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

/** Checks a file against the areas in force. */
export const planImport = async (
  { kind, datum, bytes, complete }: ImportSource,
  categories: ReadonlySet<string>,
  progress: Progress,
): Promise<Plan> => {
  const pace = pacer(progress);
  progress('读文件', 0);
  const world = await readWorld(kind);
  const { rows: raws, faults } = readFileRows(bytes, datum);
  const errors: Fault[] = [...faults];
  const warnings: Fault[] = [];
  const parsed = new Map<string, Parsed>();
  for (const [i, raw] of raws.entries()) {
    const one = parseRow(kind, raw, datum, errors);
    await pace('核对每一行', i / raws.length);
    if (!one) continue;
    const earlier = parsed.get(one.code);
    if (earlier) {
      errors.push({ at: one.at, code: one.code, text: `编码重复，第 ${earlier.at} 行已有` });
      continue;
    }
    parsed.set(one.code, one);
    const shape = 'row' in one ? shapeOf(one.row) : null;
    if (!shape) continue;
    const found = shapeFaults(shape);
    for (const text of found.errors) errors.push({ at: one.at, code: one.code, text });
    for (const text of found.warnings) warnings.push({ at: one.at, code: one.code, text });
  }
  const plan: Plan = {
    version: world.facts?.version ?? 0,
    added: [],
    changed: [],
    retired: [],
    unchanged: 0,
    rows: raws.length + faults.filter(({ at }) => at !== null).length,
    errors,
    warnings,
  };
  compare(plan, parsed, world, complete, datum !== 'wgs84' && datum !== 'cgcs2000');
  await checkTogether(plan, parsed, world, kind, categories, pace);
  progress('核对完成', 1);
  return plan;
};

const compare = (
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

/** A place that ends while somebody still answers for it there. */
const warnOfLeftBeats = async (plan: Plan, kind: ImportKind, gone: ReadonlySet<string>) => {
  if (kind === 'beats' || gone.size === 0) return;
  const left = await Beats.find({ area: { $in: [...gone] } }, { area: 1 }).lean<{ _id: string; area: string }[]>();
  for (const { _id, area } of left)
    plan.warnings.push({ at: null, code: area, text: `停用后责任分工 ${_id} 就没有地方了，也要一并停用或改到别处` });
};

/** What can be said only of the set as it would be afterwards. */
const checkTogether = async (
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

/** As many findings as a page shows; all are counted. */
const SHOWN = 200;
const first = <T, U>(rows: readonly T[], view: (row: T) => U) => ({
  count: rows.length,
  first: rows.slice(0, SHOWN).map(view),
});
const nameOf = (row: StoredRow) => ('name' in row ? row.name : `${row.area} ${row.role ?? row.department ?? ''}`);

export const reportOf = (plan: Plan): ImportReportView => ({
  rows: plan.rows,
  version: plan.version,
  errors: first(plan.errors, (fault) => ({ ...fault })),
  warnings: first(plan.warnings, (fault) => ({ ...fault })),
  added: first(plan.added, (row) => ({ code: row._id, name: nameOf(row) })),
  changed: first(plan.changed, ({ after, fields }) => ({ code: after._id, name: nameOf(after), fields })),
  retired: first(plan.retired, ({ row }) => ({ code: row._id, name: nameOf(row) })),
  unchanged: plan.unchanged,
});
