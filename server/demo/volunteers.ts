// People of the demonstration who volunteer, their group, their record, and who signs certificates.
import { DEFAULT_VOLUNTEER_SETTINGS } from '../../shared/volunteers/settings';
import { dateOfDay, dayOf } from '../../shared/workdays';
import { Settings, settingsBook } from '../core/settings';
import { actorFor, People } from '../people';
import {
  addFact,
  foundGroup,
  Groups,
  groupBook,
  registerVolunteer,
  type VolunteerRecord,
  Volunteers,
} from '../volunteers';
import { VOLUNTEERS } from './data/activities';
import { idOf } from './ids';
import type { Stage } from './past-reports';

const DAY = 86_400_000;
const GROUP = '北浦志愿队';

const personFor = async (login: string, nickname: string, now: Date): Promise<string> => {
  const person = await People.findOneAndUpdate(
    { openid: `demo:${login}` },
    { $setOnInsert: { nickname, phone: null, createdAt: now, sessionsFrom: new Date(0) } },
    { upsert: true, returnDocument: 'after' },
  ).lean();
  return String(person._id);
};

export interface Cast {
  volunteers: { person: string; record: VolunteerRecord }[];
  leader: string;
  dispatcher: string;
  head: string;
  group: string;
}

/** What those in charge have written into the first volunteer's record. */
const seedFacts = async ({ volunteers: [first], dispatcher }: Cast, now: Date): Promise<void> => {
  if (!first) return;
  const day = (back: number) => dateOfDay(dayOf(now.getTime()) - back);
  const FACTS = [
    { kind: 'training' as const, text: '急救知识培训', day: day(60), hours: 4 },
    { kind: 'honour' as const, text: '季度优秀志愿者', day: day(30), hours: null },
    { kind: 'appraisal' as const, text: '认真负责，主动带新队员', day: day(20), hours: null },
  ];
  for (const [i, fact] of FACTS.entries())
    await addFact(actorFor(dispatcher, now), String(first.record._id), { factId: idOf(`fact-${i}`), ...fact }, now);
};

export const seedVolunteers = async ({ keys, now }: Stage): Promise<Cast> => {
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
  const cast = {
    volunteers,
    leader: leader.person,
    dispatcher,
    head: await personFor('head', '负责人', now),
    group: String(group._id),
  };
  await seedFacts(cast, now);
  return cast;
};

/** Who signs certificates on a demonstration server; all invented. */
export const seedIssuer = async (): Promise<void> => {
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
