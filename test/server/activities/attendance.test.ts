// Being there (domain.md §6): by code and place, at the right time; by hand with a reason; forgotten check-outs; settlement, corrections,
// objections, no-shows.
import { randomUUID } from 'node:crypto';
import { SignUps } from '../../../server/activities';
import { Messages } from '../../../server/notifications/model';
import { codeText } from '../../../shared/activities/codes';
import { attend, codeAt, draft, moveActivity, moveSignUp, publish, register, signUp } from '../../support/activities';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { DEMO_PLACE, submit } from '../../support/builders';

let t: TestApp;
let dispatcher: { authorization: string };
beforeAll(async () => {
  t = await startTestApp();
  dispatcher = await t.as('dispatcher');
});
afterAll(() => t.stop());
beforeEach(() => t.setTime(WORKING_TUESDAY));

let people = 0;
/** A fresh volunteer signed up for a fresh activity; weeks apart, so that nothing overlaps. */
const scene = async (over: Record<string, unknown> = {}) => {
  people += 1;
  const auth = await t.as(`helper-${people}`);
  const volunteer = await register(t, auth);
  const activity = await publish(t, over);
  const { body } = await signUp(t, auth, activity).expect(201);
  return { auth, volunteer, activity, row: body.signUps[0], shift: activity.shifts[0].id as string };
};
const local = (clock: string) => `2026-11-28T${clock}:00+08:00`;
const read = async (auth: { authorization: string }, id: string) => {
  const pages = await Promise.all(
    ['coming', 'past'].map(
      async (when) => (await t.http.get('/api/v1/me/sign-ups').query({ when, limit: 50 }).set(auth)).body.items,
    ),
  );
  return pages.flat().find((row: { id: string }) => row.id === id);
};
const roll = async (id: string) => (await t.http.get(`/api/v1/activities/${id}/roll`).set(dispatcher).expect(200)).body;

describe('by code and place', () => {
  test('in, out, two hours less what was missed', async () => {
    const { auth, shift, row } = await scene();
    t.setTime(local('06:58'));
    const codes = (await t.http.get(`/api/v1/shifts/${shift}/codes`).set(dispatcher).expect(200)).body;
    expect(codes.codes).toHaveLength(6);
    expect([codes.expected, codes.present]).toEqual([1, 0]);
    const moveId = randomUUID();
    const inside = await attend(t, auth, codeText(shift, codes.codes[0].code), 'in', { moveId });
    expect([inside.status, inside.body.state, inside.body.inAt]).toEqual([
      200,
      'present',
      new Date(local('06:58')).toISOString(),
    ]);
    // the answer was lost: the same again
    expect((await attend(t, auth, codeText(shift, codes.codes[0].code), 'in', { moveId })).body.version).toBe(
      inside.body.version,
    );
    t.setTime(local('08:37'));
    const out = await attend(t, auth, codeAt(t, shift, local('08:37')).toLowerCase(), 'out');
    expect([out.status, out.body.state]).toEqual([200, 'left']);
    expect((await read(auth, row.id)).outAt).toBe(new Date(local('08:37')).toISOString());
  });

  test.each([
    // what is given: when, code shown at, move → refusal
    ['an old code again', '07:10', '07:04', {}, 422, 'attendance.code-late'],
    ['a made-up code', '07:00', null, {}, 422, 'attendance.code-wrong'],
    ['one from the future', '07:00', '07:02', {}, 422, 'attendance.code-wrong'],
    [
      'somewhere else',
      '07:00',
      '07:00',
      { location: { ...DEMO_PLACE, lng: DEMO_PLACE.lng + 0.0035 } },
      422,
      'attendance.too-far',
    ],
    ['much too early', '06:00', '06:00', {}, 422, 'attendance.wrong-time'],
    ['after the end', '09:01', '09:01', {}, 422, 'attendance.wrong-time'],
  ])('%s', async (_, now, shown, over, status, code) => {
    const { auth, shift, row } = await scene();
    t.setTime(local(now));
    const given = shown === null ? '7777ZZZZ' : codeAt(t, shift, local(shown));
    const reply = await attend(t, auth, given, 'in', over);
    expect([reply.status, reply.body.code]).toEqual([status, code]);
    expect((await SignUps.findById(row.id).lean())?.state).toBe('confirmed');
  });

  test('a code of another shift, and of somebody who is not on it', async () => {
    const one = await scene();
    const two = await scene({ title: '另一个活动' });
    t.setTime(local('07:00'));
    const other = codeText(two.shift, codeAt(t, two.shift, local('07:00')));
    expect((await attend(t, one.auth, other, 'in')).body.code).toBe('attendance.no-sign-up');
    expect((await attend(t, one.auth, codeAt(t, two.shift, local('07:00')), 'in')).body.code).toBe(
      'attendance.code-wrong',
    );
    const forged = codeText(one.shift, codeAt(t, two.shift, local('07:00')));
    expect((await attend(t, one.auth, forged, 'in')).body.code).toBe('attendance.code-wrong');
  });

  test('offline for five minutes: it counts for its own minute; longer is too long', async () => {
    const { auth, shift } = await scene();
    const code = codeAt(t, shift, local('07:00'));
    t.setTime('2026-11-28T07:05:59+08:00');
    const reply = await attend(t, auth, code, 'in');
    expect([reply.status, reply.body.inAt]).toEqual([200, new Date(local('07:01')).toISOString()]);
  });

  test('codes are for organisers only', async () => {
    const { auth, shift, activity } = await scene();
    expect((await t.http.get(`/api/v1/shifts/${shift}/codes`).set(auth)).body.code).toBe('activity.not-yours');
    expect((await t.http.get(`/api/v1/activities/${activity.id}/roll`).set(auth)).body.code).toBe('activity.not-yours');
    expect((await t.http.get(`/api/v1/shifts/${shift}/codes`).set(await t.as('dispatcher-532322'))).status).toBe(403);
  });

  test('what is reported during a shift is on its roll', async () => {
    const { auth, shift, activity } = await scene();
    const report = await submit(t, auth, { link: { kind: 'shift', id: shift } });
    expect((await roll(activity.id)).reports).toEqual([expect.objectContaining({ number: report.number })]);
  });
});

