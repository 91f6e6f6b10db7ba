import type { readBaseMap } from '../../../shared/areas/contract';
import type { Reply } from '../../../shared/endpoint';
import type { PhotoView } from '../../../shared/media/contract';
import type { readMe } from '../../../shared/people/contract';
import type { readPortal } from '../../../shared/portal/contract';
import type { CategoryFlag, CategoryView } from '../../../shared/reports/category';
import type { ReportCardView, ReportView } from '../../../shared/reports/contract';
import { PERSON_MOVES } from '../../../shared/reports/moves';
import { STATES, type State } from '../../../shared/reports/states';

const row = (
  id: string,
  name: string,
  group: string,
  icon: string,
  keywords: string,
  conditions: string,
  flags: CategoryFlag[] = ['photo'],
): CategoryView => ({
  id,
  name,
  group,
  icon,
  keywords: keywords.split(' '),
  standard: [],
  department: '住房城乡建设局（城市管理）',
  cooperating: [],
  missionTask: '五',
  conditions: conditions.split(' ').map((one, index) => {
    const [label = '一般', limitText = '3 天'] = one.split(':');
    return { id: `c${index}`, name: label, limit: { amount: 2, kind: 'work_day' as const }, limitText };
  }),
  flags,
});

export const categories: CategoryView[] = [
  row(
    'street-light',
    '路灯不亮、灯杆',
    '道路设施',
    'lamp',
    '路灯不亮 灯坏了 灯不亮 太黑',
    '电线裸露:1个工作日 不亮:2个工作日',
  ),
  row(
    'manhole',
    '井盖、雨水篦子',
    '道路设施',
    'manhole',
    '井盖 井盖松动 井盖响 井盖丢了',
    '缺失移位:2小时 异响沉陷:2个工作日',
  ),
  row('road-broken', '车行道破损、坑洼', '道路设施', 'road', '路面坑 路坏了 坑洼', '破损:5个工作日'),
  row('garbage-exposed', '暴露生活垃圾', '垃圾', 'litter', '垃圾堆 垃圾没人收', '散落或成堆:4个工作小时'),
  row('stall-road', '占道经营、摆摊', '街面秩序', 'stall', '占道摆摊 摆摊', '一般:2小时'),
  row('car-parking', '机动车违停、占道停车', '交通', 'parking', '乱停车 违停 盲道停车', '一般:4个工作小时'),
  row('gas', '燃气泄漏、管道占压', '公用设施', 'other', '燃气 煤气味 漏气', '疑似泄漏:1小时', ['emergency']),
  row('estate-noise', '小区噪声扰民', '小区', 'noise', '小区吵 邻居吵', '一般:1个工作日', ['no-photo', 'private']),
  row('suggestion', '其他建议与咨询', '建议', 'other', '建议 咨询', '一般:7天', ['no-photo']),
];

const SCENES: Record<string, [string, string]> = {
  lamp: ['#25324F', '#F2C063'],
  lit: ['#31406B', '#FFE49A'],
  litter: ['#CFC7B4', '#5B7F74'],
  clean: ['#CFC7B4', '#0B7F62'],
  car: ['#C7DAD9', '#B5452C'],
};

