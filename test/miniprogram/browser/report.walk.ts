// The loop as people walk it, on the real server: report with a photo, without a network, handle, urge, rate.
import { openStage, photo, reportWhere, type Stage, type Visit, visit } from './browser';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const mine = async () => {
  const resident = await stage.as('resident');
  const { counts } = (await resident('GET', '/me/reports')) as unknown as { counts: Record<string, number> };
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
};

async function addPhoto({ page }: Visit, when: 'before' | 'after' = 'before') {
  const chooser = page.waitForEvent('filechooser');
  await page.locator('.ph-add').click();
  await (await chooser).setFiles(await photo(when));
  await page.locator('.ph').first().waitFor();
}

async function write(who: Visit, words: string) {
  await who.open('/reports/form/index');
  await who.page.locator('#words textarea').fill(words);
  await who.page.locator('.chip--on').first().waitFor();
}

test('a resident reports in one screen and is told who has it by when', async () => {
  const resident = await visit(stage);
  await write(resident, '路灯不亮，晚上台阶看不清');
  await addPhoto(resident);
  await resident.page.locator('#send').click();
  await resident.page.locator('.sent-t').waitFor();
  expect(await resident.page.locator('.sent-t').textContent()).toContain('已派给');
  expect(await resident.page.locator('.sent-p').textContent()).toMatch(/前受理[\s\S]*前办结/);
  expect(resident.errors).toEqual([]);
});

test('a draft survives a reload, word for word and photo for photo', async () => {
  const resident = await visit(stage);
  await write(resident, '井盖松了，车一过就咣当响');
  await addPhoto(resident);
  await resident.page.reload();
  await resident.page.locator('.ph').first().waitFor();
  expect(await resident.page.locator('#words textarea').inputValue()).toBe('井盖松了，车一过就咣当响');
});

test('without a network the report waits, and sends itself once when the network is back', async () => {
  const resident = await visit(stage);
  await write(resident, '路灯不亮，太黑');
  const before = await mine();
  await resident.page.context().setOffline(true);
  await addPhoto(resident);
  await resident.page.locator('.ph-veil', { hasText: '等网络' }).waitFor();
  await resident.page.locator('#send').click();
  await resident.page.locator('.st', { hasText: '等网络' }).waitFor();
  expect(await mine()).toBe(before);
  await resident.page.context().setOffline(false);
  await resident.page.locator('.face-t', { hasText: '没有草稿' }).waitFor();
  expect(await mine()).toBe(before + 1);
  expect(resident.errors).toEqual([]);
});

test('a danger shows the emergency numbers before the form goes on', async () => {
  const resident = await visit(stage);
  await resident.open('/reports/form/index?category=gas');
  await resident.page.locator('.form-danger').waitFor();
  expect(await resident.page.locator('.form-danger').textContent()).toMatch(/119[\s\S]*110[\s\S]*120/);
});

test('the chief accepts in one tap and resolves with a photo and a template; the resident rates', async () => {
  const number = await reportWhere(await stage.as('chief'), '/desk/reports', 'accept');
  const chief = await visit(stage, { 'demo-person': 'demo:chief' });
  await chief.open(`/desk/handle/index?number=${number}`);
  await chief.page.locator('#accept').click();
  await chief.page.locator('#resolve').waitFor();
  await addPhoto(chief, 'after');
  await chief.page.locator('.move-part .chip').first().click();
  await chief.page.locator('#resolve', { hasText: '办结' }).click();
  await chief.page.locator('.toast', { hasText: '已办结' }).waitFor();

  const rated = await reportWhere(await stage.as('resident'), '/me/reports', 'rate');
  const resident = await visit(stage);
  await resident.open(`/reports/detail/index?number=${rated}`);
  await resident.page.locator('#rate', { hasText: '先选满意程度' }).waitFor();
  await resident.page.locator('.rate-i', { hasText: '非常满意' }).click();
  await resident.page.locator('#rate').click();
  await resident.page.locator('.toast', { hasText: '谢谢您的评价' }).waitFor();
  expect([...chief.errors, ...resident.errors]).toEqual([]);
});

test('urging is one sheet, once a day; a second phone that did not know is told and shown the case as it is', async () => {
  const number = await reportWhere(await stage.as('resident'), '/me/reports', 'urge');
  const [first, second] = [await visit(stage), await visit(stage)];
  for (const phone of [first, second]) {
    await phone.open(`/reports/detail/index?number=${number}`);
    await phone.page.getByText('催一催').last().click();
    await phone.page.locator('#move-send').waitFor();
  }
  await first.page.locator('#move-send').click();
  await first.page.locator('.toast', { hasText: '已催办' }).waitFor();
  await second.page.locator('#move-send').click();
  await second.page.locator('.toast', { hasText: '刚刚有人更新过' }).waitFor();
  await second.page.getByText('催办 1 次').first().waitFor();
  expect([...first.errors, ...second.errors]).toEqual([]);
});

test('a link opened on a new device shows one’s own buttons, however long the sign-in takes', async () => {
  const number = await reportWhere(await stage.as('resident'), '/me/reports', 'supplement');
  const phone = await visit(stage);
  await phone.page.route('**/api/v1/sessions', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await route.continue();
  });
  await phone.open(`/reports/detail/index?number=${number}`);
  await phone.page.locator('.bar', { hasText: '补充' }).waitFor();
  expect(phone.errors).toEqual([]);
});

test('a neighbour says 我也遇到了 and follows; both counts rise', async () => {
  const resident = await stage.as('resident');
  const { items } = (await resident('GET', '/me/reports')) as unknown as {
    items: { number: string; visibility: string; seconds: number }[];
  };
  const shared = items.find((one) => one.visibility === 'public' && one.seconds === 0);
  const neighbour = await visit(stage, { 'demo-person': 'demo:neighbour' });
  await neighbour.open(`/reports/detail/index?number=${shared?.number}`);
  await neighbour.page.getByText('我也遇到了', { exact: true }).last().click();
  await neighbour.page.getByText('1 人也遇到了').first().waitFor();
  await neighbour.page.getByText('关注', { exact: true }).last().click();
  await neighbour.page.getByText('已关注', { exact: true }).last().waitFor();
  expect(neighbour.errors).toEqual([]);
});
