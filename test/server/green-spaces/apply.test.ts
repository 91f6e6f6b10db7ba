import { Types } from 'mongoose';
import { Adoptions, Plots } from '../../../server/green-spaces';
import { startTestApp, type TestApp } from '../../support/app';
import { addPlot, adopted, application, apply, moveAdoption, readAdoption } from '../../support/plots';

let t: TestApp;
let resident: { authorization: string };
let dispatcher: { authorization: string };
beforeAll(async () => {
  t = await startTestApp();
  resident = await t.as('resident');
  dispatcher = await t.as('dispatcher');
});
afterAll(() => t.stop());
const someone = (i: number) => t.as(`adopter-${i}`);
let fresh = 0;
const newcomer = () => t.as(`newcomer-${++fresh}`);

test('a plot as anybody sees it, and as somebody signed in may apply for it', async () => {
  const code = await addPlot(t);
  const open = (await t.http.get(`/api/v1/plots/${code}`).expect(200)).body;
  expect(open).toMatchObject({
    code,
    label: '等人认养',
    size: { value: 86, unit: 'm²' },
    visitsPerWeek: 2,
    tasks: [
      { task: 'water', rhythm: '每周 2 次', now: '每周 2 次', note: '雨天不用' },
      { task: 'litter', rhythm: '每次来都做' },
    ],
    unit: { name: '楚雄市园林绿化中心' },
    can: { apply: false, edit: false },
    mine: null,
  });
  expect((await t.http.get(`/api/v1/plots/${code}`).set(resident)).body.can.apply).toBe(true);
  expect((await t.http.get(`/api/v1/plots/${code}`).set(dispatcher)).body.can.edit).toBe(true);
});

test('applied, approved by the dispatcher, begun: term, certificate and messages', async () => {
  const auth = await newcomer();
  const code = await addPlot(t);
  const applied = (await apply(t, auth, code).expect(201)).body;
  expect(applied).toMatchObject({
    state: 'applied',
    contact: { name: '李**', phone: '139****1234' },
    can: { cancel: true, approve: false },
    agreement: { version: 1 },
    timeline: [{ move: 'apply', by: '认养人' }],
  });
  const seen = await readAdoption(t, dispatcher, applied.id);
  expect(seen.can).toMatchObject({ approve: true, reject: true, cancel: false });
  const approved = (await moveAdoption(t, dispatcher, seen, 'approve').expect(200)).body;
  expect(approved).toMatchObject({
    state: 'active',
    startAt: '2026-11-24T02:00:00.000Z',
    endAt: '2027-11-24T02:00:00.000Z',
  });
  expect(approved.certificate.number).toMatch(/^RY-/);
  expect(approved.timeline.map((e: { move: string }) => e.move)).toEqual(['apply', 'approve', 'start']);
  await t.announce();
  const box = (await t.http.get('/api/v1/me/messages').set(auth)).body.items;
  expect(box.map((m: { kind: string }) => m.kind).sort()).toEqual(['adoption-decided', 'adoption-started']);
  expect(box[0].link).toEqual({ kind: 'adoption', id: applied.id });
});

test('the same submission again is the same application; with other words it is refused', async () => {
  const auth = await newcomer();
  const code = await addPlot(t);
  const body = application();
  const send = (what: object) => t.http.post(`/api/v1/plots/${code}/applications`).set(auth).send(what);
  const [a, b] = await Promise.all([send(body), send(body)]);
  expect([a.status, b.status].sort()).toEqual([200, 201]);
  expect(a.body.id).toBe(b.body.id);
  const other = await send({ ...body, plaque: '别人' });
  expect([other.status, other.body.code]).toEqual([409, 'adoption.submission-reused']);
  const second = await send(application());
  expect([second.status, second.body.code]).toEqual([409, 'adoption.already-applied']);
});

