// Posts and the people who hold them, all invented. `login` is the name after `demo:` with which one signs in on a demonstration
// server; the first of each role has the plain name of the role.
import type { Role } from '../../../shared/people/roles';
import { COUNTIES } from './counties';
import { bureauId, CITY_DEPARTMENTS, DEPARTMENTS, departmentId, ZONE_DESK } from './departments';
import { STREETS } from './streets';

export interface DemoPost {
  readonly login: string;
  readonly role: Role;
  /** code of a street, division or zone, or undefined with a department */
  readonly area?: string;
  readonly department?: string;
  readonly county: string;
  /** name of the area or department */
  readonly boundName: string;
  readonly holder: string;
  /** shown by full name in public: general chiefs are on the statutory notice boards */
  readonly publicName: boolean;
}

/** 鹿城南路, the street of `demo:chief`. */
export const DEMO_STREET = '532301101-s01';
const CITY = '532301';

const BUREAU_HEADS = ['李长江', '杨大明', '普文忠', '罗志明', '周学礼', '张正强', '段永红', '何建平', '鲁学良'];
const DISPATCHERS = ['陈静', '王芳', '李雪', '杨梅', '普晓红', '罗兰', '周敏', '张燕', '段玲', '何慧'];

// chief and other-chief are the two streets that a guided tour uses; the others are numbered as their streets
const chiefLogin = (i: number) => (i === 0 ? 'chief' : i === 1 ? 'other-chief' : `chief-${i + 1}`);

const streetPosts = STREETS.flatMap(({ code, name, chief, deputy }, i): DemoPost[] => {
  const at = { area: code, county: CITY, boundName: name, publicName: false };
  return [
    { ...at, login: chiefLogin(i), role: 'chief', holder: chief },
    { ...at, login: i === 0 ? 'deputy' : `deputy-${i + 1}`, role: 'deputy_chief', holder: deputy },
  ];
});

const departmentPosts = CITY_DEPARTMENTS.flatMap(({ id, name, head, handler }, i): DemoPost[] => {
  const at = { department: departmentId(id), county: CITY, boundName: name, publicName: false };
  return [
    { ...at, login: i === 0 ? 'head' : `head-${id}`, role: 'head', holder: head },
    { ...at, login: i === 0 ? 'handler' : `handler-${id}`, role: 'handler', holder: handler },
  ];
});

const others = COUNTIES.filter(({ code }) => code !== CITY);
const nameOf = (department: string) => DEPARTMENTS.find(({ _id }) => _id === department)?.name ?? '';
const bureauPosts = others.map(({ code }, i): DemoPost => {
  const department = bureauId(code);
  const holder = BUREAU_HEADS[i] ?? '';
  return {
    login: `head-${code}`,
    role: 'head',
    department,
    county: code,
    boundName: nameOf(department),
    holder,
    publicName: false,
  };
});

const countyPosts = COUNTIES.map(
  ({ code, name }, i): DemoPost => ({
    login: code === CITY ? 'dispatcher' : `dispatcher-${code}`,
    role: 'dispatcher',
    area: code,
    county: code,
    boundName: name,
    holder: DISPATCHERS[i] ?? '',
    publicName: false,
  }),
);

const city = { area: CITY, county: CITY, boundName: '楚雄市' };

export const POSTS: readonly DemoPost[] = [
  ...streetPosts,
  { login: 'vice-general', role: 'vice_general_chief', ...city, holder: '普建华', publicName: true },
  { login: 'general', role: 'general_chief', ...city, holder: '周志远', publicName: true },
  {
    login: 'vice-lucheng',
    role: 'vice_general_chief',
    area: '532301101',
    county: CITY,
    boundName: '鹿城镇',
    holder: '李春城',
    publicName: true,
  },
  {
    login: 'grid',
    role: 'grid_officer',
    area: '532301101001',
    county: CITY,
    boundName: '米市街社区',
    holder: '罗小芳',
    publicName: false,
  },
  ...departmentPosts,
  {
    login: 'head-zone',
    role: 'head',
    department: ZONE_DESK,
    county: CITY,
    boundName: nameOf(ZONE_DESK),
    holder: '高远',
    publicName: false,
  },
  ...bureauPosts,
  ...countyPosts,
  // of the prefecture: decides what a county's dispatcher may not decide about their own work
  {
    login: 'dispatcher-zhou',
    role: 'dispatcher',
    area: '532300',
    county: '532300',
    boundName: '楚雄彝族自治州',
    holder: '沈清',
    publicName: false,
  },
  { login: 'inspector', role: 'inspector', ...city, holder: '何明察', publicName: false },
  {
    login: 'admin',
    role: 'admin',
    area: '532300',
    county: '532300',
    boundName: '楚雄彝族自治州',
    holder: '管理员',
    publicName: false,
  },
];

/** Residents without a post: login → nickname. */
export const RESIDENTS: Readonly<Record<string, string>> = {
  resident: '爱散步的阿依',
  neighbour: '老街坊',
  volunteer: '志愿者小杨',
};
