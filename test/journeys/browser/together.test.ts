// Working together at 1280 px: a blocked river that three departments clear under one lead, three reports of one hole that become one
// case and are split again, and content that a moderator blurs. Each person has a browser of their own.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { drawPicture } from '../../../server/demo/pictures';
import { api, clockIn, freshFolder, type ServerProcess, startProcess, WALK_AT } from '../../support/process';
import { belongsTo, openAfresh, openBrowser, openPhone, type Phone } from './support';

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

const WIDE = { width: 1280, height: 800 };
const tokens = new Map<string, string>();
const signIn = async (who: string): Promise<string> => {
  const known = tokens.get(who);
  if (known) return known;
  const { body } = await api(server.url, 'POST', '/api/v1/sessions', undefined, { code: `demo:${who}` });
  tokens.set(who, String(body.token));
  return String(body.token);
};
const visible = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first();

/** A wide screen on which somebody has signed in with their phone. */
const wide = async (who: string): Promise<Phone> => {
  const screen = await openPhone(browser, server.url, WIDE);
  const started = screen.page.waitForResponse((response) => response.url().endsWith('/api/v1/sessions/browser'));
  await screen.page.goto(`${server.url}/#/people/wide/index`);
  const { id, number } = await (await started).json();
  await api(server.url, 'POST', `/api/v1/sessions/browser/${id}/approval`, await signIn(who), { number });
  // whoever neither dispatches nor administers comes to their desk first
  await screen.page.waitForURL(/desk\/board|tabs\/home/);
  // afresh: the page that is being left may open the desk by itself as well, and two desks would lie over each other
  await openAfresh(screen, `${server.url}/#/desk/board/index`);
  await screen.page.locator('.board-scope').first().waitFor();
  return screen;
};
/** The phone of somebody who holds a post, with their desk open. */
const phoneOf = async (who: string): Promise<Phone> => {
  const phone = await openPhone(browser, server.url);
  await belongsTo(phone, who);
  await phone.page.goto(`${server.url}/#/tabs/home/index`);
  await phone.page.reload();
  await phone.page.locator('.desk-me').waitFor();
  return phone;
};
const close = async (screen: Phone) => {
  expect(screen.errors).toEqual([]);
  await screen.context.close();
};
const upload = async (who: string, subject: 'litter' | 'pothole' | 'parking'): Promise<string> => {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(await drawPicture(subject, 'before', 5))]), 'a.jpg');
  const response = await fetch(`${server.url}/api/v1/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await signIn(who)}` },
    body: form,
  });
  return String(((await response.json()) as { id: string }).id);
};
const report = async (who: string, over: object): Promise<string> => {
  const { status, body } = await api(server.url, 'POST', '/api/v1/reports', await signIn(who), {
    submissionId: randomUUID(),
    location: { lng: 101.5461, lat: 25.0409, datum: 'gcj02' },
    ...over,
  });
  expect(status).toBe(201);
  return String(body.number);
};
interface Read {
  status: string;
  version: number;
  facts: { jointOpen: number; duplicates: number };
  followers: number;
  photos: { id: string; url: string }[];
  [key: string]: unknown;
}
const read = async (number: string, who = 'dispatcher') =>
  (await api(server.url, 'GET', `/api/v1/reports/${number}`, await signIn(who))).body as unknown as Read;
const move = async (who: string, number: string, name: string, input: object = {}) => {
  const { version } = await read(number, who);
  const body = { moveId: randomUUID(), version, move: name, input };
  return api(server.url, 'POST', `/api/v1/reports/${number}/moves`, await signIn(who), body);
};
const openCase = async (page: Page, number: string, scope: string) => {
  await page.locator('.board-scope', { hasText: scope }).click();
  await page
    .locator('.board-row', { hasText: number.split('-').slice(1, 3).join('-') })
    .locator('.board-open')
    .click();
  await visible(page, `编号 ${number}`).waitFor();
};

const DEPARTMENTS = [
  { who: 'handler', name: '楚雄市城市管理局', ask: '清走堵在闸口的垃圾', done: '清出两车垃圾，已运走。' },
  { who: 'handler-shuiwu', name: '楚雄市水务局', ask: '打捞水面，查看水闸', done: '水面已打捞，水闸正常。' },
  { who: 'handler-shizheng', name: '楚雄市住建局市政所', ask: '查上游有没有漏排', done: '封堵了一处漏排口。' },
];

