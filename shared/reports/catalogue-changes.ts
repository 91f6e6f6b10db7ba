// What differs between two states of the catalogue, line by line, for the administrator who is about to publish one. Pure: the page,
// the record of versions and the audit log say the same.
import { type Limit, limitText } from '../clocks';
import type { CategoryFlag, CategoryView } from './category';
import type { ReportSettings } from './settings';

export interface ChangeLine {
  /** 名称, 情形“缺失”的时限 */
  what: string;
  /** null: it was not there */
  before: string | null;
  /** null: it will not be there */
  after: string | null;
}

export type ComparedCategory = Omit<CategoryView, 'id' | 'conditions'> & {
  conditions: readonly { id: string; name: string; limit: Limit }[];
  /** not offered any more; open cases of it go on */
  retired?: boolean | undefined;
};

const FLAG_NAMES: Readonly<Record<CategoryFlag, string>> = {
  photo: '上报和办结要照片',
  'no-photo': '不要照片',
  private: '一律不公开',
  'private-ok': '优先提示不公开',
  verify: '办结后要核查',
  emergency: '紧急（先拨 119/110/120）',
  'fast-track': '快速处置',
};

const list = (words: readonly string[]) => words.join('、') || '无';
const FIELDS: readonly [what: string, text: (category: ComparedCategory) => string][] = [
  ['名称', ({ name }) => name],
  ['分组', ({ group }) => group],
  ['图标', ({ icon }) => icon],
  ['搜索词', ({ keywords }) => list(keywords)],
  [
    '国标代码',
    ({ standard }) =>
      list(standard.map(({ kind, major, minor, edition }) => `${kind} ${major}-${minor}（${edition}）`)),
  ],
  ['牵头单位', ({ department }) => department],
  ['配合单位', ({ cooperating }) => list(cooperating)],
  ['任务', ({ missionTask }) => missionTask],
  ['要求', ({ flags }) => list(flags.map((flag) => FLAG_NAMES[flag]))],
  ['可否上报', ({ retired }) => (retired ? '停用' : '可以上报')],
];

const line = (what: string, before: string | null, after: string | null): ChangeLine[] =>
  before === after ? [] : [{ what, before, after }];

/** Lines for one category; none when nothing differs. `before` is undefined for a new one. */
export const categoryChanges = (before: ComparedCategory | undefined, after: ComparedCategory): ChangeLine[] => {
  const old = new Map((before?.conditions ?? []).map((condition) => [condition.id, condition]));
  const now = new Map(after.conditions.map((condition) => [condition.id, condition]));
  return [
    ...FIELDS.flatMap(([what, text]) => line(what, before ? text(before) : null, text(after))),
    ...after.conditions.flatMap((condition) => {
      const was = old.get(condition.id);
      const limit = `情形“${condition.name}”的办结时限`;
      return [
        ...(was ? line(`情形“${was.name}”的名称`, was.name, condition.name) : []),
        ...line(limit, was ? limitText(was.limit) : null, limitText(condition.limit)),
      ];
    }),
    ...[...old.values()]
      .filter(({ id }) => !now.has(id))
      .flatMap(({ name, limit }) => line(`情形“${name}”`, limitText(limit), null)),
  ];
};

const times = (n: number) => `${Number((n * 100).toFixed(2))}%`;
const CLOCK_FIELDS: readonly [what: string, text: (settings: ReportSettings) => string][] = [
  ['受理时限', ({ acceptance }) => limitText(acceptance)],
  ['紧急类受理时限', ({ emergencyAcceptance }) => limitText(emergencyAcceptance)],
  ['评价期', ({ rating }) => limitText(rating)],
  ['核查时限', ({ verification }) => limitText(verification)],
  ['回访时限', ({ callback }) => limitText(callback)],
  ['提醒：用去时限的', ({ rungs }) => times(rungs.remind)],
  ['超期：用去时限的', ({ rungs }) => times(rungs.overdue)],
  ['再上报一级：每多用', ({ rungs }) => times(rungs.step)],
  ['延期最多', ({ extensionMaxDays }) => `${extensionMaxDays} 天`],
  ['挂账最多', ({ suspensionMaxDays }) => `${suspensionMaxDays} 天`],
  ['协办时限', ({ joint }) => limitText(joint)],
  ['督办答复最长', ({ supervisionMaxDays }) => `${supervisionMaxDays} 天`],
  ['疑似重复：相距和相隔不超过', ({ similar }) => `${similar.metres} 米、${similar.days} 天`],
  ['一人附议提前', ({ secondWeightMinutes }) => `${secondWeightMinutes} 分钟`],
];

/** Lines for the clocks and figures every category shares. */
export const clockChanges = (before: ReportSettings, after: ReportSettings): ChangeLine[] =>
  CLOCK_FIELDS.flatMap(([what, text]) => line(what, text(before), text(after)));
