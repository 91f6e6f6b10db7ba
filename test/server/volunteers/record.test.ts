// The record of service: training, commendations and appraisals by those in charge; leaders of groups; absences that outlive a registration.
import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { SignUps } from '../../../server/activities';
import { Audit } from '../../../server/core/audit';
import { Volunteers } from '../../../server/volunteers';
import { moveSignUp, publish, register, registration, signUp } from '../../support/activities';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';

type Auth = { authorization: string };
let t: TestApp;
let dispatcher: Auth;
beforeAll(async () => {
  t = await startTestApp();
  dispatcher = await t.as('dispatcher');
});
afterAll(() => t.stop());
beforeEach(() => t.setTime(WORKING_TUESDAY));

const fact = (over: Record<string, unknown> = {}) => ({
  factId: randomUUID(),
  kind: 'training',
  text: '急救知识培训',
  day: '2026-11-20',
  hours: 4,
  ...over,
});
const found = async (leaders: { number: string }[]) =>
  (
    await t.http
      .post('/api/v1/volunteer-groups')
      .set(dispatcher)
      .send({ groupId: randomUUID(), name: '南门队', area: '532301101', leaders: leaders.map(({ number }) => number) })
      .expect(201)
  ).body;
const groupOf = async (id: string) =>
  (await t.http.get('/api/v1/volunteer-groups')).body.items.find((one: { id: string }) => one.id === id);

test('a group sent twice is one group and one act; its id reaches into no other', async () => {
  const captain = await register(t, await t.as('founder'));
  const { number, id } = await register(t, await t.as('stranger'), { name: '白云' });
  const body = { groupId: randomUUID(), name: '西门队', area: '532301101', leaders: [captain.number] };
  const send = (over: object = {}) =>
    t.http
      .post('/api/v1/volunteer-groups')
      .set(dispatcher)
      .send({ ...body, ...over });
  const first = await send().expect(201);
  expect((await send().expect(201)).body.id).toBe(first.body.id);
  expect(await Audit.countDocuments({ act: 'create-volunteer-group', object: first.body.id })).toBe(1);
  const refused = await send({ name: '别的队', leaders: [number] }).expect(422);
  expect(refused.body.fields.groupId).toBeTruthy();
  expect((await Volunteers.findById(id).lean())?.groups).toEqual([]);
});

describe('facts', () => {
  test('written down once, seen by the volunteer, taken out again', async () => {
    const auth = await t.as('recorded');
    const { id } = await register(t, auth);
    const body = fact();
    const first = await t.http.post(`/api/v1/volunteers/${id}/facts`).set(dispatcher).send(body).expect(201);
    await t.http.post(`/api/v1/volunteers/${id}/facts`).set(dispatcher).send(body).expect(201);
    await t.http
      .post(`/api/v1/volunteers/${id}/facts`)
      .set(dispatcher)
      .send(fact({ kind: 'honour', text: '优秀志愿者', day: '2026-11-22' }))
      .expect(201);
    const { facts } = (await t.http.get(`/api/v1/me/volunteers/${id}/hours`).set(auth).expect(200)).body;
    // hours are of training alone
    expect(facts.map((one: Record<string, unknown>) => [one.kind, one.text, one.hours])).toEqual([
      ['honour', '优秀志愿者', null],
      ['training', '急救知识培训', 4],
    ]);
    expect(facts[0].by).toContain('派遣员');
    const [{ id: written }] = first.body.facts;
    await t.http.delete(`/api/v1/volunteers/${id}/facts/${written}`).set(dispatcher).expect(200);
    const after = await t.http.delete(`/api/v1/volunteers/${id}/facts/${written}`).set(dispatcher).expect(200);
    expect(after.body.facts).toHaveLength(1);
  });

  test('by the dispatcher of the county and the leaders of the group; never of oneself', async () => {
    const leader = await t.as('record-leader');
    const captain = await register(t, leader, { name: '普队长' });
    const auth = await t.as('record-member');
    const member = await register(t, auth);
    const group = await found([captain]);
    const add = (who: Auth, id: string) => t.http.post(`/api/v1/volunteers/${id}/facts`).set(who).send(fact());
    expect((await add(leader, member.id)).status).toBe(404);
    await t.http
      .put(`/api/v1/volunteer-groups/${group.id}/members/${member.id}`)
      .set(auth)
      .send({ member: true })
      .expect(200);
    const written = await add(leader, member.id).expect(201);
    expect(written.body.facts[0].by).toBe('南门队队长');
    expect(written.body).toMatchObject({ certificates: [], can: { withdraw: false, addFact: true } });
    expect((await add(leader, captain.id)).body.code).toBe('volunteer.own-record');
    for (const who of [auth, await t.as('dispatcher-532322')]) {
      expect((await add(who, member.id)).status).toBe(404);
      expect((await t.http.get(`/api/v1/volunteers/${member.id}`).set(who)).status).toBe(404);
    }
    const seen = (await t.http.get(`/api/v1/volunteers/${member.id}`).set(dispatcher).expect(200)).body;
    expect(seen.volunteer).toMatchObject({ name: '杨**', phone: '138****1234' });
    expect(seen.can).toEqual({ withdraw: true, addFact: true });
  });

  test('a day to come is refused', async () => {
    const { id } = await register(t, await t.as('record-future'));
    const reply = await t.http
      .post(`/api/v1/volunteers/${id}/facts`)
      .set(dispatcher)
      .send(fact({ day: '2026-11-25' }));
    expect([reply.status, Object.keys(reply.body.fields)]).toEqual([422, ['day']]);
  });
});

