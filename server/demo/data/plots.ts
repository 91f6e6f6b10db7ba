// Green plots of the demonstration around 鹿城: names are of real streets, the plots themselves, their sizes and their codes are
// invented. Every plot lies beside a street: `along` is the share of its line, `off` the metres to its side (east or north).
import type { PlotTask, Rhythm } from '../../../shared/green-spaces/care';
import type { Mode, PlotKind } from '../../../shared/green-spaces/states';

export interface DemoPlot {
  readonly code: string;
  readonly name: string;
  readonly kind: PlotKind;
  readonly size: number;
  readonly street: string;
  readonly along: number;
  readonly off: number;
  readonly plants: readonly string[];
  readonly capacity?: number;
  readonly automatic?: boolean;
  readonly modes?: readonly Mode[];
  readonly note?: string;
}

const weekly = (times: number): Rhythm => ({ times, per: 'week' });
const monthly = (times: number): Rhythm => ({ times, per: 'month' });
/** 楚雄 waters from November to May; in the rains it weeds. */
const water: PlotTask = {
  task: 'water',
  rhythm: { spring: weekly(2), summer: null, autumn: weekly(1), winter: weekly(1) },
  everyVisit: false,
  note: '雨天不用',
};
const weed: PlotTask = {
  task: 'weed',
  rhythm: { spring: monthly(2), summer: weekly(1), autumn: monthly(2), winter: monthly(1) },
  everyVisit: false,
  note: '连根拔，带走',
};
const pests: PlotTask = {
  task: 'pests',
  rhythm: { spring: monthly(2), summer: monthly(2), autumn: monthly(1), winter: null },
  everyVisit: false,
  note: '有就上报，不要自己打药',
};
const litter: PlotTask = {
  task: 'litter',
  rhythm: { spring: null, summer: null, autumn: null, winter: null },
  everyVisit: true,
  note: '',
};
const inspect: PlotTask = {
  task: 'inspect',
  rhythm: { spring: monthly(2), summer: monthly(4), autumn: monthly(2), winter: monthly(2) },
  everyVisit: false,
  note: '看枝干、支撑和围栏',
};

export const TASKS_OF: Record<PlotKind, readonly PlotTask[]> = {
  green: [water, weed, litter],
  'flower-bed': [water, weed, pests, litter],
  'street-trees': [water, inspect, litter],
  'old-tree': [inspect, litter],
};
const PLANTS: Record<PlotKind, readonly string[]> = {
  green: ['麦冬', '毛鹃', '云南樱'],
  'flower-bed': ['月季', '三角梅', '矮牵牛'],
  'street-trees': ['香樟'],
  'old-tree': ['滇朴'],
};

type Row = [
  name: string,
  kind: PlotKind,
  size: number,
  street: string,
  along: number,
  off: number,
  over?: Partial<DemoPlot>,
];
const ROWS: readonly Row[] = [
  ['五一路口袋花园', 'flower-bed', 86, '五一路', 0.42, 24, { capacity: 2 }],
  ['南路街角花坛', 'flower-bed', 24, '鹿城南路', 0.12, 26, { automatic: true }],
  ['南路中段绿地', 'green', 240, '鹿城南路', 0.38, -34],
  ['南路香樟一段', 'street-trees', 12, '鹿城南路', 0.55, 14, { automatic: true }],
  ['南路香樟二段', 'street-trees', 14, '鹿城南路', 0.78, 14, { automatic: true }],
  ['万家坝路口绿岛', 'green', 130, '鹿城南路', 0.96, 30],
  [
    '府后街老朴树',
    'old-tree',
    1,
    '鹿城北路',
    0.05,
    -22,
    { modes: ['labour'], note: '古树编号挂牌保护，只看护，不动土、不攀折。' },
  ],
  ['北路花带', 'flower-bed', 64, '鹿城北路', 0.3, 18],
  ['北路街心绿地', 'green', 320, '鹿城北路', 0.55, -40, { capacity: 3 }],
  ['彝海公园南口花坛', 'flower-bed', 48, '鹿城北路', 0.92, 28],
  ['西路口袋公园', 'green', 210, '鹿城西路', 0.2, 30, { capacity: 2 }],
  ['西路银杏', 'street-trees', 18, '鹿城西路', 0.5, 12, { plants: ['银杏'], automatic: true }],
  ['西路社区花坛', 'flower-bed', 32, '鹿城西路', 0.8, -24],
  ['五一路香樟', 'street-trees', 20, '五一路', 0.7, 12],
  ['五一路车站绿地', 'green', 150, '五一路', 0.9, 32],
  ['八一路花箱', 'flower-bed', 16, '八一路', 0.2, 14, { automatic: true }],
  ['八一路街角绿地', 'green', 96, '八一路', 0.5, -28],
  ['八一路桂花', 'street-trees', 9, '八一路', 0.75, 12, { plants: ['桂花'] }],
  ['中大街老槐', 'old-tree', 1, '中大街', 0.4, 16, { plants: ['国槐'], modes: ['labour'] }],
  ['中大街花坛', 'flower-bed', 28, '中大街', 0.7, -14],
  ['文联街小花园', 'green', 74, '文联街', 0.5, 20],
  ['信义街花池', 'flower-bed', 20, '信义街', 0.4, 12, { automatic: true }],
  ['怀象街滇朴', 'street-trees', 7, '怀象街', 0.5, 10, { plants: ['滇朴'] }],
  ['府后街花坛', 'flower-bed', 36, '府后街', 0.5, 14],
  ['三市街街心花园', 'green', 180, '三市街', 0.5, 26, { capacity: 2 }],
  ['西园路绿带', 'green', 260, '西园路', 0.35, 22, { capacity: 2 }],
  ['西园路樱花', 'street-trees', 24, '西园路', 0.65, 12, { plants: ['云南樱'] }],
  ['环城西路绿地', 'green', 410, '环城西路', 0.4, -40, { capacity: 3 }],
  ['环城西路蓝花楹', 'street-trees', 30, '环城西路', 0.7, 14, { plants: ['蓝花楹'] }],
  ['白龙路花坛', 'flower-bed', 44, '白龙路', 0.3, 18],
  ['白龙路香樟', 'street-trees', 16, '白龙路', 0.6, 12],
  ['白龙路口绿地', 'green', 120, '白龙路', 0.9, 30],
  ['彝人古镇西门花坛', 'flower-bed', 58, '彝人古镇', 0.2, 16],
  ['彝人古镇水边绿地', 'green', 190, '彝人古镇', 0.6, 20],
];
const LETTERS: Record<PlotKind, string> = { green: 'LD', 'flower-bed': 'HT', 'street-trees': 'SM', 'old-tree': 'GS' };

