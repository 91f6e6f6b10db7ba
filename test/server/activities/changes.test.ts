// Time and place changed after people signed up: they follow in one transaction, are told, and are asked whether they can still come.
import { randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import { Activities, type ShiftRecord, Shifts, type SignUpRecord, SignUps } from '../../../server/activities';
import { claimSeats } from '../../../server/activities/commands/seats';
import { Messages } from '../../../server/notifications/model';
import { attend, codeAt, draft, moveActivity, moveSignUp, publish, register, signUp } from '../../support/activities';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { DEMO_PLACE, submit } from '../../support/builders';

type Auth = { authorization: string };
let t: TestApp;
let dispatcher: Auth;
beforeAll(async () => {
  t = await startTestApp();
  dispatcher = await t.as('dispatcher');
});
afterAll(() => t.stop());
beforeEach(() => t.setTime(WORKING_TUESDAY));

let n = 0;
const person = async () => {
  n += 1;
  const auth = await t.as(`changed-${n}`);
  const volunteer = await register(t, auth);
  return { auth, volunteer };
};
const shift = (day: string, from: string, to: string, over: Record<string, unknown> = {}) => ({
  id: `shift-${day}-${from.replace(':', '')}`,
  name: '净街',
  from: `${day}T${from}:00+08:00`,
  to: `${day}T${to}:00+08:00`,
  capacity: 3,
  ...over,
});
const read = async (id: string, auth: Auth = dispatcher) =>
  (await t.http.get(`/api/v1/activities/${id}`).set(auth).expect(200)).body;
const mine = async (auth: Auth, id: string) => {
  const { items } = (await t.http.get('/api/v1/me/sign-ups').query({ limit: 50 }).set(auth).expect(200)).body;
  return items.find((row: { id: string }) => row.id === id);
};
const moveDay = async (id: string, day: string) =>
  (
    await t.http
      .post(`/api/v1/activities/${id}/day`)
      .set(dispatcher)
      .send({ moveId: randomUUID(), version: (await read(id)).version, day })
      .expect(200)
  ).body;
const revise = async (id: string, over: Record<string, unknown>, moveId: string = randomUUID()) => {
  const { activityId: _, ...body } = draft(over) as Record<string, unknown>;
  return t.http
    .put(`/api/v1/activities/${id}`)
    .set(dispatcher)
    .send({ ...body, version: (await read(id)).version, moveId });
};

describe('moved to another day', () => {
  test('whoever is somewhere else then is told so, and says that they come only once they have given that back', async () => {
    const { auth } = await person();
    const other = await publish(t, { title: '周日巡逻', shifts: [shift('2026-11-29', '08:00', '10:00')] });
    const otherRow = (await signUp(t, auth, other).expect(201)).body.signUps[0];
    const activity = await publish(t);
    const row = (await signUp(t, auth, activity).expect(201)).body.signUps[0];
    expect([row.changed, row.overlap, row.can.keep]).toEqual([null, null, false]);
    await moveDay(activity.id, '2026-11-29');
    await t.announce();
    const message = await Messages.findOne({ kind: 'activity-changed', 'link.id': activity.id }).lean();
    expect(message?.text).toContain('2026年11月29日 07:00–09:00');
    expect(message?.text).toContain('“周日巡逻”');
    const now = await mine(auth, row.id);
    expect(now).toMatchObject({
      changed: { from: '2026-11-27T23:00:00.000Z', to: '2026-11-28T01:00:00.000Z', place: '鹿城南路五一路口' },
      overlap: { signUp: otherRow.id, title: '周日巡逻' },
      can: { keep: false, cancel: true },
    });
    expect(now.timeline.at(-1)).toMatchObject({ title: '时间或地点有变化' });
    const refused = await moveSignUp(t, auth, now, 'keep');
    expect([refused.status, refused.body.code]).toEqual([409, 'sign-up.conflict']);
    expect(refused.body.detail).toContain('周日巡逻');
    await moveSignUp(t, auth, otherRow, 'cancel').expect(200);
    const free = await mine(auth, row.id);
    expect([free.overlap, free.can.keep]).toEqual([null, true]);
    const kept = await moveSignUp(t, auth, free, 'keep').expect(200);
    expect([kept.body.changed, kept.body.can.keep]).toEqual([null, false]);
  });

  test('the organiser sees who has not answered; nobody answers for a time they have not seen', async () => {
    const { auth } = await person();
    const activity = await publish(t);
    const row = (await signUp(t, auth, activity).expect(201)).body.signUps[0];
    await moveDay(activity.id, '2026-11-29');
    const seen = await mine(auth, row.id);
    await moveDay(activity.id, '2026-11-30');
    expect((await moveSignUp(t, auth, seen, 'keep')).body.code).toBe('sign-up.stale');
    const roll = async () =>
      (await t.http.get(`/api/v1/activities/${activity.id}/roll`).set(dispatcher)).body.items[0].changed;
    expect(await roll()).toBe(true);
    const now = await mine(auth, row.id);
    // what they said yes to is the first
    expect(now.changed.from).toBe('2026-11-27T23:00:00.000Z');
    await moveSignUp(t, auth, now, 'keep').expect(200);
    expect(await roll()).toBe(false);
  });

  test('unanswered: given back to the last, and not coming is no absence; answered: it is as ever', async () => {
    const people = [await person(), await person(), await person()];
    const activity = await publish(t, { cancelHours: 48 });
    const rows: { id: string; version: number }[] = [];
    for (const { auth } of people) rows.push((await signUp(t, auth, activity).expect(201)).body.signUps[0]);
    await moveDay(activity.id, '2026-11-25');
    const [silent, firm, late] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
    const [, firmRow = { id: '' }, lateRow = { id: '' }] = rows;
    t.setTime('2026-11-25T06:50:00+08:00');
    await moveSignUp(t, firm.auth, await mine(firm.auth, firmRow.id), 'keep').expect(200);
    const cancelled = await moveSignUp(t, firm.auth, await mine(firm.auth, firmRow.id), 'cancel');
    expect(cancelled.body.code).toBe('sign-up.too-late-to-cancel');
    await moveSignUp(t, late.auth, await mine(late.auth, lateRow.id), 'cancel').expect(200);
    t.setTime('2026-11-25T09:30:00+08:00');
    await t.tick();
    const states = await SignUps.find({ activity: activity.id }).sort({ _id: 1 }).lean<SignUpRecord[]>();
    expect(states.map(({ state }) => state)).toEqual(['excused', 'absent', 'cancelled']);
    const absences = async (auth: Auth) =>
      (await t.http.get('/api/v1/me/volunteers').set(auth)).body.items[0].noShows.count;
    expect([await absences(silent.auth), await absences(firm.auth)]).toEqual([0, 1]);
  });

  test('nobody is present at two shifts that a change has laid over each other', async () => {
    const { auth } = await person();
    const one = await publish(t);
    const two = await publish(t, { title: '另一个', shifts: [shift('2026-11-29', '07:30', '09:30')] });
    await signUp(t, auth, one).expect(201);
    await signUp(t, auth, two).expect(201);
    await moveDay(one.id, '2026-11-29');
    const at = '2026-11-29T07:40:00+08:00';
    t.setTime(at);
    await attend(t, auth, codeAt(t, one.shifts[0].id, at), 'in').expect(200);
    const second = await attend(t, auth, codeAt(t, two.shifts[0].id, at), 'in');
    expect([second.status, second.body.code]).toEqual([409, 'sign-up.conflict']);
    await attend(t, auth, codeAt(t, one.shifts[0].id, at), 'out').expect(200);
    await attend(t, auth, codeAt(t, two.shifts[0].id, at), 'in').expect(200);
  });
});

describe('revised', () => {
  test('those whose own shift changed are asked, the others are not; another place asks everybody, other words nobody', async () => {
    const [early, lateOne] = [await person(), await person()];
    const shifts = [shift('2026-12-05', '07:00', '09:00'), shift('2026-12-05', '14:00', '16:00')];
    const activity = await publish(t, { shifts });
    const first = (await signUp(t, early.auth, activity).expect(201)).body.signUps[0];
    const second = (await signUp(t, lateOne.auth, activity, { shift: activity.shifts[1].id }).expect(201)).body
      .signUps[0];
    const asked = async () => [
      (await mine(early.auth, first.id)).changed !== null,
      (await mine(lateOne.auth, second.id)).changed !== null,
    ];
    expect((await revise(activity.id, { shifts, title: '换个标题', about: '换个说法' })).status).toBe(200);
    expect(await asked()).toEqual([false, false]);
    const later = [shifts[0], { ...shifts[1], to: '2026-12-05T17:00:00+08:00' }];
    expect((await revise(activity.id, { shifts: later })).status).toBe(200);
    expect(await asked()).toEqual([false, true]);
    await t.announce();
    const told = await Messages.find({ kind: 'activity-changed', 'link.id': activity.id }).lean();
    expect(told.map(({ text }) => text.slice(0, 28))).toEqual(['现在是 2026年12月5日 14:00–17:00，鹿']);
    expect((await revise(activity.id, { shifts: later, place: '龙川江边' })).status).toBe(200);
    expect(await asked()).toEqual([true, true]);
    expect((await mine(early.auth, first.id)).changed.place).toBe('鹿城南路五一路口');
  });

  test('what is refused changes nothing at all: fewer places than taken, a shift that has people', async () => {
    const { auth } = await person();
    const shifts = [shift('2026-12-06', '07:00', '09:00'), shift('2026-12-06', '14:00', '16:00')];
    const activity = await publish(t, { shifts });
    await signUp(t, auth, activity).expect(201);
    await signUp(t, (await person()).auth, activity).expect(201);
    const fewer = [{ ...shifts[0], capacity: 1, from: '2026-12-06T06:00:00+08:00' }, shifts[1]];
    for (const given of [fewer, [shifts[1]]]) {
      const reply = await revise(activity.id, { shifts: given, title: '不该出现' });
      expect([reply.status, reply.body.code]).toEqual([409, 'activity.capacity-taken']);
    }
    const after = await read(activity.id);
    expect([after.title, after.version, after.shifts[0].from]).toEqual([
      '周六清晨净街',
      activity.version,
      '2026-12-05T23:00:00.000Z',
    ]);
    // an empty one may go, a new one may come
    const reply = await revise(activity.id, { shifts: [shifts[0], shift('2026-12-06', '10:00', '12:00')] });
    expect(reply.body.shifts.map((one: { key: string }) => one.key)).toEqual([
      'shift-2026-12-06-0700',
      'shift-2026-12-06-1000',
    ]);
  });

  test('the same again is a retry; what is published is not moved into the past', async () => {
    const activity = await publish(t);
    const moveId = randomUUID();
    const first = await revise(activity.id, { title: '改一次' }, moveId);
    const { activityId: _, ...body } = draft({ title: '改一次' }) as Record<string, unknown>;
    const again = await t.http
      .put(`/api/v1/activities/${activity.id}`)
      .set(dispatcher)
      .send({ ...body, version: activity.version, moveId });
    expect([first.status, again.status, again.body.version]).toEqual([200, 200, first.body.version]);
    const past = await revise(activity.id, { shifts: [shift('2026-11-20', '07:00', '09:00', { id: 'shift-one' })] });
    expect([past.status, Object.keys(past.body.fields)]).toEqual([422, ['shifts']]);
  });

  test('a seat is not claimed for a time that has changed since it was asked for', async () => {
    const { auth } = await person();
    const activity = await publish(t, { shifts: [shift('2026-12-12', '07:00', '09:00')] });
    const row = (await signUp(t, auth, activity).expect(201)).body.signUps[0];
    const stored = await SignUps.findById(row.id).lean<SignUpRecord>();
    const before = await Shifts.findById(activity.shifts[0].id).lean<ShiftRecord>();
    if (!stored) throw new Error('no row');
    const late = { ...stored, _id: new Types.ObjectId(), from: new Date('2026-12-11T23:30:00Z') };
    expect(await claimSeats([late], t.deps.now())).toBe('moved');
    const after = await Shifts.findById(activity.shifts[0].id).lean<ShiftRecord>();
    expect([after?.free, after?.version]).toEqual([before?.free, before?.version]);
  });
});

test('cancelled while it is on: whoever was there has served until then, the others are let go', async () => {
  const [there, gone, away] = [await person(), await person(), await person()];
  const activity = await publish(t);
  for (const { auth } of [there, gone, away]) await signUp(t, auth, activity).expect(201);
  const id = activity.shifts[0].id;
  const local = (clock: string) => `2026-11-28T${clock}:00+08:00`;
  t.setTime(local('07:00'));
  await t.tick();
  for (const { auth } of [there, gone]) await attend(t, auth, codeAt(t, id, local('07:00')), 'in').expect(200);
  t.setTime(local('08:00'));
  await attend(t, gone.auth, codeAt(t, id, local('08:00')), 'out').expect(200);
  t.setTime(local('08:30'));
  await moveActivity(t, dispatcher, await read(activity.id), 'cancel', { text: '下大雨了' }).expect(200);
  await t.announce();
  const rows = await SignUps.find({ activity: activity.id }).sort({ _id: 1 }).lean<SignUpRecord[]>();
  expect(rows.map(({ state, hours }) => [state, hours])).toEqual([
    ['credited', 1.5],
    ['credited', 1],
    ['dropped', 0],
  ]);
  const told = await Messages.find({ kind: 'activity-cancelled', 'link.id': activity.id }).lean();
  expect(told.map(({ title }) => title.slice(0, 6)).sort()).toEqual(['活动取消：周', '活动提前结束']);
});

test('a report that only names the shift is not on its roll', async () => {
  const activity = await publish(t);
  const link = { kind: 'shift', id: activity.shifts[0].id };
  const { auth } = await person();
  await signUp(t, auth, activity).expect(201);
  await submit(t, await t.as('nosy-neighbour'), { link });
  const own = await submit(t, auth, { link, location: DEMO_PLACE });
  const { reports } = (await t.http.get(`/api/v1/activities/${activity.id}/roll`).set(dispatcher).expect(200)).body;
  expect(reports.map(({ number }: { number: string }) => number)).toEqual([own.number]);
  expect(await Activities.countDocuments({ _id: activity.id })).toBe(1);
});
