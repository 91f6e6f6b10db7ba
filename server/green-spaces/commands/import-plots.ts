import Papa from 'papaparse';
import {
  type FilePlot,
  PLOT_COLUMN_NAMES,
  plotFromFeature,
  plotFromRow,
} from '../../../shared/green-spaces/plot-files';
import type { Actor } from '../../../shared/people/actor';
import { Refusal, refuseUnless } from '../../core/refusal';
import { type PlotRecord, Plots } from '../plot-model';
import { deskScope } from '../policy';
import { savePlot } from './save-plot';

const MOST = 200;

interface Row {
  /** of the file: 1 is the heading of a table */
  line: number;
  read: FilePlot | string;
}

const invalid = (detail: string) => new Refusal('plot.import-invalid', { detail, fields: { content: detail } });

const tableRows = (content: string): Row[] => {
  const { data, errors, meta } = Papa.parse<Record<string, string>>(content.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
  });
  const missing = (['code', 'name', 'kind', 'tasks', 'unit'] as const).filter(
    (column) => !meta.fields?.includes(column),
  );
  if (missing.length > 0) throw invalid(`表头缺少：${missing.join('、')}。应有：${PLOT_COLUMN_NAMES.join('、')}。`);
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken) throw invalid(`第 ${(broken.row ?? 0) + 2} 行的引号不成对。`);
  return data.map((row, i) => ({ line: i + 2, read: plotFromRow(row) }));
};

const features = (content: string): Row[] => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    throw invalid('不是有效的 JSON。');
  }
  const list = (parsed as { features?: unknown } | null)?.features;
  if (!Array.isArray(list)) throw invalid('不是 GeoJSON FeatureCollection。');
  return list.map((feature, i) => ({ line: i + 1, read: plotFromFeature(feature) }));
};

export interface Imported {
  added: number;
  changed: number;
  problems: { line: number; code: string; problem: string }[];
  written: boolean;
}

const say = (error: unknown): string => {
  if (!(error instanceof Refusal)) throw error;
  const [field] = Object.values(error.particulars.fields ?? {});
  return field ?? error.toProblem().detail;
};

/**
 * Reads a file of plots; with `dryRun` only says what would happen. Nothing is written while any row is wrong.
 * @throws Refusal post.not-held | plot.import-invalid
 */
export const importPlots = async (
  actor: Actor,
  { format, content, dryRun }: { format: 'csv' | 'geojson'; content: string; dryRun: boolean },
  now: Date,
): Promise<Imported> => {
  refuseUnless(deskScope(actor), 'post.not-held');
  const rows = format === 'csv' ? tableRows(content) : features(content);
  if (rows.length === 0) throw invalid('文件里没有绿地。');
  if (rows.length > MOST) throw invalid(`一次最多导入 ${MOST} 块，请分几次。`);
  const good = rows.flatMap(({ line, read }) => (typeof read === 'string' ? [] : { line, ...read }));
  const problems = rows.flatMap(({ line, read }) =>
    typeof read === 'string' ? { line, code: '', problem: read } : [],
  );
  const seen = new Map<string, number>();
  for (const { line, code } of good) {
    const first = seen.get(code);
    if (first !== undefined) problems.push({ line, code, problem: `编号和第 ${first} 行重复` });
    else seen.set(code, line);
  }
  const known = new Map(
    (
      await Plots.find({ _id: { $in: [...seen.keys()] } }, { revision: 1 }).lean<
        Pick<PlotRecord, '_id' | 'revision'>[]
      >()
    ).map(({ _id, revision }) => [_id, revision]),
  );
  const changed = good.filter(({ code }) => known.has(code)).length;
  const result = { added: seen.size - changed, changed, problems, written: false };
  if (dryRun || problems.length > 0) return { ...result, problems: problems.sort((a, b) => a.line - b.line) };
  for (const { line, code, fields } of good)
    try {
      await savePlot(actor, code, known.get(code) ?? 0, fields, null, now);
    } catch (error) {
      problems.push({ line, code, problem: say(error) });
    }
  return { ...result, problems, written: true };
};
