// The dispatcher's wide desk: signed in with the phone's approval, several cases moved at once, one opened.
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

test('a wide screen signs in when the phone approves', async () => {
  screen = await openPhone(browser, server.url, { width: 1280, height: 800 });
  const started = screen.page.waitForResponse((response) => response.url().endsWith('/api/v1/sessions/browser'));
  await screen.page.goto(`${server.url}/#/people/wide/index`);
  const { id, number } = await (await started).json();
  await visible(number).waitFor();
  await screen.shot('wide-sign-in');
  const approval = await api(
    server.url,
    'POST',
    `/api/v1/sessions/browser/${id}/approval`,
    await signIn('dispatcher'),
    { number },
  );
  expect(approval.status).toBe(200);
  await visible('派遣工作台').waitFor();
});

test('several cases go to another street with one reason', async () => {
  await screen.page.locator('.board-row .board-tick').nth(1).waitFor();
  await screen.shot('wide-desk');
  const ticks = screen.page.locator('.board-row:not(.board-row--head) .board-tick:not([aria-disabled="true"])');
  await screen.page.locator('.board-scope', { hasText: '全部在办' }).click();
  await ticks.nth(1).waitFor();
  await ticks.nth(0).click();
  await ticks.nth(1).click();
  await screen.page.locator('#reassign').click();
  await visible('改派 2 件').waitFor();
  await screen.shot('wide-reassign');
  await screen.page.locator('input[placeholder="搜单位、街道或姓"]').fill('白龙路');
  await screen.page
    .locator('.sheet, .lrow')
    .getByText(/白龙路街长/)
    .last()
    .click();
  await screen.page.locator('textarea[placeholder="为什么改派"]').fill('这一片今天由白龙路统一处理。');
  await screen.shot('wide-reassign');
  await screen.page.locator('#reassign-send').click();
  await visible('2 件已改派').waitFor();
});

test('a case opens beside the table with every move it allows', async () => {
  await screen.page.locator('.board-row:not(.board-row--head) .board-open').first().click();
  await visible('为什么派给这里').waitFor();
  await screen.shot('wide-case');
  expect(screen.errors).toEqual([]);
});
