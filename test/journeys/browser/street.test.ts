// A code on a street sign: scan it (by its address), see whose street it is, report from there, and it lies on that chief's desk.
import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { clockIn, freshFolder, type ServerProcess, startProcess } from '../../support/process';
import { openBrowser, openPhone, type Phone, words } from './support';

const STREET = '532301101-s01';
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
let number = '';

test('the sign is a picture, with the address of the street in its code', async () => {
  const reply = await fetch(`${server.url}/api/v1/streets/${STREET}/card.png`);
  expect(reply.headers.get('content-type')).toBe('image/png');
  const { width, height } = await sharp(Buffer.from(await reply.arrayBuffer())).metadata();
  expect([width, height]).toEqual([1600, 1120]);
});

test('scanning lands on the card: chief, duty phone, extent, this month, what is open', async () => {
  await phone.page.goto(`${server.url}/s/${STREET}?k=000000`);
  await phone.page.waitForURL(/areas\/street\/index/);
  await visible('鹿城南路').waitFor();
  await visible('中大街口 至 万家坝路口').waitFor();
  await visible('李**').waitFor();
  await visible('0878-0001001').waitFor();
  await visible(/^\d+月办得怎么样$/).waitFor();
  await visible(/^正在办 \d+ 件$/).waitFor();
  // printed with another stamp: the chief or the telephone has changed since
  await visible('牌子上印的是旧信息').waitFor();
  await phone.shot('street-card');
});

test('a sign that was carried elsewhere says so, and leads to the street one stands on', async () => {
  await phone.context.setGeolocation({ latitude: 25.0525, longitude: 101.5448 });
  await phone.page.goto('about:blank');
  await phone.page.goto(`${server.url}/s/${STREET}?k=000000`);
  await visible('这块牌子可能挂错了地方').waitFor();
  await phone.shot('street-card-moved');
  await tap('打开鹿城北路');
  await visible('彝海公园').waitFor();
  await phone.context.setGeolocation({ latitude: 25.0439, longitude: 101.5447 });
});

test('the form opened from the card knows the street and the chief', async () => {
  await phone.page.goto('about:blank');
  await phone.page.goto(`${server.url}/s/${STREET}`);
  await visible('李**').waitFor();
  await phone.page.locator('#report-here').tap();
  await phone.page.waitForURL(/reports\/form/);
  // the place is called by the street's name, in plain words
  await visible(/^鹿城南路$/).waitFor();
  await phone.page.locator('textarea').first().fill('人行道上有一只死猫');
  await phone.page.locator('.chip', { hasText: '动物' }).first().tap();
  await visible(/李\*\*/).waitFor();
  await phone.shot('street-report');
  await phone.page.locator('#send').tap();
  await phone.page.waitForURL(/reports\/sent/);
  await visible(/532301-\d{6}-/).waitFor();
  number = /532301-\d{6}-[0-9A-Z]{6}-./.exec(await words(phone.page))?.[0] ?? '';
  expect(number).not.toBe('');
});

test('it came by the code, lies on the desk of that chief, and stands on the card', async () => {
  const signIn = await fetch(`${server.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'demo:chief' }),
  });
  const { token } = (await signIn.json()) as { token: string };
  const headers = { authorization: `Bearer ${token}` };
  const report = (await (await fetch(`${server.url}/api/v1/reports/${number}`, { headers })).json()) as {
    source: string;
    street: { code: string };
  };
  expect([report.source, report.street.code]).toEqual(['qr', STREET]);
  const desk = await (await fetch(`${server.url}/api/v1/desk/reports?limit=50`, { headers })).text();
  expect(desk).toContain(number);
  await phone.page.goto(`${server.url}/#/tabs/me/index`);
  await phone.page.reload();
  await tap(/切换演示人物|换一个演示人物|演示人物/);
  await tap('李文斌');
  await phone.page.waitForTimeout(800);
  await phone.page.goto(`${server.url}/#/tabs/home/index`);
  await visible('工作台').waitFor();
  await visible('动物尸体').waitFor();
  await phone.shot('street-desk');
  // counted when its announcement comes up: a demonstration just started has forty before it
  for (let i = 0; i < 60; i++) {
    if ((await (await fetch(`${server.url}/api/v1/streets/${STREET}`)).text()).includes(number)) return;
    await phone.page.waitForTimeout(500);
  }
  throw new Error('the card does not show what was reported from it');
}, 60_000);

test('who is responsible here, by category, and the street on the map', async () => {
  await phone.page.goto(`${server.url}/#/areas/responsible/index`);
  await visible('打开街道名片').waitFor();
  await tap('细看');
  await visible('牵头单位').waitFor();
  await visible(/楚政办发〔2019〕11号/).waitFor();
  await phone.shot('responsible');
  await phone.page.goto(`${server.url}/#/tabs/nearby/index`);
  await visible(/^在办/).waitFor();
  await phone.page.waitForTimeout(1500);
  await phone.shot('nearby-map');
});

test('a place is found by its name, the map goes there, and the street that was meant is named with its chief', async () => {
  await visible('搜街道、社区、地名').tap();
  await phone.page.locator('#place-words').first().waitFor();
  await phone.page.locator('#place-words input, input#place-words').first().fill('北浦');
  await visible('社区 · 楚雄市鹿城镇').waitFor();
  await phone.shot('nearby-search');
  await phone.page.locator('.lrow', { hasText: '北浦路' }).first().tap();
  await visible('打开街道名片').waitFor();
  await phone.page.waitForTimeout(1200);
  await phone.shot('nearby-found');
  await phone.page.locator('.near-search').filter({ visible: true }).first().tap();
  await phone.page.locator('#place-words input, input#place-words').first().fill('没有这个地方');
  await visible('没有找到').waitFor();
});

test('no page complained', () => {
  expect(phone.errors).toEqual([]);
});
