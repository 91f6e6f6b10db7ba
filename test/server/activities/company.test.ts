// Family members who come along: by name where an age is asked for, sealed, masked for the organiser, gone when nobody needs them.
import { randomBytes } from 'node:crypto';
import { resealActivities, SignUps } from '../../../server/activities';
import { unseal } from '../../../server/core/sealed';
import { moveActivity, moveSignUp, publish, signUp } from '../../support/activities';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';

let t: TestApp;
let dispatcher: { authorization: string };
beforeAll(async () => {
  t = await startTestApp();
  dispatcher = await t.as('dispatcher');
});
afterAll(() => t.stop());
beforeEach(() => t.setTime(WORKING_TUESDAY));

const DAY = '2026-12-03T';
const openDay = (over: Record<string, unknown> = {}, minAge: number | null = null, capacity = 6) =>
  publish(t, {
    kind: 'open-day',
    audience: 'everyone',
    shifts: [
      { id: 'family-shift', name: '参观', from: `${DAY}09:00:00+08:00`, to: `${DAY}11:00:00+08:00`, capacity, minAge },
    ],
    ...over,
  });
const mother = { name: '李阿芳', birthYear: 1960 };
const son = { name: '李小宝', birthYear: 2016 };
const roll = async (id: string) =>
  (await t.http.get(`/api/v1/activities/${id}/roll`).set(dispatcher).expect(200)).body.items;

test('named, counted, sealed, masked with their age; the guest sees them too', async () => {
  const activity = await openDay();
  const auth = await t.as('family-one');
  const { body } = await signUp(t, auth, activity, { family: [mother, son] }).expect(201);
  expect(body.signUps[0]).toMatchObject({
    seats: 3,
    family: [
      { name: '李**', age: 65 },
      { name: '李**', age: 9 },
    ],
  });
  expect((await t.http.get(`/api/v1/activities/${activity.id}`)).body.free).toBe(3);
  expect((await roll(activity.id))[0]).toMatchObject({ seats: 3, family: [{ name: '李**', age: 65 }, { age: 9 }] });
  const row = await SignUps.findById(body.signUps[0].id).lean();
  expect(JSON.stringify(row)).not.toMatch(/李阿芳|李小宝|1960|2016/);
});

test.each([
  ['too young for the shift', 12, { family: [mother, son] }, 'sign-up.too-young', undefined],
  ['a mere number where an age is asked for', 12, { companions: 1 }, 'request.invalid', 'companions'],
  ['six', null, { family: [mother, son, mother], companions: 3 }, 'request.invalid', 'family'],
  ['no name', null, { family: [{ name: '', birthYear: 2016 }] }, 'request.invalid', 'family.0.name'],
  ['no year', null, { family: [{ name: '李小宝' }] }, 'request.invalid', 'family.0.birthYear'],
])('refused: %s', async (_, minAge, over, code, field) => {
  const activity = await openDay({}, minAge);
  const reply = await signUp(t, await t.as('family-two'), activity, over);
  expect([reply.status, reply.body.code]).toEqual([422, code]);
  if (field) expect(Object.keys(reply.body.fields)).toContain(field);
});

test('volunteers sign up one by one: no family on what is for volunteers alone', async () => {
  const auth = await t.as('volunteer');
  const activity = await publish(t);
  const reply = await signUp(t, auth, activity, { family: [son] });
  expect([403, 422]).toContain(reply.status);
});

test('a family waits together, and comes in together', async () => {
  const activity = await openDay({}, null, 3);
  const first = (await signUp(t, await t.as('family-three'), activity, { family: [mother] })).body.signUps[0];
  const second = (await signUp(t, await t.as('family-four'), activity, { family: [mother, son] })).body.signUps[0];
  expect([first.state, second.state, second.ahead]).toEqual(['confirmed', 'waiting', 1]);
  await moveSignUp(t, await t.as('family-three'), first, 'cancel').expect(200);
  await t.announce();
  const rows = await roll(activity.id);
  expect(rows.map(({ state, family }: { state: string; family: unknown[] }) => [state, family.length])).toEqual([
    ['confirmed', 2],
    // who cancelled leaves no names behind
    ['cancelled', 0],
  ]);
});

test('names are sealed anew with a fresh key, and gone once it is settled', async () => {
  const activity = await openDay();
  const auth = await t.as('family-five');
  const { id } = (await signUp(t, auth, activity, { family: [mother] }).expect(201)).body.signUps[0];
  const fresh = new Uint8Array(randomBytes(32));
  const read = async () => (await SignUps.findById(id).lean())?.family ?? '';
  expect(await resealActivities([fresh, ...t.deps.keys.fields])).toBeGreaterThan(1);
  expect(JSON.parse(unseal([fresh], await read()))).toEqual([mother]);
  expect(await resealActivities([fresh, ...t.deps.keys.fields])).toBe(0);
  await resealActivities([...t.deps.keys.fields, fresh]);
  // the organiser's contact is readable with this server's own key again
  expect((await t.http.get(`/api/v1/activities/${activity.id}`).expect(200)).body.contact.contact).toBe('杨**');
  t.setTime(`${DAY}12:30:00+08:00`);
  await t.tick();
  const now = (await t.http.get(`/api/v1/activities/${activity.id}`).set(dispatcher)).body;
  await moveActivity(t, dispatcher, now, 'settle').expect(200);
  expect(await SignUps.countDocuments({ activity: activity.id, family: { $type: 'string' } })).toBe(0);
});
