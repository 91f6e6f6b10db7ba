import { startTestApp, type TestApp } from '../../support/app';
import { walk } from '../../support/walk';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const STEPS = Number(process.env.WALK_STEPS ?? 1000);
const SEED = Number(process.env.WALK_SEED ?? 20191101);

test(`${STEPS} random steps by random people keep every promise of the table`, async () => {
  const made = await walk(t, STEPS, SEED);
  if (process.env.WALK_STEPS) console.info(Object.fromEntries(made));
  // a walk that only ever replied would prove nothing
  for (const name of CORE) expect([name, (made.get(name) ?? 0) > 0]).toEqual([name, true]);
}, 900_000);

const TOGETHER = [
  'joint-add',
  'joint-answer',
  'joint-release',
  'supervise',
  'answer-supervision',
  'refer',
  'merge',
  'split',
  'absorb',
  'part',
  'hand-over',
];
const CORE = ['accept', 'transfer', 'resolve', 'urge', 'note', 'rate', 'remind', 'overdue', 'not-fixed', ...TOGETHER];
