// A random walk over activity × sign-up × attendance by random people against the real API, checked after every step against the tables
// and against what must hold of seats, hours and history at any time.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import {
  Activities,
  type ActivityRecord,
  type ShiftRecord,
  Shifts,
  type SignUpRecord,
  SignUps,
} from '../../server/activities';
import { ASKED_MOVES, type AskedMove, SIGN_UP_MOVES, signUpAfter, signUpMove } from '../../shared/activities/sign-ups';
import { ACTIVITY_MOVES, activityAfter } from '../../shared/activities/states';
import { hoursFor, minutesOf } from '../../shared/volunteers/hours';
import { attend, codeAt, draft, moveActivity, moveSignUp, publish, register, signUp } from './activities';
import type { TestApp } from './app';
import { DEMO_PLACE } from './builders';

const PEOPLE = Array.from({ length: 8 }, (_, i) => `walker-${i}`);
const OVER = ['cancelled', 'dropped', 'expired'];
const HOUR = 3_600_000;
const MINUTE = 60_000;

interface Pick {
  who: number;
  what: 'sign-up' | 'cancel' | 'in' | 'out' | 'by-hand' | 'time' | 'organise' | 'rate' | 'object' | 'reschedule';
  choice: number;
  minutes: number;
  far: boolean;
}
const pick: fc.Arbitrary<Pick> = fc.record({
  who: fc.nat(PEOPLE.length - 1),
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constant('sign-up' as const) },
    { weight: 3, arbitrary: fc.constant('cancel' as const) },
    { weight: 5, arbitrary: fc.constant('in' as const) },
    { weight: 4, arbitrary: fc.constant('out' as const) },
    { weight: 4, arbitrary: fc.constant('by-hand' as const) },
    { weight: 5, arbitrary: fc.constant('time' as const) },
    { weight: 2, arbitrary: fc.constant('organise' as const) },
    { weight: 1, arbitrary: fc.constant('rate' as const) },
    { weight: 1, arbitrary: fc.constant('object' as const) },
    { weight: 1, arbitrary: fc.constant('reschedule' as const) },
  ),
  choice: fc.nat(1000),
  minutes: fc.oneof({ weight: 3, arbitrary: fc.nat(45) }, { weight: 1, arbitrary: fc.nat(300) }),
  far: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
});

const hold = (fact: boolean, what: string, row: unknown) => {
  if (!fact) throw new Error(`${what} — ${JSON.stringify(row)}`);
};

/** What is true of a sign-up at any time. */
const checkSignUp = (row: SignUpRecord, earlier: SignUpRecord | undefined) => {
  const say = {
    state: row.state,
    history: row.history.map(({ move }) => move),
    minutes: row.minutes,
    hours: row.hours,
  };
  hold(row.version === row.history.length && row.history.at(-1)?.to === row.state, 'no state without history', say);
  row.history.forEach((entry, i) => {
    if (entry.move === 'ask') return;
    hold(entry.from === row.history[i - 1]?.to, 'history is a chain', say);
    const table = SIGN_UP_MOVES[entry.move];
    hold(
      entry.from !== null && (table.from as readonly string[]).includes(entry.from),
      `${entry.move} from there`,
      say,
    );
    hold(entry.from !== null && signUpAfter(entry.move, entry.from) === entry.to, `${entry.move} leads there`, say);
  });
  hold(row.minutes <= minutesOf(row), 'never more minutes than the shift', say);
  hold(row.hours === 0 || row.hours === hoursFor(row.minutes), 'hours by the rule', say);
  hold(row.hours === 0 || row.state === 'credited', 'hours only once credited', say);
  if (row.inAt && row.outAt) hold(row.inAt <= row.outAt, 'nobody leaves before they come', say);
  hold(row.state !== 'credited' || row.history.some(({ to }) => to === 'left'), 'hours through attendance alone', say);
  if (earlier)
    hold(
      JSON.stringify(row.history.slice(0, earlier.history.length)) === JSON.stringify(earlier.history),
      'entries never change',
      say,
    );
};

const checkActivity = (activity: ActivityRecord) => {
  activity.history.forEach((entry, i) => {
    if (entry.move === 'draft') return;
    hold(entry.from === activity.history[i - 1]?.to, 'history is a chain', entry);
    hold(
      (ACTIVITY_MOVES[entry.move].from as readonly string[]).includes(entry.from ?? ''),
      'allowed from there',
      entry,
    );
    hold(entry.from !== null && activityAfter(entry.move, entry.from) === entry.to, 'leads there', entry);
  });
};

