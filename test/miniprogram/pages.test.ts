// What the compiler cannot see: pages, pictures and icons are named by strings.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../server/reports/catalogue-data';

const root = join(__dirname, '../../miniprogram');

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(join(folder, entry.name))
      : /\.tsx?$/.test(entry.name)
        ? [join(folder, entry.name)]
        : [],
  );
/** tables in shared/ name icons too */
const text = [...sources(root), ...sources(join(root, '../shared'))]
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

interface AppConfig {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
  tabBar: { list: { pagePath: string; iconPath: string; selectedIconPath: string }[] };
}

const appConfig = (): AppConfig => {
  let config: AppConfig | undefined;
  Object.assign(globalThis, { defineAppConfig: (value: AppConfig) => (config = value) });
  process.env.TARO_ENV = 'h5';
  jest.requireActual('../../miniprogram/app.config');
  if (!config) throw new Error('app.config.ts declares nothing');
  return config;
};

const config = appConfig();
const pages = [...config.pages, ...config.subPackages.flatMap((sub) => sub.pages.map((page) => `${sub.root}/${page}`))];

test('every page declared has a view and a configuration', () => {
  for (const page of pages) {
    expect(existsSync(join(root, `${page}.tsx`))).toBe(true);
    expect(existsSync(join(root, `${page}.config.ts`))).toBe(true);
  }
});

test('every address in go.ts is a page declared, and every page can be reached', () => {
  const go = readFileSync(join(root, 'platform/go.ts'), 'utf8');
  const named = [...go.matchAll(/'\/([a-z/-]+\/index)'/g)].map((match) => match[1] ?? '');
  expect(new Set(named)).toEqual(new Set(pages));
});

test('tab and pin pictures are there', () => {
  for (const { iconPath, selectedIconPath } of config.tabBar.list) {
    expect(existsSync(join(root, iconPath))).toBe(true);
    expect(existsSync(join(root, selectedIconPath))).toBe(true);
  }
  for (const name of [
    'tab-desk',
    'tab-desk-on',
    ...['way', 'hand', 'wait', 'late', 'done', 'place'].map((tone) => `pin-${tone}`),
  ])
    expect(existsSync(join(root, `assets/${name}.png`))).toBe(true);
});

const icons = new Set(
  [...readFileSync(join(root, 'styles/icons.scss'), 'utf8').matchAll(/^\.i-([a-z0-9-]+) \{/gm)].map(
    (match) => match[1] ?? '',
  ),
);

test('every icon asked for is drawn, and every category of the catalogue has one', () => {
  const asked = [...text.matchAll(/(?:\bicon|\bname)=["']([a-z0-9-]+)["']|\bicon: '([a-z0-9-]+)'/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  expect(asked.length).toBeGreaterThan(50);
  expect([...asked, ...CATALOGUE.map((row) => row.icon)].filter((name) => !icons.has(name))).toEqual([]);
});

test('no icon is carried that nothing uses', () => {
  const idle = [...icons].filter((name) => !name.startsWith('cat-') && !new RegExp(`["']${name}["']`).test(text));
  expect(idle).toEqual([]);
});
