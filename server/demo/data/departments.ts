// Departments of the demonstration. Those of 楚雄市 are split as a city of its size splits them; the other counties have a
// city-management bureau only, so that reports outside its field reach the county's dispatchers. Numbers are invented.
import type { Department } from '../../areas';
import { COUNTIES } from './counties';

const CITY = '532301';

/** A department of 楚雄市 with the people who act for it. */
export interface DemoDepartment {
  readonly id: string;
  readonly name: string;
  readonly head: string;
  readonly handler: string;
  /** Name of the lead department in the catalogue this office answers for. */
  readonly lead: string;
  /** Groups of the catalogue it takes from that lead; absent: whatever no other office takes. */
  readonly groups?: readonly string[];
}

const CITY_MANAGEMENT = '住房城乡建设局（城市管理）';

export const CITY_DEPARTMENTS: readonly DemoDepartment[] = [
  { id: 'chengguan', name: '楚雄市城市管理局', head: '鲁国荣', handler: '李晓东', lead: CITY_MANAGEMENT },
  {
    id: 'shizheng',
    name: '楚雄市住建局市政所',
    head: '周光明',
    handler: '普建设',
    lead: CITY_MANAGEMENT,
    groups: ['道路设施', '供排水', '公用设施'],
  },
  {
    id: 'yuanlin',
    name: '楚雄市园林绿化中心',
    head: '段青松',
    handler: '张海棠',
    lead: CITY_MANAGEMENT,
    groups: ['绿化'],
  },
  { id: 'jiaojing', name: '楚雄市公安局交警大队', head: '王铁军', handler: '杨路平', lead: '公安局（交警）' },
  { id: 'shuiwu', name: '楚雄市水务局', head: '何清源', handler: '罗江华', lead: '水务局' },
  { id: 'shichang', name: '楚雄市市场监管局', head: '赵公平', handler: '马晓琴', lead: '市场监管局' },
  { id: 'ziran', name: '楚雄市自然资源局', head: '起大山', handler: '李国土', lead: '自然资源规划局' },
  { id: 'jiaotong', name: '楚雄市交通运输局', head: '毕长路', handler: '周畅', lead: '交通运输局' },
  { id: 'yingji', name: '楚雄市应急局', head: '普安宁', handler: '何平安', lead: '应急局（消防）' },
  { id: 'xiaoqu', name: '楚雄市住宅小区治理办公室', head: '张和睦', handler: '杨邻里', lead: '政法委（住宅小区治理）' },
];

/** Stored id of a department of 楚雄市. */
export const departmentId = (id: string): string => `${CITY}-${id}`;
/** Stored id of the city-management bureau of another county. */
export const bureauId = (county: string): string => `${county}-chengguan`;
/** The desk of the development zone. */
export const ZONE_DESK = 'zone-gaoxin-desk';

const phone = (n: number) => `0878-000${2001 + n}`;

export const DEPARTMENTS: readonly Department[] = [
  ...CITY_DEPARTMENTS.map(({ id, name }, i) => ({ _id: departmentId(id), name, county: CITY, dutyPhone: phone(i) })),
  { _id: ZONE_DESK, name: '楚雄高新区城市管理办公室', county: CITY, dutyPhone: phone(50) },
  ...COUNTIES.filter(({ code }) => code !== CITY).map(({ code, name }, i) => ({
    _id: bureauId(code),
    name: `${name}城市管理局`,
    county: code,
    dutyPhone: phone(60 + i),
  })),
];
