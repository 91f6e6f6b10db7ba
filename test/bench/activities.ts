// Lists, calendar and desk of activities: 100,000 behind them against 1,000, side by side. What lies ahead is the same 300 in both: only
// what is over grows. Bar (quality.md): median ≤ 1.5 times as long, else it fails; documents examined are asserted in
// test/server/activities/reads.test.ts.
import { performance } from 'node:perf_hooks';
import mongoose, { Types } from 'mongoose';
import {
  Activities,
  type ActivityRecord,
  type ShiftRecord,
  Shifts,
  type SignUpRecord,
  SignUps,
} from '../../server/activities';
import { crowd, publish, signUp } from '../support/activities';
import { DEMO_PLACE } from '../support/builders';
import { startBenchServer } from './support/server';

const FEW = 1000;
const MANY = Number(process.env.BENCH_ACTIVITIES ?? 100_000);
const AHEAD = 300;
/** sign-ups of one person among all of them */
const OWN = 50;
const PAIRS = Number(process.env.BENCH_PAIRS ?? 9);
const TIMES = 15;
const BAR = 1.5;
const BATCH = 2000;
const HOUR = 3_600_000;

interface Pattern {
  activity: ActivityRecord;
  shift: ShiftRecord;
  row: SignUpRecord;
}
/** Copies of one activity with a shift and a sign-up each: from the 300th on they are over, one every half hour. */
const fill = async ({ activity, shift, row }: Pattern, from: number, to: number) => {
  for (let i = from; i < to; i += BATCH) {
    const copies = [...Array(Math.min(BATCH, to - i)).keys()].map((k) => {
      const n = i + k;
      const isOver = n >= AHEAD;
      const moved = (at: Date) => new Date(at.getTime() + (isOver ? -24 - (n - AHEAD) / 2 : n * 3) * HOUR);
      const [_id, place] = [new Types.ObjectId(), new Types.ObjectId()];
      const county = `5323${22 + (n % 10)}`;
      return {
        activity: {
          ...activity,
          _id,
          activityId: `bench-${n}-activity`,
          county,
          desks: [n % 10 === 0 ? 'dispatcher:532301' : `dispatcher:${county}`],
          location: { lng: DEMO_PLACE.lng + (n % 100) * 0.001, lat: DEMO_PLACE.lat },
          state: isOver ? 'settled' : 'published',
          startsAt: moved(activity.startsAt),
          endsAt: moved(activity.endsAt),
          nextAt: new Date('9999-12-31T00:00:00Z'),
        },
        shift: {
          ...shift,
          _id: place,
          activity: _id,
          from: moved(shift.from),
          to: moved(shift.to),
          seats: [],
          free: 9,
        },
        signUp: {
          ...row,
          _id: new Types.ObjectId(),
          activity: _id,
          shift: place,
          person: n >= AHEAD && n < AHEAD + OWN ? row.person : new Types.ObjectId(),
          participant: `p:${n}`,
          party: `bench-${n}`,
          state: isOver ? 'credited' : 'confirmed',
          from: moved(row.from),
          to: moved(row.to),
        },
      };
    });
    await Activities.collection.insertMany(copies.map((one) => one.activity));
    await Shifts.collection.insertMany(copies.map((one) => one.shift));
    await SignUps.collection.insertMany(copies.map((one) => one.signUp));
  }
};

const around = `lng=${DEMO_PLACE.lng}&lat=${DEMO_PLACE.lat}`;
const PAGES: Record<string, { path: string; who?: 'own' | 'dispatcher' }> = {
  'list by date, with the calendar': { path: '/api/v1/activities' },
  'list by distance': { path: `/api/v1/activities?sort=distance&${around}` },
  'recommended to me': { path: '/api/v1/activities?sort=recommended', who: 'own' },
  'my shifts to come': { path: '/api/v1/me/sign-ups?when=coming', who: 'own' },
  'my shifts gone by': { path: '/api/v1/me/sign-ups?when=past', who: 'own' },
  'the desk': { path: '/api/v1/desk/activities', who: 'dispatcher' },
  'the desk, what is over': { path: '/api/v1/desk/activities?state=settled', who: 'dispatcher' },
};
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const run = async () => {
  const { t, stop } = await startBenchServer();
  t.setTime('2026-11-24T02:00:00Z');
  const { id } = await publish(t);
  const [one] = await crowd(t, 1, 'bench');
  const [shift] = await Shifts.find({ activity: id }).lean<ShiftRecord[]>();
  const activity = await Activities.findById(id).lean<ActivityRecord>();
  if (!one || !shift || !activity) throw new Error('nothing to copy');
  const { body } = await signUp(t, one.auth, { id, shifts: [{ id: String(shift._id) }] }).expect(201);
  const row = await SignUps.findById(body.signUps[0].id).lean<SignUpRecord>();
  if (!row) throw new Error('nothing to copy');
  const auth = { own: one.auth, dispatcher: await t.as('dispatcher') };

  const measure = async () => {
    const found: Record<string, number> = {};
    for (const [name, { path, who }] of Object.entries(PAGES)) {
      const took: number[] = [];
      for (let i = 0; i < TIMES; i++) {
        const start = performance.now();
        await t.http
          .get(path)
          .set(who ? auth[who] : {})
          .expect(200);
        took.push(performance.now() - start);
      }
      found[name] = median(took);
    }
    return found;
  };
  const measured = async () => {
    await measure();
    const rounds: Record<string, number>[] = [];
    for (let i = 0; i < PAIRS; i++) rounds.push(await measure());
    return rounds;
  };
  await fill({ activity, shift, row }, 0, FEW);
  const few = await measured();
  await fill({ activity, shift, row }, FEW, MANY);
  const many = await measured();
  let failed = false;
  console.info(`${FEW} activities against ${MANY}, ${AHEAD} of them ahead, medians of ${PAIRS} × ${TIMES}`);
  for (const name of Object.keys(PAGES)) {
    const [a, b] = [median(few.map((f) => f[name] ?? 0)), median(many.map((m) => m[name] ?? 0))];
    console.info(`${name}: ${a.toFixed(1)} ms → ${b.toFixed(1)} ms, ${(b / a).toFixed(2)} × (bar ${BAR})`);
    if (b / a > BAR) failed = true;
  }
  await mongoose.connection.dropDatabase();
  await stop();
  return failed;
};

run().then(
  (failed) => process.exit(failed ? 1 : 0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
