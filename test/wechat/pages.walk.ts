// Every page of the WeChat build, run as WeChat runs it: it opens without an error, shows what it is for, hears a pull at its end, and
// sends the view no more at once than quality.md allows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MiniProgram } from './mini-program';
import { DIST, openStage, type Stage } from './stage';

/** quality.md; WeChat advises 256 */
const MOST_BYTES = 64 * 1024;
/** handed to WeChat's map at a time: clustering is the server's, and so is the bound */
const MOST_MARKERS = 200;

let stage: Stage;
const largest = new Map<string, number>();

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(async () => {
  const lines = [...largest]
    .sort(([, a], [, b]) => b - a)
    .map(([route, bytes]) => `${(bytes / 1024).toFixed(1)} KB ${route}`);
  console.info(`Largest setData of each page:\n${lines.join('\n')}`);
  await stage.close();
});

const weigh = ({ sent }: MiniProgram) => {
  for (const { route, bytes } of sent) {
    largest.set(route, Math.max(bytes, largest.get(route) ?? 0));
    expect({ route, fits: bytes <= MOST_BYTES }).toEqual({ route, fits: true });
  }
};

// who, which page, a word that only what it is for can say; `:x` is looked up in the list behind it
const PAGES: [person: string, url: string, words: string, lookUp?: [path: string, field: string]][] = [
  ['resident', '/tabs/home/index', '随手拍'],
  ['chief', '/tabs/home/index', '李'],
  ['dispatcher', '/tabs/home/index', '待'],
  ['resident', '/tabs/nearby/index', '在办'],
  ['resident', '/tabs/join/index', '近期活动'],
  ['resident', '/tabs/me/index', '我的上报'],
  ['resident', '/reports/form/index', '先选是哪一类'],
  ['resident', '/reports/mine/index', '再报一件'],
  ['resident', '/reports/mine/index?group=closed', '再报一件'],
  ['resident', '/reports/detail/index?number=:x', '编号', ['/me/reports', 'number']],
  ['chief', '/desk/handle/index?number=:x', '上报', ['/desk/reports', 'number']],
  ['resident', '/areas/street/index?code=532301101-s01', '鹿城南路'],
  ['resident', '/areas/responsible/index', '鹿城南路'],
  ['resident', '/people/messages/index', '设置'],
  ['chief', '/people/messages/index', '设置'],
  ['resident', '/people/profile/index', '怎么称呼您'],
  ['resident', '/people/claim/index', '职务'],
  ['resident', '/people/about/index', '演示'],
  ['resident', '/people/limit/index', '上报'],
  ['resident', '/green-spaces/plots/index', '等人认养'],
  ['resident', '/green-spaces/plot/index?code=LC-HT-001', 'LC-HT-001'],
  ['resident', '/green-spaces/apply/index?code=LC-LD-015', '认养'],
  ['resident', '/green-spaces/mine/index', '找一块绿地'],
  ['resident', '/green-spaces/adoption/index?id=:x', '照料', ['/me/adoptions', 'id']],
  ['resident', '/green-spaces/care/index?id=:x', '打卡', ['/me/adoptions', 'id']],
  ['resident', '/green-spaces/wall/index', '来过'],
  ['resident', '/activities/list/index', '志愿服务'],
  ['resident', '/activities/detail/index?id=:x', '看路线', ['/activities', 'id']],
  ['volunteer', '/activities/mine/index', '将要参加'],
  ['volunteer', '/activities/check-in/index', '签'],
  ['dispatcher', '/activities/organised/index', '组织活动'],
  ['dispatcher', '/activities/write/index', '活动'],
  ['volunteer', '/volunteers/hours/index', '小时'],
  ['volunteer', '/volunteers/certificate/index?id=:x', '证明', ['/me/volunteers', 'id']],
  ['resident', '/volunteers/register/index', '登记'],
  ['resident', '/volunteers/verify/index?number=ZM-00000-00000-0', '查不到'],
  ['group-leader', '/volunteers/groups/index', '队'],
  ['volunteer', '/volunteers/profile/index?id=:x', '特长', ['/me/volunteers', 'id']],
  ['group-leader', '/volunteers/members/index?id=:x', '队员', ['/volunteer-groups', 'id']],
  ['group-leader', '/activities/roll/index?id=:x', '签到', ['/desk/activities', 'id']],
  ['resident', '/activities/summaries/index', '小结'],
  ['resident', '/people/approve/index', '电脑'],
  ['chief', '/patrols/walk/index', '巡查'],
];

// what is not there is said, in words that help
const NOTHING_THERE: [url: string, words: string][] = [
  ['/green-spaces/verify/index?number=RY-00000-00000-0', '没有这个编号的证书'],
  ['/reports/detail/index?number=532301-261124-AAAAAA-A', '没有找到这件上报'],
];

test.each(PAGES)('%s opens %s', async (person, url, words, ...rest) => {
  const [lookUp] = rest;
  const one = stage.start(person);
  const [found = ''] = lookUp ? await stage.list(person, ...lookUp) : [];
  const path = url.replace(':x', found);
  await one.launch(path);
  for (let i = 0; i < 3; i++) {
    const { onReachBottom } = one.current;
    if (typeof onReachBottom === 'function') onReachBottom.call(one.current);
    await one.settle();
  }
  expect(one.text).toContain(words);
  expect(one.text).not.toContain('再试一次');
  for (const { attr } of one.all('map')) expect((attr.markers as object[]).length).toBeLessThanOrEqual(MOST_MARKERS);
  weigh(one);
});

test.each(NOTHING_THERE)('%s finds nothing and says so', async (url, words) => {
  const one = stage.start('resident');
  await one.launch(url);
  expect(one.text).toContain(words);
});

test('every page of the build is among them, or named here with the reason', () => {
  const config = JSON.parse(readFileSync(join(DIST, 'weapp/app.json'), 'utf8')) as {
    pages: string[];
    subPackages: { root: string; pages: string[] }[];
  };
  const all = [
    ...config.pages,
    ...config.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
  ];
  const urls = [...PAGES.map(([, url]) => url), ...NOTHING_THERE.map(([url]) => url)];
  const opened = urls.map((url) => url.slice(1).split('?')[0]);
  // reached by reporting: test/wechat/loop.walk.ts
  const others = ['reports/sent/index'];
  expect(all.filter((page) => !opened.includes(page)).sort()).toEqual(others);
});
