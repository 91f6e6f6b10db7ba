import { seedGreenSpaces } from '../../../server/demo/past-adoptions';
import { Adoptions, Plots } from '../../../server/green-spaces';
import { startTestApp, type TestApp } from '../../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
}, 60_000);
afterAll(() => t.stop());

test('plots around 鹿城, adopted and cared for; seeding again adds nothing', async () => {
  const stage = { keys: t.deps.keys, storage: t.storage, now: t.deps.now() };
  await seedGreenSpaces(stage);
  const plots = await Plots.find().lean();
  expect(plots.length).toBeGreaterThanOrEqual(30);
  for (const plot of plots) expect([plot._id, plot.county, plot.photos.length]).toEqual([plot._id, '532301', 1]);
  const adoptions = await Adoptions.find().lean();
  const states = adoptions.map((a) => a.state);
  expect(states.filter((state) => state === 'applied')).toHaveLength(3);
  expect(states).toContain('renewal_due');
  expect(adoptions.filter((a) => a.care.visits >= 5).length).toBeGreaterThan(3);
  expect(adoptions.some((a) => a.facts.neglectReminders > 0)).toBe(true);
  await seedGreenSpaces(stage);
  expect([await Plots.countDocuments(), await Adoptions.countDocuments()]).toEqual([plots.length, adoptions.length]);
}, 120_000);