export const PLOTS: readonly DemoPlot[] = ROWS.map(([name, kind, size, street, along, off, over], i) => ({
  code: `LC-${LETTERS[kind]}-${String(i + 1).padStart(3, '0')}`,
  name,
  kind,
  size,
  street,
  along,
  off,
  plants: PLANTS[kind],
  ...over,
}));

/** Who adopted what, and how well they cared; days ago, from the past to today. */
export interface DemoAdoption {
  readonly plot: string;
  readonly who: string;
  readonly plaque: string;
  readonly subject: 'person' | 'family' | 'organisation';
  readonly mode?: Mode;
  readonly daysAgo: number;
  /** days from one care to the next; 0: never */
  readonly every: number;
  /** the last care, days ago */
  readonly until: number;
}
export const ADOPTIONS: readonly DemoAdoption[] = [
  { plot: '五一路口袋花园', who: 'resident', plaque: '阿依一家', subject: 'family', daysAgo: 70, every: 6, until: 4 },
  { plot: '南路街角花坛', who: 'neighbour', plaque: '老街坊', subject: 'person', daysAgo: 60, every: 9, until: 3 },
  { plot: '南路香樟一段', who: 'volunteer', plaque: '小杨和同学', subject: 'person', daysAgo: 40, every: 8, until: 6 },
  {
    plot: '西路银杏',
    who: 'adopter-1',
    plaque: '雁塔小学少先队',
    subject: 'organisation',
    daysAgo: 90,
    every: 14,
    until: 5,
  },
  { plot: '八一路花箱', who: 'adopter-2', plaque: '张记米线店', subject: 'person', daysAgo: 70, every: 10, until: 38 },
  { plot: '信义街花池', who: 'adopter-3', plaque: '普家老两口', subject: 'family', daysAgo: 342, every: 28, until: 2 },
  {
    plot: '南路香樟二段',
    who: 'adopter-4',
    plaque: '鹿城志愿者',
    subject: 'person',
    mode: 'funding',
    daysAgo: 80,
    every: 0,
    until: 0,
  },
  {
    plot: '北路街心绿地',
    who: 'adopter-5',
    plaque: '河前社区退休党员',
    subject: 'person',
    daysAgo: 30,
    every: 6,
    until: 1,
  },
  { plot: '西园路绿带', who: 'adopter-1', plaque: '绿色小卫士', subject: 'person', daysAgo: 30, every: 6, until: 2 },
  {
    plot: '三市街街心花园',
    who: 'adopter-6',
    plaque: '三市街便民商店',
    subject: 'person',
    daysAgo: 18,
    every: 5,
    until: 3,
  },
];
/** Applications that wait for the dispatcher. */
export const APPLICATIONS = [
  { plot: '北路花带', who: 'adopter-7', plaque: '李家三口', note: '就住在对面，每天都路过。' },
  { plot: '北路花带', who: 'adopter-2', plaque: '张记米线店', note: '店门口的花带，我们想照料。' },
  { plot: '文联街小花园', who: 'adopter-8', plaque: '文联街舞蹈队', note: '' },
] as const;
