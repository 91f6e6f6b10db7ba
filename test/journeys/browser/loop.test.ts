// The whole loop in a real browser: report, accept, resolve with an "after" photo, both photos side by side, rate.
import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { clockIn, freshFolder, type ServerProcess, startProcess } from '../../support/process';
import { answered, openAfresh, openBrowser, openPhone, type Phone, words } from './support';

const folder = freshFolder();
let server: ServerProcess;
let browser: Browser;
let phone: Phone;
beforeAll(async () => {
  server = await startProcess({ DATA_DIR: folder, DEMO: 'on', RATE_LIMIT: 'off', ...clockIn(folder) });
  browser = await openBrowser();
  phone = await openPhone(browser, server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.end();
  rmSync(folder, { recursive: true, force: true });
});

const visible = (text: string | RegExp) => phone.page.getByText(text).filter({ visible: true }).first();
const tap = (text: string | RegExp) => visible(text).tap();
const become = async (name: string) => {
  await openAfresh(phone, `${server.url}/#/tabs/me/index`);
  await tap(/换一个演示人物/);
  await phone.page.getByText(name, { exact: true }).filter({ visible: true }).last().tap();
  await visible(`现在是${name}`).waitFor();
};
let number = '';

test('the home page says whose street this is', async () => {
  await visible('随手拍').waitFor();
  await visible(/鹿城南路街长 李\*\*/).waitFor();
  await phone.shot('home');
});

test('a resident reports: photo, words, category, place, and who will get it', async () => {
  phone.nextPhoto('before');
  await tap('随手拍');
  await visible('上报问题').waitFor();
  if ((await phone.page.locator('.ph-pic').count()) === 0) await tap('拍照或从相册选');
  await phone.page.locator('.ph-pic').first().waitFor();
  await phone.page.locator('textarea').first().fill('路灯不亮，晚上看不清台阶');
  await visible('街长').waitFor();
  await phone.page.locator('.chip', { hasText: '路灯' }).first().tap();
  await visible(/个工作小时内受理|小时内/).waitFor();
  await phone.shot('report');
  await phone.page.locator('#send').tap();
  await phone.page.waitForURL(/reports\/sent/);
  await visible(/532301-\d{6}-/).waitFor();
  number = /532301-\d{6}-[0-9A-Z]{6}-./.exec(await words(phone.page))?.[0] ?? '';
  expect(number).not.toBe('');
  await phone.shot('sent');
});

test('number, promise and timeline are there at once', async () => {
  await phone.page.goto(`${server.url}/#/reports/detail/index?number=${number}`);
  await visible('已派街长').waitFor();
  await visible('已提交').waitFor();
  await phone.shot('detail');
});

test('the street chief finds it on the desk, accepts, replies and resolves with a photo', async () => {
  await become('李文斌');
  await phone.page.goto(`${server.url}/#/tabs/home/index`);
  await visible('工作台').waitFor();
  await visible('待受理').waitFor();
  await phone.shot('desk');
  await phone.page.goto(`${server.url}/#/desk/handle/index?number=${number}`);
  await visible('路灯不亮，晚上看不清台阶').waitFor();
  await tap(/^受理$/);
  await visible('处理后的照片').waitFor();
  phone.nextPhoto('after');
  await tap('对着同一处拍');
  await phone.page.locator('.ph-pic').first().waitFor();
  await phone.page.locator('textarea').first().fill('换了灯泡和镇流器，已点亮。');
  await phone.page.locator('.ph-veil').waitFor({ state: 'detached' });
  await phone.shot('resolve');
  await answered(phone, () => tap(/^办结$/));
});

test('the resident sees both photos side by side and rates', async () => {
  await become('爱散步的阿依');
  await phone.page.goto(`${server.url}/#/reports/detail/index?number=${number}`);
  await visible('换了灯泡和镇流器，已点亮。').waitFor();
  await phone.page.locator('.ba img, .ba .rep-pic').nth(1).waitFor();
  await phone.shot('rate');
  await tap('非常满意');
  await tap('提交评价');
  await visible('已结案').waitFor();
  await phone.shot('closed');
});

test('nearby, my reports, messages, me, large text', async () => {
  for (const [name, path] of [
    ['nearby', 'tabs/nearby/index'],
    ['mine', 'reports/mine/index'],
    ['messages', 'people/messages/index'],
    ['me', 'tabs/me/index'],
  ]) {
    await phone.page.goto(`${server.url}/#/${path}`);
    await phone.page.waitForLoadState('networkidle');
    await phone.page.locator('.sk').first().waitFor({ state: 'detached' });
    await phone.shot(String(name));
  }
  await phone.page.goto(`${server.url}/#/tabs/home/index`);
  await tap('长辈版');
  await visible('回到普通版').waitFor();
  await phone.shot('elder-home');
});

test('no page complained', () => {
  expect(phone.errors).toEqual([]);
});
