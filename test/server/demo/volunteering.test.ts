import { Activities, SignUps } from '../../../server/activities';
import { Shifts } from '../../../server/activities/model';
import { seedVolunteering } from '../../../server/demo/volunteering';
import { Groups, Volunteers } from '../../../server/volunteers';
import { KIND_NAMES } from '../../../shared/activities/kinds';
import { startTestApp, type TestApp } from '../../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
}, 60_000);
afterAll(() => t.stop());

test('a dozen activities of all six kinds lie ahead, volunteers have hours, and seeding again adds nothing', async () => {
  const stage = { keys: t.deps.keys, storage: t.storage, now: t.deps.now() };
  await seedVolunteering(stage);
  const counts = async () => [await Activities.countDocuments({}), await SignUps.countDocuments({})];
  const first = await counts();
  await seedVolunteering(stage);
  expect(await counts()).toEqual(first);

  const { items, days } = (await t.http.get('/api/v1/activities').query({ limit: 50 }).expect(200)).body;
  expect(items.length).toBeGreaterThanOrEqual(12);
  expect(new Set(items.map((card: { kind: string }) => card.kind))).toEqual(new Set(KIND_NAMES));
  expect(items.every((card: { photo: unknown }) => card.photo !== null)).toBe(true);
  expect(days.length).toBeGreaterThan(7);
  const auth = await t.as('volunteer');
  const [mine] = (await t.http.get('/api/v1/me/volunteers').set(auth).expect(200)).body.items;
  const hours = (await t.http.get(`/api/v1/me/volunteers/${mine.id}/hours`).set(auth).expect(200)).body;
  expect(hours.hours).toBeGreaterThan(10);
  expect(hours.months.filter((month: { hours: number }) => month.hours > 0).length).toBeGreaterThan(2);
  expect(await SignUps.countDocuments({ state: { $in: ['asked', 'present', 'left'] } })).toBe(0);
}, 240_000);

test('started on any day of the week it is complete', async () => {
  for (let days = 0; days < 7; days++) {
    await Promise.all([
      Activities.deleteMany({}),
      Shifts.deleteMany({}),
      SignUps.deleteMany({}),
      Volunteers.deleteMany({}),
      Groups.deleteMany({}),
    ]);
    const now = new Date(Date.parse('2026-12-30T02:00:00Z') + days * 86_400_000);
    t.setTime(now.toISOString());
    await seedVolunteering({ keys: t.deps.keys, storage: t.storage, now });
    const { items } = (await t.http.get('/api/v1/activities').query({ limit: 50 }).expect(200)).body;
    expect(new Set(items.map((card: { kind: string }) => card.kind))).toEqual(new Set(KIND_NAMES));
  }
}, 240_000);