const checkSeats = (shift: ShiftRecord, rows: readonly SignUpRecord[]) => {
  const seated = shift.seats.reduce((sum, { n }) => sum + n, 0);
  hold(seated + shift.free === shift.capacity && shift.free >= 0, 'seats add up', shift);
  hold(shift.queued === shift.waiting.length, 'the queue is counted', shift);
  const state = new Map(rows.map((row) => [String(row._id), row.state]));
  const gone = ['cancelled', 'dropped', 'expired', 'waiting'];
  for (const { _id } of shift.seats)
    hold(!gone.includes(state.get(String(_id)) ?? 'cancelled'), 'who has a seat is in', shift);
  const active = rows.filter((row) => row.state === 'confirmed' || row.state === 'present');
  for (const row of active)
    hold(
      shift.seats.some(({ _id }) => _id.equals(row._id)),
      'who is in has a seat',
      row.state,
    );
};

/** Walks `steps` steps with one seed. @returns how often each move was made */
export const walkActivities = async (t: TestApp, steps: number, seed: number): Promise<Map<string, number>> => {
  const made = new Map<string, number>();
  const count = (name: string) => made.set(name, (made.get(name) ?? 0) + 1);
  let now = new Date('2026-11-24T02:00:00Z');
  const setTime = (to: Date) => {
    now = to;
    t.setTime(to.toISOString());
  };
  setTime(now);
  const auth = await Promise.all(PEOPLE.map((name) => t.as(name)));
  for (const [i, one] of auth.entries()) await register(t, one, { name: `走动${'甲乙丙丁戊己庚辛'[i]}` });
  const ids = await Promise.all(auth.map(async (one) => (await t.http.get('/api/v1/me').set(one)).body.id as string));
  const dispatcher = await t.as('dispatcher');
  const remembered = new Map<string, SignUpRecord>();
  const fresh = async (n: number) => {
    const from = new Date(now.getTime() + (2 + (n % 3)) * HOUR);
    const shifts = [
      {
        id: `walk-${n}-${seed}`,
        name: '走动',
        from: from.toISOString(),
        to: new Date(from.getTime() + 2 * HOUR).toISOString(),
        capacity: 3,
      },
    ];
    return publish(t, { title: `走动 ${n}`, cancelHours: 1, shifts });
  };
  let activity = await fresh(0);
  let n = 0;

  const settle = async () => {
    await t.announce();
    const stored = await Activities.findById(activity.id).lean<ActivityRecord>();
    const [shift] = await Shifts.find({ activity: activity.id }).lean<ShiftRecord[]>();
    const rows = await SignUps.find({ activity: activity.id }).lean<SignUpRecord[]>();
    if (!stored || !shift) throw new Error('the activity is gone');
    checkActivity(stored);
    checkSeats(shift, rows);
    for (const row of rows) {
      checkSignUp(row, remembered.get(String(row._id)));
      remembered.set(String(row._id), row);
    }
    for (const entry of stored.history.slice(-1))
      if (entry.move === 'start' || entry.move === 'finish') count(entry.move);
    return { stored, shift, rows };
  };

  for (const p of fc.sample(pick, { numRuns: steps, seed })) {
    const { shift, rows, stored } = await settle();
    // coming and going is tried more often by those who can, so that walks get somewhere
    const wanted = { in: 'confirmed', out: 'present' }[p.what as 'in' | 'out'];
    const ready = rows.filter((row) => row.state === wanted).map(({ person }) => ids.indexOf(String(person)));
    const own = auth[(p.choice % 4 > 0 ? ready[p.choice % Math.max(1, ready.length)] : undefined) ?? p.who];
    if (!own) continue;
    const listed = (await t.http.get('/api/v1/me/sign-ups').query({ when: 'coming', limit: 50 }).set(own)).body.items;
    const here = listed.filter((row: { activity: { id: string } }) => row.activity.id === activity.id);
    // whoever cancelled and came back has two: the one that holds is meant
    const mine = here.find((row: { state: string }) => !OVER.includes(row.state)) ?? here[0];
    const id = String(shift._id);
    if (p.what === 'sign-up') {
      const reply = await signUp(t, own, activity);
      hold([201, 403, 409].includes(reply.status), `sign-up answers ${reply.status}`, reply.body);
      if (reply.status === 201) count(`sign-up ${reply.body.signUps[0].state}`);
    } else if (p.what === 'in' || p.what === 'out') {
      const location = p.far ? { ...DEMO_PLACE, lat: DEMO_PLACE.lat + 0.01 } : DEMO_PLACE;
      const reply = await attend(t, own, codeAt(t, id, now), p.what, { location });
      const can = p.what === 'in' ? mine?.can.checkIn : mine?.can.checkOut;
      hold(
        (reply.status === 200) === Boolean(can && !p.far),
        `${p.what} answers ${reply.status} where can is ${can}`,
        reply.body,
      );
      if (reply.status === 200) count(`check-${p.what}`);
    } else if (p.what === 'cancel' && mine) {
      const move = p.choice % 3 === 0 && mine.changed ? 'keep' : 'cancel';
      const reply = await moveSignUp(t, own, mine, move);
      hold((reply.status === 200) === mine.can[move], `${move} answers ${reply.status}`, reply.body);
      if (reply.status === 200) count(move);
    } else if (p.what === 'reschedule') {
      const moved = (at: Date) => new Date(at.getTime() + (p.minutes - 20) * MINUTE).toISOString();
      const { activityId: _, ...body } = draft({ title: stored.title, cancelHours: 1 }) as Record<string, unknown>;
      const { key, name, capacity } = shift;
      const shifts = [{ id: key, name, capacity, from: moved(shift.from), to: moved(shift.to) }];
      const view = (await t.http.get(`/api/v1/activities/${activity.id}`).set(dispatcher)).body;
      const reply = await t.http
        .put(`/api/v1/activities/${activity.id}`)
        .set(dispatcher)
        .send({ ...body, shifts, version: view.version, moveId: randomUUID() });
      hold(
        view.can.revise ? [200, 422].includes(reply.status) : reply.status === 409,
        `revise answers ${reply.status}`,
        reply.body,
      );
      if (reply.status === 200) count('reschedule');
    } else if (p.what === 'by-hand' && rows.length > 0) {
      const row = rows[p.choice % rows.length];
      const roll = (await t.http.get(`/api/v1/activities/${activity.id}/roll`).set(dispatcher)).body.items;
      const view = roll.find((one: { id: string }) => one.id === String(row?._id));
      const offered = ASKED_MOVES.filter((move) => view?.can[move]);
      const all: readonly AskedMove[] = p.choice % 4 === 0 || offered.length === 0 ? ASKED_MOVES : offered;
      const move = all[p.choice % all.length];
      if (!move || !view || !row) continue;
      const inAt = row.from;
      const outAt = new Date(Math.min(now.getTime(), row.from.getTime() + (10 + p.minutes) * MINUTE));
      const input = { text: '核对过', inAt: inAt.toISOString(), outAt: (outAt > inAt ? outAt : inAt).toISOString() };
      const reply = await moveSignUp(t, dispatcher, view, move, input);
      const allowed = offered.includes(move);
      hold(
        allowed ? [200, 422].includes(reply.status) : [403, 409].includes(reply.status),
        `${move} answers ${reply.status}`,
        [reply.body, view],
      );
      if (reply.status === 200) count(move);
      if (reply.status === 200) hold(signUpMove(move).by.includes('organiser'), 'only organisers’ moves', move);
    } else if (p.what === 'time') {
      setTime(new Date(now.getTime() + p.minutes * MINUTE));
      await t.tick();
    } else if (p.what === 'organise') {
      const view = (await t.http.get(`/api/v1/activities/${activity.id}`).set(dispatcher)).body;
      const move = (['settle', 'summarise', 'cancel', 'publish'] as const)[p.choice % 40 === 2 ? 2 : p.choice % 2];
      if (!move) continue;
      const reply = await moveActivity(t, dispatcher, view, move, { text: '说明' });
      hold(
        view.can[move] ? [200, 409].includes(reply.status) : reply.status === 409,
        `${move} answers ${reply.status}`,
        reply.body,
      );
      if (reply.status === 200) count(move);
      const over = stored.state === 'settled' || stored.state === 'cancelled';
      if (over) {
        n += 1;
        activity = await fresh(n);
      }
    } else if (p.what === 'rate' || p.what === 'object') {
      const past = (await t.http.get('/api/v1/me/sign-ups').query({ when: 'past', limit: 5 }).set(own)).body.items[0];
      if (!past) continue;
      const reply =
        p.what === 'rate'
          ? await t.http.post(`/api/v1/sign-ups/${past.id}/rating`).set(own).send({ moveId: randomUUID(), score: 4 })
          : await moveSignUp(t, own, past, 'object', { text: '有异议' });
      hold((reply.status === 200) === past.can[p.what], `${p.what} answers ${reply.status}`, reply.body);
      if (reply.status === 200) count(p.what);
    }
    // an activity that lies far behind makes way for the next
    if (now.getTime() > stored.endsAt.getTime() + 30 * HOUR) {
      n += 1;
      activity = await fresh(n);
    }
  }
  await settle();
  // every total is the sum of its parts
  for (const one of auth) {
    const [volunteer] = (await t.http.get('/api/v1/me/volunteers').set(one)).body.items;
    const { hours, services } = (await t.http.get(`/api/v1/me/volunteers/${volunteer.id}/hours`).set(one)).body;
    hold(
      hours === services.reduce((sum: number, service: { hours: number }) => sum + service.hours, 0),
      'sum of parts',
      hours,
    );
  }
  return made;
};