describe('a blocked river', () => {
  let river = '';
  test('the street chief leads and asks three departments, each for its own part', async () => {
    const photo = await upload('resident', 'litter');
    river = await report('resident', { category: 'river', description: '河道堵了，水快漫上来', photos: [photo] });
    await move('chief', river, 'accept');
    const chief = await wide('chief');
    await openCase(chief.page, river, '归我办');
    for (const { name, ask } of DEPARTMENTS) {
      await chief.page.locator('#do-joint-add').click();
      await chief.page.locator('input[placeholder="搜单位、街道或姓"]').fill(name);
      await chief.page.locator('.sheet-box .lrow', { hasText: name }).first().click();
      await chief.page.locator('.sheet-box textarea').fill(ask);
      if (name.includes('水务')) await chief.shot('joint-ask');
      await chief.page.locator('#move-send').click();
      await visible(chief.page, ask).waitFor();
    }
    await visible(chief.page, '3 个还没反馈').waitFor();
    expect(await chief.page.locator('#do-resolve').count()).toBe(0);
    await chief.shot('joint-lead');
    await close(chief);
  });

  test('the reporter reads on the phone who works on what', async () => {
    const phone = await openPhone(browser, server.url);
    await phone.page.goto(`${server.url}/#/reports/detail/index?number=${river}`);
    await visible(phone.page, '几个单位一起办').waitFor();
    for (const { name, ask } of DEPARTMENTS) {
      await visible(phone.page, name).waitFor();
      await visible(phone.page, ask).waitFor();
    }
    await visible(phone.page, '几个单位一起办').scrollIntoViewIfNeeded();
    await phone.shot('joint-public');
    await close(phone);
  });

  test('the vice general chief orders an answer by a day, on the phone', async () => {
    const phone = await phoneOf('vice-general');
    await phone.page.goto(`${server.url}/#/desk/handle/index?number=${river}`);
    await visible(phone.page, '几个单位一起办').waitFor();
    await phone.page.locator('.bar .btn', { hasText: '督办' }).click();
    await phone.page.locator('.sheet-box textarea').fill('汛期将近，请三家两天内给结果。');
    await phone.page
      .locator('.move-date')
      .fill(new Date(Date.parse(WALK_AT) + 3 * 86_400_000).toISOString().slice(0, 10));
    await phone.shot('supervise');
    await phone.page.locator('#move-send').click();
    await visible(phone.page, /楚雄市副总街长 普建华督办/).waitFor();
    await phone.shot('supervised');
    await close(phone);
  });

  test('a department finds its task on the phone, with its own clock', async () => {
    const phone = await phoneOf('handler-shuiwu');
    await phone.page.locator('.chip', { hasText: '请我协办' }).click();
    await visible(phone.page, '打捞水面，查看水闸').waitFor();
    await visible(phone.page, '反馈结果').waitFor();
    await phone.shot('joint-phone');
    await close(phone);
  });

  test.each(DEPARTMENTS)('$name sees its task and answers it', async ({ who, ask, done }) => {
    const screen = await wide(who);
    await openCase(screen.page, river, '请我协办');
    await visible(screen.page, ask).waitFor();
    await screen.page.locator('#do-joint-answer').click();
    await screen.page.locator('.sheet-box textarea').fill(done);
    if (who === 'handler') await screen.shot('joint-answer');
    await screen.page.locator('#move-send').click();
    await visible(screen.page, '已反馈给主办单位').waitFor();
    await close(screen);
  });

  test('when all have answered the lead resolves', async () => {
    expect((await read(river)).facts.jointOpen).toBe(0);
    const chief = await wide('chief');
    await openCase(chief.page, river, '归我办');
    await visible(chief.page, '都已反馈').waitFor();
    await chief.page.locator('#do-resolve').waitFor();
    await chief.shot('joint-done');
    await close(chief);
    const photos = [await upload('chief', 'litter')];
    expect((await move('chief', river, 'resolve', { text: '三家联手，河道通了。', photos })).status).toBe(200);
  });
});

