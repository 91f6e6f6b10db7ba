// Many people, few places (quality.md): exactly the capacity, an ordered queue, and as many promotions as cancellations, in order.
import { type ShiftRecord, Shifts, type SignUpRecord, SignUps } from '../../server/activities';
import { Messages } from '../../server/notifications/model';
import { crowd, FROM, moveSignUp, publish, signUp, TO } from './activities';
import type { TestApp } from './app';

const AT_ONCE = 100;

export const shiftOf = async (id: string): Promise<ShiftRecord> => {
  const shift = await Shifts.findById(id).lean<ShiftRecord>();
  if (!shift) throw new Error('no shift');
  return shift;
};

/** Everything that must be true of a shift and its sign-ups once nothing is under way. */
export const checkShift = async (id: string) => {
  const shift = await shiftOf(id);
  const rows = await SignUps.find({ shift: shift._id }).lean<SignUpRecord[]>();
  const state = new Map(rows.map((row) => [String(row._id), row.state]));
  const taken = shift.seats.reduce((sum, { n }) => sum + n, 0);
  expect(taken + shift.free).toBe(shift.capacity);
  expect(shift.free).toBeGreaterThanOrEqual(0);
  expect(shift.queued).toBe(shift.waiting.length);
  expect(shift.seats.map(({ _id }) => state.get(String(_id)))).toEqual(shift.seats.map(() => 'confirmed'));
  expect(shift.waiting.map(({ _id }) => state.get(String(_id)))).toEqual(shift.waiting.map(() => 'waiting'));
  expect(rows.filter((row) => row.state === 'confirmed')).toHaveLength(shift.seats.length);
  expect(rows.filter((row) => row.state === 'waiting')).toHaveLength(shift.waiting.length);
  return { shift, rows };
};
export const inLanes = async <T>(items: readonly T[], lanes: number, run: (item: T) => Promise<unknown>) => {
  const rest = [...items];
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let item = rest.shift(); item !== undefined; item = rest.shift()) await run(item);
    }),
  );
};

export const race = async (t: TestApp, count: number, places: number, cancelled: number): Promise<void> => {
  const activity = await publish(t, {
    shifts: [{ id: 'race-shift', name: '净街', from: FROM, to: TO, capacity: places }],
  });
  const people = await crowd(t, count, 'race');
  const answers = new Map<string, { id: string; state: string; version: number }>();
  await inLanes(people, AT_ONCE, async ({ auth, person }) => {
    const reply = await signUp(t, auth, activity);
    expect(reply.status).toBe(201);
    answers.set(person, reply.body.signUps[0]);
  });
  const { shift, rows } = await checkShift(activity.shifts[0].id);
  expect(shift.seats).toHaveLength(places);
  expect(shift.waiting).toHaveLength(count - places);
  // what each was told is what is true
  const told = [...answers.values()];
  expect(told.filter(({ state }) => state === 'confirmed')).toHaveLength(places);
  expect(told.filter(({ state }) => state === 'waiting')).toHaveLength(count - places);
  const queue = shift.waiting.map(({ _id }) => String(_id));

  const holders = rows.filter(({ state }) => state === 'confirmed').slice(0, cancelled);
  const authOf = new Map(people.map(({ person, auth }) => [person, auth]));
  await Promise.all(
    holders.map(async (row) => {
      const auth = authOf.get(String(row.person));
      const answer = answers.get(String(row.person));
      if (!auth || !answer) throw new Error('nobody');
      const reply = await moveSignUp(t, auth, { id: answer.id, version: row.version }, 'cancel');
      expect([reply.status, reply.body.state]).toEqual([200, 'cancelled']);
    }),
  );
  await t.announce();
  const after = await checkShift(activity.shifts[0].id);
  expect(after.shift.seats).toHaveLength(places);
  expect(after.shift.waiting.map(({ _id }) => String(_id))).toEqual(queue.slice(cancelled));
  const promoted = after.rows.filter(({ history }) => history.some(({ move }) => move === 'promote'));
  expect(promoted.map(({ _id }) => String(_id)).sort()).toEqual(queue.slice(0, cancelled).sort());
  // and seated in the order they waited
  expect(after.shift.seats.slice(-cancelled).map(({ _id }) => String(_id))).toEqual(queue.slice(0, cancelled));
  expect(await Messages.countDocuments({ kind: 'sign-up-promoted' })).toBe(cancelled);
  // told once, however often the worker comes by
  await t.announce();
  expect(await Messages.countDocuments({ kind: 'sign-up-promoted' })).toBe(cancelled);
};