describe('leaders', () => {
  test('appointed and dismissed by the dispatcher; a leader is a member', async () => {
    const one = await register(t, await t.as('leader-one'), { name: '普队长' });
    const two = await register(t, await t.as('leader-two'), { name: '李队长' });
    const group = await found([one]);
    const set = (who: Auth, number: string, leader: boolean) =>
      t.http.put(`/api/v1/volunteer-groups/${group.id}/leaders/${number}`).set(who).send({ leader });
    expect((await set(await t.as('leader-one'), two.number, true)).status).toBe(403);
    expect((await set(await t.as('dispatcher-532322'), two.number, true)).status).toBe(403);
    expect((await set(dispatcher, two.number, true).expect(200)).body).toMatchObject({ members: 2 });
    await set(dispatcher, two.number, true).expect(200);
    expect((await groupOf(group.id)).leaders.sort()).toEqual(['普**', '李**'].sort());
    await set(dispatcher, one.number, false).expect(200);
    const members = await t.http.get(`/api/v1/volunteer-groups/${group.id}/members`).set(dispatcher).expect(200);
    expect(members.body.items.map((m: { name: string; leader: boolean }) => [m.name, m.leader])).toEqual([
      ['普**', false],
      ['李**', true],
    ]);
    expect((await set(dispatcher, 'YC-00000-00-0', true)).status).toBe(404);
  });

  test('whoever leaves the group, or volunteering, leads no more', async () => {
    const auth = await t.as('leader-three');
    const one = await register(t, auth, { name: '普队长' });
    const [first, second] = [await found([one]), await found([one])];
    await t.http
      .put(`/api/v1/volunteer-groups/${first.id}/members/${one.id}`)
      .set(auth)
      .send({ member: false })
      .expect(200);
    expect((await groupOf(first.id)).leaders).toEqual([]);
    expect((await groupOf(second.id)).leaders).toEqual(['普**']);
    const person = String((await Volunteers.findById(one.id).lean())?.person);
    await t.http.delete(`/api/v1/me/volunteers/${one.id}`).set(auth).expect(200);
    expect((await groupOf(second.id)).leaders).toEqual([]);
    const rows = await mongoose.connection.collection('volunteerGroups').find({}).toArray();
    expect(JSON.stringify(rows)).not.toContain(person);
  });
});

