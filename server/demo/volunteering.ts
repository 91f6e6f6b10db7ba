// Volunteers with their hours, a group, and activities of all six kinds around the day the demonstration is seeded. Everything goes
// through the same commands as everybody's, at the times the data tell; each part is done once.
import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import { DEFAULT_VOLUNTEER_SETTINGS } from '../../shared/volunteers/settings';
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
import { Settings, settingsBook } from '../core/settings';
import { keepPicture } from '../media';
import { actorFor, People } from '../people';
import { foundGroup, Groups, groupBook, registerVolunteer, type VolunteerRecord, Volunteers } from '../volunteers';
import { ACTIVITIES, type DemoActivity, type DemoShift, VOLUNTEERS } from './data/activities';
import type { Stage } from './past-reports';
import { drawActivity } from './pictures';
import { pointOn, streetNamed } from './places';

const MINUTE = 60_000;
const DAY = 86_400_000;
const GROUP = '北浦志愿队';

const idOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24);

const personFor = async (login: string, nickname: string, now: Date): Promise<string> => {
  const person = await People.findOneAndUpdate(
    { openid: `demo:${login}` },
    { $setOnInsert: { nickname, phone: null, createdAt: now, sessionsFrom: new Date(0) } },
    { upsert: true, returnDocument: 'after' },
  ).lean();
  return String(person._id);
};

interface Cast {
  volunteers: { person: string; record: VolunteerRecord }[];
  leader: string;
  dispatcher: string;
  head: string;
  group: string;
}

const seedVolunteers = async ({ keys, now }: Stage): Promise<Cast> => {
  const long = new Date(now.getTime() - 200 * DAY);
  const volunteers = [];
  for (const [i, [login, name, birthYear]] of VOLUNTEERS.entries()) {
    const person = await personFor(login, i === 0 ? '志愿者小杨' : `志愿者${name.slice(0, 1)}`, now);
    const { volunteer } = await registerVolunteer(
      actorFor(person, long),
      {
        registrationId: idOf(`volunteer-${login}`),
        name,
        phone: `1380878${String(1000 + i)}`,
        birthYear,
        skills: i % 2 === 0 ? ['first-aid', 'order'] : ['teaching'],
        times: ['weekend-day', 'weekday-evening'],
        districts: ['532301101'],
        child: false,
        agreed: true,
      },
      keys.fields,
      long,
    );
    volunteers.push({ person, record: volunteer });
  }
  const dispatcher = await personFor('dispatcher', '派遣员', now);
  const leader = volunteers[1];
  if (!leader) throw new Error('no demo leader');
  if (!(await Groups.exists({ groupId: idOf('group') })))
    await foundGroup(
      actorFor(dispatcher, now),
      {
        groupId: idOf('group'),
        name: GROUP,
        about: '每周六净街，每周二夜巡。二十岁到七十岁都有，欢迎加入。',
        area: '532301101',
        leaders: [leader.record.number ?? ''],
      },
      long,
    );
  await groupBook.touch();
  const group = await Groups.findOne({ groupId: idOf('group') }).lean();
  if (!group) throw new Error('no demo group');
  await Volunteers.updateMany(
    { _id: { $in: volunteers.map(({ record }) => record._id) } },
    { $addToSet: { groups: group._id } },
  );
  return {
    volunteers,
    leader: leader.person,
    dispatcher,
    head: await personFor('head', '负责人', now),
    group: String(group._id),
  };
};

const at = (now: Date, day: number, clock: string): Date => {
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

const write = async (stage: Stage, activity: DemoActivity, cast: Cast, when: Date): Promise<ActivityRecord[]> => {
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

const signUpAll = async (
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
const hold = async (stage: Stage, activity: DemoActivity, made: ActivityRecord, cast: Cast): Promise<void> => {
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

/** Who signs certificates on a demonstration server; all invented. */
const seedIssuer = async (): Promise<void> => {
  const { certificate, ...figures } = DEFAULT_VOLUNTEER_SETTINGS;
  const issuer = {
    issuer: '楚雄市城市管理局（演示）',
    responsible: '周志远',
    handler: '陈静',
    contact: '0878-3000000',
  };
  await Settings.updateOne(
    { _id: 'volunteers' },
    { $setOnInsert: { value: { ...figures, certificate: { ...certificate, ...issuer } } } },
    { upsert: true },
  );
  await settingsBook.touch();
};

/** Seeds what is missing; dates stay those of the day it was seeded first. */
export const seedVolunteering = async (stage: Stage): Promise<void> => {
  await seedIssuer();
  const cast = await seedVolunteers(stage);
  for (const activity of ACTIVITIES) {
    if (await Activities.exists({ activityId: idOf(`activity-${activity.id}`), state: { $ne: 'draft' } })) continue;
    const when = activity.day < 0 ? at(stage.now, activity.day - 5, '10:00') : stage.now;
    const made = await write(stage, activity, cast, when);
    const [first] = made;
    if (!first) continue;
    await signUpAll(stage, activity, first, cast, when);
    if (activity.day < 0) await hold(stage, activity, first, cast);
  }
};
