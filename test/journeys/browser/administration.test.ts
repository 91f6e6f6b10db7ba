// Administration at 1280 px: a chief with thirty open cases hands over, a clock is changed and published, beats change and a case is
// moved by decision. Every page is looked at.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { api, clockIn, freshFolder, type ServerProcess, startProcess } from '../../support/process';
import { openBrowser, openPhone, type Phone } from './support';

const folder = freshFolder();
let server: ServerProcess;
let browser: Browser;
let screen: Phone;
beforeAll(async () => {
  server = await startProcess({ DATA_DIR: folder, DEMO: 'on', RATE_LIMIT: 'off', ...clockIn(folder) });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.end();
  rmSync(folder, { recursive: true, force: true });
});

const signIn = async (who: string) =>
  String((await api(server.url, 'POST', '/api/v1/sessions', undefined, { code: `demo:${who}` })).body.token);
const visible = (text: string | RegExp) => screen.page.getByText(text).filter({ visible: true }).first();
const field = (id: string) => screen.page.locator(`#${id} input, input#${id}`).filter({ visible: true }).first();
/** Opens a list of choices and takes one. */
const pick = async (id: string, text: string | RegExp) => {
  await screen.page.locator(`#${id} .adm-pick`).filter({ visible: true }).click();
  await screen.page.locator(`#${id} .adm-opt`).filter({ hasText: text, visible: true }).first().click();
};
const nav = (text: string) =>
  screen.page.locator('.wide-nav-i').filter({ hasText: text, visible: true }).first().click();

/** A wide screen signed in by the phone's approval. */
const signInWide = async (who: string) => {
  await screen?.context.close();
  screen = await openPhone(browser, server.url, { width: 1280, height: 800 });
  const started = screen.page.waitForResponse((response) => response.url().endsWith('/api/v1/sessions/browser'));
  await screen.page.goto(`${server.url}/#/people/wide/index`);
  const { id, number } = await (await started).json();
  await api(server.url, 'POST', `/api/v1/sessions/browser/${id}/approval`, await signIn(who), { number });
};
interface Filed {
  number: string;
  promise: { resolveText: string };
}
const report = async (token: string): Promise<Filed> => {
  const { body } = await api(server.url, 'POST', '/api/v1/reports', token, {
    submissionId: randomUUID(),
    category: 'dead-animal',
    description: '路边有一只死猫',
    location: { lng: 101.5461, lat: 25.0409, datum: 'gcj02' },
  });
  return body as unknown as Filed;
};

test('a chief with thirty open cases hands over in one step', async () => {
  const resident = await signIn('resident');
  for (let i = 0; i < 30; i++) await report(resident);
  await signInWide('admin');
  await visible('人员和职务').waitFor();
  await visible('邀请人任职').waitFor();
  await pick('role', /^街长/);
  await field('find').fill('鹿城南路');
  await visible('李').waitFor();
  await screen.shot('admin-people');
  await screen.page.locator('.adm-row').filter({ hasText: '鹿城南路', visible: true }).first().click();
  await screen.page.locator('#hand-over').click();
  await visible(/现在有 \d+ 件在办/).waitFor();
  const open = Number(/(\d+) 件在办/.exec((await visible(/现在有 \d+ 件在办/).textContent()) ?? '')?.[1]);
  expect(open).toBeGreaterThanOrEqual(30);
  await field('successor-name').fill('赵新任');
  await screen.shot('admin-hand-over');
  await screen.page.locator('#hand-over-send').click();
  await visible(`${open} 件在办上报已全部移交`).waitFor();
  const code = (await screen.page.locator('#code').textContent())?.trim();
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await screen.shot('admin-handed-over');

  const successor = await signIn('successor');
  expect((await api(server.url, 'POST', '/api/v1/posts/claim', successor, { code })).status).toBe(200);
  // the posts in memory of the one process are fresh at once; the token's own trust lasts two seconds
  await screen.page.waitForTimeout(2100);
  const desk = await api(server.url, 'GET', '/api/v1/desk/reports?limit=50', successor);
  expect((desk.body as unknown as { items: unknown[] }).items.length).toBeGreaterThanOrEqual(30);
  const old = await api(server.url, 'GET', '/api/v1/desk/reports?limit=50', await signIn('chief'));
  expect(old.status).toBe(403);
  expect(screen.errors).toEqual([]);
});

