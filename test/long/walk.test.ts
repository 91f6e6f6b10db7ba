import { startTestApp, type TestApp } from '../support/app';
import { walk } from '../support/walk';

let t: TestApp;
beforeEach(async () => {
  t = await startTestApp();
});
afterEach(() => t.stop());

const STEPS = Number(process.env.WALK_STEPS ?? 20_000);
const EACH = 2000;

const total = new Map<string, number>();
test.each(Array.from({ length: Math.ceil(STEPS / EACH) }, (_, i) => i + 1))(
  `random walk %i of ${EACH} steps`,
  async (seed) => {
    const made = await walk(t, EACH, seed);
    console.info(Object.fromEntries(made));
    for (const [name, times] of made) total.set(name, (total.get(name) ?? 0) + times);
    expect(made.get('accept')).toBeGreaterThan(0);
  },
  1_800_000,
);

/** what several do together, to its end */
const TOGETHER = [
  'accept',
  'joint-add',
  'joint-answer',
  'joint-release',
  'joint-remind',
  'joint-overdue',
  'joint-escalate',
  'supervise',
  'answer-supervision',
  'supervision-overdue',
  'refer',
  'refer-receipt',
  'refer-result',
  'merge',
  'absorb',
  'split',
  'part',
  'hand-over',
];

test('the walks met all of it', () => {
  console.info(Object.fromEntries(total));
  for (const name of TOGETHER) expect([name, (total.get(name) ?? 0) > 0]).toEqual([name, true]);
});
