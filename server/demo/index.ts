// The demonstration: areas, departments, people and their posts, forty past reports. Loaded only when DEMO
// is on; each part is seeded once, so that a restart adds nothing and an interrupted start is completed.
import type { Types } from 'mongoose';
import { ROLES } from '../../shared/people/roles';
import {
  AreasFacts,
  Beats,
  Departments,
  Divisions,
  directory,
  Responsibilities,
  responsibilityBook,
  Streets,
  Zones,
} from '../areas';
import type { Log } from '../core/log';
import { seal } from '../core/sealed';
import { refreshSnapshots } from '../core/snapshot';
import { People, Posts, postBook } from '../people';
import { catalogue } from '../reports';
import { beatsFor, DEPARTMENTS, DIVISIONS, POSTS, RESIDENTS, responsibilitiesFor, STREETS, ZONES } from './data';
import { seedGreenSpaces } from './past-adoptions';
import { seedPastPatrols } from './past-patrols';
import { type Stage, seedPastReports } from './past-reports';
import { seedVolunteering } from './volunteering';

/** People one can be on a demonstration server: login code, name and duty. */
export const DEMO_PEOPLE = [
  ...Object.entries(RESIDENTS).map(([login, label]) => ({
    code: `demo:${login}`,
    label,
    duty: login === 'volunteer' ? '志愿者' : '居民',
  })),
  { code: 'demo:group-leader', label: '普队长', duty: '北浦志愿队队长' },
  ...[
    'chief',
    'deputy',
    'other-chief',
    'grid',
    'handler',
    'head',
    'dispatcher',
    'dispatcher-zhou',
    'handler-shuiwu',
    'handler-shizheng',
    'inspector',
    'vice-general',
    'general',
    'admin',
  ].flatMap((login) => {
    const post = POSTS.find((p) => p.login === login);
    return post ? { code: `demo:${login}`, label: post.holder, duty: `${post.boundName}${ROLES[post.role]}` } : [];
  }),
];

interface Rows<T> {
  deleteMany(filter: object): Promise<unknown>;
  insertMany(rows: T[]): Promise<unknown>;
}
const replace = async <T>(model: Rows<T>, rows: readonly T[]): Promise<void> => {
  await model.deleteMany({});
  await model.insertMany([...rows]);
};

/** Divisions, zones, streets, departments and beats; the facts come last and tell that all are there. */
export const seedAreas = async (): Promise<void> => {
  if (await AreasFacts.exists({ _id: 'areas' })) return;
  await refreshSnapshots();
  await replace(Divisions, DIVISIONS);
  await replace(Zones, ZONES);
  await replace(Streets, STREETS);
  await replace(Departments, DEPARTMENTS);
  await replace(Beats, beatsFor([...catalogue.current().byId.values()]));
  await replace(Responsibilities, responsibilitiesFor([...catalogue.current().byId.values()]));
  await AreasFacts.create({ _id: 'areas', version: 1, illustrative: true });
  await directory.touch();
  await responsibilityBook.touch();
};

const personNamed = async (login: string, nickname: string, now: Date): Promise<Types.ObjectId> => {
  const person = await People.findOneAndUpdate(
    { openid: `demo:${login}` },
    { $setOnInsert: { nickname, phone: null, createdAt: now, sessionsFrom: new Date(0) } },
    { upsert: true, returnDocument: 'after' },
  ).lean();
  return person._id;
};

/** The residents, and every post with the person who holds it. */
export const seedPeople = async (fieldKeys: readonly Uint8Array[], now: Date): Promise<void> => {
  for (const [login, nickname] of Object.entries(RESIDENTS)) await personNamed(login, nickname, now);
  if (await Posts.exists({})) return;
  // from long ago, so that past reports find whoever answered then
  const from = new Date('2020-01-01T00:00:00Z');
  const posts = [];
  for (const { login, holder, area = null, department = null, ...post } of POSTS)
    posts.push({
      ...post,
      area,
      department,
      person: await personNamed(login, holder, now),
      holder: seal(fieldKeys, holder),
      from,
      to: null,
    });
  await Posts.insertMany(posts);
  await postBook.touch();
};

/** Seeds what is missing. */
export const seedDemo = async (stage: Stage, log: Log): Promise<void> => {
  await seedAreas();
  await seedPeople(stage.keys.fields, stage.now);
  await refreshSnapshots();
  await seedPastReports(stage);
  await seedPastPatrols(stage);
  await seedGreenSpaces(stage);
  await seedVolunteering(stage);
  log.info('demonstration data in place');
};
