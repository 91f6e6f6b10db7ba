// The report before anything changes: what is wrong with a file, and what it would add, change and retire. Reads only.
import { compare } from './compare';
import { type Fault, type Parsed, parseRow } from './kinds';
import { type ImportSource, type Plan, type Progress, pacer, shapeOf } from './plan';
import { readFileRows } from './read-file';
import { shapeFaults } from './shape-faults';
import { checkTogether } from './together';
import { readWorld } from './world';

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
