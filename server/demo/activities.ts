// Activities of the demonstration: written, signed up for, held and settled, through the same commands as everybody's.
import { Types } from 'mongoose';
import { dateOfDay, dayOf, instantOn } from '../../shared/workdays';
import {
  Activities,
  type ActivityRecord,
  attendedBy,
  createActivity,
  moveActivity,
  moveSignUp,
  rateActivity,
  runActivityClock,
  type ShiftRecord,
  Shifts,
  type SignUpRecord,
  SignUps,
  signUpFor,
} from '../activities';
import { partyNamed } from '../areas';
import { Refusal } from '../core/refusal';
import { keepPicture } from '../media';
import { actorFor } from '../people';
import type { DemoActivity, DemoShift } from './data/activities';
import { idOf } from './ids';
import type { Stage } from './past-reports';
import { drawActivity } from './pictures';
import { pointOn, streetNamed } from './places';
import type { Cast } from './volunteers';

const MINUTE = 60_000;

export const at = (now: Date, day: number, clock: string): Date => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return new Date(instantOn(dayOf(now.getTime()) + day, (hour * 60 + minute) * MINUTE));
};

/** Days from today, moved on to the weekday it is held on. */
const daysTo = ({ day, weekday }: DemoActivity, now: Date): number => {
  if (weekday === undefined) return day;
  const on = ((dayOf(now.getTime()) + day + 3) % 7) + 1;
  return day + ((weekday - on + 7) % 7);
};

const organiserOf = (activity: DemoActivity, cast: Cast): { person: string; key: string } => {
  if (activity.organiser === 'group') return { person: cast.leader, key: `group:${cast.group}` };
  if (activity.organiser === 'department') {
    const post = actorFor(cast.head, new Date()).posts.find(({ department }) => department !== null);
    const key = `department:${post?.department}`;
    if (partyNamed(key)) return { person: cast.head, key };
  }
  return { person: cast.dispatcher, key: 'dispatcher:532301' };
};

export const write = async (
  stage: Stage,
  activity: DemoActivity,
  cast: Cast,
  when: Date,
): Promise<ActivityRecord[]> => {
  const { person, key } = organiserOf(activity, cast);
  const actor = actorFor(person, when);
  const day = daysTo(activity, stage.now);
  const seed = activity.day + 200;
  // what is over is found in records and figures, not looked at: it needs no picture
  const pictures =
    activity.day < 0
      ? []
      : [
          await keepPicture(
            stage.storage,
            new Types.ObjectId(person),
            await drawActivity(activity.kind, seed),
            stage.now,
          ),
        ];
  const shift = ({ name, from, to, capacity, minAge }: DemoShift, i: number) => ({
    id: `${idOf(activity.id)}-${i}`,
    name,
    from: at(stage.now, day, from).toISOString(),
    to: at(stage.now, day, to).toISOString(),
    capacity,
    minAge: minAge ?? null,
    skills: [],
  });
  const street = streetNamed(activity.street);
  const made = await createActivity(
    actor,
    {
      activityId: idOf(`activity-${activity.id}`),
      title: activity.title,
      kind: activity.kind,
      about: activity.about,
      organiser: key,
      contact: activity.organiser === 'group' ? '普阿光' : '王城管',
      phone: '0878-3000000',
      place: activity.place,
      location: pointOn(street, activity.along),
      audience: activity.audience ?? 'volunteers',
      area: street._id,
      bring: activity.bring ?? '',
      risks: activity.risks,
      insurance: '主办方购买意外险，活动当天有效',
      photos: pictures.map(({ _id }) => _id),
      shifts: activity.shifts.map(shift),
      ...(activity.weeks && {
        repeat: {
          every: 'week' as const,
          interval: 1,
          weekdays: [],
          until: dateOfDay(dayOf(stage.now.getTime()) + day + 7 * (activity.weeks - 1)),
          exceptions: [],
        },
      }),
    },
    stage.keys.fields,
    when,
  );
  for (const row of made)
    if (row.state === 'draft')
      await moveActivity(
        actor,
        String(row._id),
        { moveId: idOf(`publish-${row._id}`), version: row.version, move: 'publish', input: NOTHING },
        when,
      );
  return made;
};
const NOTHING = { text: '', thanks: '', photos: [], consent: false };

