// Registration, minors, groups, deletion, keys, certificates.
import { randomBytes, randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { SignUps } from '../../../server/activities';
import { seal } from '../../../server/core/sealed';
import { Settings, settingsBook } from '../../../server/core/settings';
import { profileOf, resealVolunteers, type VolunteerRecord, Volunteers } from '../../../server/volunteers';
import { DEFAULT_VOLUNTEER_SETTINGS } from '../../../shared/volunteers/settings';
import {
  attend,
  codeAt,
  FROM,
  moveActivity,
  publish,
  register,
  registration,
  signUp,
  TO,
} from '../../support/activities';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { readSheet } from '../../support/xlsx';

type Auth = { authorization: string };
let t: TestApp;
let dispatcher: Auth;
beforeAll(async () => {
  t = await startTestApp();
  dispatcher = await t.as('dispatcher');
});
afterAll(() => t.stop());
beforeEach(() => t.setTime(WORKING_TUESDAY));

const post = (auth: Auth, over: Record<string, unknown>) =>
  t.http.post('/api/v1/me/volunteers').set(auth).send(registration(over));
const guardian = { name: '杨大山', phone: '13900005678', consent: true };

describe('registration', () => {
  test('a number, masked data, once per account, the same request once', async () => {
    const auth = await t.as('fresh-one');
    const body = registration();
    const first = await t.http.post('/api/v1/me/volunteers').set(auth).send(body).expect(201);
    expect(first.body).toMatchObject({ name: '杨**', phone: '138****1234', minor: false, guardian: null });
    expect(first.body.number).toMatch(/^YC-[0-9A-Z]{5}-[0-9A-Z]{2}-[0-9A-Z]$/);
    const again = await t.http.post('/api/v1/me/volunteers').set(auth).send(body).expect(200);
    expect(again.body.number).toBe(first.body.number);
    expect((await post(auth, {})).body.code).toBe('volunteer.registered-already');
    const row = await Volunteers.findById(first.body.id).lean<VolunteerRecord>();
    expect(JSON.stringify(row)).not.toMatch(/杨小梅|13800001234|1990/);
  });

  test.each([
    ['born 2009 without a guardian', { birthYear: 2009 }, 422, 'volunteer.guardian-missing'],
    ['born 2009 with consent', { birthYear: 2009, guardian }, 201, undefined],
    ['born 2015 alone', { birthYear: 2015, guardian }, 422, 'volunteer.guardian-only'],
    ['born 2015 by the guardian', { birthYear: 2015, guardian, child: true }, 201, undefined],
    ['without having agreed', { agreed: false }, 422, 'request.invalid'],
  ])('%s', async (name, over, status, code) => {
    const reply = await post(await t.as(`minor-${name.length}`), over);
    expect([reply.status, reply.body.code]).toEqual([status, code]);
    if (status === 201) expect(reply.body.guardian).toMatchObject({ name: '杨**', phone: '139****5678' });
  });

  test('somebody else’s registration is nobody’s business', async () => {
    const mine = await register(t, await t.as('owner'));
    const other = await t.as('stranger');
    for (const reply of [
      await t.http.get(`/api/v1/me/volunteers/${mine.id}/hours`).set(other),
      await t.http.delete(`/api/v1/me/volunteers/${mine.id}`).set(other),
      await t.http.post(`/api/v1/me/volunteers/${mine.id}/leave`).set(other),
      await t.http
        .post(`/api/v1/me/volunteers/${mine.id}/certificates`)
        .set(other)
        .send({ certificateId: randomUUID() }),
    ])
      expect([reply.status, reply.body.code]).toEqual([404, 'volunteer.not-found']);
    expect((await t.http.get('/api/v1/volunteers').set(other)).status).toBe(403);
  });
});

test('keys rotate without downtime: both read, the new one writes, and the worker seals anew until the old one can go', async () => {
  const [old, fresh] = [new Uint8Array(randomBytes(32)), new Uint8Array(randomBytes(32))];
  const profile = { name: '李阿普', phone: '13700001111', birthYear: 1980, guardian: null };
  const auth = await t.as('rotating');
  const { id } = await register(t, auth);
  await Volunteers.updateOne(
    { _id: id },
    { $set: { profile: seal([old], JSON.stringify(profile)), print: 'old-print' } },
  );
  const row = () => Volunteers.findById(id).lean<VolunteerRecord>();
  const stored = async () => (await row()) ?? { profile: null };
  expect(profileOf([fresh, old], await stored())).toEqual(profile);
  const keys = [fresh, old, ...t.deps.keys.fields];
  expect(await resealVolunteers(keys)).toBeGreaterThan(0);
  expect(profileOf([fresh], await stored())).toEqual(profile);
  expect(await resealVolunteers(keys)).toBe(0);
  // back to the keys of this server for the tests that follow
  await resealVolunteers([...t.deps.keys.fields, fresh]);
});

describe('groups, children, conflicts', () => {
  test('a leader signs members up, organises for the group; others cannot', async () => {
    const leader = await t.as('leader');
    const captain = await register(t, leader, { name: '普队长' });
    const made = await t.http
      .post('/api/v1/volunteer-groups')
      .set(dispatcher)
      .send({ groupId: randomUUID(), name: '北浦志愿队', area: '532301101', leaders: [captain.number] })
      .expect(201);
    expect(made.body).toMatchObject({ members: 1, leaders: ['普**'] });
    const member = await t.as('member');
    const volunteer = await register(t, member, { name: '罗阿妹' });
    await t.http
      .put(`/api/v1/volunteer-groups/${made.body.id}/members/${volunteer.id}`)
      .set(member)
      .send({ member: true })
      .expect(200);
    const activity = await publish(
      t,
      {
        organiser: `group:${made.body.id}`,
        shifts: [{ id: 'group-shift', name: '净街', from: FROM, to: TO, capacity: 2 }],
      },
      'leader',
    );
    expect(activity.organiser).toBe('北浦志愿队');
    const members = await t.http.get(`/api/v1/volunteer-groups/${made.body.id}/members`).set(leader).expect(200);
    expect(members.body.items.map((m: { name: string }) => m.name)).toEqual(['普**', '罗**']);
    expect((await t.http.get(`/api/v1/volunteer-groups/${made.body.id}/members`).set(member)).status).toBe(403);
    const forBoth = await signUp(t, leader, activity, { volunteers: [captain.id, volunteer.id] });
    expect(forBoth.body.signUps.map((row: { state: string }) => row.state)).toEqual(['confirmed', 'confirmed']);
    const stranger = await signUp(t, await t.as('stranger'), activity, { volunteers: [volunteer.id] });
    expect([stranger.status, stranger.body.code]).toEqual([404, 'volunteer.not-found']);
  });

  test('two places at once are refused, also when both are asked for at the same moment; a child is its own person', async () => {
    const auth = await t.as('busy-one');
    await register(t, auth);
    const child = (await post(auth, { birthYear: 2016, guardian, child: true, name: '杨小宝' })).body;
    const shift = (id: string, from: string, to: string) => ({
      shifts: [{ id, name: '劝导', from, to, capacity: 9, minAge: null }],
    });
    const day = '2026-12-01T';
    const one = await publish(t, shift('busy-one', `${day}07:00:00+08:00`, `${day}09:00:00+08:00`));
    const two = await publish(t, shift('busy-two', `${day}08:30:00+08:00`, `${day}10:30:00+08:00`));
    const both = await Promise.all([signUp(t, auth, one), signUp(t, auth, two)]);
    expect(both.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(1);
    expect(both.every(({ status, body }) => status === 201 || body.code === 'sign-up.conflict')).toBe(true);
    const won = both.find(({ status }) => status === 201);
    if (!won) expect((await signUp(t, auth, one)).status).toBe(201);
    await signUp(t, auth, two, { volunteers: [child.id] }).expect(201);
  });

  test('minimum age, acknowledgement, volunteers only, companions', async () => {
    const auth = await t.as('rules-one');
    const activity = await publish(t, {
      shifts: [
        {
          id: 'aged-shift',
          name: '巡逻',
          from: '2026-12-02T07:00:00+08:00',
          to: '2026-12-02T09:00:00+08:00',
          capacity: 9,
          minAge: 18,
        },
      ],
    });
    expect((await signUp(t, auth, activity)).body.code).toBe('volunteer.required');
    await register(t, auth, { birthYear: 2009, guardian });
    expect((await signUp(t, auth, activity)).body.code).toBe('sign-up.too-young');
    const open = await publish(t, {
      kind: 'open-day',
      audience: 'everyone',
      shifts: [
        {
          id: 'open-shift',
          name: '参观',
          from: '2026-12-02T07:00:00+08:00',
          to: '2026-12-02T09:00:00+08:00',
          capacity: 4,
        },
      ],
    });
    const guest = await t.as('guest-one');
    expect((await signUp(t, guest, open, { acknowledged: false })).body.code).toBe('sign-up.not-acknowledged');
    const { body } = await signUp(t, guest, open, { companions: 2 }).expect(201);
    expect(body.signUps[0].seats).toBe(3);
    expect((await signUp(t, await t.as('guest-two'), open, { companions: 1 })).body.signUps[0]).toMatchObject({
      state: 'waiting',
      ahead: 1,
    });
    // strictly in order: one seat is free, but somebody waits already
    expect((await signUp(t, await t.as('guest-three'), open)).body.signUps[0]).toMatchObject({
      state: 'waiting',
      ahead: 2,
    });
  });
});

describe('certificates and deletion', () => {
  let auth: Auth;
  let volunteer: { id: string; number: string };
  let activity: { id: string; shifts: { id: string }[] };
  beforeAll(async () => {
    t.setTime(WORKING_TUESDAY);
    auth = await t.as('certified');
    volunteer = await register(t, auth, { name: '毕摩阿光' });
    const made = await publish(t);
    activity = made;
    await signUp(t, auth, made).expect(201);
    const shift = made.shifts[0].id;
    for (const [clock, direction] of [
      ['07:00', 'in'],
      ['09:00', 'out'],
    ] as const) {
      const at = `2026-11-28T${clock}:00+08:00`;
      t.setTime(at);
      await attend(t, auth, codeAt(t, shift, at), direction).expect(200);
    }
    t.setTime('2026-11-28T11:00:00+08:00');
    await t.tick();
    const now = (await t.http.get(`/api/v1/activities/${made.id}`).set(dispatcher)).body;
    await moveActivity(t, dispatcher, now, 'settle').expect(200);
    await t.announce();
  });
  beforeEach(() => t.setTime('2026-11-29T10:00:00+08:00'));

  const issue = (body: Record<string, unknown>) =>
    t.http.post(`/api/v1/me/volunteers/${volunteer.id}/certificates`).set(auth).send(body);
  const verify = async (number: string) => (await t.http.get(`/api/v1/certificates/${number}`).expect(200)).body;

  test('issued once, a PDF, verified by anybody with the masked name, withdrawn, unknown', async () => {
    // nothing is issued in nobody's name
    expect((await issue({ certificateId: randomUUID() })).body.code).toBe('certificate.not-ready');
    const certificate = { issuer: '楚雄市城市管理局', responsible: '周志远', handler: '陈静', contact: '0878-3000000' };
    await Settings.create({ _id: 'volunteers', value: { ...DEFAULT_VOLUNTEER_SETTINGS, certificate } });
    await settingsBook.touch();
    expect((await issue({ certificateId: randomUUID(), from: '2026-11-29' })).body.code).toBe(
      'certificate.nothing-yet',
    );
    // no paper speaks of days that are still to come, or of none
    for (const [days, field] of [
      [{ to: '2026-11-30' }, 'to'],
      [{ from: '2026-11-30' }, 'from'],
      [{ from: '2026-11-29', to: '2026-11-28' }, 'from'],
    ] as const) {
      const wrong = await issue({ certificateId: randomUUID(), ...days });
      expect([wrong.status, Object.keys(wrong.body.fields)]).toEqual([422, [field]]);
    }
    const body = { certificateId: randomUUID() };
    const first = await issue(body).expect(201);
    expect(first.body).toMatchObject({ hours: 2, times: 1, from: '2026-11-28', to: '2026-11-28', status: 'valid' });
    expect((await issue(body)).body.number).toBe(first.body.number);
    const { number, pdf } = first.body;
    const file = await t.http.get(pdf).expect(200).expect('content-type', 'application/pdf').buffer();
    expect(file.body.subarray(0, 5).toString()).toBe('%PDF-');
    await t.http.get(pdf.replace(/signature=./, 'signature=_')).expect(404);
    expect(await verify(number)).toMatchObject({ status: 'valid', name: '毕**', hours: 2 });
    expect(await verify(number.toLowerCase().replaceAll('-', ''))).toMatchObject({ status: 'valid' });
    expect(await verify('ZM-00000-00000-0')).toEqual({ status: 'unknown' });
    expect(await verify('..%2F..')).toEqual({ status: 'unknown' });
    const withdraw = (who: Auth) =>
      t.http.post(`/api/v1/certificates/${number}/withdrawal`).set(who).send({ reason: '信息有误' });
    expect((await withdraw(auth)).status).toBe(403);
    expect((await withdraw(await t.as('dispatcher-532322'))).status).toBe(404);
    await withdraw(dispatcher).expect(200);
    expect((await withdraw(dispatcher)).body.code).toBe('certificate.withdrawn');
    expect((await verify(number)).status).toBe('withdrawn');
    await t.http.get(pdf).expect(404);
  });

  test('figures and tables to take away: masked, and formulas are only words', async () => {
    const period = { from: '2026-11-01', to: '2026-12-31' };
    const { body } = await t.http.get('/api/v1/desk/activity-statistics').query(period).set(dispatcher).expect(200);
    expect(body.total.hours).toBe(2);
    expect(body.kinds.reduce((sum: number, row: { hours: number }) => sum + row.hours, 0)).toBe(2);
    expect(body.areas.reduce((sum: number, row: { came: number }) => sum + row.came, 0)).toBe(body.total.came);
    expect(body.months.find((row: { month: string }) => row.month === '2026-11').hours).toBe(2);
    await t.http.get('/api/v1/desk/activity-statistics').query(period).set(auth).expect(403);
    for (const what of ['activities', 'attendances', 'volunteers']) {
      const csv = (
        await t.http
          .post('/api/v1/desk/activity-exports')
          .set(dispatcher)
          .send({ what, format: 'csv', ...period })
          .expect(200)
      ).body.url;
      const text = (await t.http.get(csv).expect(200)).text;
      expect(text.split('\r\n').length).toBeGreaterThan(1);
      expect(text).not.toMatch(/毕摩|13800001234/);
      const xlsx = (
        await t.http
          .post('/api/v1/desk/activity-exports')
          .set(dispatcher)
          .send({ what, format: 'xlsx', ...period })
      ).body.url;
      const file = await t.http
        .get(xlsx)
        .expect(200)
        .buffer()
        .parse((res, done) => {
          const parts: Buffer[] = [];
          res.on('data', (part: Buffer) => parts.push(part));
          res.on('end', () => done(null, Buffer.concat(parts)));
        });
      // the same table as in the text file, cell by cell
      const [head = '', ...lines] = text.replace('\ufeff', '').split('\r\n');
      const sheet = readSheet(file.body);
      expect(sheet[0]).toEqual(head.split(','));
      expect(sheet).toHaveLength(lines.length + 1);
      for (const [i, line] of lines.entries())
        expect(line.split(',').map((cell, k) => (cell === '' ? '' : String(sheet[i + 1]?.[k] ?? '')))).toEqual(
          line.split(','),
        );
      await t.http.get(csv.replace(/.$/, (c: string) => (c === 'A' ? 'B' : 'A'))).expect(404);
    }
  });

  test('leaving keeps hours and gives places back; deletion leaves counts right and nothing personal', async () => {
    const ahead = await publish(t, {
      shifts: [
        {
          id: 'ahead-shift',
          name: '净街',
          from: '2026-12-12T07:00:00+08:00',
          to: '2026-12-12T09:00:00+08:00',
          capacity: 1,
        },
      ],
    });
    await signUp(t, auth, ahead).expect(201);
    const next = await t.as('next-in-line');
    await register(t, next, { name: '下一位' });
    expect((await signUp(t, next, ahead)).body.signUps[0].state).toBe('waiting');
    const certificate = (await issue({ certificateId: randomUUID() }).expect(201)).body;
    const left = await t.http.post(`/api/v1/me/volunteers/${volunteer.id}/leave`).set(auth).expect(200);
    expect(left.body.state).toBe('left');
    expect((await t.http.get('/api/v1/me/sign-ups').set(next)).body.items[0].state).toBe('confirmed');
    expect((await signUp(t, auth, ahead)).body.code).toBe('volunteer.required');
    expect((await t.http.get(`/api/v1/me/volunteers/${volunteer.id}/hours`).set(auth)).body.hours).toBe(2);
    await post(auth, { name: '毕摩阿光' }).expect(201);

    const person = String((await Volunteers.findById(volunteer.id).lean<VolunteerRecord>())?.person);
    const figures = async () =>
      (
        await t.http
          .get('/api/v1/desk/activity-statistics')
          .query({ from: '2026-11-01', to: '2026-12-31' })
          .set(dispatcher)
      ).body.total;
    const before = await figures();
    await t.http.delete(`/api/v1/me/volunteers/${volunteer.id}`).set(auth).expect(200);
    expect(await figures()).toEqual(before);
    const roll = (await t.http.get(`/api/v1/activities/${activity.id}/roll`).set(dispatcher)).body;
    expect(roll.items[0]).toMatchObject({ name: '已注销', number: null, hours: 2 });
    expect(await verify(certificate.number)).toMatchObject({ status: 'withdrawn', name: '已注销' });
    expect((await t.http.get('/api/v1/me/volunteers').set(auth)).body.items).toEqual([]);
    expect(await SignUps.countDocuments({ volunteer: volunteer.id, state: 'credited' })).toBe(1);
    // nothing in any of the collections leads back to the person
    for (const name of ['volunteers', 'signUps', 'certificates', 'activities', 'shifts']) {
      const rows = await mongoose.connection.collection(name).find({}).toArray();
      const text = JSON.stringify(rows);
      expect(text).not.toContain(person);
      expect(text).not.toContain(volunteer.number);
    }
  });
});