describe('one hole, three reports', () => {
  const numbers: string[] = [];
  beforeAll(async () => {
    const place = { lng: 101.5463, lat: 25.0437, datum: 'gcj02' };
    for (const [i, who] of ['resident', 'neighbour', 'volunteer'].entries())
      numbers.push(
        await report(who, {
          category: 'road-broken',
          description: ['路中间一个坑', '这里塌了一块', '坑越来越大'][i],
          photos: [await upload(who, 'pothole')],
          location: { ...place, lat: place.lat + i * 0.0001 },
        }),
      );
  });

  test('the dispatcher sees the group and merges it in one step', async () => {
    const [lead = '', second = '', third = ''] = numbers;
    const screen = await wide('dispatcher');
    await screen.page.locator('.board-scope', { hasText: '疑似重复' }).click();
    await screen.page.locator(`#merge-${lead}`).waitFor();
    await screen.shot('merge-groups');
    await screen.page.locator(`#merge-${lead}`).click();
    await screen.page.locator('#merge-why textarea, textarea#merge-why').first().fill('三位居民说的是同一个坑');
    await screen.shot('merge-sheet');
    await screen.page.locator('#merge-send').click();
    await visible(screen.page, '2 件已并案').waitFor();
    const merged = await read(lead);
    expect([merged.facts.duplicates, merged.followers]).toEqual([2, 2]);
    for (const number of [second, third]) expect((await read(number)).number).toBe(lead);

    await openCase(screen.page, lead, '全部在办');
    await visible(screen.page, '并入的 2 件').waitFor();
    await screen.shot('merge-case');
    await screen.page.locator(`#split-${third}`).click();
    await screen.page.locator('.sheet-box textarea').fill('这一处在路对面');
    await screen.page.locator('#split-send').click();
    await visible(screen.page, '已拆开，恢复办理').waitFor();
    const alone = await read(third);
    expect([alone.number, alone.status]).toEqual([third, 'assigned']);
    expect((await read(lead)).followers).toBe(1);
    await close(screen);
  });

  test('whoever reported a merged one finds the lead under the old number', async () => {
    const phone = await openPhone(browser, server.url);
    await phone.page.goto(`${server.url}/#/reports/detail/index?number=${numbers[1]}`);
    await visible(phone.page, /和这一件是同一问题/).waitFor();
    await visible(phone.page, '另一位居民上报了同一问题').waitFor();
    await phone.shot('merge-public');
    await close(phone);
  });
});

describe('content', () => {
  let number = '';
  test('a resident flags it on the phone', async () => {
    number = await report('neighbour', {
      category: 'car-parking',
      description: '三栋张大山的车，电话 13800001234',
      photos: [await upload('neighbour', 'parking')],
    });
    const phone = await openPhone(browser, server.url);
    await phone.page.goto(`${server.url}/#/reports/detail/index?number=${number}`);
    await visible(phone.page, '（内容正在审核）').waitFor();
    await visible(phone.page, '举报这条内容').click();
    await phone.page.locator('.chip', { hasText: '泄露了别人的隐私' }).click();
    await phone.shot('flag');
    await phone.page.locator('#flag-send').click();
    await visible(phone.page, '已收到').waitFor();
    await close(phone);
  });

  test('the moderator blurs the plate, blacks out the name, and lets the rest be seen', async () => {
    const before = await read(number, 'resident');
    const screen = await wide('dispatcher');
    await screen.page.locator('.wide-nav-i', { hasText: '内容审核' }).click();
    await screen.page.locator('.mod-row').first().waitFor();
    await screen.shot('moderation-queue');
    await screen.page.locator('.mod-row', { hasText: '三栋张大山' }).click();
    await screen.page.locator('.mod-piece').first().waitFor();
    await screen.shot('moderation-content');

    await screen.page.locator('.mod-piece', { hasText: '上报时的照片' }).getByText('模糊局部').click();
    const box = screen.page.locator('#blur-box');
    await box.waitFor();
    await screen.page.locator('.mod-blur-pic').evaluate((image: HTMLImageElement) => image.decode());
    await box.scrollIntoViewIfNeeded();
    const at = (await box.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await screen.page.mouse.move(at.x + at.width * 0.3, at.y + at.height * 0.3);
    await screen.page.mouse.down();
    await screen.page.mouse.move(at.x + at.width * 0.7, at.y + at.height * 0.7, { steps: 6 });
    await screen.page.mouse.up();
    await visible(screen.page, '已框 1 处').waitFor();
    await screen.shot('moderation-blur');
    await screen.page.locator('#act-send').click();
    await visible(screen.page, '已模糊，原图封存').waitFor();

    await screen.page.locator('.mod-piece', { hasText: '上报人的描述' }).getByText('涂黑文字').click();
    await screen.page.locator('input[placeholder^="照抄要涂黑的字"]').fill('张大山的车，电话 13800001234');
    await screen.page.locator('#act-send').click();
    await visible(screen.page, '已涂黑，原文封存').waitFor();
    await screen.page.locator('#pass').click();
    await visible(screen.page, '已审核，移出队列').waitFor();
    await screen.shot('moderation-done');
    await close(screen);

    const after = await read(number, 'resident');
    expect(JSON.stringify(after)).not.toContain('13800001234');
    expect(after.description).toContain('■');
    expect(after.photos[0]?.id).not.toBe(before.photos[0]?.id);
    // the worker takes the old files away within a moment
    for (let i = 0; i < 40; i++) {
      if ((await fetch(`${server.url}${before.photos[0]?.url}`)).status === 404) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error('the old picture is still there');
  });
});