describe('refusals', () => {
  const organisation = { name: '楚雄某公司', creditCode: '91350100M000100Y44' };
  const cases: [string, Record<string, unknown>, number, string, string][] = [
    ['a mode the plot does not take', { mode: 'funding' }, 422, 'plot.mode-not-offered', 'mode'],
    ['a plaque too long', { plaque: '一二三四五六七八九十一' }, 422, 'adoption.plaque-refused', 'plaque'],
    ['a plaque with words of office', { plaque: '县政府花园' }, 422, 'adoption.plaque-refused', 'plaque'],
    [
      'an organisation without a name',
      { subject: 'organisation' },
      422,
      'adoption.organisation-needed',
      'organisation.name',
    ],
    [
      'a wrong credit code',
      { subject: 'organisation', organisation },
      422,
      'adoption.credit-code-wrong',
      'organisation.creditCode',
    ],
    ['an old agreement', { agreement: 99 }, 409, 'adoption.agreement-outdated', 'agreement'],
    ['four years', { years: 4 }, 422, 'request.invalid', 'years'],
    ['no telephone', { contact: { name: '李' } }, 422, 'request.invalid', 'contact.phone'],
    ['an operator for a plaque', { plaque: { $ne: '' } }, 422, 'request.invalid', 'plaque'],
  ];
  let code: string;
  beforeAll(async () => {
    code = await addPlot(t, { modes: ['labour'] });
  });
  test.each(cases)('%s', async (_, over, status, refusal, field) => {
    const reply = await apply(t, await newcomer(), code, over);
    expect([reply.status, reply.body.code]).toEqual([status, refusal]);
    expect(Object.keys(reply.body.fields)).toContain(field);
    expect(await Adoptions.countDocuments({ plot: code })).toBe(0);
  });
  test('a plot that does not exist, is paused or retired', async () => {
    expect((await apply(t, resident, 'NO-1')).body.code).toBe('plot.not-found');
    const read = (await t.http.get(`/api/v1/desk/plots/${code}`).set(dispatcher).expect(200)).body;
    const set = (revision: number, state: string) =>
      t.http.post(`/api/v1/desk/plots/${code}/state`).set(dispatcher).send({ revision, state, reason: '施工' });
    await set(read.revision, 'paused').expect(200);
    expect((await apply(t, resident, code)).body.code).toBe('plot.not-open');
    expect((await set(read.revision, 'retired')).body.code).toBe('plot.stale');
    await set(read.revision + 1, 'retired').expect(200);
    expect((await apply(t, resident, code)).body.code).toBe('plot.not-found');
    await t.http.get(`/api/v1/plots/${code}`).expect(404);
  });
});

test('a doubtful plaque is left to a person, even where the plot decides by itself', async () => {
  const { adoption, code } = await adopted(t, await newcomer(), {}, { plaque: '打倒隔壁' });
  expect(adoption.state).toBe('applied');
  const seen = await readAdoption(t, dispatcher, adoption.id);
  expect(seen.plaqueFlagged).toBe(true);
  const reply = await moveAdoption(t, dispatcher, seen, 'reject', { text: '换一个', reason: 'plaque' }).expect(200);
  expect(reply.body.state).toBe('rejected');
  expect((await Plots.findById(code).lean())?.applications).toBe(0);
});

test('nobody else sees an application, nothing public names the applicant, and at rest it is sealed', async () => {
  const auth = await newcomer();
  const { adoption, code } = await adopted(t, auth, {}, { note: '我家就住旁边', onWall: false });
  for (const who of ['neighbour', 'chief'])
    expect((await t.http.get(`/api/v1/adoptions/${adoption.id}`).set(await t.as(who))).body.code).toBe(
      'adoption.not-found',
    );
  const pages = [`/api/v1/plots/${code}`, `/api/v1/plots/${code}/care`, '/api/v1/adoption-wall', '/api/v1/plots'];
  for (const url of pages) {
    const text = JSON.stringify((await t.http.get(url).expect(200)).body);
    expect(text).not.toMatch(/李大山|13987651234|我家就住|openid|demo:/);
  }
  expect((await t.http.get(`/api/v1/plots/${code}`)).body).toMatchObject({ adopters: [], unnamed: 1 });
  const stored = JSON.stringify(await Adoptions.findById(adoption.id).lean());
  expect(stored).not.toMatch(/李大山|13987651234/);
  await t.http.put(`/api/v1/adoptions/${adoption.id}/consent`).set(auth).send({ onWall: true }).expect(200);
  expect((await t.http.get(`/api/v1/plots/${code}`)).body.adopters).toMatchObject([{ plaque: '李家三口' }]);
});

