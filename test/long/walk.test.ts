import { startTestApp, type TestApp } from '../support/app';
import { walk } from '../support/walk';

let t: TestApp;
beforeEach(async () => {
  t = await startTestApp();
});
afterEach(() => t.stop());

const STEPS = Number(process.env.WALK_STEPS ?? 20_000);
const EACH = 2000;

test.each(Array.from({ length: Math.ceil(STEPS / EACH) }, (_, i) => i + 1))(
  `random walk %i of ${EACH} steps`,
  async (seed) => {
    const made = await walk(t, EACH, seed);
    console.info(Object.fromEntries(made));
    expect(made.get('accept')).toBeGreaterThan(0);
  },
  1_800_000,
);
