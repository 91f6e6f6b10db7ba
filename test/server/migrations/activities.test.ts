// Activities written before a contact named the key it is sealed with, and they the desks they are on (server/activities/upgrade.ts).
import { Activities, type ActivityRecord } from '../../../server/activities';
import { migrate } from '../../../server/migrations';
import { publish } from '../../support/activities';
import { startTestApp, type TestApp } from '../../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

test('contacts name their key and activities their desks afterwards; upgrading twice changes nothing', async () => {
  const { id } = await publish(t);
  const before = await Activities.findById(id).lean<ActivityRecord>();
  await Activities.collection.updateMany({}, { $unset: { print: 1, desks: 1 } });
  await Promise.all([migrate(t.deps.log), migrate(t.deps.log)]);
  expect(await Activities.findById(id).lean<ActivityRecord>()).toEqual(before);
  await migrate(t.deps.log);
  const desk = await t.http.get('/api/v1/desk/activities').set(await t.as('dispatcher'));
  expect(desk.body.items).toHaveLength(1);
  expect((await t.http.get(`/api/v1/activities/${id}`).expect(200)).body.contact.contact).toBe('杨**');
});
