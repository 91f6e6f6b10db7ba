// From the map to the certificate: a resident finds a free plot, applies; the unit's wide desk approves; the resident cares at the place
// and holds the certificate, whose number anybody can verify.
import type { Browser } from 'playwright-core';
import { clockIn, freshFolder, type ServerProcess, startProcess } from '../../support/process';
import { openBrowser, openPhone, words } from './support';

let server: ServerProcess;
let browser: Browser;
beforeAll(async () => {
  const folder = freshFolder();
  server = await startProcess({ DATA_DIR: folder, DEMO: 'on', RATE_LIMIT: 'off', ...clockIn(folder) });
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.end();
});

const become = async (page: Awaited<ReturnType<typeof openPhone>>['page'], person: string) => {
  // a sign-in under way would come after it
  await page.waitForLoadState('networkidle');
  await page.evaluate((code) => {
    localStorage.clear();
    localStorage.setItem('demo-person', JSON.stringify({ data: JSON.stringify(code) }));
  }, `demo:${person}`);
};

test('map → plot → application → desk → care → certificate', async () => {
  const phone = await openPhone(browser, `${server.url}/#/tabs/join/index`);
  const { page } = phone;
  const visit = async (path: string) => {
    await page.goto(`${server.url}/#${path}`);
    await page.reload();
  };
  await become(page, 'volunteer');
  await visit('/tabs/join/index');
  await page.getByText('找一块绿地认养').waitFor();
  await phone.shot('adoption-1-join');
  await page.getByText('找一块绿地认养').click();
  await page.getByText('近的在前').waitFor();
  await phone.shot('adoption-2-map');
  // the pins of the map and the list under it are the same plots; a plot the dispatcher decides on
  await page.locator('.gs-row').filter({ hasText: '南路中段绿地' }).first().click();
  await page.getByText('要做什么').waitFor();
  await phone.shot('adoption-3-plot');
  await page.locator('#apply').click();
  await page.locator('#plaque').waitFor();
  const type = (id: string, text: string) => page.locator(`#${id} input, input#${id}`).first().fill(text);
  await type('plaque', '小杨花园');
  await type('name', '杨一');
  await type('phone', '13987650000');
  await page.getByText('看协议全文').click();
  await page.getByText('看过了，同意').waitFor();
  await phone.shot('adoption-4-agreement');
  await page.getByText('看过了，同意').click();
  await phone.shot('adoption-5-form');
  await page.locator('#send').click();
  await page.getByText('等待审核').first().waitFor();
  await phone.shot('adoption-6-applied');
  const id = new URL(page.url().replace('#', '')).searchParams.get('id') ?? '';
  expect(id).toMatch(/^[0-9a-f]{24}$/);

  const desk = await openPhone(browser, `${server.url}/#/green-spaces/desk/index`, { width: 1280, height: 800 });
  await become(desk.page, 'dispatcher');
  await desk.page.reload();
  await desk.page.getByText('小杨花园').first().click();
  await desk.page.locator('#do-approve').waitFor();
  await desk.shot('adoption-7-desk');
  await desk.page.locator('#do-approve').click();
  await desk.page.getByText('认养中').first().waitFor();
  expect(desk.errors).toEqual([]);

  await phone.context.setGeolocation({ latitude: 25.0418, longitude: 101.5445 });
  await visit(`/green-spaces/care/index?id=${id}`);
  await page.getByText('今天做了什么').waitFor();
  const away = page.getByText('回来后补记');
  await page.locator('.care-task').filter({ hasText: '捡拾垃圾' }).waitFor();
  await page.waitForTimeout(1500);
  if (await away.isVisible()) await away.click();
  await phone.shot('adoption-8-care');
  await page.locator('#send').click();
  await page.getByText('记下了').first().waitFor();

  await visit(`/green-spaces/adoption/index?id=${id}`);
  await page.getByText('认养证书').first().waitFor();
  await phone.shot('adoption-9-living');
  expect(await words(page)).toContain('您是“新芽”');
  await page.getByText('认养证书').first().click();
  await page.getByText('证书有效').waitFor();
  await page.waitForTimeout(1500);
  await phone.shot('adoption-10-certificate');
  const number = /RY-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(await words(page))?.[0] ?? '';
  const pdf = await fetch(`${server.url}/api/v1/adoption-certificates/${number}/certificate.pdf`);
  expect([pdf.status, pdf.headers.get('content-type'), (await pdf.text()).slice(0, 5)]).toEqual([
    200,
    'application/pdf',
    '%PDF-',
  ]);
  expect(phone.errors).toEqual([]);
}, 180_000);
