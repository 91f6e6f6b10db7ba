// Lists in another order than time, page by page; the calendar; summaries everybody can read.
import { randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import { Activities, type ActivityRecord } from '../../../server/activities';
import { draft, moveActivity, moveSignUp, publish, register, signUp } from '../../support/activities';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { DEMO_PLACE } from '../../support/builders';

type Auth = { authorization: string };
let t: TestApp;
let dispatcher: Auth;
beforeAll(async () => {
  t = await startTestApp();
  dispatcher = await t.as('dispatcher');
});
afterAll(() => t.stop());
beforeEach(() => t.setTime(WORKING_TUESDAY));

const days = (n: number) => new Date(Date.parse('2026-11-28T07:00:00+08:00') + n * 86_400_000).toISOString();
const shiftOn = (n: number, over: Record<string, unknown> = {}) => ({
  id: `list-shift-${n}`,
  name: '净街',
  from: days(n),
  to: days(n + 0.1),
  capacity: 3,
  ...over,
});
interface Card {
  id: string;
  distanceM: number;
  startsAt: string;
}
/** Every page of a list. */
const pages = async (query: Record<string, unknown>, auth: Partial<Auth> = {}) => {
  const found: Card[][] = [];
  for (let cursor: string | undefined; ; ) {
    const { body } = await t.http
      .get('/api/v1/activities')
      .query({ ...query, ...(cursor && { cursor }) })
      .set(auth)
      .expect(200);
    found.push(body.items);
    if (!body.next) return { found, all: found.flat() };
    cursor = body.next;
  }
};

test('by distance and by fitness: every one once, in order, page by page; new ones in between shift nothing', async () => {
  // two at the same place: time decides
  for (const [i, away] of [5, 1, 3, 3, 2, 7, 6].entries())
    await publish(t, {
      location: { ...DEMO_PLACE, lng: DEMO_PLACE.lng + away * 0.001 },
      shifts: [shiftOn(i, { skills: away === 7 ? ['first-aid'] : [] })],
    });
  const at = { lng: DEMO_PLACE.lng, lat: DEMO_PLACE.lat };
  const { found, all } = await pages({ ...at, sort: 'distance', limit: 3 });
  expect(found.map((page) => page.length)).toEqual([3, 3, 1]);
  expect(new Set(all.map(({ id }) => id)).size).toBe(7);
  expect(all.map(({ distanceM }) => distanceM)).toEqual(
    [...all.map(({ distanceM }) => distanceM)].sort((a, b) => a - b),
  );
  expect((all[2]?.startsAt ?? '') < (all[3]?.startsAt ?? '')).toBe(true);

  const first = await t.http.get('/api/v1/activities').query({ ...at, sort: 'distance', limit: 3 });
  await publish(t, { title: '最近的', location: DEMO_PLACE, shifts: [shiftOn(20)] });
  const second = await t.http
    .get('/api/v1/activities')
    .query({ ...at, sort: 'distance', limit: 3, cursor: first.body.next });
  expect(second.body.items.map(({ id }: Card) => id)).toEqual(all.slice(3, 6).map(({ id }) => id));

  const auth = await t.as('skilled');
  await register(t, auth, { skills: ['first-aid'], times: [], districts: [] });
  const fit = await pages({ sort: 'recommended', limit: 4 }, auth);
  expect(fit.all).toHaveLength(8);
  expect(fit.all[0]).toMatchObject({ recommended: true, startsAt: days(5) });
  const rest = fit.all.slice(1).map(({ startsAt }) => startsAt);
  expect(rest).toEqual([...rest].sort());
});

test.each(['distance', 'recommended'])('a made-up cursor is refused: %s', async (sort) => {
  const reply = await t.http
    .get('/api/v1/activities')
    .query({ sort, lng: 101.5, lat: 25, cursor: Buffer.from('["x",1,2]').toString('base64url') });
  expect([reply.status, Object.keys(reply.body.fields)]).toEqual([422, ['cursor']]);
});

test('where more lies ahead than is looked at, the list says up to which day', async () => {
  const at = { sort: 'distance', lng: DEMO_PLACE.lng, lat: DEMO_PLACE.lat };
  expect((await t.http.get('/api/v1/activities').query(at)).body.within).toBeNull();
  const pattern = await Activities.findOne({ state: 'published' }).lean<ActivityRecord>();
  if (!pattern) throw new Error('nothing to copy');
  const copies = [...Array(600).keys()].map((i) => ({
    ...pattern,
    _id: new Types.ObjectId(),
    activityId: `ahead-${i}-activity`,
    startsAt: new Date(Date.parse(days(30)) + i * 3_600_000),
  }));
  await Activities.collection.insertMany(copies);
  const { within } = (await t.http.get('/api/v1/activities').query(at)).body;
  expect(within > '2026-12-28' && within < '2027-01-22').toBe(true);
  await Activities.deleteMany({ activityId: /^ahead-/ });
});

test('the calendar counts the kind that is asked for', async () => {
  await publish(t, { kind: 'open-day', audience: 'everyone', shifts: [shiftOn(9)] });
  const read = async (query: Record<string, unknown>) =>
    (await t.http.get('/api/v1/activities').query({ limit: 1, ...query })).body.days;
  expect(await read({ kind: 'open-day' })).toEqual([{ day: '2026-12-07', count: 1 }]);
  expect((await read({})).length).toBeGreaterThan(3);
});

test('summaries are read by everybody, the newest first', async () => {
  const made: string[] = [];
  for (const [i, title] of ['第一场', '第二场', '第三场'].entries()) {
    t.setTime(WORKING_TUESDAY);
    const activity = await publish(t, { title });
    t.setTime(`2026-11-28T1${i}:00:00+08:00`);
    await t.tick();
    const now = (await t.http.get(`/api/v1/activities/${activity.id}`).set(dispatcher)).body;
    await moveActivity(t, dispatcher, now, 'summarise', { text: `${title}清出垃圾十袋` }).expect(200);
    made.push(activity.id);
  }
  const first = (await t.http.get('/api/v1/activity-summaries?limit=2').expect(200)).body;
  expect(first.items.map(({ title }: { title: string }) => title)).toEqual(['第三场', '第二场']);
  expect(first.items[0]).toMatchObject({ text: '第三场清出垃圾十袋', kindName: '志愿服务' });
  const next = (await t.http.get('/api/v1/activity-summaries').query({ limit: 2, cursor: first.next }).expect(200))
    .body;
  expect([next.items.map(({ id }: { id: string }) => id), next.next]).toEqual([[made[0]], null]);
});

test('a resident who is not registered says their year of birth where an age is asked for; it is not kept', async () => {
  const activity = await publish(t, {
    kind: 'open-day',
    audience: 'everyone',
    shifts: [shiftOn(12, { minAge: 16, capacity: 5 })],
  });
  const auth = await t.as('open-day-guest');
  const without = await signUp(t, auth, activity);
  expect([without.status, Object.keys(without.body.fields)]).toEqual([422, ['birthYear']]);
  expect((await signUp(t, auth, activity, { birthYear: 2012 })).body.code).toBe('sign-up.too-young');
  const { body } = await signUp(t, auth, activity, { birthYear: 1977 }).expect(201);
  const stored = await Activities.db.collection('signUps').findOne({ _id: new Types.ObjectId(body.signUps[0].id) });
  expect(JSON.stringify(stored)).not.toContain('1977');
  await moveSignUp(t, auth, body.signUps[0], 'cancel').expect(200);
});

test('each day of a series opens its own window', async () => {
  const repeat = { every: 'week', interval: 2, weekdays: [6], until: '2026-12-26' };
  const given = draft({ repeat, signUpFrom: '2026-11-25T00:00:00+08:00', signUpUntil: '2026-11-27T18:00:00+08:00' });
  const { body } = await t.http.post('/api/v1/activities').set(dispatcher).send(given).expect(201);
  const windows = await Promise.all(
    body.items.map(async ({ id }: { id: string }) => {
      const view = (await t.http.get(`/api/v1/activities/${id}`).set(dispatcher)).body;
      return [view.startsAt, view.signUpFrom, view.signUpUntil].map((at: string) => at.slice(0, 10));
    }),
  );
  expect(windows).toEqual([
    ['2026-11-27', '2026-11-24', '2026-11-27'],
    ['2026-12-11', '2026-12-08', '2026-12-11'],
    ['2026-12-25', '2026-12-22', '2026-12-25'],
  ]);
  const wrong = await t.http
    .post('/api/v1/activities')
    .set(dispatcher)
    .send({ ...given, activityId: randomUUID(), signUpFrom: '2026-11-28T00:00:00+08:00' });
  expect([wrong.status, Object.keys(wrong.body.fields)]).toEqual([422, ['signUpUntil']]);
});
