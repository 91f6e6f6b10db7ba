import { Adoptions, Plots } from '../../../server/green-spaces';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { upload } from '../../support/builders';
import { Messages } from '../../support/messages';
import { adopted, apply, care, moveAdoption, PLOT_PLACE, readAdoption } from '../../support/plots';

let t: TestApp;
let dispatcher: { authorization: string };
const DAY = 86_400_000;
const START = Date.parse(WORKING_TUESDAY);
let n = 0;
const newcomer = () => t.as(`life-${++n}`);
const at = (days: number) => t.setTime(new Date(START + days * DAY).toISOString());
const moves = async (id: string) =>
  ((await Adoptions.findById(id).lean())?.history ?? []).map(
    ({ move, at: when }) => `${move} ${Math.round((when.getTime() - START) / DAY)}`,
  );

beforeAll(async () => {
  t = await startTestApp();
  dispatcher = await t.as('dispatcher');
});
beforeEach(() => at(0));
afterAll(() => t.stop());

describe('the care log', () => {
  test('three taps at the place: figures, badge, and the photo is kept', async () => {
    const auth = await newcomer();
    const { adoption, code } = await adopted(t, auth);
    const photo = await upload(t, auth);
    const reply = await care(t, auth, adoption.id, {
      tasks: ['water', 'litter'],
      photos: [photo],
      note: '叶子有点黄',
    }).expect(201);
    expect(reply.body).toMatchObject({
      earned: '新芽',
      log: { atPlace: true, by: '认养人', note: '叶子有点黄', tasks: [{ name: '浇水' }, { name: '捡拾垃圾' }] },
      adoption: {
        care: { visits: 1, atPlace: 1, hours: 0.5, streak: 1 },
        due: [{ task: 'water', date: '2026-11-27', text: '周五该做' }],
      },
    });
    const open = (await t.http.get(`/api/v1/plots/${code}/care`).expect(200)).body.items;
    expect(open).toMatchObject([{ note: '', by: '认养人', photos: [{ id: photo }] }]);
    expect((await t.http.get(`/api/v1/plots/${code}`)).body.care.visits).toBe(1);
    const year = (await t.http.get(`/api/v1/adoptions/${adoption.id}/years/2026`).set(auth).expect(200)).body;
    expect(year).toMatchObject({ visits: 1, hours: 0.5, photos: 1, tasks: [{ times: 1 }, { times: 1 }] });
    expect(year.months[10]).toBe(1);
  });

  test('sent twice is one; twice on a day is one visit', async () => {
    const auth = await newcomer();
    const { adoption } = await adopted(t, auth);
    const same = { logId: 'log-of-the-day-1' };
    const replies = await Promise.all([1, 2, 3].map(() => care(t, auth, adoption.id, same)));
    expect(replies.map((r) => r.status).sort()).toEqual([200, 200, 201]);
    await care(t, auth, adoption.id).expect(201);
    expect((await readAdoption(t, auth, adoption.id)).care).toMatchObject({ visits: 1, hours: 1 });
    const other = await adopted(t, auth);
    expect((await care(t, auth, other.adoption.id, same)).body.code).toBe('adoption.log-reused');
  });

  test('from a distance a reason is asked for, and told', async () => {
    const auth = await newcomer();
    const { adoption } = await adopted(t, auth);
    const far = { ...PLOT_PLACE, lat: PLOT_PLACE.lat + 0.01 };
    const refused = await care(t, auth, adoption.id, { location: far });
    expect([refused.status, refused.body.code, refused.body.distanceM > 900]).toEqual([422, 'adoption.too-far', true]);
    expect((await care(t, auth, adoption.id, { location: undefined })).body.code).toBe('adoption.too-far');
    const logged = (await care(t, auth, adoption.id, { location: far, remote: 'later' }).expect(201)).body;
    expect(logged).toMatchObject({
      log: { atPlace: false, remote: '回来后补记' },
      adoption: { care: { visits: 1, atPlace: 0 } },
    });
    // 80 m off the point's reach with an accuracy of 50 m counts as being there
    await care(t, auth, adoption.id, {
      location: { ...PLOT_PLACE, lat: PLOT_PLACE.lat + 0.0015, accuracy: 50 },
    }).expect(201);
  });

  test('refusals: a foreign task, somebody else, a photo of somebody else, after the end', async () => {
    const auth = await newcomer();
    const { adoption } = await adopted(t, auth);
    expect((await care(t, auth, adoption.id, { tasks: ['prune'] })).body.code).toBe('adoption.task-unknown');
    expect((await care(t, auth, adoption.id, { tasks: [] })).body.fields.tasks).toBe('请选择做了什么');
    expect((await care(t, await newcomer(), adoption.id)).body.code).toBe('adoption.not-found');
    expect((await care(t, dispatcher, adoption.id)).body.code).toBe('adoption.move-not-yours');
    const foreign = await upload(t, await newcomer());
    expect((await care(t, auth, adoption.id, { photos: [foreign] })).body.code).toBe('media.not-yours');
    const seen = await readAdoption(t, dispatcher, adoption.id);
    await moveAdoption(t, dispatcher, seen, 'withdraw', { text: '搭棚子', reason: 'building' }).expect(200);
    expect((await care(t, auth, adoption.id)).body.code).toBe('adoption.not-living');
  });
});