describe('absences outlive a registration', () => {
  /** Signed up three times, came never. */
  const missThree = async (auth: Auth, volunteers: string[], from: number) => {
    const rows: string[] = [];
    for (const n of [0, 1, 2]) {
      const day = `2026-11-${from + n}T`;
      const activity = await publish(t, {
        shifts: [
          {
            id: `miss-${from}-${n}`,
            name: '巡逻',
            from: `${day}10:00:00+08:00`,
            to: `${day}11:00:00+08:00`,
            capacity: 5,
          },
        ],
      });
      const { body } = await signUp(t, auth, activity, { volunteers }).expect(201);
      rows.push(body.signUps[0].id);
    }
    t.setTime(`2026-11-${from + 2}T12:00:00+08:00`);
    await t.tick();
    return rows;
  };
  const later = () =>
    publish(t, {
      shifts: [
        {
          id: 'later-shift',
          name: '巡逻',
          from: '2026-12-20T10:00:00+08:00',
          to: '2026-12-20T11:00:00+08:00',
          capacity: 9,
        },
      ],
    });

  test('deleting oneself and registering again does not lift a suspension; nothing left behind says who it was', async () => {
    const auth = await t.as('escape-artist');
    const { id, number } = await register(t, auth, { name: '普阿躲' });
    const person = String((await Volunteers.findById(id).lean())?.person);
    await missThree(auth, [], 25);
    const next = await later();
    expect((await signUp(t, auth, next)).body.code).toBe('volunteer.suspended');
    await t.http.delete(`/api/v1/me/volunteers/${id}`).set(auth).expect(200);
    for (const name of ['absenceMarks', 'volunteers', 'signUps', 'volunteerFacts']) {
      const text = JSON.stringify(await mongoose.connection.collection(name).find({}).toArray());
      for (const personal of [person, number, '普阿躲']) expect(text).not.toContain(personal);
    }
    expect(await mongoose.connection.collection('absenceMarks').countDocuments()).toBe(1);
    const again = await register(t, auth, { name: '普阿躲' });
    expect(again.noShows.until).toBe(new Date('2027-02-25T11:00:00+08:00').toISOString());
    expect((await signUp(t, auth, next)).body.code).toBe('volunteer.suspended');
    // ninety days on it is over, and nothing is kept any more
    t.setTime('2027-02-26T00:00:00+08:00');
    await t.tick();
    expect((await t.http.get('/api/v1/me/volunteers').set(auth)).body.items[0].noShows).toMatchObject({ until: null });
    expect(await mongoose.connection.collection('absenceMarks').countDocuments()).toBe(0);
  });

  test('an absence that is excused afterwards lifts it, also once its registration is gone', async () => {
    const auth = await t.as('excused-later');
    const { id } = await register(t, auth, { name: '普阿病' });
    const rows = await missThree(auth, [], 25);
    await t.http.delete(`/api/v1/me/volunteers/${id}`).set(auth).expect(200);
    await register(t, auth, { name: '普阿病' });
    const next = await later();
    expect((await signUp(t, auth, next)).body.code).toBe('volunteer.suspended');
    const row = await SignUps.findById(rows[1]).lean();
    if (!row) throw new Error('no row');
    const moved = { id: String(row._id), version: row.version };
    await moveSignUp(t, dispatcher, moved, 'excuse', { text: '住院，有证明' }).expect(200);
    await t.announce();
    await signUp(t, auth, next).expect(201);
    const { noShows } = (await t.http.get('/api/v1/me/volunteers').set(auth)).body.items.at(-1);
    expect(noShows).toMatchObject({ count: 2, until: null });
    // nothing kept says whose sign-up it was
    const marks = JSON.stringify(await mongoose.connection.collection('absenceMarks').find({}).toArray());
    for (const one of rows) expect(marks).not.toContain(one);
  });

  test('neither does deleting and registering a child', async () => {
    const auth = await t.as('escape-parent');
    const guardian = { name: '杨大山', phone: '13900005678', consent: true };
    const child = { birthYear: 2012, guardian, child: true, name: '杨小躲' };
    const { id } = await register(t, auth, child);
    await missThree(auth, [id], 25);
    await t.http.delete(`/api/v1/me/volunteers/${id}`).set(auth).expect(200);
    const again = (await t.http.post('/api/v1/me/volunteers').set(auth).send(registration(child)).expect(201)).body;
    const refused = await signUp(t, auth, await later(), { volunteers: [again.id] });
    expect(refused.body.code).toBe('volunteer.suspended');
    // a sister is somebody else
    const sister = await register(t, auth, { ...child, name: '杨小妹' });
    await signUp(t, auth, await later(), { volunteers: [sister.id] }).expect(201);
  });
});

describe('leaving while something is under way', () => {
  test('a sign-up at the same moment leaves nothing behind', async () => {
    for (const n of [0, 1, 2, 3, 4, 5]) {
      const auth = await t.as(`leaver-${n}`);
      const { id } = await register(t, auth);
      const person = (await Volunteers.findById(id).lean())?.person;
      const activity = await publish(t);
      const [reply] = await Promise.all([
        signUp(t, auth, activity),
        t.http.delete(`/api/v1/me/volunteers/${id}`).set(auth).expect(200),
      ]);
      expect([201, 403, 404]).toContain(reply.status);
      await t.announce();
      const rows = await SignUps.find({ activity: activity.id }).lean();
      expect(rows.filter(({ state }) => ['asked', 'waiting', 'confirmed'].includes(state))).toEqual([]);
      expect(JSON.stringify(rows)).not.toContain(String(person));
      const view = (await t.http.get(`/api/v1/activities/${activity.id}`)).body;
      expect(view.free).toBe(view.capacity);
    }
  });

  test('a child that left comes back under its number; the same child is not registered twice', async () => {
    const auth = await t.as('parent-back');
    const guardian = { name: '杨大山', phone: '13900005678', consent: true };
    const child = { birthYear: 2012, guardian, child: true, name: '杨小回' };
    const { id, number } = await register(t, auth, child);
    const twice = await t.http.post('/api/v1/me/volunteers').set(auth).send(registration(child));
    expect([twice.status, twice.body.code]).toEqual([409, 'volunteer.registered-already']);
    await t.http.post(`/api/v1/me/volunteers/${id}/leave`).set(auth).expect(200);
    const back = await register(t, auth, child);
    expect([back.id, back.number, back.state]).toEqual([id, number, 'active']);
    await register(t, auth, { ...child, name: '杨小妹' });
  });
});
