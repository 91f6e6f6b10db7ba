// The managing unit's and the administrators' new pages at 1280: a plot's outline drawn on the map, the adoption agreement drafted,
// compared and published, a plaque flagged by a resident and hidden.
import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { api, clockIn, freshFolder, type ServerProcess, startProcess } from '../../support/process';
import { belongsTo, openBrowser, openPhone, type Phone, words } from './support';

const folder = freshFolder();
let server: ServerProcess;
let browser: Browser;
beforeAll(async () => {
  server = await startProcess({ DATA_DIR: folder, DEMO: 'on', RATE_LIMIT: 'off', ...clockIn(folder) });
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.end();
  rmSync(folder, { recursive: true, force: true });
});

const WIDE = { width: 1280, height: 800 };
const openAs = async (person: string, path: string, size = WIDE): Promise<Phone> => {
  const screen = await openPhone(browser, server.url, size);
  await belongsTo(screen, person);
  await screen.page.goto(`${server.url}/#${path}`);
  await screen.page.reload();
  return screen;
};

test('the outline of a plot is drawn on the map; a crossing is said at once and not sent', async () => {
  const screen = await openAs('dispatcher', '/green-spaces/desk/index');
  const { page } = screen;
  await page.locator('.pdesk-view', { hasText: '绿地' }).last().click();
  await page.locator('.pdesk-row--plot').nth(2).waitFor();
  await screen.shot('unit-1-plots');
  await page.locator('#add-plot').click();
  await page.locator('.pdesk-map .leaflet-container').waitFor();
  const fill = (label: string, text: string) =>
    page.locator(`input[aria-label="${label}"], [aria-label="${label}"] input`).first().fill(text);
  await fill('编号', 'LC-NEW-001');
  await fill('名称', '新画的花坛');
  const map = page.locator('.pdesk-map');
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  if (!box) throw new Error('no map');
  const at = (x: number, y: number) => page.mouse.click(box.x + box.width / 2 + x, box.y + box.height / 2 + y);
  await at(0, 0);
  await page.locator('.chip', { hasText: '画边界' }).click();
  await at(-40, -30);
  await at(40, 30);
  await at(40, -30);
  await at(-40, 30);
  await page.getByText('交叉').first().waitFor();
  await screen.shot('unit-2-crossed');
  await page.locator('#save-plot').click();
  expect(await words(page)).toContain('交叉');
  for (let i = 0; i < 3; i++) await page.getByText('撤回一个角').click();
  await at(40, -30);
  await at(40, 30);
  await at(-40, 30);
  await page.getByText('围住约').first().waitFor();
  await page.locator('#take-area').click();
  await screen.shot('unit-3-outline');
  await page
    .getByText('楚雄市园林绿化局')
    .first()
    .click()
    .catch(() => page.locator('.chip', { hasText: '园林' }).first().click());
  await page.locator('#save-plot').click();
  await page.getByText('已保存').first().waitFor();
  const { body } = await api(server.url, 'GET', '/api/v1/plots/LC-NEW-001');
  expect((body as unknown as { shape: { coordinates: unknown[][] } }).shape.coordinates[0]).toHaveLength(5);
  expect(screen.errors).toEqual([]);
}, 180_000);

test('the agreement: a draft, what it changes, a new version', async () => {
  const screen = await openAs('admin', '/administration/rules/index');
  const { page } = screen;
  await page.getByText('认养协议').first().click();
  const text = page.locator('#agreement-text textarea, textarea#agreement-text').first();
  await text.waitFor();
  await screen.shot('unit-4-agreement');
  await text.fill(`${await text.inputValue()}\n十二、遇到大风预警请不要到树下。`);
  await page.locator('#save-draft').click();
  await page.getByText('和第 1 版相比').waitFor();
  await page.locator('#agreement-note input, input#agreement-note').first().fill('增加安全提醒');
  await page.locator('#publish-agreement').scrollIntoViewIfNeeded();
  await screen.shot('unit-5-compare');
  await page.locator('#publish-agreement').click();
  await page.getByText('发布第 2 版？').waitFor();
  await page
    .locator('.btn', { hasText: /^发布$/ })
    .last()
    .click();
  await page.getByText('第 2 版已生效').first().waitFor();
  expect((await api(server.url, 'GET', '/api/v1/adoption-agreements/current')).body).toMatchObject({ version: 2 });
  expect(screen.errors).toEqual([]);
}, 120_000);

test('a resident flags a plaque; the dispatcher hides it', async () => {
  const { items } = (await api(server.url, 'GET', '/api/v1/adoption-wall')).body as unknown as {
    items: { plaque: string; plot: { code: string } }[];
  };
  const [first] = items;
  if (!first) throw new Error('an empty wall');
  const phone = await openAs('neighbour', `/green-spaces/plot/index?code=${first.plot.code}`, {
    width: 390,
    height: 844,
  });
  await phone.page.locator(`[aria-label="举报牌名“${first.plaque}”"]`).first().click();
  await phone.page.locator('.chip', { hasText: '广告或无关内容' }).last().click();
  await phone.shot('unit-6-flag');
  await phone.page.locator('#flag-send').click();
  await phone.page.getByText('已收到').first().waitFor();
  const screen = await openAs('dispatcher', '/moderation/queue/index');
  await screen.page.locator('.mod-view', { hasText: '认养' }).click();
  await screen.page.getByText(first.plaque).first().waitFor();
  await screen.shot('unit-7-queue');
  await screen.page.locator('.mod-piece', { hasText: first.plaque }).locator('.btn', { hasText: '隐藏' }).click();
  await screen.page.locator('.sheet-box .chip', { hasText: '广告' }).click();
  await screen.page.locator('#act-send').click();
  await screen.page.getByText('没有公开').first().waitFor();
  await screen.shot('unit-8-hidden');
  const wall = (await api(server.url, 'GET', '/api/v1/adoption-wall')).body as unknown as {
    items: { plaque: string }[];
  };
  expect(wall.items.map(({ plaque }) => plaque)).not.toContain(first.plaque);
  expect([...phone.errors, ...screen.errors]).toEqual([]);
}, 120_000);