test('a changed clock is compared and published; what is open keeps its promise', async () => {
  const resident = await signIn('resident');
  const before = await report(resident);
  await nav('类别和时限');
  await visible('动物尸体').waitFor();
  await screen.shot('admin-catalogue');
  await screen.page.locator('.adm-row').filter({ hasText: '动物尸体', visible: true }).first().click();
  await field('limit-c1').fill('2');
  await screen.shot('admin-category');
  await screen.page.locator('#keep-draft').click();
  await visible('已存入草稿').waitFor();
  await screen.page.locator('.seg-i').filter({ hasText: '比较和发布', visible: true }).click();
  await visible('2 个工作小时内').waitFor();
  await visible(/在办 \d+ 件/).waitFor();
  await field('publish-note').fill('群众反映动物尸体处理慢');
  await screen.shot('admin-compare');
  await screen.page.locator('#publish').click();
  await screen.page.locator('.dialog').getByText('发布').last().click();
  await visible('第 2 版').waitFor();
  await screen.shot('admin-versions');
  const after = await report(resident);
  expect(after.promise.resolveText).toBe('2 个工作小时内办结');
  const kept = await api(server.url, 'GET', `/api/v1/reports/${before.number}`, resident);
  expect((kept.body as unknown as Filed).promise).toEqual(before.promise);
  await screen.page.locator('.seg-i').filter({ hasText: '共用时限', visible: true }).click();
  await screen.shot('admin-clocks');
  expect(screen.errors).toEqual([]);
});

test('a beat is changed by hand, and a dry run says where the next one goes', async () => {
  await nav('部门和分工');
  await visible('楚雄市城市管理局').waitFor();
  await screen.shot('admin-departments');
  await screen.page.locator('.seg-i').filter({ hasText: '权责清单', visible: true }).click();
  await visible('牵头单位').waitFor();
  await screen.shot('admin-responsibilities');
  await screen.page.locator('.seg-i').filter({ hasText: '责任范围', visible: true }).click();
  await visible('新设责任范围').click();
  await pick('beat-area', '鹿城南路');
  await pick('beat-target', '楚雄市城市管理局');
  await pick('beat-categories', '动物尸体');
  await screen.shot('admin-beats');
  await screen.page.locator('.adm-panel').getByText('保存').click();
  await visible('正在核对在办上报').waitFor();

  await nav('检查和试派');
  await visible('责任范围没有人').waitFor();
  await screen.shot('admin-checks');
  await screen.page.locator('.seg-i').filter({ hasText: '试派', visible: true }).click();
  await pick('dry-category', '动物尸体');
  await screen.page.locator('#dry-ask').click();
  await visible('为什么').waitFor();
  await screen.shot('admin-dry-run');
  await screen.page.locator('.seg-i').filter({ hasText: '没发出的消息', visible: true }).click();
  await visible('消息都发出去了').waitFor();
  expect(screen.errors).toEqual([]);
});

test('rules, holidays and templates are kept; every act is on the record', async () => {
  await nav('规则和节假日');
  await visible('上报：时限与规则').waitFor();
  await screen.shot('admin-settings');
  await screen.page.locator('.seg-i').filter({ hasText: '节假日', visible: true }).click();
  await visible('国务院公布').waitFor();
  await screen.shot('admin-holidays');
  await screen.page.locator('.seg-i').filter({ hasText: '回复模板', visible: true }).click();
  await visible('新增模板').waitFor();
  await screen.shot('admin-templates');
  await nav('管理记录');
  await visible('移交在办上报').waitFor();
  await screen.page.locator('.adm-row').filter({ hasText: '发布类别和时限', visible: true }).first().click();
  await visible('只看这个对象的').waitFor();
  await screen.shot('admin-record');
  const download = screen.page.waitForEvent('download');
  await screen.page.locator('#export').click();
  expect((await download).suggestedFilename()).toMatch(/^管理记录-.*\.csv$/);
  expect(screen.errors).toEqual([]);
});

test('the dispatcher finds the cases that would go elsewhere, and decides', async () => {
  await signInWide('dispatcher');
  await visible('派遣工作台').waitFor();
  await nav('改派建议');
  await visible('楚雄市城市管理局').waitFor({ timeout: 30_000 });
  await screen.page.locator('.adm-tick').filter({ visible: true }).first().click();
  await screen.page.locator('.adm-row').filter({ hasText: '动物尸体', visible: true }).first().click();
  await screen.shot('admin-reroutes');
  await screen.page.locator('#move').click();
  await visible('1 件已改派').waitFor();
  expect(screen.errors).toEqual([]);
});