export const signUpAll = async (
  stage: Stage,
  activity: DemoActivity,
  made: ActivityRecord,
  cast: Cast,
  when: Date,
): Promise<void> => {
  const shifts = await Shifts.find({ activity: made._id }).sort({ from: 1, _id: 1 }).lean<ShiftRecord[]>();
  const first = shifts.find(({ name }) => name === activity.shifts[0]?.name);
  if (!first) return;
  // the first volunteer keeps the coming days free but for one, so that there is something to sign up for
  const order = activity.day > 0 && activity.id !== 'patrol' ? cast.volunteers.slice(1) : cast.volunteers;
  for (const { person } of order.slice(0, activity.signedUp))
    try {
      await signUpFor(
        actorFor(person, when),
        String(made._id),
        {
          signUpId: idOf(`sign-up-${made._id}-${person}`),
          shift: String(first._id),
          volunteers: [],
          family: [],
          companions: 0,
          acknowledged: true,
          photoConsent: true,
        },
        stage.keys.fields,
        when,
      );
    } catch (error) {
      // on some weekdays two of the shifts meet: whoever has the one leaves out the other
      if (!(error instanceof Refusal && error.code === 'sign-up.conflict')) throw error;
    }
};

/** It was held: everybody came and went within minutes of the shift, one by hand, and hours were settled the next day. */
export const hold = async (stage: Stage, activity: DemoActivity, made: ActivityRecord, cast: Cast): Promise<void> => {
  const { person } = organiserOf(activity, cast);
  const organiser = actorFor(person, stage.now);
  const after = new Date(made.endsAt.getTime() + 2 * 3_600_000);
  const rows = await SignUps.find({ activity: made._id }).sort({ _id: 1 }).lean<SignUpRecord[]>();
  for (const [i, row] of rows.entries()) {
    if (row.state !== 'confirmed') continue;
    // nobody attests their own time: the leader's is recorded by the dispatcher
    const by = String(row.person) === person ? actorFor(cast.dispatcher, after) : organiser;
    if (i % 4 === 3)
      await moveSignUp(
        by,
        String(row._id),
        {
          moveId: idOf(`record-${row._id}`),
          version: row.version,
          move: 'record',
          input: {
            text: '手机没电',
            inAt: new Date(row.from.getTime() + 5 * MINUTE).toISOString(),
            outAt: new Date(row.to.getTime() - 18 * MINUTE).toISOString(),
          },
        },
        stage.keys.fields,
        after,
      );
    else
      await attendedBy(
        row,
        new Date(row.from.getTime() + (i - 2) * MINUTE),
        new Date(row.to.getTime() + (i % 3) * MINUTE),
      );
  }
  await runActivityClock(after);
  const now = await Activities.findById(made._id).lean<ActivityRecord>();
  if (now?.state === 'finished')
    await moveActivity(
      organiser,
      String(made._id),
      { moveId: idOf(`settle-${made._id}`), version: now.version, move: 'settle', input: NOTHING },
      after,
    );
  const settled = await Activities.findById(made._id).lean<ActivityRecord>();
  if (activity.summary && settled && !settled.summary) {
    const picture = await keepPicture(
      stage.storage,
      new Types.ObjectId(person),
      await drawActivity('summary', 5),
      stage.now,
    );
    await moveActivity(
      organiser,
      String(made._id),
      {
        moveId: idOf(`summary-${made._id}`),
        version: settled.version,
        move: 'summarise',
        input: {
          text: activity.summary,
          thanks: '谢谢大家一早赶来，街面干净多了。',
          photos: [picture._id],
          consent: true,
        },
      },
      after,
    );
    for (const [i, row] of rows.slice(0, 4).entries()) {
      const volunteer = cast.volunteers.find((one) => one.person === String(row.person));
      if (volunteer)
        await rateActivity(
          actorFor(volunteer.person, after),
          String(row._id),
          { moveId: idOf(`rate-${row._id}`), score: 5 - (i % 2), text: '' },
          after,
        );
    }
  }
};
