// A model-based walk over activity × sign-up × attendance; the full counts are in test/long.
import { walkActivities } from '../../support/activity-walk';
import { startTestApp, type TestApp } from '../../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

test('250 random steps keep to the tables', async () => {
  const made = await walkActivities(t, 250, 20261127);
  for (const name of [
    'sign-up confirmed',
    'sign-up waiting',
    'cancel',
    'reschedule',
    'keep',
    'check-in',
    'check-out',
    'settle',
  ])
    expect([name, (made.get(name) ?? 0) > 0]).toEqual([name, true]);
}, 240_000);
