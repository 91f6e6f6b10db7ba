// A chief walks the own street: from the desk, a part of it without a network, a problem on the way, and the street's card says so.
import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { clockIn, freshFolder, type ServerProcess, startProcess, WALK_AT } from '../../support/process';
import { openBrowser, openPhone, type Phone } from './support';

const STREET = '532301101-s01';
const folder = freshFolder();
let server: ServerProcess;
let browser: Browser;
let phone: Phone;
let line: [number, number][];
const open = async (person: string, elder = false): Promise<Phone> => {
  const made = await openPhone(browser, 'about:blank');
  const kept = { 'demo-person': `demo:${person}`, appearance: { elder, sun: false } };
  await made.context.addInitScript((store) => {
    for (const [key, value] of Object.entries(store))
      if (!localStorage.getItem(key)) localStorage.setItem(key, JSON.stringify({ data: JSON.stringify(value) }));
  }, kept);
  return made;
};
beforeAll(async () => {
  server = await startProcess({ DATA_DIR: folder, DEMO: 'on', RATE_LIMIT: 'off', ...clockIn(folder) });
  const street = await (await fetch(`${server.url}/api/v1/streets/${STREET}`)).json();
  line = (street as { shape: { coordinates: [number, number][] } }).shape.coordinates;
  browser = await openBrowser();
  phone = await open('chief');
});
afterAll(async () => {
  await browser?.close();
  await server?.end();
  rmSync(folder, { recursive: true, force: true });
});

const visible = (text: string | RegExp) => phone.page.getByText(text).filter({ visible: true }).first();
const fits = ({ page }: Phone) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
let seconds = 0;
/** walks from share to share of the street: a position every ten seconds */
const walk = async (from: number, to: number) => {
  for (let i = 0; i <= 24; i++) {
    const at = (from + ((to - from) * i) / 24) * (line.length - 1);
    const [a, b] = [line[Math.floor(at)]!, line[Math.min(line.length - 1, Math.floor(at) + 1)]!];
    const share = at - Math.floor(at);
    seconds += 10;
    await phone.context.clock.setFixedTime(Date.parse(WALK_AT) + seconds * 1000);
    await phone.context.setGeolocation({
      longitude: a[0] + (b[0] - a[0]) * share,
      latitude: a[1] + (b[1] - a[1]) * share,
      accuracy: 8,
    });
    // the device tells of a place as fast as its page listens
    await phone.page.waitForTimeout(120);
  }
};

test('from the desk to one’s own street: how often, when last, and by whom does not matter', async () => {
  await phone.page.goto(`${server.url}/#/tabs/home/index`);
  await visible('街道巡查').waitFor();
  await phone.shot('patrol-desk');
  await visible('街道巡查').tap();
  await phone.page.waitForURL(/patrols\/walk/);
  await visible(/每 7 天一次 · 上次：3 天前/).waitFor();
  await visible('按时').waitFor();
  await phone.shot('patrol-rest');
  expect(await fits(phone)).toBe(true);
});

test('walking: time, what is seen of the street, and a part of the way without a network', async () => {
  await phone.page.locator('#patrol-start').tap();
  await visible('正在记录走过的街道').waitFor();
  await walk(0, 0.5);
  await visible(/(看过|已巡过) [2-6]\d%/).waitFor();
  await phone.context.setOffline(true);
  await walk(0.5, 0.8);
  await visible(/没有网络，走过的先存在手机里/).waitFor();
  await phone.shot('patrol-offline');
  await phone.context.setOffline(false);
  await walk(0.8, 1);
  await visible(/已巡过 (8\d|9\d|100)%/).waitFor();
  await phone.shot('patrol-walking');
  expect(await fits(phone)).toBe(true);
});

test('a problem found on the way is a report of the patrol', async () => {
  await phone.page.locator('#patrol-report').tap();
  await phone.page.waitForURL(/reports\/form/);
  await phone.page.locator('textarea').first().fill('人行道上有一只死猫');
  await phone.page.locator('.chip', { hasText: '动物' }).first().tap();
  await phone.page
    .locator('#send')
    .filter({ hasText: /^(?!先)/ })
    .tap();
  await phone.page.waitForURL(/reports\/sent/);
  await phone.page.goBack();
  await visible('正在巡查').waitFor();
  await visible('路上报了 1 件').waitFor();
  await visible('动物尸体').waitFor();
});

test('the end: what is left is when and how much, and the street’s card says it to everybody', async () => {
  await visible('结束').tap();
  await visible('结束这次巡查？').waitFor();
  await phone.shot('patrol-end');
  await phone.page.getByText('结束巡查').filter({ visible: true }).last().tap();
  await visible('巡查已结束').waitFor();
  await visible(/鹿城南路 (9\d|100)%，报了 1 件/).waitFor();
  await phone.shot('patrol-done');
  const kept = await phone.page.evaluate(() => Object.keys(localStorage));
  expect(kept).not.toContain('patrol');
  await phone.page.goto(`${server.url}/#/areas/street/index?code=${STREET}`);
  await visible(/街长上次巡查：(刚刚|今天|\d+ 分钟)/).waitFor();
  await phone.shot('patrol-card');
});

test('in large text, and with nothing on record', async () => {
  const other = await open('chief-5', true);
  await other.page.goto(`${server.url}/#/patrols/walk/index`);
  await other.page.getByText('还没有巡查过').filter({ visible: true }).first().waitFor();
  await other.shot('patrol-rest-elder');
  expect(await fits(other)).toBe(true);
  await other.page.locator('#patrol-start').tap();
  await other.page.getByText('正在巡查').filter({ visible: true }).first().waitFor();
  await other.shot('patrol-walking-elder');
  expect(await fits(other)).toBe(true);
  expect(other.errors).toEqual([]);
});

test('whoever has no street is told so', async () => {
  const other = await open('resident');
  await other.page.goto(`${server.url}/#/patrols/walk/index`);
  await other.page.getByText('您没有这个权限').filter({ visible: true }).first().waitFor();
  await other.context.close();
});

test('no page complained', () => {
  expect(phone.errors).toEqual([]);
});
