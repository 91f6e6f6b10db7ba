// The loop in the WeChat build: camera, words, category, sent; on the chief's desk, accepted; seen by the resident; on the map.

import { openStage, type Stage } from './stage';
import { nodesOf } from './view';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

test('a resident reports with the camera, the chief accepts, the resident sees it', async () => {
  const resident = stage.start('neighbour');
  await resident.launch();
  // one tap from the first page to the camera
  await resident.tap('随手拍');
  expect(resident.current.route).toBe('reports/form/index');
  const asked = () => resident.device.asked.map(({ name }) => name);
  expect(asked()).toEqual(expect.arrayContaining(['chooseMedia', 'uploadFile', 'getLocation']));
  const [words] = nodesOf(resident.tree).filter(({ tag }) => tag === 'textarea');
  if (!words) throw new Error('there is nothing to write in');
  await resident.type(words, '路灯不亮，晚上看不清台阶');
  await resident.tap('路灯不亮、灯杆');
  await resident.tap('发给街长');
  expect(resident.current.route).toBe('reports/sent/index');
  expect(resident.text).toContain('已派给鹿城南路街长');
  const number = /编号 (532301-\d{6}-[0-9A-Z-]{8})/.exec(resident.text)?.[1];

  const chief = stage.start('chief');
  await chief.launch();
  expect(chief.text).toContain('工作台');
  await chief.open(`/desk/handle/index?number=${number}`);
  expect(chief.text).toContain('路灯不亮，晚上看不清台阶');
  await chief.tap('受理');
  expect(chief.text).toContain('处理中');
  chief.back();
  await chief.settle();
  expect(chief.current.route).toBe('tabs/home/index');

  await resident.tap('看进度');
  expect(resident.current.route).toBe('reports/detail/index');
  expect(resident.text).toContain('已受理');
});

test('without a network the report waits on the telephone and is sent when there is one', async () => {
  const resident = stage.start('resident');
  await resident.launch('/reports/form/index');
  await resident.tap('拍照或从相册选');
  const [words] = nodesOf(resident.tree).filter(({ tag }) => tag === 'textarea');
  if (!words) throw new Error('there is nothing to write in');
  await resident.type(words, '井盖松动，车压过去会响');
  await resident.tap('井盖、雨水篦子');
  resident.device.online = false;
  await resident.tap('发给街长');
  expect(resident.text).toContain('没有网络，已存下，连上网就自动发出');
  expect(await stage.list('resident', '/me/reports', 'excerpt')).not.toContain('井盖松动，车压过去会响');
  resident.device.connect();
  await resident.settle();
  expect(await stage.list('resident', '/me/reports', 'excerpt')).toContain('井盖松动，车压过去会响');
});
