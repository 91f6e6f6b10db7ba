// What may happen to a report after the first answer, by the hands of those it happens to.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { DEMO_PLACE } from '../../support/builders';
import { api, clockIn, freshFolder, type ServerProcess, startProcess } from '../../support/process';
import { answered, openAfresh, openBrowser, openPhone, type Phone } from './support';

const folder = freshFolder();
let server: ServerProcess;
let browser: Browser;
let phone: Phone;
/** Wednesday, 30 December 2026, 10:00: two working days before the New Year holiday. */
const BEFORE_HOLIDAY = '2026-12-30T02:00:00Z';
const setClock = (iso: string) => clockIn(folder, iso);

beforeAll(async () => {
  server = await startProcess({ DATA_DIR: folder, DEMO: 'on', RATE_LIMIT: 'off', ...setClock(BEFORE_HOLIDAY) });
  browser = await openBrowser();
  phone = await openPhone(browser, server.url, undefined, BEFORE_HOLIDAY);
});
afterAll(async () => {
  await browser?.close();
  await server?.end();
  rmSync(folder, { recursive: true, force: true });
});

const PEOPLE = {
  resident: '爱散步的阿依',
  chief: '李文斌',
  head: '鲁国荣',
  inspector: '何明察',
  dispatcher: '陈静',
} as const;
type Who = keyof typeof PEOPLE;

const visible = (text: string | RegExp) => phone.page.getByText(text).filter({ visible: true }).first();
const tap = (text: string | RegExp) => visible(text).tap();
// a chip is drawn smaller than the ground that takes the finger
const chip = (text: string) => phone.page.locator('.chip', { hasText: text }).first().tap();
const become = async (who: Who) => {
  await openAfresh(phone, `${server.url}/#/tabs/me/index`);
  await tap(/换一个演示人物/);
  await phone.page.getByText(PEOPLE[who], { exact: true }).filter({ visible: true }).last().tap();
  await visible(`现在是${PEOPLE[who]}`).waitFor();
};
const open = async (path: string, number: string) => {
  await openAfresh(phone, `${server.url}/#/${path}?number=${number}`);
};
/** One step on the handling page: straight from the bar, or under 更多, through the sheet its row draws. */
const step = async (label: string, words: string, more = false) => {
  if (more) await tap('更多');
  await tap(new RegExp(`^${label}$`));
  await phone.page.locator('#move-text textarea, textarea#move-text, .sheet textarea').last().fill(words);
};
const send = () => answered(phone, () => phone.page.locator('#move-send').tap());

const signIn = async (who: Who) =>
  String((await api(server.url, 'POST', '/api/v1/sessions', undefined, { code: `demo:${who}` })).body.token);
const report = async () => {
  const body = {
    submissionId: randomUUID(),
    category: 'dead-animal',
    description: '路边有只死猫',
    location: DEMO_PLACE,
  };
  return String((await api(server.url, 'POST', '/api/v1/reports', await signIn('resident'), body)).body.number);
};
/** Steps that are not the point of the journey go through the API. */
const quickly = async (who: Who, number: string, move: string, input: object = {}) => {
  const token = await signIn(who);
  const { body } = await api(server.url, 'GET', `/api/v1/reports/${number}`, token);
  const reply = await api(server.url, 'POST', `/api/v1/reports/${number}/moves`, token, {
    moveId: randomUUID(),
    version: body.version,
    move,
    input,
  });
  expect(reply.status).toBe(200);
};

test('bad rating → call-back by somebody else → rework → closed', async () => {
  const number = await report();
  await quickly('chief', number, 'accept');
  await quickly('chief', number, 'resolve', { text: '看过了' });

  await become('resident');
  await open('reports/detail/index', number);
  await tap(/^不满意$/);
  await chip('问题没有解决');
  await phone.page.locator('#rate').tap();
  await visible('已结案').waitFor();
  await phone.shot('life-bad-rating');

  await become('inspector');
  await phone.page.goto(`${server.url}/#/tabs/home/index`);
  await visible('工作台').waitFor();
  await phone.shot('life-inspector-desk');
  await open('desk/handle/index', number);
  await visible('回访完成').waitFor();
  await step('回访后返工', '上报人说死猫还在，照片核实属实。', true);
  await send();

  await become('chief');
  await open('desk/handle/index', number);
  await visible(/返工/).waitFor();
  await phone.page.locator('textarea').first().fill('这次已清走并消毒。');
  await phone.shot('life-rework');
  await answered(phone, () => tap(/^办结$/));

  await become('resident');
  await open('reports/detail/index', number);
  await visible('这次已清走并消毒。').waitFor();
  await tap('非常满意');
  await phone.page.locator('#rate').tap();
  await visible('谢谢您的评价').waitFor();
  await phone.shot('life-closed');
  expect((await api(server.url, 'GET', `/api/v1/reports/${number}`)).body).toMatchObject({
    status: 'closed',
    rating: { score: 5 },
  });
});

test('transferred to a department and back', async () => {
  const number = await report();
  await become('chief');
  await open('desk/handle/index', number);
  await tap(/^受理$/);
  await visible('处理后的照片').waitFor();
  await tap(/^转办$/);
  await tap('楚雄市城市管理局');
  await phone.page.locator('textarea').last().fill('需要专业清运，请接手。');
  await phone.shot('life-transfer');
  await send();

  await become('head');
  await open('desk/handle/index', number);
  await visible('路边有只死猫').waitFor();
  await phone.shot('life-department');
  await quickly('head', number, 'transfer', { text: '已清完大件，剩下归街长。', assignee: 'area:532301101-s01' });

  await become('resident');
  await open('reports/detail/index', number);
  await visible('已清完大件，剩下归街长。').waitFor();
  await phone.shot('life-hops');
  expect((await api(server.url, 'GET', `/api/v1/reports/${number}`)).body).toMatchObject({
    status: 'assigned',
    responsible: { kind: 'post' },
  });
});

test('suspended over a holiday: the clock stands still and runs again by itself', async () => {
  const number = await report();
  await quickly('chief', number, 'accept');
  await become('chief');
  await open('desk/handle/index', number);
  await step('申请挂账', '等节后清运车恢复。', true);
  await chip('要等材料、设备或资金到位');
  await phone.page.locator('input[type=date]').fill('2027-01-05');
  await phone.shot('life-suspension-asked');
  await send();

  await become('dispatcher');
  await open('desk/handle/index', number);
  await tap(/^同意挂账$/);
  await phone.page.locator('input[type=date]').fill('2027-01-05');
  await send();

  await become('resident');
  await open('reports/detail/index', number);
  await visible(/挂账/).waitFor();
  await phone.shot('life-suspended');
  const suspended = (await api(server.url, 'GET', `/api/v1/reports/${number}`)).body;
  expect(suspended).toMatchObject({ status: 'suspended', clock: null });

  setClock('2027-01-05T02:00:00Z');
  let status = '';
  for (let i = 0; i < 60 && status !== 'handling'; i++) {
    await phone.page.waitForTimeout(500);
    status = String((await api(server.url, 'GET', `/api/v1/reports/${number}`)).body.status);
  }
  expect(status).toBe('handling');
  setClock(BEFORE_HOLIDAY);
});

test('no page complained', () => {
  expect(phone.errors).toEqual([]);
});
