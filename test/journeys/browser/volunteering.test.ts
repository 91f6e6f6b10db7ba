// From publishing to the certificate, in real browsers: the organiser writes, publishes and moves a day, a volunteer signs up, a leader
// signs a member up, a resident brings family; organiser and volunteer meet at the place with the rotating code, hours are settled, the
// certificate is verified by anybody, and withdrawn at the dispatcher's wide desk, which also founds groups and keeps records.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { freshFolder, type ServerProcess, startProcess } from '../../support/process';
import { belongsTo, openBrowser, openPhone, type Phone, words } from './support';

const folder = freshFolder();
const clock = join(folder, 'clock');
const DAY = '2026-12-05';
const setTime = (at: string) => writeFileSync(clock, new Date(`${at}:00+08:00`).toISOString());

let server: ServerProcess;
let browser: Browser;
let organiser: Phone;
let volunteer: Phone;
let desk: Phone;
let certificate = '';
let activity = '';
let code = '';

const WIDE = { width: 1280, height: 800 };
const asPerson = async (login: string, size?: typeof WIDE): Promise<Phone> => {
  const phone = await openPhone(browser, server.url, size, '2026-12-01T02:00:00Z');
  await belongsTo(phone, login);
  return phone;
};
const open = async ({ page }: Phone, path: string) => {
  await page.goto(`${server.url}/#${path}`);
  await page.reload();
};
const visible = ({ page }: Phone, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first();
const tap = (phone: Phone, text: string | RegExp) => visible(phone, text).tap();
/** A chip: its words lie in an element of their own, which is not what is pressed. */
const chip = ({ page }: Phone, text: string | RegExp) =>
  page.locator('.chip').filter({ hasText: text, visible: true }).first();
const fill = ({ page }: Phone, id: string, text: string) =>
  page.locator(`#${id} input, #${id} textarea, input#${id}, textarea#${id}`).first().fill(text);

beforeAll(async () => {
  setTime('2026-12-01T10:00');
  server = await startProcess({
    NODE_ENV: 'test',
    TEST_CLOCK_FILE: clock,
    DATA_DIR: folder,
    DEMO: 'on',
    RATE_LIMIT: 'off',
  });
  browser = await openBrowser();
  organiser = await asPerson('group-leader');
  volunteer = await asPerson('volunteer');
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.end();
  rmSync(folder, { recursive: true, force: true });
});

test('the organiser writes an activity and publishes it', async () => {
  await open(organiser, '/activities/write/index');
  await visible(organiser, '哪一类').waitFor();
  await fill(organiser, 'title', '周六擦洗护栏');
  await fill(organiser, 'about', '擦洗鹿城南路护栏，工具现场领取');
  await fill(organiser, 'day', DAY);
  await fill(organiser, 'shift-0', '擦洗');
  await fill(organiser, 'capacity-0', '3');
  await fill(organiser, 'place', '鹿城南路五一路口');
  await tap(organiser, '用我现在的位置');
  await visible(organiser, '已定好位置').waitFor();
  await fill(organiser, 'contact', '普队长');
  await fill(organiser, 'phone', '0878-3000000');
  await fill(organiser, 'risks', '人行道作业，注意车辆');
  await fill(organiser, 'insurance', '主办方购买意外险');
  await organiser.shot('write-activity');
  await organiser.page.locator('#save-activity').tap();
  await organiser.page.waitForURL(/activities\/roll/);
  activity = /id=([0-9a-f]{24})/.exec(organiser.page.url())?.[1] ?? '';
  await organiser.page.locator('#publish').tap();
  // published, so that its code is shown
  await organiser.page.locator('#typed-code').waitFor();
  expect(activity).not.toBe('');
});

test('the organiser moves it to another day, and back', async () => {
  for (const day of ['2026-12-06', DAY]) {
    await open(organiser, `/activities/roll/index?id=${activity}`);
    await tap(organiser, '活动');
    await fill(organiser, 'other-day', day);
    await organiser.page.locator('#move-day').tap();
    await visible(organiser, '已改期').waitFor();
    await organiser.page.waitForFunction(
      (wanted) => document.querySelector<HTMLInputElement>('#other-day input, input#other-day')?.value === wanted,
      day,
    );
  }
  await organiser.shot('other-day');
  await open(organiser, '/activities/organised/index');
  await visible(organiser, '周六擦洗护栏').waitFor();
  await organiser.shot('organised');
});

test('a volunteer finds it and signs up', async () => {
  await open(volunteer, '/tabs/join/index');
  await visible(volunteer, '近期活动').waitFor();
  await volunteer.shot('join');
  await open(volunteer, `/activities/detail/index?id=${activity}`);
  await visible(volunteer, '周六擦洗护栏').waitFor();
  await volunteer.shot('activity');
  await volunteer.page.locator('#sign-up').tap();
  await tap(volunteer, '我看过风险和保险说明');
  await volunteer.page.locator('#confirm-sign-up').tap();
  await visible(volunteer, '看我的班次').waitFor();
  await open(volunteer, '/activities/mine/index');
  await visible(volunteer, '周六擦洗护栏').waitFor();
  await volunteer.shot('my-shifts');
});

test('a leader signs a member up, who is on the roll', async () => {
  await open(organiser, '/volunteers/groups/index');
  await tap(organiser, '队员名单');
  await visible(organiser, '替队员报名：选一个活动').waitFor();
  await organiser.shot('members');
  await open(organiser, `/activities/detail/index?id=${activity}`);
  await organiser.page.locator('#sign-up').tap();
  await chip(organiser, /^本人 /).tap();
  await chip(organiser, /^段\*\* YC-/).tap();
  await tap(organiser, '我看过风险和保险说明');
  await organiser.shot('sign-up-members');
  await organiser.page.locator('#confirm-sign-up').tap();
  await visible(organiser, '报名成功').waitFor();
  await open(organiser, `/activities/roll/index?id=${activity}`);
  await organiser.page.getByRole('tab', { name: '名单' }).tap();
  await visible(organiser, '段**').waitFor();
});

test('moved after people signed up: they are asked whether they can still come, and answer', async () => {
  for (const day of ['2026-12-06', DAY]) {
    await open(organiser, `/activities/roll/index?id=${activity}`);
    await tap(organiser, '活动');
    await fill(organiser, 'other-day', day);
    await organiser.page.locator('#move-day').tap();
    await visible(organiser, '已改期').waitFor();
    await organiser.page.getByRole('tab', { name: '名单' }).tap();
    await visible(organiser, '改期后还没答复能不能来').waitFor();
    await open(volunteer, day === DAY ? `/activities/detail/index?id=${activity}` : '/activities/mine/index');
    await visible(volunteer, '时间改了，您还能来吗？').waitFor();
    await volunteer.shot(day === DAY ? 'asked-again' : 'asked');
    await volunteer.page.getByRole('button', { name: '还能来：周六擦洗护栏' }).tap();
    await visible(volunteer, '好的，到时见').waitFor();
    await visible(volunteer, '时间改了，您还能来吗？').waitFor({ state: 'hidden' });
  }
});

test('a volunteer changes what they offer', async () => {
  await open(volunteer, '/volunteers/hours/index');
  await tap(volunteer, '修改登记');
  await visible(volunteer, '换电话').waitFor();
  await chip(volunteer, '驾驶').tap();
  await volunteer.shot('volunteer-profile');
  await volunteer.page.locator('#save-profile').tap();
  await visible(volunteer, '已保存').waitFor();
});

test('a resident brings family to an open day, by name', async () => {
  const resident = await asPerson('resident');
  const list = await resident.page.request.get(`${server.url}/api/v1/activities?limit=50`);
  const { items } = (await list.json()) as { items: { id: string; audience: string; free: number }[] };
  const openDay = items.find(({ audience, free }) => audience === 'everyone' && free > 3);
  await open(resident, `/activities/detail/index?id=${openDay?.id}`);
  await resident.page.locator('#sign-up').tap();
  await resident.page.locator('#add-relative').tap();
  await fill(resident, 'relative-0', '李小宝');
  await fill(resident, 'relative-year-0', '2010');
  await tap(resident, '我看过风险和保险说明');
  await resident.shot('sign-up-family');
  await resident.page.locator('#confirm-sign-up').tap();
  await visible(resident, '看我的班次').waitFor();
  await open(resident, '/activities/mine/index');
  await visible(resident, '一共 2 人，家人 李**').waitFor();
  expect(await words(resident.page)).not.toContain('李小宝');
  expect(resident.errors).toEqual([]);
});

test('the dispatcher keeps a record and founds a group', async () => {
  desk = await asPerson('dispatcher', WIDE);
  await open(desk, '/volunteers/desk/index');
  const rows = desk.page.locator('.vd-row[role=link]');
  await rows.last().click();
  await visible(desk, '服务档案').waitFor();
  await fill(desk, 'fact-text', '消防演练培训');
  await fill(desk, 'fact-day', '2026-11-30');
  await fill(desk, 'fact-hours', '3');
  await desk.page.locator('#add-fact').click();
  await visible(desk, '消防演练培训').waitFor();
  await desk.shot('volunteer-desk');
  const number = ((await rows.last().textContent()) ?? '').slice(0, 13);
  await desk.page.locator('.ad-scope').filter({ hasText: '志愿队', visible: true }).click();
  await desk.page.locator('#found-group').click();
  await fill(desk, 'group-name', '东瓜志愿队');
  await chip(desk, '楚雄市').click();
  await fill(desk, 'group-leader', number);
  await desk.page.locator('#send-group').click();
  await visible(desk, '（队长）').waitFor();
  await desk.shot('group-desk');
  expect(desk.errors).toEqual([]);
});

test('both meet: the code on the screen checks in, and out', async () => {
  for (const [at, word, done] of [
    [`${DAY}T09:00`, '签到', /已签到/],
    [`${DAY}T10:50`, '签退', /已签退/],
  ] as const) {
    setTime(at);
    await open(organiser, `/activities/roll/index?id=${activity}`);
    await organiser.page.locator('#typed-code').waitFor();
    code = ((await organiser.page.locator('#typed-code').textContent()) ?? '').trim();
    if (word === '签到') await organiser.shot('shift-code');
    await open(volunteer, '/activities/check-in/index');
    await visible(volunteer, '或输入屏幕上的 8 位码').waitFor();
    await fill(volunteer, 'code', code);
    await volunteer.page.locator('#send-code').tap();
    await visible(volunteer, done).waitFor();
    await volunteer.shot(word === '签到' ? 'checked-in' : 'checked-out');
  }
});

test('the organiser settles, the volunteer has the hours', async () => {
  setTime(`${DAY}T12:30`);
  // the clock of the server ends the activity within a moment
  await organiser.page.waitForTimeout(2500);
  await open(organiser, `/activities/roll/index?id=${activity}`);
  await tap(organiser, '活动');
  await organiser.page.locator('#settle').tap();
  await visible(organiser, '已结束').waitFor();
  await open(volunteer, '/volunteers/hours/index');
  await visible(volunteer, '近六个月').waitFor();
  await visible(volunteer, '周六擦洗护栏').waitFor();
  await visible(volunteer, '消防演练培训').waitFor();
  await volunteer.shot('hours');
});

test('the summary is read by everybody', async () => {
  await open(organiser, `/activities/roll/index?id=${activity}`);
  await tap(organiser, '活动');
  await fill(organiser, 'summary', '擦洗护栏六百米，换下破损的三处');
  await fill(organiser, 'thanks', '谢谢大家');
  await organiser.page.locator('#summarise').tap();
  await visible(organiser, '小结已发布').waitFor();
  const anybody = await openPhone(browser, server.url);
  await open(anybody, '/activities/list/index');
  await tap(anybody, '活动小结');
  await visible(anybody, '擦洗护栏六百米，换下破损的三处').waitFor();
  await anybody.shot('summaries');
  expect(anybody.errors).toEqual([]);
  await open(volunteer, '/volunteers/hours/index');
});

test('the certificate is issued and anybody can verify it, without seeing the full name', async () => {
  await tap(volunteer, '开一张志愿服务证明');
  await volunteer.page.locator('#issue').tap();
  await visible(volunteer, /^ZM-/).waitFor();
  const number = /ZM-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]/.exec(await words(volunteer.page))?.[0] ?? '';
  certificate = number;
  const anybody = await openPhone(browser, server.url);
  await open(anybody, `/volunteers/verify/index?number=${number}`);
  await visible(anybody, '证明有效').waitFor();
  await visible(anybody, '杨**').waitFor();
  expect(await words(anybody.page)).not.toContain('杨小梅');
  await anybody.shot('verify');
  await open(anybody, '/volunteers/verify/index?number=ZM-00000-00000-1');
  await visible(anybody, '查不到这份证明').waitFor();
  for (const phone of [organiser, volunteer, anybody]) expect(phone.errors).toEqual([]);
});

test('a certificate with a mistake is withdrawn by its number, and says so to anybody', async () => {
  await open(desk, '/volunteers/desk/index');
  await desk.page.locator('.ad-scope').filter({ hasText: '撤销证明', visible: true }).click();
  await fill(desk, 'certificate-number', certificate);
  await desk.page.locator('#find-certificate').click();
  await desk.page.getByRole('button', { name: `撤销证明 ${certificate}` }).click();
  await fill(desk, 'withdraw-reason', '时长有误，另开新证明');
  await desk.page.locator('#withdraw').click();
  await visible(desk, /已撤销$/).waitFor();
  await desk.shot('withdraw');
  const anybody = await openPhone(browser, server.url);
  await open(anybody, `/volunteers/verify/index?number=${certificate}`);
  await visible(anybody, '证明已撤销').waitFor();
  for (const phone of [desk, anybody]) expect(phone.errors).toEqual([]);
});