describe('by hand, forgotten, settled', () => {
  test('a reason is asked for, and the volunteer sees it', async () => {
    const { auth, row, activity } = await scene();
    t.setTime(local('09:30'));
    const without = await moveSignUp(t, dispatcher, row, 'record', { inAt: local('07:00'), outAt: local('09:00') });
    expect([without.status, without.body.code]).toEqual([422, 'activity.words-required']);
    const wrong = await moveSignUp(t, dispatcher, row, 'record', {
      text: '手机没电',
      inAt: local('09:00'),
      outAt: local('07:00'),
    });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'sign-up.times-wrong']);
    const done = await moveSignUp(t, dispatcher, row, 'record', {
      text: '手机没电',
      inAt: local('07:00'),
      outAt: local('08:37'),
    });
    expect([done.status, done.body.state]).toEqual([200, 'left']);
    expect((await read(auth, row.id)).timeline.at(-1)).toMatchObject({ title: '组织者补记到场', text: '手机没电' });
    expect(
      (
        await moveSignUp(t, auth, done.body, 'correct', {
          text: '我说了算',
          inAt: local('07:00'),
          outAt: local('09:00'),
        })
      ).status,
    ).toBe(403);
    expect((await roll(activity.id)).items[0]).toMatchObject({ name: '杨**', state: 'left' });
  });

  test('a forgotten check-out closes at the end, has to be confirmed, and then is settled; corrected and objected to', async () => {
    const { auth, row, activity, shift, volunteer } = await scene();
    t.setTime(local('07:00'));
    await attend(t, auth, codeAt(t, shift, local('07:00')), 'in').expect(200);
    await t.tick();
    t.setTime(local('09:59'));
    await t.tick();
    expect((await read(auth, row.id)).state).toBe('present');
    t.setTime(local('10:00'));
    await t.tick();
    const closed = (await roll(activity.id)).items[0];
    expect(closed).toMatchObject({ state: 'left', unconfirmed: true, outAt: new Date(local('09:00')).toISOString() });
    const now = (await roll(activity.id)).activity;
    expect(now.state).toBe('finished');
    expect((await moveActivity(t, dispatcher, now, 'settle')).body.code).toBe('activity.unsettled');
    await moveSignUp(t, dispatcher, closed, 'attest', { outAt: local('08:45') }).expect(200);
    await moveActivity(t, dispatcher, now, 'settle').expect(200);

    const hours = async () =>
      (await t.http.get(`/api/v1/me/volunteers/${volunteer.id}/hours`).set(auth).expect(200)).body;
    expect(await hours()).toMatchObject({ hours: 1.5, times: 1 });
    const service = (await hours()).services[0];
    expect(service).toMatchObject({ minutes: 105, hours: 1.5, can: { object: true } });
    const objected = await moveSignUp(t, auth, { id: service.signUp, version: service.version }, 'object', {
      text: '我九点才走',
    });
    expect(objected.status).toBe(200);
    await t.announce();
    expect(await Messages.countDocuments({ kind: 'objection-raised', text: '我九点才走' })).toBe(1);
    const corrected = await moveSignUp(t, dispatcher, objected.body, 'correct', {
      text: '核对了照片',
      inAt: local('07:00'),
      outAt: local('09:00'),
    });
    expect(corrected.status).toBe(200);
    await moveSignUp(t, dispatcher, corrected.body, 'answer', { text: '已更正' }).expect(200);
    const after = await hours();
    expect(after.hours).toBe(2);
    expect(after.services[0]).toMatchObject({
      corrections: [{ reason: '核对了照片', before: 1.5, after: 2 }],
      objection: { text: '我九点才走', answer: '已更正' },
      can: { object: false },
    });
    await t.announce();
    const titles = (
      await Messages.find({
        kind: { $in: ['hours-credited', 'hours-corrected', 'checkout-forgotten', 'objection-answered'] },
        person: (await SignUps.findById(row.id).lean())?.person,
      }).lean()
    ).map((m) => m.kind);
    expect(titles.sort()).toEqual(['checkout-forgotten', 'hours-corrected', 'hours-credited', 'objection-answered']);
  });

  test('an objection comes too late after fifteen days', async () => {
    const { auth, shift, activity, volunteer } = await scene();
    t.setTime(local('07:00'));
    await attend(t, auth, codeAt(t, shift, local('07:00')), 'in').expect(200);
    t.setTime(local('08:50'));
    await attend(t, auth, codeAt(t, shift, local('08:50')), 'out').expect(200);
    t.setTime(local('10:30'));
    await t.tick();
    await moveActivity(t, dispatcher, (await roll(activity.id)).activity, 'settle').expect(200);
    t.setTime('2026-12-13T10:31:00+08:00');
    const { services } = (await t.http.get(`/api/v1/me/volunteers/${volunteer.id}/hours`).set(auth)).body;
    expect(services[0].can.object).toBe(false);
    const late = await moveSignUp(t, auth, { id: services[0].signUp, version: services[0].version }, 'object', {
      text: '太晚',
    });
    expect([late.status, late.body.code]).toEqual([409, 'sign-up.move-not-allowed']);
  });

  test('three absences suspend for ninety days, and say until when; one excused lifts it', async () => {
    const auth = await t.as('absent-minded');
    await register(t, auth);
    const missed = [];
    for (const day of ['2026-11-25', '2026-11-26', '2026-11-27']) {
      const activity = await publish(t, {
        shifts: [
          { id: `miss-${day}`, name: '巡逻', from: `${day}T10:00:00+08:00`, to: `${day}T11:00:00+08:00`, capacity: 5 },
        ],
      });
      missed.push((await signUp(t, auth, activity).expect(201)).body.signUps[0]);
    }
    t.setTime('2026-11-27T12:00:00+08:00');
    await t.tick();
    const next = await publish(t, {
      shifts: [
        {
          id: 'after-misses',
          name: '巡逻',
          from: '2026-12-20T10:00:00+08:00',
          to: '2026-12-20T11:00:00+08:00',
          capacity: 5,
        },
      ],
    });
    const refused = await signUp(t, auth, next);
    expect([refused.status, refused.body.code]).toEqual([403, 'volunteer.suspended']);
    expect(refused.body.detail).toContain('2027年2月25日');
    const mine = (await t.http.get('/api/v1/me/volunteers').set(auth)).body.items[0];
    expect(mine.noShows.until).toBe(new Date('2027-02-25T11:00:00+08:00').toISOString());
    const row = await read(auth, missed[0].id);
    expect([row.state, row.can.object]).toEqual(['absent', true]);
    await moveSignUp(t, dispatcher, row, 'excuse', { text: '生病住院' }).expect(200);
    await signUp(t, auth, next).expect(201);
  });

  test('put right after settlement, the hours follow at once', async () => {
    const { auth, row, activity, volunteer } = await scene();
    t.setTime(local('11:00'));
    await t.tick();
    await moveActivity(t, dispatcher, (await roll(activity.id)).activity, 'settle').expect(200);
    const absent = (await roll(activity.id)).items[0];
    expect(absent.state).toBe('absent');
    await moveSignUp(t, dispatcher, { id: row.id, version: absent.version }, 'record', {
      text: '到场但没带手机',
      inAt: local('07:00'),
      outAt: local('09:00'),
    }).expect(200);
    await t.announce();
    expect((await t.http.get(`/api/v1/me/volunteers/${volunteer.id}/hours`).set(auth)).body.hours).toBe(2);
  });

  test('rated once by whoever was there; summary with photos needs consent, is shown, and thanks are told', async () => {
    const { auth, row, activity } = await scene();
    t.setTime(local('11:00'));
    await t.tick();
    const absent = (await roll(activity.id)).items[0];
    expect(
      (await t.http.post(`/api/v1/sign-ups/${row.id}/rating`).set(auth).send({ moveId: randomUUID(), score: 5 }))
        .status,
    ).toBe(409);
    await moveSignUp(t, dispatcher, { id: row.id, version: absent.version }, 'record', {
      text: '补记',
      inAt: local('07:00'),
      outAt: local('09:00'),
    }).expect(200);
    await t.http
      .post(`/api/v1/sign-ups/${row.id}/rating`)
      .set(auth)
      .send({ moveId: randomUUID(), score: 4, text: '很好' })
      .expect(200);
    expect(
      (await t.http.post(`/api/v1/sign-ups/${row.id}/rating`).set(auth).send({ moveId: randomUUID(), score: 1 }))
        .status,
    ).toBe(409);
    const now = (await roll(activity.id)).activity;
    expect(now.rating).toEqual({ count: 1, average: 4 });
    expect((await roll(activity.id)).ratings).toEqual([{ score: 4, text: '很好' }]);
    await moveActivity(t, dispatcher, now, 'summarise', { text: '清出垃圾十袋', thanks: '谢谢大家' }).expect(200);
    expect((await t.http.get(`/api/v1/activities/${activity.id}`)).body.summary).toMatchObject({
      text: '清出垃圾十袋',
      thanks: '谢谢大家',
    });
    await t.announce();
    expect(await Messages.countDocuments({ kind: 'activity-summary', text: '谢谢大家' })).toBe(1);
  });
});

