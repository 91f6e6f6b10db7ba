// Every desk as its holder sees it, in ordinary and in large text: something to do or a plain word that there is nothing, nothing
// wider than the phone, and the first case opens. Pictures go to artifacts/ to be looked at.
import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { clockIn, freshFolder, type ServerProcess, startProcess } from '../../support/process';
import { openBrowser, openPhone, type Phone } from './support';

const folder = freshFolder();
let server: ServerProcess;
let browser: Browser;
beforeAll(async () => {
  server = await startProcess({ DATA_DIR: folder, DEMO: 'on', RATE_LIMIT: 'off', ...clockIn(folder) });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.end();
  rmSync(folder, { recursive: true, force: true });
});

const HOLDERS = ['chief', 'deputy', 'grid', 'handler', 'head', 'inspector', 'vice-general', 'general'];
const CASES = HOLDERS.flatMap((holder) => [[holder, false] as const, [holder, true] as const]);

const fits = ({ page }: Phone) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test.each(CASES)('the desk of %s, large text: %s', async (holder, elder) => {
  const kept = { 'demo-person': `demo:${holder}`, appearance: { elder, sun: false } };
  const phone = await openPhone(browser, 'about:blank');
  const { page, context } = phone;
  await context.addInitScript((store) => {
    for (const [key, value] of Object.entries(store))
      localStorage.setItem(key, JSON.stringify({ data: JSON.stringify(value) }));
  }, kept);
  await page.goto(`${server.url}/#/tabs/home/index`);
  await page.getByText('工作台').filter({ visible: true }).first().waitFor();
  await page.locator('.job-acts, .face-t').filter({ visible: true }).first().waitFor();
  const name = `desk-${holder}${elder ? '-elder' : ''}`;
  await phone.shot(name);
  expect(await fits(phone)).toBe(true);
  const job = page.locator('.job-acts').filter({ visible: true }).first();
  if ((await job.count()) > 0) {
    const number = await page.evaluate(async (code) => {
      const json = { 'content-type': 'application/json' };
      const session = await fetch('/api/v1/sessions', {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ code }),
      });
      const { token } = await session.json();
      const headers = { authorization: `Bearer ${token}` };
      const first = await (await fetch('/api/v1/desk/reports', { headers })).json();
      const scope = first.scopes.find((one: { count: number }) => one.count > 0)?.scope;
      const desk = await (await fetch(`/api/v1/desk/reports?scope=${scope}`, { headers })).json();
      return desk.items[0].number as string;
    }, `demo:${holder}`);
    await page.goto(`${server.url}/#/desk/handle/index?number=${number}`);
    await page.locator('.bar').filter({ visible: true }).first().waitFor();
    await phone.shot(`${name}-case`);
    expect(await fits(phone)).toBe(true);
  }
  expect(phone.errors).toEqual([]);
  await context.close();
});
