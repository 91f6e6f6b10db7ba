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
    for (const name of TOGETHER) expect([name, (made.get(name) ?? 0) > 0]).toEqual([name, true]);
  },
  1_800_000,
);

/** what several do together, to its end: a walk of this length meets all of it */
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