test('several apply, one is chosen, the others wait in order and are told; a free place moves the first one up', async () => {
  const code = await addPlot(t);
  const people = await Promise.all([1, 2, 3].map(() => newcomer()));
  const ids: string[] = [];
  for (const auth of people) ids.push((await apply(t, auth, code).expect(201)).body.id);
  const second = await readAdoption(t, dispatcher, ids[1] ?? '');
  await moveAdoption(t, dispatcher, second, 'approve').expect(200);
  const states = async () =>
    Promise.all(ids.map(async (id, i) => (await readAdoption(t, people[i] ?? resident, id)).state));
  expect(await states()).toEqual(['waiting', 'active', 'waiting']);
  expect((await readAdoption(t, people[2] ?? resident, ids[2] ?? '')).position).toBe(2);
  const late = (await apply(t, await newcomer(), code).expect(201)).body;
  expect(late).toMatchObject({ state: 'waiting', position: 3 });
  const full = await moveAdoption(t, dispatcher, await readAdoption(t, dispatcher, late.id), 'approve');
  expect([full.status, full.body.code]).toEqual([409, 'plot.full']);
  const chosen = await readAdoption(t, dispatcher, ids[1] ?? '');
  await moveAdoption(t, dispatcher, chosen, 'withdraw', { text: '道路施工', reason: 'works' }).expect(200);
  expect(await states()).toEqual(['applied', 'withdrawn', 'waiting']);
  await t.announce();
  const box = (await t.http.get('/api/v1/me/messages').set(people[0] ?? resident)).body.items;
  expect(box.map((m: { title: string }) => m.title).join()).toMatch(/有空位了.*转为候补/);
});

test('a retired plot turns away whoever waits for it', async () => {
  const auth = await newcomer();
  const code = await addPlot(t);
  const applied = (await apply(t, auth, code).expect(201)).body;
  const { revision } = (await t.http.get(`/api/v1/desk/plots/${code}`).set(dispatcher)).body;
  await t.http
    .post(`/api/v1/desk/plots/${code}/state`)
    .set(dispatcher)
    .send({ revision, state: 'retired', reason: '改造' })
    .expect(200);
  expect((await readAdoption(t, auth, applied.id)).state).toBe('rejected');
  expect(await Plots.findById(code).lean()).toMatchObject({ applications: 0, waiting: 0, taken: 0 });
});

test('200 people race for one plot: exactly one holds it, the others wait in order', async () => {
  const code = await addPlot(t, { automatic: true });
  const people = await Promise.all(Array.from({ length: 200 }, (_, i) => someone(i)));
  const replies = await Promise.all(people.map((auth) => apply(t, auth, code)));
  expect(new Set(replies.map((r) => r.status))).toEqual(new Set([201]));
  const rows = await Adoptions.find({ plot: code }).sort({ seq: 1 }).lean();
  expect(rows).toHaveLength(200);
  expect(rows.map((r) => r.seq)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  expect(rows.filter((r) => r.state === 'active')).toHaveLength(1);
  expect(rows.filter((r) => r.state === 'waiting')).toHaveLength(199);
  expect(await Plots.findById(code).lean()).toMatchObject({ taken: 1, waiting: 199, applications: 0, free: false });
  const last = rows.at(-1);
  const i = replies.findIndex((r) => r.body.id === String(last?._id));
  expect((await readAdoption(t, people[i] ?? resident, String(last?._id))).position).toBe(199);
}, 180_000);

test('one person racing for five plots gets three', async () => {
  const auth = await newcomer();
  const codes = await Promise.all(Array.from({ length: 5 }, () => addPlot(t, { automatic: true })));
  const replies = await Promise.all(codes.map((code) => apply(t, auth, code)));
  expect(replies.filter((r) => r.status === 201)).toHaveLength(3);
  expect(replies.filter((r) => r.status === 409).map((r) => r.body.code)).toEqual(
    Array.from({ length: 2 }, () => 'adoption.limit-reached'),
  );
  const mine = (await t.http.get('/api/v1/me/adoptions').set(auth).expect(200)).body;
  expect([mine.used, mine.limit, mine.items.length]).toEqual([3, 3, 3]);
  const [first] = mine.items;
  await moveAdoption(t, auth, first, 'give-notice').expect(200);
  expect((await apply(t, auth, await addPlot(t))).body.code).toBe('adoption.limit-reached');
  expect(
    await Adoptions.countDocuments({
      adopter: new Types.ObjectId(String((await Adoptions.findById(first.id).lean())?.adopter)),
    }),
  ).toBe(3);
});