test('cancelled: everybody is let go and told why, nobody gets in any more', async () => {
  const { auth, activity, row } = await scene();
  const current = (await roll(activity.id)).activity;
  expect((await moveActivity(t, dispatcher, current, 'cancel')).body.code).toBe('activity.words-required');
  await moveActivity(t, dispatcher, current, 'cancel', { text: '当天有大雨' }).expect(200);
  expect((await read(auth, row.id)).state).toBe('dropped');
  await t.announce();
  expect(await Messages.findOne({ kind: 'activity-cancelled', text: '当天有大雨' }).lean()).toMatchObject({
    link: { kind: 'activity', id: activity.id },
  });
  expect((await signUp(t, await t.as('helper-1'), activity)).body.code).toBe('sign-up.closed');
});

test('drafts are seen by their organiser alone; the same draft twice is one', async () => {
  const body = draft();
  const made = (await t.http.post('/api/v1/activities').set(dispatcher).send(body).expect(201)).body;
  expect((await t.http.post('/api/v1/activities').set(dispatcher).send(body).expect(201)).body.items).toEqual(
    made.items,
  );
  expect(
    (
      await t.http
        .post('/api/v1/activities')
        .set(dispatcher)
        .send({ ...body, title: '别的' })
    ).body.code,
  ).toBe('activity.id-reused');
  expect((await t.http.get(`/api/v1/activities/${made.activity.id}`)).status).toBe(404);
  expect((await t.http.get(`/api/v1/activities/${made.activity.id}`).set(dispatcher)).status).toBe(200);
  expect(
    (
      await t.http
        .post('/api/v1/activities')
        .set(await t.as('resident'))
        .send(draft())
    ).body.code,
  ).toBe('activity.not-yours');
});

test('a series with a day left out', async () => {
  const repeat = {
    every: 'week',
    interval: 1,
    until: '2026-12-19',
    exceptions: [{ date: '2026-12-05', movedTo: null }],
  };
  const { body } = await t.http.post('/api/v1/activities').set(dispatcher).send(draft({ repeat })).expect(201);
  expect(body.items.map(({ startsAt }: { startsAt: string }) => startsAt.slice(0, 10))).toEqual([
    '2026-11-27',
    '2026-12-11',
    '2026-12-18',
  ]);
});
