// What a plot is, as fields that people and files give: for the desk's form, for import and for export.
import * as v from 'valibot';
import { StoredPlace, text } from '../fields';
import type { Surface } from '../geo';
import { CARE_TASK_NAMES, SEASON_NAMES } from './care';
import { outlineProblem } from './outline';
import { MODE_NAMES, PLOT_KIND_NAMES } from './states';

/** Size as people ask for it: by area where there is one, else by number of trees. */
export const SIZE_CLASSES = { small: '小块', medium: '中块', large: '大片' } as const;
export type SizeClass = keyof typeof SIZE_CLASSES;
export const SIZE_CLASS_NAMES = Object.keys(SIZE_CLASSES) as [SizeClass, ...SizeClass[]];
export const sizeClassOf = ({ areaM2, trees }: { areaM2: number | null; trees: number | null }): SizeClass => {
  const [value, small, large] = areaM2 !== null ? [areaM2, 50, 200] : [trees ?? 0, 5, 20];
  return value < small ? 'small' : value < large ? 'medium' : 'large';
};

export const PlotCode = v.pipe(
  v.string('请填写绿地编号'),
  v.trim(),
  v.regex(/^[A-Z0-9]{1,10}(-[A-Z0-9]{1,10}){0,3}$/, '编号由大写字母、数字和 - 组成，如 LC-HT-027'),
);
const RhythmField = v.nullable(
  v.object({
    times: v.pipe(
      v.number('次数要是数字'),
      v.integer('次数要是整数'),
      v.minValue(1, '至少 1 次'),
      v.maxValue(14, '最多 14 次'),
    ),
    per: v.picklist(['week', 'month'], '周期只能是 week 或 month'),
  }),
);
export const PlotTaskField = v.object({
  task: v.picklist(CARE_TASK_NAMES, '没有这项养护'),
  rhythm: v.object(
    Object.fromEntries(SEASON_NAMES.map((season) => [season, RhythmField])) as Record<
      (typeof SEASON_NAMES)[number],
      typeof RhythmField
    >,
  ),
  everyVisit: v.optional(v.boolean('要填 true 或 false'), false),
  note: v.optional(v.pipe(text('养护说明', 60), v.trim()), ''),
});

const position = v.pipe(
  v.array(v.pipe(v.number('坐标要是数字'), v.finite('坐标要是数字'))),
  v.length(2, '坐标是 [经度, 纬度]'),
);
const ring = v.pipe(
  v.array(position),
  v.minLength(4, '一圈至少四个点，首尾相同'),
  v.maxLength(500, '一圈最多 500 个点'),
);
/** WGS-84, as surveyed */
export const PlotShape = v.variant(
  'type',
  [
    v.object({
      type: v.literal('Polygon'),
      coordinates: v.pipe(v.array(ring), v.minLength(1, '缺少外圈'), v.maxLength(20)),
    }),
    v.object({
      type: v.literal('MultiPolygon'),
      coordinates: v.pipe(v.array(v.pipe(v.array(ring), v.minLength(1))), v.minLength(1), v.maxLength(20)),
    }),
  ],
  '边界只能是 Polygon 或 MultiPolygon',
);

const size = (what: string, max: number) =>
  v.optional(
    v.nullable(v.pipe(v.number(`${what}要是数字`), v.gtValue(0, `${what}要大于 0`), v.maxValue(max, `${what}太大了`))),
    null,
  );

export const PlotFields = v.pipe(
  v.object({
    name: v.pipe(text('名称', 30), v.trim(), v.minLength(1, '请填写名称')),
    kind: v.picklist(PLOT_KIND_NAMES, '类型只能是绿地、花坛、行道树或古树'),
    areaM2: size('面积', 1_000_000),
    trees: size('棵数', 100_000),
    plants: v.optional(
      v.pipe(v.array(v.pipe(text('植物', 20), v.trim(), v.minLength(1))), v.maxLength(20, '植物最多 20 种')),
      [],
    ),
    location: StoredPlace,
    shape: v.optional(v.nullable(PlotShape), null),
    address: v.optional(v.pipe(text('位置说明', 100), v.trim()), ''),
    tasks: v.pipe(
      v.array(PlotTaskField),
      v.minLength(1, '请至少写一项养护'),
      v.maxLength(7),
      v.check((rows) => new Set(rows.map((row) => row.task)).size === rows.length, '同一项养护只写一次'),
    ),
    careNote: v.optional(v.pipe(text('养护提示', 300), v.trim()), ''),
    /** id of the managing department */
    unit: v.pipe(v.string('请选择管理单位'), v.minLength(1, '请选择管理单位'), v.maxLength(40)),
    modes: v.pipe(
      v.array(v.picklist(MODE_NAMES, '方式只能是投工或出资')),
      v.minLength(1, '请至少选一种认养方式'),
      v.maxLength(2),
    ),
    capacity: v.optional(
      v.pipe(
        v.number('名额要是数字'),
        v.integer('名额要是整数'),
        v.minValue(1, '至少 1 个名额'),
        v.maxValue(50, '最多 50 个名额'),
      ),
      1,
    ),
    automatic: v.optional(v.boolean('要填 true 或 false'), false),
    neglectDays: v.optional(
      v.nullable(
        v.pipe(
          v.number('天数要是数字'),
          v.integer('天数要是整数'),
          v.minValue(3, '至少 3 天'),
          v.maxValue(365, '最多 365 天'),
        ),
      ),
      null,
    ),
  }),
  v.forward(
    v.partialCheck(
      [['areaM2'], ['trees']],
      ({ areaM2, trees }) => areaM2 !== null || trees !== null,
      '请填写面积或棵数',
    ),
    ['areaM2'],
  ),
  v.forward(
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const { shape, location } = dataset.value;
      const problem = outlineProblem(shape as Surface | null, location);
      if (problem) addIssue({ message: problem });
    }),
    ['shape'],
  ),
);
export type PlotFields = v.InferOutput<typeof PlotFields>;
