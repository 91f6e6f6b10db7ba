import { randomUUID } from 'node:crypto';
import { Shifts, SignUps } from '../../../server/activities';
import { fillShift } from '../../../server/activities/commands/seats';
import { crowd, draft, moveSignUp, publish, signUp } from '../../support/activities';
import { startTestApp, type TestApp } from '../../support/app';
import { checkShift, inLanes, race, shiftOf } from '../../support/race';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

// 1,000 for 50 and 20 in test/long
test(
  '150 racing for 20 places: exactly 20, the others in order; 8 cancel, 8 follow in order',
  () => race(t, 150, 20, 8),
  120_000,
);

test('sign-ups, cancellations and a larger capacity at the same time leave seats and queue consistent', async () => {
  const auth = await t.as('dispatcher');
  const shifts = [
    {
      id: 'mixed-shift',
      name: '净街',
      from: '2026-12-05T07:00:00+08:00',
      to: '2026-12-05T09:00:00+08:00',
      capacity: 10,
    },
  ];
  const activity = await publish(t, { shifts });
  const people = await crowd(t, 60, 'mixed');
  await inLanes(people, 30, async ({ auth: own }) => {
    const reply = await signUp(t, own, activity);
    const [row] = reply.body.signUps;
    // every third changes their mind at once
    if (people.findIndex((one) => one.auth === own) % 3 === 0) await moveSignUp(t, own, row, 'cancel');
  });
  const { activityId: _, ...body } = draft({ shifts: [{ ...shifts[0], capacity: 15 }] });
  const fresh = (await t.http.get(`/api/v1/activities/${activity.id}`).set(auth)).body;
  await t.http
    .put(`/api/v1/activities/${activity.id}`)
    .set(auth)
    .send({ ...body, version: fresh.version, moveId: randomUUID() })
    .expect(200);
  await t.announce();
  const { shift } = await checkShift(activity.shifts[0].id);
  expect(shift.capacity).toBe(15);
  expect(shift.seats).toHaveLength(15);
  const smaller = { ...body, shifts: [{ ...shifts[0], capacity: 14 }] };
  const now = (await t.http.get(`/api/v1/activities/${activity.id}`).set(auth)).body;
  const refused = await t.http
    .put(`/api/v1/activities/${activity.id}`)
    .set(auth)
    .send({ ...smaller, version: now.version, moveId: randomUUID() });
  expect([refused.status, refused.body.code]).toEqual([409, 'activity.capacity-taken']);
}, 60_000);

test('interrupted in the middle: the outbox brings what was asked for to its seat, and a promotion to its person', async () => {
  const activity = await publish(t, {
    shifts: [
      {
        id: 'broken-shift',
        name: '净街',
        from: '2026-12-12T07:00:00+08:00',
        to: '2026-12-12T09:00:00+08:00',
        capacity: 1,
      },
    ],
  });
  const [one, two] = await crowd(t, 2, 'broken');
  if (!one || !two) throw new Error('nobody');
  const first = (await signUp(t, one.auth, activity)).body.signUps[0];
  await signUp(t, two.auth, activity);
  const id = activity.shifts[0].id;
  // a process died after writing the cancellation down: the seat was not given back
  await SignUps.updateOne(
    { _id: first.id },
    {
      $set: { state: 'cancelled', pending: { until: new Date(0) } },
      $unset: { holds: 1 },
      $inc: { version: 1 },
      $push: {
        history: { at: new Date(), move: 'cancel', from: 'confirmed', to: 'cancelled', label: '本人', moveId: 'died' },
      },
    },
  );
  await t.announce();
  const after = await checkShift(id);
  expect(after.shift.seats).toHaveLength(1);
  expect(after.rows.find((row) => String(row.person) === two.person)?.state).toBe('confirmed');
  // and another that wrote down what was asked for, and nothing else
  const [three] = await crowd(t, 1, 'asked');
  if (!three) throw new Error('nobody');
  const row = (await signUp(t, three.auth, activity)).body.signUps[0];
  await Shifts.updateOne({ _id: id }, { $pull: { waiting: { _id: row.id } }, $inc: { queued: -1 } });
  await SignUps.updateOne(
    { _id: row.id },
    { $set: { state: 'asked', version: 1, announced: 0, pending: { until: new Date(0) } } },
  );
  await t.announce();
  await fillShift((await shiftOf(id))._id, t.deps.now());
  const end = await checkShift(id);
  expect(end.shift.waiting.map(({ _id }) => String(_id))).toEqual([row.id]);
});

test('a party larger than the shift is refused; one that has become so holds nobody up', async () => {
  const shifts = [
    {
      id: 'small-shift',
      name: '参观',
      from: '2026-12-19T07:00:00+08:00',
      to: '2026-12-19T09:00:00+08:00',
      capacity: 3,
    },
  ];
  const open = { kind: 'open-day', audience: 'everyone', shifts };
  const activity = await publish(t, open);
  const [one, family, last] = await crowd(t, 3, 'small');
  if (!one || !family || !last) throw new Error('nobody');
  const refused = await signUp(t, one.auth, activity, { companions: 3 });
  expect([refused.status, Object.keys(refused.body.fields)]).toEqual([422, ['volunteers']]);
  const first = (await signUp(t, one.auth, activity).expect(201)).body.signUps[0];
  await signUp(t, family.auth, activity, { companions: 2 }).expect(201);
  await signUp(t, last.auth, activity).expect(201);
  const auth = await t.as('dispatcher');
  const { activityId: _, ...body } = draft({ ...open, shifts: [{ ...shifts[0], capacity: 1 }] });
  const fresh = (await t.http.get(`/api/v1/activities/${activity.id}`).set(auth)).body;
  await t.http
    .put(`/api/v1/activities/${activity.id}`)
    .set(auth)
    .send({ ...body, version: fresh.version, moveId: randomUUID() })
    .expect(200);
  await moveSignUp(t, one.auth, first, 'cancel').expect(200);
  await t.announce();
  const rows = await SignUps.find({ activity: activity.id }).sort({ _id: 1 }).lean();
  expect(rows.map(({ state }) => state)).toEqual(['cancelled', 'waiting', 'confirmed']);
});
