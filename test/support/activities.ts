// What tests of volunteering need again and again: a volunteer, an activity, a sign-up, a code.
import { randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import { codeFor } from '../../server/activities/codes';
import { People } from '../../server/people';
import { type VolunteerRecord, Volunteers } from '../../server/volunteers';
import { slotAt } from '../../shared/activities/codes';
import type { TestApp } from './app';
import { DEMO_PLACE } from './builders';

type Auth = { authorization: string };

/** Saturday morning in Yunnan. */
export const FROM = '2026-11-28T07:00:00+08:00';
export const TO = '2026-11-28T09:00:00+08:00';

export const registration = (over: Record<string, unknown> = {}) => ({
  registrationId: randomUUID(),
  name: '杨小梅',
  phone: '13800001234',
  birthYear: 1990,
  skills: ['first-aid'],
  times: ['weekend-day'],
  districts: ['532301101'],
  agreed: true,
  ...over,
});

export const register = async ({ http }: TestApp, auth: Auth, over: Record<string, unknown> = {}) =>
  (await http.post('/api/v1/me/volunteers').set(auth).send(registration(over)).expect(201)).body;

export const draft = (over: Record<string, unknown> = {}) => ({
  activityId: randomUUID(),
  title: '周六清晨净街',
  kind: 'service',
  about: '清扫鹿城南路人行道',
  organiser: 'dispatcher:532301',
  contact: '杨队长',
  phone: '0878-1234567',
  place: '鹿城南路五一路口',
  location: DEMO_PLACE,
  audience: 'volunteers',
  bring: '水杯',
  risks: '人行道作业，注意车辆',
  insurance: '主办方购买意外险',
  shifts: [{ id: 'shift-one', name: '净街', from: FROM, to: TO, capacity: 3 }],
  ...over,
});

/** Sends a step of an activity. */
export const moveActivity = (
  { http }: TestApp,
  auth: Auth,
  activity: { id: string; version: number },
  move: string,
  input: Record<string, unknown> = {},
) =>
  http
    .post(`/api/v1/activities/${activity.id}/moves`)
    .set(auth)
    .send({ moveId: randomUUID(), version: activity.version, move, input });

/** A published activity. */
export const publish = async (t: TestApp, over: Record<string, unknown> = {}, who = 'dispatcher') => {
  const auth = await t.as(who);
  const { body } = await t.http.post('/api/v1/activities').set(auth).send(draft(over)).expect(201);
  return (await moveActivity(t, auth, body.activity, 'publish').expect(200)).body;
};

export const signUp = (
  { http }: TestApp,
  auth: Auth,
  activity: { id: string; shifts: { id: string }[] },
  over: Record<string, unknown> = {},
) =>
  http
    .post(`/api/v1/activities/${activity.id}/sign-ups`)
    .set(auth)
    .send({ signUpId: randomUUID(), shift: activity.shifts[0]?.id, acknowledged: true, ...over });

/** A step of a sign-up. */
export const moveSignUp = (
  { http }: TestApp,
  auth: Auth,
  row: { id: string; version: number },
  move: string,
  input: Record<string, unknown> = {},
  moveId: string = randomUUID(),
) => http.post(`/api/v1/sign-ups/${row.id}/moves`).set(auth).send({ moveId, version: row.version, move, input });

/** The code shown on the organiser's screen at an instant. */
export const codeAt = ({ deps }: TestApp, shift: string, at: string | Date): string =>
  codeFor(deps.keys.slips, shift, slotAt(new Date(at)));

export const attend = (
  { http }: TestApp,
  auth: Auth,
  code: string,
  direction: 'in' | 'out',
  over: Record<string, unknown> = {},
) =>
  http
    .post('/api/v1/attendances')
    .set(auth)
    .send({ moveId: randomUUID(), code, direction, location: DEMO_PLACE, ...over });

/** Many registered volunteers, written straight into the database; with the tokens of their accounts. */
export const crowd = async (t: TestApp, count: number, prefix: string): Promise<{ auth: Auth; person: string }[]> => {
  const { issueToken } = await import('../../server/people/tokens');
  const people = Array.from({ length: count }, (_, i) => ({
    _id: new Types.ObjectId(),
    openid: `demo:${prefix}-${i}`,
    nickname: `志愿者${i}`,
    phone: null,
    createdAt: t.deps.now(),
    sessionsFrom: new Date(0),
  }));
  await People.insertMany(people);
  await Volunteers.insertMany(
    people.map(
      ({ _id }, i): VolunteerRecord => ({
        _id: new Types.ObjectId(),
        number: `YC-${prefix.toUpperCase()}-${i}`,
        person: _id,
        child: false,
        registrationId: `${prefix}-${i}-registration`,
        profile: null,
        print: null,
        county: '532301',
        skills: [],
        times: [],
        districts: [],
        groups: [],
        state: 'active',
        since: t.deps.now(),
      }),
    ),
  );
  return Promise.all(
    people.map(async ({ _id }) => ({
      person: String(_id),
      auth: { authorization: `Bearer ${(await issueToken(t.deps.keys.token, String(_id))).token}` },
    })),
  );
};
