// An administrator at a table: a file is checked, announced for an instant, seen in the list and taken back.
import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { clockIn, freshFolder, type ServerProcess, startProcess } from '../../support/process';
import { openBrowser, openPhone, type Phone } from './support';

const folder = freshFolder();
let server: ServerProcess;
let browser: Browser;
let desk: Phone;
beforeAll(async () => {
  server = await startProcess({ DATA_DIR: folder, DEMO: 'on', RATE_LIMIT: 'off', ...clockIn(folder) });
  browser = await openBrowser();
  desk = await openPhone(browser, 'about:blank', { width: 1280, height: 900 });
  await desk.context.addInitScript(() =>
    localStorage.setItem('demo-person', JSON.stringify({ data: JSON.stringify('demo:admin') })),
  );
});
afterAll(async () => {
  await browser?.close();
  await server?.end();
  rmSync(folder, { recursive: true, force: true });
});

const visible = (text: string | RegExp) => desk.page.getByText(text).filter({ visible: true }).first();
const STREETS = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { code: '532301101-new', name: '新修路', town: '532301101', widthM: 15, patrolDays: 3 },
      geometry: {
        type: 'LineString',
        coordinates: [
          [101.5489, 25.0391],
          [101.5489, 25.0401],
        ],
      },
    },
  ],
});

test('checked, announced for a morning to come, seen in the list, taken back', async () => {
  const { page } = desk;
  await page.goto(`${server.url}/#/areas/wide/index`);
  await visible('选择文件来核对').waitFor();
  page.once('filechooser', (chooser) => {
    void chooser.setFiles({ name: '新街.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(STREETS) });
  });
  await visible('选择文件来核对').click();
  await visible(/换上：新增 1/).waitFor();
  const from = page.locator('#valid-from input, input#valid-from').first();
  await from.fill('明天');
  await visible('写成 2026-12-01 或 2026-12-01 08:30').waitFor();
  await from.fill('2026-12-01 08:30');
  await visible(/排定：新增 1/).click();
  await visible(/已排定，2026年12月1日.*08:30 生效/).waitFor();
  await visible('排定的').waitFor();
  await visible('等生效').waitFor();
  await desk.shot('wide-areas-announced');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await page.getByText('撤回', { exact: true }).filter({ visible: true }).first().click();
  await visible('撤回新街.geojson？').waitFor();
  await page.locator('.dialog').getByText('撤回', { exact: true }).click();
  await visible('已撤回').waitFor();
  expect(desk.errors).toEqual([]);
});
