// What lists cost (quality.md): documents examined at most 1.2 times those returned, whatever lies behind them, and few round trips.
import mongoose, { Types } from 'mongoose';
import { Activities, type ActivityRecord, type ShiftRecord, Shifts, SignUps } from '../../../server/activities';
import { crowd, publish, signUp } from '../../support/activities';
import { startTestApp, type TestApp } from '../../support/app';
import { DEMO_PLACE } from '../../support/builders';

const DAY = 86_400_000;
const PAST = 600;
const AHEAD = 60;

let t: TestApp;
let own: { authorization: string };
beforeAll(async () => {
  t = await startTestApp();
  const { id } = await publish(t);
  const [one] = await crowd(t, 1, 'reader');
  if (!one) throw new Error('nobody');
  own = one.auth;
  const made = await Activities.findById(id).lean<ActivityRecord>();
  const [shift] = await Shifts.find({ activity: id }).lean<ShiftRecord[]>();
  const { body } = await signUp(t, own, { id, shifts: [{ id: String(shift?._id) }] }).expect(201);
  const row = await SignUps.findById(body.signUps[0].id).lean();
  if (!made || !shift || !row) throw new Error('nothing to copy');
  const copies = [...Array(PAST + AHEAD).keys()].map((i) => {
    const days = i < PAST ? -2 - i : i - PAST + 1;
    const later = (at: Date) => new Date(at.getTime() + days * DAY);
    const [activity, place, own_] = [new Types.ObjectId(), new Types.ObjectId(), new Types.ObjectId()];
    const county = i % 2 === 0 ? made.county : '532322';
    const over = i < PAST;
    return {
      activity: {
        ...made,
        _id: activity,
        activityId: `copy-${i}-activity`,
        county,
        organiser: `dispatcher:${county}`,
        desks: [`dispatcher:${county}`],
        state: over ? 'settled' : 'published',
        startsAt: later(made.startsAt),
        endsAt: later(made.endsAt),
        nextAt: new Date('9999-12-31T00:00:00Z'),
      },
      shift: { ...shift, _id: place, activity, from: later(shift.from), to: later(shift.to), seats: [], free: 3 },
      // every tenth is one's own
      signUp: {
        ...row,
        _id: own_,
        activity,
        shift: place,
        person: i % 10 === 0 ? row.person : new Types.ObjectId(),
        participant: `p:${i}`,
        party: `copy-${i}-party`,
        state: over ? 'credited' : 'confirmed',
        from: later(row.from),
        to: later(row.to),
      },
    };
  });
  await Activities.collection.insertMany(copies.map(({ activity }) => activity));
  await Shifts.collection.insertMany(copies.map((one) => one.shift));
  await SignUps.collection.insertMany(copies.map((one) => one.signUp));
}, 60_000);
afterAll(() => t.stop());

interface Question {
  collection: string;
  command: Record<string, unknown>;
}
/** What is asked of the database while `work` runs. */
const questions = async (work: () => PromiseLike<unknown>): Promise<Question[]> => {
  // a token seen for the first time is looked up, later ones are not
  await work();
  const heard: Question[] = [];
  mongoose.set('debug', (collection: string, method: string, ...given: unknown[]) => {
    const [filter, options = {}] = given as [Record<string, unknown>, Record<string, unknown>];
    if (method === 'find') {
      const { sort, limit, projection } = options;
      heard.push({
        collection,
        command: { find: collection, filter, ...(sort ? { sort } : {}), ...(limit ? { limit } : {}), projection },
      });
    } else heard.push({ collection, command: {} });
  });
  try {
    await work();
  } finally {
    mongoose.set('debug', false);
  }
  return heard;
};
const examined = async ({ command }: Question) => {
  const plan = await mongoose.connection.db?.command({ explain: command, verbosity: 'executionStats' });
  return plan?.executionStats as { totalDocsExamined: number; nReturned: number };
};

const around = `lng=${DEMO_PLACE.lng}&lat=${DEMO_PLACE.lat}`;
test.each([
  ['by date, with the calendar', '/api/v1/activities', 'nobody', 4],
  ['one day', '/api/v1/activities?day=2026-12-03', 'nobody', 4],
  ['one kind', '/api/v1/activities?kind=service', 'nobody', 4],
  ['by distance', `/api/v1/activities?sort=distance&${around}`, 'nobody', 4],
  ['recommended', '/api/v1/activities?sort=recommended', 'own', 8],
  ['summaries', '/api/v1/activity-summaries', 'nobody', 1],
  ['signed in', '/api/v1/activities', 'own', 6],
  ['my shifts to come', '/api/v1/me/sign-ups?when=coming', 'own', 5],
  ['my shifts gone by', '/api/v1/me/sign-ups?when=past', 'own', 5],
  ['the desk', '/api/v1/desk/activities', 'dispatcher', 5],
  ['the desk, one state', '/api/v1/desk/activities?state=published', 'dispatcher', 5],
])('%s', async (_, path, who, trips) => {
  const auth = who === 'nobody' ? {} : who === 'own' ? own : await t.as(who);
  const asked = await questions(() => t.http.get(path).set(auth).expect(200));
  expect(asked.length).toBeLessThanOrEqual(trips);
  const found = asked.filter(({ command }) => command.find);
  expect(found.length).toBeGreaterThan(0);
  // another engine's plans say it in words of their own
  if (process.env.REFERENCE_MONGODB_URI) return;
  for (const question of found) {
    const { totalDocsExamined, nReturned } = await examined(question);
    expect([question.command, totalDocsExamined <= Math.max(1, nReturned * 1.2), totalDocsExamined, nReturned]).toEqual(
      [question.command, true, totalDocsExamined, nReturned],
    );
  }
});