export function photoOf(id: string, scene: string): PhotoView {
  const [ground, thing] = SCENES[scene] ?? ['#ccc', '#888'];
  const url = `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 24" width="640" height="480"><rect width="32" height="24" fill="${ground}"/><rect y="18" width="32" height="6" fill="#6B7078"/><rect x="9" y="9" width="14" height="9" rx="2" fill="${thing}"/></svg>`)}`;
  return { id, url, thumbnailUrl: url, width: 640, height: 480, hash: '' };
}

const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
const can = Object.fromEntries(
  [...PERSON_MOVES, 'rate', 'follow', 'contact'].map((name) => [name, false]),
) as ReportView['can'];

const NOTHING_HAPPENED: ReportView['facts'] = {
  urges: 0,
  urgedAt: null,
  supplements: 0,
  reworks: 0,
  extensions: 0,
  extensionAsked: null,
  suspensions: 0,
  suspensionAsked: null,
  suspendedUntil: null,
  reopenAsked: false,
  appeal: null,
  verification: null,
  callback: null,
  auto: false,
  overdue: false,
  escalatedTo: null,
};

function report(
  n: number,
  category: string,
  status: State,
  address: string,
  words: string,
  scene: string,
  clock: ReportView['clock'],
  mine = true,
): ReportView {
  const chosen = categories.find((one) => one.id === category);
  const label = n % 2 ? '鹿城南路街长 李**' : '五一路街长 周**';
  const photos = scene ? [photoOf(`p${n}`, scene)] : [];
  const entry = (id: string, hours: number, title: string, by: string, text = '', move = 'reply') => ({
    id: `${n}-${id}`,
    at: ago(hours),
    move,
    title,
    state: status,
    by: { role: 'chief' as const, label: by },
    to: null,
    reason: null,
    text,
    photos: [] as PhotoView[],
    internal: false,
  });
  return {
    number: `CX-26111${n}-018${n}`,
    status,
    statusLabel: STATES[status],
    version: 3,
    category: {
      id: category,
      name: chosen?.name ?? category,
      group: chosen?.group ?? '',
      icon: chosen?.icon ?? 'other',
    },
    address,
    location: { lng: 101.5412 + n * 0.0009, lat: 25.0363 + (n % 3) * 0.0012, datum: 'wgs84' },
    street: { code: `S${n % 2 ? 1 : 2}`, name: n % 2 ? '鹿城南路' : '五一路' },
    responsible: {
      kind: 'post',
      key: `area:S${n % 2 ? 1 : 2}`,
      role: 'chief',
      areaName: n % 2 ? '鹿城南路' : '五一路',
      department: null,
      label,
      dutyPhone: '0878-3120000',
    },
    clock,
    submittedAt: ago(20 + n),
    updatedAt: ago(n),
    visibility: 'public',
    mine,
    can,
    facts: NOTHING_HAPPENED,
    followers: 0,
    seconds: 2,
    coarse: false,
    following: false,
    seconded: false,
    description: words,
    condition: null,
    photos,
    divisions: [
      { code: '532301101', name: '鹿城镇' },
      { code: '532301', name: '楚雄市' },
    ],
    promise: {
      acceptBy: ago(-1),
      resolveBy: ago(-26),
      acceptText: '1 小时内受理',
      resolveText: '2 个工作日内办结',
      provisional: false,
    },
    timeline: [
      ...(status === 'handling'
        ? [entry('d', 4, '有新回复', '市城管局路灯维护班 普**', '灯头烧坏，仓库有货，今天下午更换。')]
        : []),
      ...(['handling', 'resolved', 'closed'].includes(status)
        ? [entry('c', 19 + n, '已受理', label, '', 'accept')]
        : []),
      {
        ...entry('b', 20 + n, '已派街长', '按位置自动派出', '', 'assign'),
        to: label,
        by: { role: null, label: '按位置自动派出' },
      },
      {
        ...entry('a', 20 + n, mine ? '您上报' : '居民上报', '', words, 'submit'),
        by: { role: null, label: '上报人' },
        photos,
      },
    ],
    result:
      status === 'resolved' || status === 'closed'
        ? {
            text: '垃圾已清走，地面冲洗过。和市场商量好，在这里加了两个桶，每天 7 点、19 点各收一次。',
            photos: [photoOf(`r${n}`, 'clean')],
            at: ago(2),
          }
        : null,
    rating: status === 'closed' ? { score: 5, scoreText: '非常满意', reasons: [], text: '', at: ago(1) } : null,
    source: 'app',
    anonymous: false,
    reporter: { name: '罗**', phone: '138****0000', allowContact: true },
    why: ['这个位置离鹿城南路 8 米', '鹿城南路由鹿城镇设街长'],
  };
}

export const demoReports = (): ReportView[] => [
  report(1, 'street-light', 'handling', '鹿城南路与信义街口', '两盏灯两天没亮了，台阶看不清，老人不敢走。', 'lamp', {
    phase: 'handling',
    dueAt: ago(-30),
    share: 0.34,
    state: 'running',
    text: '还剩 1 个工作日 3 小时',
    provisional: false,
  }),
  report(2, 'garbage-exposed', 'resolved', '环城西路菜市场后门', '垃圾堆在墙角，味道很大。', 'litter', {
    phase: 'rating',
    dueAt: ago(-100),
    share: 0.1,
    state: 'running',
    text: '5 个工作日内评价',
    provisional: false,
  }),
  report(3, 'car-parking', 'handling', '信义街 12 号', '车停在盲道上，天天如此。', 'car', {
    phase: 'handling',
    dueAt: ago(1.4),
    share: 1.2,
    state: 'late',
    text: '超 1 小时 20 分',
    provisional: false,
  }),
  report(
    4,
    'manhole',
    'assigned',
    '鹿城南路 38 号',
    '井盖松了，车一过就咣当响，夜里很吵。',
    '',
    { phase: 'acceptance', dueAt: ago(-0.3), share: 0.7, state: 'half', text: '还剩 18 分钟', provisional: false },
    false,
  ),
  report(5, 'road-broken', 'closed', '环城西路', '路面有个坑。', 'car', null),
];

export function cardOf(from: ReportView): ReportCardView {
  const {
    number,
    status,
    statusLabel,
    version,
    category,
    address,
    location,
    street,
    responsible,
    clock,
    submittedAt,
    updatedAt,
    visibility,
    mine,
  } = from;
  return {
    number,
    status,
    statusLabel,
    version,
    category,
    address,
    location,
    street,
    responsible,
    clock,
    submittedAt,
    updatedAt,
    visibility,
    mine,
    can: from.can,
    excerpt: from.description.slice(0, 40),
    photo: from.photos[0] ?? null,
    photoCount: from.photos.length,
    facts: from.facts,
    followers: from.followers,
    seconds: from.seconds,
    coarse: from.coarse,
  };
}

export function peopleOf() {
  const portal: Reply<typeof readPortal> = {
    name: '彝城共治',
    subtitle: '楚雄城市管理随手办',
    demo: true,
    demoPeople: [
      { code: 'demo:resident', label: '居民 罗**', duty: '上报、查看、评价' },
      { code: 'demo:chief', label: '街长 李**', duty: '鹿城南路' },
    ],
    emergency: [
      { name: '火警', phone: '119' },
      { name: '报警', phone: '110' },
      { name: '急救', phone: '120' },
      { name: '政务服务', phone: '12345' },
    ],
  };
  const me = (who: string): Reply<typeof readMe> => ({
    id: who,
    nickname: who === 'chief' ? '李**' : '罗**',
    posts:
      who === 'chief'
        ? [
            { id: 'p1', role: 'chief', roleName: '街长', areaCode: 'S1', areaName: '鹿城南路', departmentId: null },
            { id: 'p3', role: 'chief', roleName: '街长', areaCode: 'S3', areaName: '信义街', departmentId: null },
          ]
        : [],
    phone: '138****0000',
    unread: 1,
    can: { workDesk: who === 'chief', dispatch: false, administer: false },
  });
  return { portal, me };
}

const line = (code: string, name: string, coordinates: [number, number][]) => ({
  code,
  name,
  widthM: 30,
  chief: '李**',
  shape: { type: 'LineString' as const, coordinates },
});

export const streets: Reply<typeof readBaseMap> = {
  illustrative: true,
  tileUrl: null,
  centre: { lng: 101.543, lat: 25.0375, datum: 'wgs84' },
  divisions: [
    {
      code: '532301101',
      name: '鹿城镇',
      level: 'town',
      label: { lng: 101.543, lat: 25.0375, datum: 'wgs84' },
      shape: {
        type: 'Polygon',
        coordinates: [
          [
            [101.51, 25.01],
            [101.57, 25.01],
            [101.57, 25.06],
            [101.51, 25.06],
            [101.51, 25.01],
          ],
        ],
      },
    },
  ],
  streets: [
    line('S1', '鹿城南路', [
      [101.5425, 25.03],
      [101.5428, 25.037],
      [101.5432, 25.045],
    ]),
    line('S2', '五一路', [
      [101.534, 25.0385],
      [101.5428, 25.038],
      [101.552, 25.0392],
    ]),
    line('S3', '信义街', [
      [101.5345, 25.0345],
      [101.5427, 25.0348],
      [101.551, 25.034],
    ]),
    line('S4', '中大街', [
      [101.535, 25.0425],
      [101.543, 25.042],
      [101.5525, 25.043],
    ]),
    line('S5', '环城西路', [
      [101.536, 25.03],
      [101.5372, 25.038],
      [101.5365, 25.046],
    ]),
  ],
};