test('a family cares together: a code of one use, logs of members, removal', async () => {
  const [father, mother, stranger] = [await newcomer(), await newcomer(), await newcomer()];
  const { adoption } = await adopted(t, father, {}, { subject: 'family' });
  const { code } = (await t.http.post(`/api/v1/adoptions/${adoption.id}/invitation`).set(father).expect(201)).body;
  const join = (auth: { authorization: string }) =>
    t.http.post('/api/v1/adoptions/join').set(auth).send({ code, name: '李小燕' });
  const joined = (await join(mother).expect(200)).body;
  expect(joined).toMatchObject({ relation: 'family', members: [{ name: '李**', me: true }], contact: null });
  expect((await join(stranger)).body.code).toBe('adoption.code-refused');
  const logged = (await care(t, mother, adoption.id).expect(201)).body;
  expect(logged.log.by).toBe('家人 李**');
  expect((await moveAdoption(t, mother, logged.adoption, 'give-notice')).body.code).toBe('adoption.move-not-yours');
  expect((await t.http.post(`/api/v1/adoptions/${adoption.id}/invitation`).set(mother)).body.code).toBe(
    'adoption.move-not-yours',
  );
  const member = joined.members[0].id;
  await t.http.delete(`/api/v1/adoptions/${adoption.id}/members/${member}`).set(mother).expect(200);
  expect((await care(t, mother, adoption.id)).body.code).toBe('adoption.not-found');
  const gone = await t.http.delete(`/api/v1/adoptions/${adoption.id}/members/${member}`).set(father);
  expect(gone.body.code).toBe('adoption.member-not-found');
  const single = await adopted(t, stranger);
  expect((await t.http.post(`/api/v1/adoptions/${single.adoption.id}/invitation`).set(stranger)).body.code).toBe(
    'adoption.not-family',
  );
});

