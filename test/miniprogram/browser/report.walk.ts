// The loop as people walk it: report with a photo, without a network, handle, rate.
import { openStage, PHOTO, type Stage, type Visit, visit } from './browser';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const submissions = () => stage.api.log.filter((line) => line === 'POST /api/v1/reports').length;

async function addPhoto({ page }: Visit) {
  const chooser = page.waitForEvent('filechooser');
  await page.locator('.ph-add').click();
  await (await chooser).setFiles(PHOTO);
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
  expect(await resident.page.locator('.sent-p').textContent()).toMatch(/前受理.*前办结/);
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
  const before = submissions();
  await resident.page.context().setOffline(true);
  await addPhoto(resident);
  await resident.page.locator('.ph-veil', { hasText: '等网络' }).waitFor();
  await resident.page.locator('#send').click();
  await resident.page.locator('.st', { hasText: '等网络' }).waitFor();
  expect(submissions()).toBe(before);
  await resident.page.context().setOffline(false);
  await resident.page.locator('.face-t', { hasText: '没有草稿' }).waitFor();
  expect(submissions()).toBe(before + 1);
  expect(resident.errors).toEqual([]);
});

test('a danger shows the emergency numbers before the form goes on', async () => {
  const resident = await visit(stage);
  await resident.open('/reports/form/index?category=gas');
  await resident.page.locator('.form-danger').waitFor();
  expect(await resident.page.locator('.form-danger').textContent()).toMatch(/119[\s\S]*110[\s\S]*120/);
});

test('a failing server says so, keeps the words, and a second try works', async () => {
  const resident = await visit(stage);
  await write(resident, '路灯不亮');
  await addPhoto(resident);
  stage.api.failWith = 503;
  await resident.page.locator('#send').click();
  await resident.page.locator('.note--amber').waitFor();
  stage.api.failWith = 0;
  expect(await resident.page.locator('#words textarea').inputValue()).toBe('路灯不亮');
  await resident.page.locator('#send').click();
  await resident.page.locator('.sent-t').waitFor();
});

test('the chief accepts in one tap, resolves with a photo, and the resident rates', async () => {
  const chief = await visit(stage, { 'demo-person': 'demo:chief' });
  await chief.open('/desk/handle/index?number=CX-261114-0184');
  await chief.page.locator('#accept').click();
  await chief.page.locator('#resolve', { hasText: '先拍照再办结' }).waitFor();
  await addPhoto(chief);
  await chief.page.locator('.chip', { hasText: '已修好' }).click();
  await chief.page.locator('#resolve', { hasText: '办结' }).click();
  await chief.page.locator('.toast', { hasText: '已办结' }).waitFor();

  const resident = await visit(stage);
  await resident.open('/reports/detail/index?number=CX-261112-0182');
  await resident.page.locator('#rate', { hasText: '先选满意程度' }).waitFor();
  await resident.page.locator('.rate-i', { hasText: '非常满意' }).click();
  await resident.page.locator('#rate').click();
  await resident.page.locator('.toast', { hasText: '谢谢您的评价' }).waitFor();
  expect([...chief.errors, ...resident.errors]).toEqual([]);
});
