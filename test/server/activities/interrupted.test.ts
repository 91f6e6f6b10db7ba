// An activity and its shifts are written together: a fault in between leaves what was there, and the same request again does it all.
// Who asks for a seat while the day is moved gets the time they saw, or is told.
import { randomUUID } from 'node:crypto';
import { Activities, Shifts, SignUps } from '../../../server/activities';
import { crowd, draft, publish, signUp } from '../../support/activities';
import { startTestApp, type TestApp } from '../../support/app';
import { checkShift, inLanes } from '../../support/race';

type Auth = { authorization: string };
let t: TestApp;
let dispatcher: Auth;
beforeAll(async () => {
  t = await startTestApp();
  dispatcher = await t.as('dispatcher');
});
afterAll(() => t.stop());
afterEach(() => jest.restoreAllMocks());

const read = async (id: string) => (await t.http.get(`/api/v1/activities/${id}`).set(dispatcher).expect(200)).body;

test('a series whose shifts could not be written leaves no drafts, and is written whole the second time', async () => {
  const body = draft({ repeat: { every: 'week', interval: 1, until: '2026-12-19' } });
  const ours = { activityId: { $regex: `^${body.activityId}` } };
  jest.spyOn(Shifts, 'insertMany').mockRejectedValueOnce(new Error('the disk is full'));
  await t.http.post('/api/v1/activities').set(dispatcher).send(body).expect(500);
  expect(await Activities.countDocuments(ours)).toBe(0);
  const again = await t.http.post('/api/v1/activities').set(dispatcher).send(body).expect(201);
  expect(again.body.items).toHaveLength(4);
  for (const { id } of again.body.items) expect((await read(id)).shifts).toHaveLength(1);
  // the answer was lost: the same again gives the same ones
  const twice = await t.http.post('/api/v1/activities').set(dispatcher).send(body).expect(201);
  expect(twice.body.items).toEqual(again.body.items);
  expect(await Activities.countDocuments(ours)).toBe(4);
});

test('a revision that could not be finished changes neither the activity nor a shift', async () => {
  const activity = await publish(t);
  const [one] = await crowd(t, 1, 'revised');
  await signUp(t, one!.auth, activity).expect(201);
  const before = await read(activity.id);
  const { activityId: _, ...body } = draft({
    title: '改在下午',
    shifts: [
      {
        id: 'shift-one',
        name: '净街',
        from: '2026-11-28T14:00:00+08:00',
        to: '2026-11-28T16:00:00+08:00',
        capacity: 5,
      },
      {
        id: 'shift-two',
        name: '分类',
        from: '2026-11-28T14:00:00+08:00',
        to: '2026-11-28T16:00:00+08:00',
        capacity: 5,
      },
    ],
  });
  const asked = { ...body, version: before.version, moveId: randomUUID() };
  const revise = () => t.http.put(`/api/v1/activities/${activity.id}`).set(dispatcher).send(asked);
  jest.spyOn(SignUps, 'updateMany').mockImplementationOnce(() => {
    throw new Error('the disk is full');
  });
  expect((await revise()).status).toBe(500);
  expect(await read(activity.id)).toEqual(before);
  const after = (await revise().expect(200)).body;
  expect(after.title).toBe('改在下午');
  expect(after.shifts.map(({ from, capacity }: { from: string; capacity: number }) => [from, capacity])).toEqual([
    ['2026-11-28T06:00:00.000Z', 5],
    ['2026-11-28T06:00:00.000Z', 5],
  ]);
  const mine = (await t.http.get('/api/v1/me/sign-ups').set(one!.auth)).body.items[0];
  expect(mine.shift.from).toBe('2026-11-28T06:00:00.000Z');
  expect((await revise().expect(200)).body.version).toBe(after.version);
});

test('a day moved while forty people sign up: whoever is in has the time of the shift, the others are told', async () => {
  const activity = await publish(t, {
    shifts: [
      {
        id: 'moved-one',
        name: '净街',
        from: '2026-12-12T07:00:00+08:00',
        to: '2026-12-12T09:00:00+08:00',
        capacity: 30,
      },
    ],
  });
  const people = await crowd(t, 40, 'moving');
  const codes = new Map<string, number>();
  await inLanes([...people.keys()], 20, async (i) => {
    if (i === 20)
      await t.http
        .post(`/api/v1/activities/${activity.id}/day`)
        .set(dispatcher)
        .send({ moveId: randomUUID(), version: activity.version, day: '2026-12-13' })
        .expect(200);
    const reply = await signUp(t, people[i]!.auth, activity);
    const code = reply.status === 201 ? 'in' : reply.body.code;
    codes.set(code, (codes.get(code) ?? 0) + 1);
  });
  expect([...codes.keys()].filter((code) => code !== 'in' && code !== 'sign-up.moved')).toEqual([]);
  await t.announce();
  const { shift } = await checkShift(activity.shifts[0].id);
  const rows = await SignUps.find({ shift: shift._id }).lean();
  expect(rows).toHaveLength(codes.get('in') ?? 0);
  for (const row of rows) expect([row.from, row.to]).toEqual([shift.from, shift.to]);
});

test('asked for at a time that is gone when the seat is taken: refused, and nothing is left', async () => {
  const activity = await publish(t);
  const [one] = await crowd(t, 1, 'overtaken');
  const insert = SignUps.insertMany.bind(SignUps);
  jest.spyOn(SignUps, 'insertMany').mockImplementationOnce((async (rows: unknown[]) => {
    await t.http
      .post(`/api/v1/activities/${activity.id}/day`)
      .set(dispatcher)
      .send({ moveId: randomUUID(), version: activity.version, day: '2026-11-29' })
      .expect(200);
    return insert(rows as never);
  }) as never);
  const reply = await signUp(t, one!.auth, activity);
  expect([reply.status, reply.body.code]).toEqual([409, 'sign-up.moved']);
  expect(await SignUps.countDocuments({ activity: activity.id })).toBe(0);
  await checkShift(activity.shifts[0].id);
  await signUp(t, one!.auth, activity).expect(201);
});