test('two years: reminders, renewal, care, neglect, lapse, the next in line and the log handed over; each once', async () => {
  const [first, second] = [await newcomer(), await newcomer()];
  const { adoption, code } = await adopted(t, first);
  const next = (await apply(t, second, code).expect(201)).body;
  expect(next.state).toBe('waiting');
  const { id } = adoption;
  for (let day = 0; day <= 760; day++) {
    at(day);
    // care every twelfth day of the first year and a half, then never again
    if (day % 12 === 11 && day < 550 && (await Adoptions.findById(id).lean())?.open)
      await care(t, first, id).expect(201);
    if (day === 340) await moveAdoption(t, first, await readAdoption(t, first, id), 'renew', { years: 1 }).expect(200);
    // two processes at once
    await Promise.all([t.tick(), t.tick()]);
    if (day === 600)
      await moveAdoption(t, first, await readAdoption(t, first, id), 'hand-over', { text: '水龙头在花坛背后' }).expect(
        200,
      );
  }
  await t.announce();
  const own = (await moves(id)).filter((m) => !m.startsWith('remind-due'));
  expect(own).toEqual([
    'apply 0',
    'approve 0',
    'start 0',
    'fall-due 335',
    'renew 340',
    'remind-neglect 569',
    'remind-neglect 584',
    'lapse 599',
    'hand-over 600',
  ]);
  const reminded = (await moves(id)).filter((m) => m.startsWith('remind-due'));
  // once between two times of care, and once after the last
  expect(reminded).toHaveLength(46);
  expect(new Set(reminded).size).toBe(reminded.length);
  const heir = await readAdoption(t, second, next.id);
  expect(heir).toMatchObject({
    state: 'lapsed',
    startAt: new Date(START + 599 * DAY).toISOString(),
    handedOver: { text: '水龙头在花坛背后', visits: 45 },
  });
  expect(await Plots.findById(code).lean()).toMatchObject({ taken: 0, waiting: 0, free: true });
  const messages = await Messages.find({ 'link.id': id }).lean();
  const keys = messages.map((m) => `${m.entry} ${m.person} ${m.kind}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(messages.filter((m) => m.kind === 'care-neglected')).toHaveLength(2);
  expect(messages.filter((m) => m.kind === 'plot-freed').length).toBeGreaterThan(0);
}, 240_000);

test('not renewed: told before, told at the end, expired after fourteen days of priority', async () => {
  const auth = await newcomer();
  const { adoption } = await adopted(t, auth, {}, { mode: 'funding' });
  for (const day of [334, 335, 364, 365, 378, 379, 400]) {
    at(day);
    await t.tick();
  }
  expect(await moves(adoption.id)).toEqual([
    'apply 0',
    'approve 0',
    'start 0',
    'fall-due 335',
    'remind-renewal 365',
    'expire 379',
  ]);
});

test('notice: thirty days, taken back or kept', async () => {
  const auth = await newcomer();
  const { adoption } = await adopted(t, auth, {}, { mode: 'funding' });
  const given = (await moveAdoption(t, auth, adoption, 'give-notice', { text: '要搬家了' }).expect(200)).body;
  expect(given).toMatchObject({
    label: '已提出交还',
    state: 'active',
    can: { 'give-notice': false, 'take-back-notice': true },
  });
  const kept = (await moveAdoption(t, auth, given, 'take-back-notice').expect(200)).body;
  await moveAdoption(t, auth, kept, 'give-notice').expect(200);
  at(29);
  await t.tick();
  expect((await readAdoption(t, auth, adoption.id)).state).toBe('active');
  at(30);
  await t.tick();
  expect((await readAdoption(t, auth, adoption.id)).state).toBe('released');
});

test('withdrawn with a reason, appealed once, restored while the place is free', async () => {
  const auth = await newcomer();
  const { adoption, code } = await adopted(t, auth);
  const seen = await readAdoption(t, dispatcher, adoption.id);
  const bare = await moveAdoption(t, dispatcher, seen, 'withdraw');
  expect([bare.status, Object.keys(bare.body.fields)]).toEqual([422, ['text', 'reason']]);
  const gone = (
    await moveAdoption(t, dispatcher, seen, 'withdraw', { text: '种了菜', reason: 'change-of-use' }).expect(200)
  ).body;
  const own = await readAdoption(t, auth, adoption.id);
  expect(own).toMatchObject({
    state: 'withdrawn',
    can: { appeal: true },
    timeline: expect.arrayContaining([expect.objectContaining({ reason: '改种菜或挪作他用' })]),
  });
  await moveAdoption(t, auth, own, 'appeal', { text: '那是薄荷' }).expect(200);
  expect((await moveAdoption(t, dispatcher, gone, 'restore')).body.code).toBe('adoption.stale');
  const again = await readAdoption(t, dispatcher, adoption.id);
  const restored = (await moveAdoption(t, dispatcher, again, 'restore').expect(200)).body;
  expect(restored).toMatchObject({ state: 'active', endedAt: null, certificate: adoption.certificate });
  expect(await Plots.findById(code).lean()).toMatchObject({ taken: 1 });
  expect((await moveAdoption(t, auth, restored, 'appeal', { text: 'x' })).body.code).toBe('adoption.move-not-allowed');
});

test('steps: the same id again is a retry, another step with it is refused, somebody faster wins', async () => {
  const auth = await newcomer();
  const { adoption } = await adopted(t, auth);
  const send = (move: string, moveId: string, version = adoption.version) =>
    t.http.post(`/api/v1/adoptions/${adoption.id}/moves`).set(auth).send({ moveId, version, move });
  await send('give-notice', 'the-same-step').expect(200);
  await send('give-notice', 'the-same-step').expect(200);
  expect((await send('hand-over', 'the-same-step')).body.code).toBe('adoption.move-reused');
  expect((await send('take-back-notice', 'another-step')).body.code).toBe('adoption.stale');
  const { version } = await readAdoption(t, auth, adoption.id);
  const both = await Promise.all([
    send('take-back-notice', 'racing-one', version),
    send('take-back-notice', 'racing-two', version),
  ]);
  expect(both.map((r) => r.status).sort()).toEqual([200, 409]);
});

test('a report within the plot tells its adopters, but not who reported it; one from the plot is linked', async () => {
  const [auth, passerBy] = [await newcomer(), await newcomer()];
  const { code } = await adopted(t, auth);
  const report = (who: { authorization: string }, over: object) =>
    t.http
      .post('/api/v1/reports')
      .set(who)
      .send({
        submissionId: `r-${++n}-000000`,
        category: 'dead-animal',
        description: '花坛里',
        location: PLOT_PLACE,
        ...over,
      })
      .expect(201);
  await report(passerBy, {});
  await report(auth, { link: { kind: 'plot', id: code }, source: 'adoption' });
  await report(passerBy, { visibility: 'private' });
  await t.announce();
  const kinds = async (who: { authorization: string }) =>
    (await t.http.get('/api/v1/me/messages').set(who)).body.items.filter(
      (m: { kind: string }) => m.kind === 'plot-reported',
    );
  expect(await kinds(auth)).toHaveLength(1);
  expect((await kinds(auth))[0]).toMatchObject({ title: '有人上报了“五一路口袋花园”的问题', link: { kind: 'report' } });
  expect(await kinds(passerBy)).toHaveLength(0);
});
