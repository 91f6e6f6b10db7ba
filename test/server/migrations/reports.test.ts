// Reports as the first release wrote them are opened, moved, timed and listed like any other after the upgrade.
import { migrate } from '../../../server/migrations';
import { Reports } from '../../../server/reports';
import { startTestApp, type TestApp } from '../../support/app';
import { move, submit } from '../../support/builders';
import { checkReport } from '../../support/walk-checks';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

/** what the first release did not write */
const ADDED = {
  deskAt: 1,
  nextAt: 1,
  earlierRatings: 1,
  facts: 1,
  tasks: 1,
  overdue: 1,
  escalatedTo: 1,
  escalatedLabel: 1,
  handledBy: 1,
  followers: 1,
  seconds: 1,
  coarse: 1,
  publicLocation: 1,
  publicAddress: 1,
  joint: 1,
  merged: 1,
  moderation: 1,
  'limits.joint': 1,
  'limits.verification': 1,
  'limits.callback': 1,
  'limits.rungs': 1,
  'clock.pauses': 1,
  'clock.extendedTo': 1,
  'clock.rung': 1,
  'clock.level': 1,
  'history.$[].told': 1,
};

test('reports of the first release live on, and upgrading twice changes nothing', async () => {
  const resident = await t.as('resident');
  const chief = await t.as('chief');
  const waiting = await submit(t, resident);
  const accepted = (await move(t, chief, await submit(t, resident, { category: 'estate-parking' }), 'accept')).body;
  const ended = (await move(t, resident, await submit(t, resident), 'withdraw')).body;
  const before = await Reports.find().sort({ _id: 1 }).lean();
  await Reports.collection.updateMany({ clock: { $ne: null } }, { $unset: ADDED });
  const { 'clock.pauses': _, 'clock.extendedTo': __, 'clock.rung': ___, 'clock.level': ____, ...rest } = ADDED;
  await Reports.collection.updateMany({ clock: null }, { $unset: rest });
  expect(await Reports.countDocuments({ nextAt: { $exists: true } })).toBe(0);

  // two servers start at once
  await Promise.all([migrate(t.deps.log), migrate(t.deps.log)]);
  const after = await Reports.find().sort({ _id: 1 }).lean();
  for (const [i, report] of after.entries()) {
    expect({ ...report, history: [] }).toEqual({ ...before[i], history: [] });
    checkReport(report, undefined, t.deps.now());
  }
  await migrate(t.deps.log);
  expect(await Reports.find().sort({ _id: 1 }).lean()).toEqual(after);

  t.setTime('2026-11-24T03:00:00Z');
  expect(await t.tick()).toBeGreaterThan(0);
  for (const { number } of [waiting, accepted, ended])
    await t.http.get(`/api/v1/reports/${number}`).set(chief).expect(200);
  const { body } = await t.http.get('/api/v1/desk/reports').set(chief).expect(200);
  expect(body.items).toHaveLength(2);
  await t.announce();
});
