// Invented activities of the demonstration, in days from the day it is seeded: what lies ahead, and what was.
import type { Kind } from '../../../shared/activities/kinds';

export interface DemoShift {
  name: string;
  /** HH:MM in Yunnan */
  from: string;
  to: string;
  capacity: number;
  minAge?: number;
}
export interface DemoActivity {
  id: string;
  kind: Kind;
  title: string;
  /** days from today; negative: it was held and settled */
  day: number;
  /** moved on to the next such day, 1 Monday … 7 Sunday */
  weekday?: number;
  street: string;
  along: number;
  place: string;
  about: string;
  organiser: 'dispatcher' | 'department' | 'group';
  audience?: 'volunteers' | 'everyone';
  bring?: string;
  risks: string;
  shifts: DemoShift[];
  /** how many of the demonstration's volunteers are on the first shift */
  signedUp: number;
  /** series: every week so many times */
  weeks?: number;
  summary?: string;
}

const ROAD = '在人行道作业，靠车行道一侧由队长站，注意来往车辆';
const NONE = '无特别风险，请听从现场安排';

export const ACTIVITIES: readonly DemoActivity[] = [
  {
    id: 'sweep',
    kind: 'service',
    title: '周六清晨净街',
    day: 1,
    weekday: 6,
    street: '鹿城南路',
    along: 0.3,
    place: '鹿城南路五一路口集合',
    about: '清扫人行道和花坛边的落叶、烟头，劝导乱扔垃圾。工具现场领取。',
    organiser: 'group',
    bring: '水杯、帽子',
    risks: ROAD,
    weeks: 4,
    signedUp: 9,
    shifts: [
      { name: '净街', from: '07:00', to: '09:00', capacity: 20, minAge: 16 },
      { name: '劝导', from: '08:30', to: '10:30', capacity: 10 },
      { name: '引导', from: '07:00', to: '09:00', capacity: 6 },
    ],
  },
  {
    id: 'old-town',
    kind: 'service',
    title: '彝人古镇文明劝导',
    day: 5,
    street: '鹿城北路',
    along: 0.6,
    place: '古镇西门',
    about: '劝导文明游览、垃圾分类投放，为游客指路。',
    organiser: 'dispatcher',
    risks: NONE,
    signedUp: 8,
    shifts: [{ name: '劝导', from: '18:30', to: '20:30', capacity: 8 }],
  },
  {
    id: 'river',
    kind: 'service',
    title: '龙川江边捡垃圾',
    day: 2,
    street: '环城西路',
    along: 0.4,
    place: '环城西路江边步道入口',
    about: '沿步道捡拾塑料袋和饮料瓶，称重后分类投放。',
    organiser: 'group',
    bring: '手套、胶鞋',
    risks: '靠近水边，不下水，两人一组',
    signedUp: 5,
    shifts: [{ name: '捡拾', from: '08:00', to: '10:00', capacity: 15, minAge: 18 }],
  },
  {
    id: 'water-works',
    kind: 'open-day',
    title: '自来水厂公众开放日',
    day: 11,
    street: '鹿城西路',
    along: 0.7,
    place: '水厂大门口',
    about: '看一滴水怎样变干净：取水、沉淀、过滤、消毒，有讲解，孩子可以动手做小实验。',
    organiser: 'department',
    audience: 'everyone',
    risks: '厂区有水池，请跟随讲解员，看好孩子',
    signedUp: 4,
    shifts: [
      { name: '上午场', from: '09:30', to: '11:00', capacity: 30 },
      { name: '下午场', from: '14:30', to: '16:00', capacity: 30 },
    ],
  },
  {
    id: 'control-room',
    kind: 'open-day',
    title: '走进城市管理指挥中心',
    day: 18,
    street: '五一路',
    along: 0.5,
    place: '城市管理局一楼大厅',
    about: '看一件上报从受理到办结要走哪几步，和派遣员聊一聊。',
    organiser: 'dispatcher',
    audience: 'everyone',
    risks: NONE,
    signedUp: 2,
    shifts: [{ name: '参观', from: '15:00', to: '16:30', capacity: 20 }],
  },
  {
    id: 'sorting',
    kind: 'theme',
    title: '垃圾分类亲子体验',
    day: 6,
    street: '中大街',
    along: 0.5,
    place: '中大街社区活动室',
    about: '孩子和家长一起做垃圾分类游戏，用旧衣服做环保袋。',
    organiser: 'dispatcher',
    audience: 'everyone',
    bring: '一件旧衣服',
    risks: NONE,
    signedUp: 3,
    shifts: [{ name: '体验', from: '10:00', to: '11:30', capacity: 24 }],
  },
  {
    id: 'torch',
    kind: 'theme',
    title: '火把节文明用火宣传',
    day: 20,
    street: '鹿城北路',
    along: 0.2,
    place: '太阳历文化园广场',
    about: '发放安全用火手册，演示灭火器，回收燃过的火把。',
    organiser: 'group',
    audience: 'everyone',
    risks: '有明火演示，请站在警戒线外',
    signedUp: 3,
    shifts: [{ name: '宣传', from: '18:00', to: '20:00', capacity: 16 }],
  },
  {
    id: 'estate',
    kind: 'renovation',
    title: '雁塔小区改造现场听意见',
    day: 8,
    street: '府后街',
    along: 0.4,
    place: '雁塔小区北门凉亭',
    about: '看方案图，在图上标出您希望的车位、绿地和扶手的位置，设计师现场记录。',
    organiser: 'department',
    audience: 'everyone',
    risks: NONE,
    signedUp: 4,
    shifts: [{ name: '听意见', from: '09:00', to: '11:00', capacity: 40 }],
  },
  {
    id: 'assistant',
    kind: 'assistant',
    title: '义务城管协管员：鹿城南路早高峰',
    day: 1,
    weekday: 1,
    street: '鹿城南路',
    along: 0.6,
    place: '鹿城南路菜市场门口',
    about: '协助街长劝导占道摆摊和乱停电动车，发现问题随手上报。',
    organiser: 'dispatcher',
    risks: ROAD,
    signedUp: 3,
    shifts: [
      { name: '早班', from: '07:30', to: '09:30', capacity: 4, minAge: 18 },
      { name: '晚班', from: '17:00', to: '19:00', capacity: 4, minAge: 18 },
    ],
  },
  {
    id: 'assistant-two',
    kind: 'assistant',
    title: '义务城管协管员：五一路周末',
    day: 9,
    weekday: 7,
    street: '五一路',
    along: 0.3,
    place: '五一路步行街口',
    about: '协助维护步行街秩序，给游客指路。',
    organiser: 'dispatcher',
    risks: ROAD,
    signedUp: 2,
    shifts: [{ name: '白班', from: '10:00', to: '13:00', capacity: 6, minAge: 18 }],
  },
  {
    id: 'patrol',
    kind: 'patrol',
    title: '北浦夜间平安巡逻',
    day: 3,
    street: '鹿城南路',
    along: 0.8,
    place: '北浦社区居委会',
    about: '两人一组巡逻背街小巷，查看路灯、井盖和消防通道。',
    organiser: 'group',
    bring: '手电筒',
    risks: '夜间作业，穿反光背心，不单独行动',
    signedUp: 6,
    shifts: [{ name: '巡逻', from: '20:00', to: '22:00', capacity: 10, minAge: 18 }],
  },
  {
    id: 'patrol-two',
    kind: 'patrol',
    title: '西园路校园周边护学',
    day: 7,
    weekday: 3,
    street: '西园路',
    along: 0.5,
    place: '西园路小学门口',
    about: '上学时段疏导家长车辆，护送孩子过街。',
    organiser: 'group',
    risks: ROAD,
    signedUp: 2,
    shifts: [{ name: '护学', from: '07:10', to: '08:10', capacity: 6, minAge: 18 }],
  },
  ...past(),
];

