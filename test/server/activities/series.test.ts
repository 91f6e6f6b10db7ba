// One day of a series: moved, cancelled, and what everybody else sees of the others.
import { randomUUID } from 'node:crypto';
import { Messages } from '../../../server/notifications/model';
import { draft, moveActivity, register, signUp } from '../../support/activities';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';

type Auth = { authorization: string };
let t: TestApp;
let dispatcher: Auth;
beforeAll(async () => {
  t = await startTestApp();
  dispatcher = await t.as('dispatcher');
});
afterAll(() => t.stop());
beforeEach(() => t.setTime(WORKING_TUESDAY));

const read = async (id: string, auth: Auth = dispatcher) =>
  (await t.http.get(`/api/v1/activities/${id}`).set(auth).expect(200)).body;
const days = (view: { series: { others: { startsAt: string; state: string }[] } }) =>
  view.series.others.map(({ startsAt, state }) => [startsAt.slice(0, 10), state]);
const series = async () => {
  const repeat = { every: 'week', interval: 1, until: '2026-12-12' };
  const { body } = await t.http.post('/api/v1/activities').set(dispatcher).send(draft({ repeat })).expect(201);
  return body.items.map(({ id }: { id: string }) => id) as string[];
};
const moveDay = (id: string, version: number, day: string, auth: Auth = dispatcher, moveId: string = randomUUID()) =>
  t.http.post(`/api/v1/activities/${id}/day`).set(auth).send({ moveId, version, day });

test('moved: shifts, window and those signed up follow, they are told, and the others stay', async () => {
  const [first = '', second = '', third = ''] = await series();
  for (const id of [first, second, third]) await moveActivity(t, dispatcher, await read(id), 'publish').expect(200);
  const auth = await t.as('series-one');
  await register(t, auth);
  const row = (await signUp(t, auth, await read(second)).expect(201)).body.signUps[0];
  const before = await read(second);
  const moveId = randomUUID();
  const moved = await moveDay(second, before.version, '2026-12-06', dispatcher, moveId);
  expect([moved.status, moved.body.startsAt]).toEqual([200, '2026-12-05T23:00:00.000Z']);
  expect(moved.body.shifts[0]).toMatchObject({ from: '2026-12-05T23:00:00.000Z', to: '2026-12-06T01:00:00.000Z' });
  expect(moved.body.signUpUntil).toBe('2026-12-05T23:00:00.000Z');
  // the answer was lost: the same again
  expect((await moveDay(second, before.version, '2026-12-06', dispatcher, moveId)).body.version).toBe(
    moved.body.version,
  );
  const mine = (await t.http.get('/api/v1/me/sign-ups').set(auth)).body.items[0];
  expect([mine.id, mine.shift.from, mine.cancelUntil]).toEqual([
    row.id,
    '2026-12-05T23:00:00.000Z',
    '2026-12-05T11:00:00.000Z',
  ]);
  expect(days(await read(first))).toEqual([
    ['2026-12-05', 'published'],
    ['2026-12-11', 'published'],
  ]);
  await t.announce();
  expect(await Messages.countDocuments({ kind: 'activity-changed', text: /2026年12月6日/ })).toBe(1);
});

test('cancelled: the organiser still sees that day, nobody else does', async () => {
  const [first = '', second = ''] = await series();
  await moveActivity(t, dispatcher, await read(first), 'publish').expect(200);
  await moveActivity(t, dispatcher, await read(second), 'cancel', { text: '当天有大雨' }).expect(200);
  expect(days(await read(first))).toEqual([
    ['2026-12-04', 'cancelled'],
    ['2026-12-11', 'draft'],
  ]);
  expect(days(await read(first, await t.as('resident')))).toEqual([]);
});

test.each([
  ['the same day', '2026-11-28', 422, 'request.invalid'],
  ['a day gone by', '2026-11-20', 422, 'request.invalid'],
  ['no day', 'tomorrow', 422, 'request.invalid'],
])('refused: %s', async (_, day, status, code) => {
  const [first = ''] = await series();
  const reply = await moveDay(first, 1, day);
  expect([reply.status, reply.body.code]).toEqual([status, code]);
  expect(reply.body.fields.day).toBeDefined();
});

test('not by others, not on an older version, not once it is over', async () => {
  const [first = ''] = await series();
  expect((await moveDay(first, 1, '2026-12-02', await t.as('resident'))).status).toBe(404);
  await moveActivity(t, dispatcher, await read(first), 'publish').expect(200);
  expect((await moveDay(first, 1, '2026-12-02', await t.as('resident'))).body.code).toBe('activity.not-yours');
  expect((await moveDay(first, 1, '2026-12-02')).body.code).toBe('activity.stale');
  t.setTime('2026-11-28T12:00:00+08:00');
  await t.tick();
  expect((await moveDay(first, (await read(first)).version, '2026-12-02')).body.code).toBe('activity.move-not-allowed');
});

test('a revision that does not speak of window, place and cancelling leaves them as they are', async () => {
  const auth = dispatcher;
  const given = draft({ radiusM: 120, cancelHours: 48, signUpFrom: '2026-11-25T00:00:00+08:00' });
  const { activity } = (await t.http.post('/api/v1/activities').set(auth).send(given).expect(201)).body;
  const { activityId: _, radiusM: __, cancelHours: ___, signUpFrom: ____, ...body } = given as Record<string, unknown>;
  const after = await t.http
    .put(`/api/v1/activities/${activity.id}`)
    .set(auth)
    .send({ ...body, title: '改了标题', version: activity.version, moveId: randomUUID() })
    .expect(200);
  expect(after.body).toMatchObject({
    title: '改了标题',
    radiusM: 120,
    cancelHours: 48,
    signUpFrom: '2026-11-24T16:00:00.000Z',
  });
});

test('renovation and duty shifts belong to an area', async () => {
  const reply = await t.http
    .post('/api/v1/activities')
    .set(dispatcher)
    .send(draft({ kind: 'renovation' }));
  expect([reply.status, Object.keys(reply.body.fields)]).toEqual([422, ['area']]);
});
