// Plots as rows of a table and as GeoJSON features: one list of columns for import and for export, so that what is exported can be
// imported again. Coordinates are WGS-84.
import * as v from 'valibot';
import type { Surface } from '../geo';
import { bboxOf, positionsOf } from '../geo';
import { CARE_TASK_NAMES, type CareTask, type PlotTask, type Rhythm, SEASON_NAMES } from './care';
import { PlotCode, PlotFields } from './plots';

/** Column → what stands in it. */
export const PLOT_COLUMNS = {
  code: '编号',
  name: '名称',
  kind: 'green、flower-bed、street-trees 或 old-tree',
  area_m2: '面积，平方米',
  trees: '棵数',
  plants: '植物，用分号隔开',
  lng: '经度 WGS-84',
  lat: '纬度 WGS-84',
  address: '位置说明',
  tasks: '养护，如 water=2/week;weed=2/month,1/month,1/month,-;litter=visit@说明（四个值按春夏秋冬）',
  care_note: '养护提示',
  unit: '管理单位编号',
  modes: 'labour;funding',
  capacity: '名额',
  automatic: 'yes 或 no',
  neglect_days: '多少天没有养护就提醒',
} as const;
export type PlotColumn = keyof typeof PLOT_COLUMNS;
export const PLOT_COLUMN_NAMES = Object.keys(PLOT_COLUMNS) as PlotColumn[];

const rhythmCell = (rhythm: Rhythm) => (rhythm ? `${rhythm.times}/${rhythm.per}` : '-');
/** Notes lose what would end them. */
const noteText = (note: string) => (note ? `@${note.replace(/[;；@]/g, '，')}` : '');
/** water=2/week@雨天不用;litter=visit */
export const tasksText = (tasks: readonly PlotTask[]): string =>
  tasks
    .map(({ task, rhythm, everyVisit, note }) => {
      if (everyVisit) return `${task}=visit${noteText(note)}`;
      const cells = SEASON_NAMES.map((season) => rhythmCell(rhythm[season]));
      return `${task}=${new Set(cells).size === 1 ? cells[0] : cells.join(',')}${noteText(note)}`;
    })
    .join(';');

const NONE = { spring: null, summer: null, autumn: null, winter: null };
const isTask = (text: string): text is CareTask => (CARE_TASK_NAMES as readonly string[]).includes(text);
const rhythmFrom = (text: string): Rhythm | undefined => {
  if (text === '-') return null;
  const match = /^(\d{1,2})\/(week|month)$/.exec(text);
  return match ? { times: Number(match[1]), per: match[2] as 'week' | 'month' } : undefined;
};
/** @returns the tasks, or what is wrong with the text */
export const tasksFrom = (text: string): PlotTask[] | string => {
  const tasks: PlotTask[] = [];
  for (const part of text
    .split(/[;；]/)
    .map((piece) => piece.trim())
    .filter(Boolean)) {
    const [rule = '', note = ''] = part.split('@').map((piece) => piece.trim());
    if (Array.from(note).length > 60) return `“${rule}”的说明最多 60 个字`;
    const [task = '', what = ''] = rule.split('=').map((piece) => piece.trim());
    if (!isTask(task)) return `没有“${task}”这项养护`;
    if (what === 'visit') {
      tasks.push({ task, rhythm: NONE, everyVisit: true, note });
      continue;
    }
    const cells = what.split(/[,，]/).map((piece) => rhythmFrom(piece.trim()));
    const all = cells.length === 1 ? SEASON_NAMES.map(() => cells[0]) : cells;
    if (all.length !== SEASON_NAMES.length || all.includes(undefined)) return `“${part}”看不懂，应如 water=2/week`;
    const rhythm = Object.fromEntries(SEASON_NAMES.map((season, i) => [season, all[i]])) as PlotTask['rhythm'];
    tasks.push({ task, rhythm, everyVisit: false, note });
  }
  return tasks;
};