/** Seventy days of Saturdays and other days that were: hours of the demonstration's volunteers come from here. */
function past(): DemoActivity[] {
  const rows: [days: number, kind: Kind, title: string, street: string, from: string, to: string, came: number][] = [
    [-2, 'patrol', '北浦夜间平安巡逻', '鹿城南路', '20:00', '22:00', 3],
    [-6, 'service', '鹿城南路净街', '鹿城南路', '07:00', '09:00', 5],
    [-12, 'assistant', '义务城管协管员：中大街', '中大街', '08:00', '11:00', 3],
    [-20, 'service', '龙川江边捡垃圾', '环城西路', '08:00', '10:00', 4],
    [-33, 'renovation', '文联街小区改造听意见', '文联街', '09:00', '11:30', 3],
    [-48, 'service', '白龙路清理小广告', '白龙路', '14:00', '17:00', 4],
    [-62, 'patrol', '怀象街夜间巡逻', '怀象街', '20:00', '22:30', 3],
    [-80, 'service', '鹿城西路净街', '鹿城西路', '07:00', '09:30', 5],
    [-110, 'service', '信义街擦洗护栏', '信义街', '08:30', '11:30', 3],
  ];
  return rows.map(([day, kind, title, street, from, to, came], i) => ({
    id: `past-${i}`,
    kind,
    title,
    day,
    street,
    along: 0.5,
    place: `${street}路口`,
    about: '已经结束的活动。',
    organiser: 'group',
    risks: ROAD,
    signedUp: came,
    shifts: [{ name: '服务', from, to, capacity: 12 }],
    ...(i === 1 && { summary: '清扫人行道两公里，装了十二袋垃圾，劝导乱扔三十多次。' }),
  }));
}

/** Invented volunteers: login, name, birth year. The first is `demo:volunteer`, the second leads the group. */
export const VOLUNTEERS: readonly [login: string, name: string, born: number][] = [
  ['volunteer', '杨小梅', 1992],
  ['group-leader', '普阿光', 1978],
  ['volunteer-3', '李建国', 1965],
  ['volunteer-4', '罗阿妹', 1999],
  ['volunteer-5', '张志强', 1985],
  ['volunteer-6', '周玉兰', 1958],
  ['volunteer-7', '何文秀', 2001],
  ['volunteer-8', '鲁学军', 1970],
  ['volunteer-9', '段金花', 1988],
];
