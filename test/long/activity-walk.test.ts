import { walkActivities } from '../support/activity-walk';
import { startTestApp, type TestApp } from '../support/app';

let t: TestApp;
beforeEach(async () => {
  t = await startTestApp();
});
afterEach(() => t.stop());

test.each([1, 2, 3, 4, 5])(
  'walk %i of 2,000 steps over activity × sign-up × attendance',
  async (seed) => {
    const made = await walkActivities(t, 2000, seed);
    console.info(Object.fromEntries(made));
    expect(made.get('settle')).toBeGreaterThan(0);
  },
  3_600_000,
);