/** A plot as it stands in a file. */
export interface FilePlot {
  readonly code: string;
  readonly fields: PlotFields;
}
/** One cell each, in the order of the columns. */
export const plotToRow = ({ code, fields }: FilePlot): Record<PlotColumn, string> => ({
  code,
  name: fields.name,
  kind: fields.kind,
  area_m2: fields.areaM2 === null ? '' : String(fields.areaM2),
  trees: fields.trees === null ? '' : String(fields.trees),
  plants: fields.plants.join(';'),
  lng: String(fields.location.lng),
  lat: String(fields.location.lat),
  address: fields.address,
  tasks: tasksText(fields.tasks),
  care_note: fields.careNote,
  unit: fields.unit,
  modes: fields.modes.join(';'),
  capacity: String(fields.capacity),
  automatic: fields.automatic ? 'yes' : 'no',
  neglect_days: fields.neglectDays === null ? '' : String(fields.neglectDays),
});

const list = (text: string) =>
  text
    .split(/[;；]/)
    .map((piece) => piece.trim())
    .filter(Boolean);
const numberOrNull = (text: string) => (text === '' ? null : Number(text));

/** @returns the plot, or what is wrong with the row, said to a person */
export const plotFromRow = (row: Readonly<Record<string, string>>, shape: unknown = null): FilePlot | string => {
  const cell = (column: PlotColumn) => (row[column] ?? '').trim();
  const code = v.safeParse(PlotCode, cell('code').toUpperCase());
  if (!code.success) return code.issues[0].message;
  const tasks = tasksFrom(cell('tasks'));
  if (typeof tasks === 'string') return tasks;
  const automatic = cell('automatic').toLowerCase();
  if (!['', 'yes', 'no', 'true', 'false'].includes(automatic)) return 'automatic 只能是 yes 或 no';
  const fields = v.safeParse(PlotFields, {
    name: cell('name'),
    kind: cell('kind'),
    areaM2: numberOrNull(cell('area_m2')),
    trees: numberOrNull(cell('trees')),
    plants: list(cell('plants')),
    location: {
      lng: cell('lng') ? Number(cell('lng')) : undefined,
      lat: cell('lat') ? Number(cell('lat')) : undefined,
      datum: 'wgs84',
    },
    shape,
    address: cell('address'),
    tasks,
    careNote: cell('care_note'),
    unit: cell('unit'),
    modes: cell('modes') === '' ? ['labour'] : list(cell('modes')),
    ...(cell('capacity') !== '' && { capacity: Number(cell('capacity')) }),
    automatic: automatic === 'yes' || automatic === 'true',
    neglectDays: numberOrNull(cell('neglect_days')),
  });
  if (fields.success) return { code: code.output, fields: fields.output };
  const [issue] = fields.issues;
  const where = v.getDotPath(issue);
  return issue.message.startsWith('Invalid') ? `${where ?? ''} 填写不对` : issue.message;
};

/** The middle of a surface's box: where its pin stands when the file names no other. */
export const middleOf = (shape: Surface): { lng: number; lat: number } => {
  const [west, south, east, north] = bboxOf(positionsOf(shape));
  return { lng: (west + east) / 2, lat: (south + north) / 2 };
};

/** A GeoJSON feature of a plot. */
export const plotToFeature = (plot: FilePlot) => {
  const { lng, lat, ...properties } = plotToRow(plot);
  return {
    type: 'Feature' as const,
    geometry: plot.fields.shape ?? { type: 'Point' as const, coordinates: [Number(lng), Number(lat)] },
    properties: { ...properties, ...(plot.fields.shape && { lng, lat }) },
  };
};

const Feature = v.object({
  type: v.literal('Feature'),
  geometry: v.looseObject({
    type: v.picklist(['Point', 'Polygon', 'MultiPolygon']),
    coordinates: v.array(v.unknown()),
  }),
  properties: v.record(v.string(), v.unknown()),
});
/** @returns the plot, or what is wrong with the feature */
export const plotFromFeature = (feature: unknown): FilePlot | string => {
  const parsed = v.safeParse(Feature, feature);
  if (!parsed.success) return '不是 Point、Polygon 或 MultiPolygon 要素';
  const { geometry, properties } = parsed.output;
  const row: Record<string, string> = Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(';') : value === null || value === undefined ? '' : String(value),
    ]),
  );
  if (geometry.type === 'Point') {
    const [lng, lat] = geometry.coordinates;
    return plotFromRow({ ...row, lng: String(lng), lat: String(lat) });
  }
  let middle: { lng: number; lat: number };
  try {
    middle = middleOf(geometry as unknown as Surface);
  } catch {
    return '边界里没有坐标';
  }
  return plotFromRow({ ...row, lng: row.lng || String(middle.lng), lat: row.lat || String(middle.lat) }, geometry);
};
