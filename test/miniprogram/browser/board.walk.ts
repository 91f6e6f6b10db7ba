// The wide desk on the real server: several cases handed over at once, one opened, filters kept.
import { openStage, type Stage, visit } from './browser';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('a dispatcher hands over two cases with one reason, and the table shows who has them', async () => {
  const table = await visit(stage, { 'demo-person': 'demo:dispatcher', 'board-view': { scope: 'all' } }, true);
  const { page } = table;
  await table.open('/desk/board/index');
  const free = page.locator('.board-tick:not([aria-disabled])');
  await free.nth(1).click();
  await free.nth(2).click();
  await page.locator('#reassign', { hasText: '改派 2 件' }).click();
  await page.locator('.sheet-box .in-box input').fill('水务局');
  await page.locator('.sheet-box .lrow', { hasText: '水务局' }).click();
  await page.locator('#reassign-why textarea').fill('这两件由同一个单位办更快。');
  await page.locator('#reassign-send').click();
  await page.locator('.toast', { hasText: '2 件已改派' }).or(page.locator('.sheet-box .note')).first().waitFor();
  expect(await page.locator('.sheet-box .note').count()).toBe(0);
  expect(table.errors).toEqual([]);
});

test('an opened case offers its moves, and a note stays with the staff', async () => {
  const table = await visit(stage, { 'demo-person': 'demo:dispatcher', 'board-view': { scope: 'all' } }, true);
  const { page } = table;
  await table.open('/desk/board/index');
  await page.locator('.board-open').first().click();
  await page.locator('.board-acts #do-note').click();
  await page.locator('#move-text textarea').fill('已电话联系街长。');
  await page.locator('#move-send').click();
  await page.locator('.board-case .tl-i', { hasText: '已电话联系街长。' }).waitFor();
  expect(await page.locator('.board-case .tl-i', { hasText: '已电话联系街长。' }).textContent()).toContain('内部');
  expect(table.errors).toEqual([]);
});

test('the group chosen is there again after a reload', async () => {
  const table = await visit(stage, { 'demo-person': 'demo:dispatcher' }, true);
  await table.open('/desk/board/index');
  await table.page.locator('.board-scope', { hasText: '超期' }).click();
  await table.page.locator('.board-scope--on', { hasText: '超期' }).waitFor();
  await table.page.reload();
  await table.page.locator('.board-scope--on', { hasText: '超期' }).waitFor();
});

test('the administrator sees what could not be sent', async () => {
  const table = await visit(stage, { 'demo-person': 'demo:admin' }, true);
  await table.open('/administration/health/index');
  await table.page.getByText('没发出的消息').filter({ visible: true }).first().click();
  await table.page
    .locator('.face-t', { hasText: '消息都发出去了' })
    .or(table.page.locator('.adm-row'))
    .first()
    .waitFor();
  expect(table.errors).toEqual([]);
});
