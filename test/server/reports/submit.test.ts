import { randomUUID } from 'node:crypto';
import { Reports } from '../../../server/reports';
import { parseReportNumber } from '../../../shared/report-number';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { DEMO_PLACE, submission, submit, upload } from '../../support/builders';

let t: TestApp;
let resident: { authorization: string };
beforeAll(async () => {
  t = await startTestApp();
  resident = await t.as('resident');
});
afterAll(() => t.stop());

const post = (body: Record<string, unknown>, auth = resident) => t.http.post('/api/v1/reports').set(auth).send(body);

test('a report goes to the street chief at once, with a number, a promise and a timeline', async () => {
  const photo = await upload(t, resident);
  const { body } = await post(
    submission({ category: 'street-light', description: '路灯不亮', photos: [photo] }),
  ).expect(201);
  expect(body).toMatchObject({
    status: 'assigned',
    statusLabel: '已派街长',
    version: 1,
    category: { id: 'street-light' },
    responsible: { kind: 'post', role: 'chief', label: expect.stringMatching(/街长 .\*\*$/) },
    clock: { phase: 'acceptance', state: 'running', text: expect.stringContaining('还剩') },
    promise: { acceptText: '1 个工作小时内受理', acceptBy: '2026-11-24T03:00:00.000Z', provisional: false },
    mine: true,
    can: { withdraw: true, accept: false, rate: false },
    timeline: [{ move: 'submit', state: 'assigned', by: { label: '上报人' } }],
    reporter: null,
  });
  expect(body.number).toMatch(/^532301-261124-[0-9A-Z]{6}-[0-9A-Z*~$=]$/);
  expect(parseReportNumber(body.number)).toBe(body.number);
  expect(body.photos).toHaveLength(1);
  expect(body.why.length).toBeGreaterThan(0);
});

test('without a condition the longest limit counts, with one its own', async () => {
  const open = await submit(t, resident, { category: 'noise-site' });
  expect(new Date(open.promise.resolveBy) > new Date(open.promise.acceptBy)).toBe(true);
  const photo = await upload(t, resident);
  const categories = (await t.http.get('/api/v1/categories')).body.items;
  const light = categories.find((c: { id: string }) => c.id === 'street-light');
  const results = [];
  for (const condition of [undefined, ...light.conditions.map((c: { id: string }) => c.id)])
    results.push(
      (await submit(t, resident, { category: 'street-light', condition, photos: [photo] })).promise.resolveBy,
    );
  expect(results[0]).toBe([...results].sort().at(-1));
});

test('emergencies are to be accepted within fifteen minutes, at any hour, and ask for no photo', async () => {
  t.setTime('2026-11-28T15:00:00Z'); // Saturday, 23:00
  const report = await submit(t, resident, { category: 'collapse', description: '路面塌了' });
  expect(report.promise.acceptBy).toBe('2026-11-28T15:15:00.000Z');
  t.setTime(WORKING_TUESDAY);
});

test('the same submission again gives the same report with 200', async () => {
  const body = submission();
  const first = await post(body).expect(201);
  const again = await post(body).expect(200);
  expect(again.body.number).toBe(first.body.number);
  const different = await post({ ...body, description: '别的事' });
  expect([different.status, different.body.code]).toEqual([409, 'report.submission-reused']);
});

test('ten at once make one report', async () => {
  const body = submission();
  const replies = await Promise.all(Array.from({ length: 10 }, () => post(body)));
  expect(replies.filter((r) => r.status === 201)).toHaveLength(1);
  expect(replies.filter((r) => r.status === 200)).toHaveLength(9);
  expect(new Set(replies.map((r) => r.body.number)).size).toBe(1);
  expect(await Reports.countDocuments({ submissionId: body.submissionId })).toBe(1);
});

test('two people may use the same submission id', async () => {
  const body = submission();
  const mine = await post(body).expect(201);
  const theirs = await post(body, await t.as('neighbour')).expect(201);
  expect(mine.body.number).not.toBe(theirs.body.number);
});

describe('refusals name the field and the remedy, and leave nothing behind', () => {
  const far = { lng: 116.4, lat: 39.9, datum: 'gcj02' };
  const cases: [string, Record<string, unknown>, number, string, string?][] = [
    ['outside the prefecture', { location: far }, 422, 'place.outside', 'location'],
    ['an unknown category', { category: 'ufo' }, 422, 'category.unknown', 'category'],
    ['an unknown condition', { condition: 'purple' }, 422, 'condition.unknown', 'condition'],
    ['neither words nor photo', { description: '  ' }, 422, 'report.empty', 'description'],
    ['1,001 characters', { description: '字'.repeat(1001) }, 422, 'request.invalid', 'description'],
    ['ten photos', { photos: Array.from({ length: 10 }, () => 'x'.repeat(22)) }, 422, 'request.invalid', 'photos'],
    ['a photo that does not exist', { photos: ['A'.repeat(22)] }, 422, 'media.not-yours', 'photos.0'],
    ['no photo where one is needed', { category: 'street-light' }, 422, 'report.photo-required', 'photos'],
    ['a missing datum', { location: { lng: 101.5, lat: 25 } }, 422, 'request.invalid', 'location.datum'],
    ['a datum nobody knows', { location: { ...DEMO_PLACE, datum: 'mars' } }, 422, 'request.invalid', 'location.datum'],
    ['coordinates that are text', { location: { ...DEMO_PLACE, lng: '101' } }, 422, 'request.invalid', 'location.lng'],
    ['no submission id', { submissionId: undefined }, 422, 'request.invalid', 'submissionId'],
    ['a photo id that is an operator', { photos: [{ $ne: null }] }, 422, 'request.invalid', 'photos.0'],
  ];
  test.each(cases)('%s', async (_, over, status, code, field) => {
    const before = await Reports.countDocuments();
    const reply = await post(submission(over));
    expect([reply.status, reply.body.code]).toEqual([status, code]);
    if (field) expect(Object.keys(reply.body.fields)).toContain(field);
    expect(await Reports.countDocuments()).toBe(before);
  });

  test('outside: names the nearest county and how far it is', async () => {
    const reply = await post(submission({ location: { lng: 102.83, lat: 24.88, datum: 'gcj02' } }));
    expect(reply.body.detail).toMatch(/最近的.+(市|县).*公里/);
    expect(reply.body.distanceM).toBeGreaterThan(1000);
  });

  test("somebody else's photo", async () => {
    const photo = await upload(t, await t.as('neighbour'));
    const reply = await post(submission({ photos: [photo] }));
    expect(reply.body.code).toBe('media.not-yours');
  });

  test('exactly 1,000 characters and nine photos are fine', async () => {
    const photo = await upload(t, resident);
    await post(submission({ description: '字'.repeat(1000), photos: Array.from({ length: 9 }, () => photo) })).expect(
      201,
    );
  });
});

test('a place no beat covers goes to the dispatcher of its county', async () => {
  const beat = (
    await t.http.get('/api/v1/routing').query({ lng: 101.6382, lat: 24.6851, datum: 'gcj02', category: 'suggestion' })
  ).body;
  expect(beat.responsible.kind).toBe('dispatcher');
  const report = await submit(t, resident, {
    category: 'suggestion',
    location: { lng: 101.6382, lat: 24.6851, datum: 'gcj02' },
  });
  expect(report).toMatchObject({ status: 'submitted', responsible: { kind: 'dispatcher', key: 'dispatcher:532322' } });
});

test('categories that are always private stay private whatever is asked', async () => {
  const report = await submit(t, resident, { category: 'estate-noise', visibility: 'public' });
  expect(report.visibility).toBe('private');
  const stranger = await t.http.get(`/api/v1/reports/${report.number}`).set(await t.as('neighbour'));
  expect([stranger.status, stranger.body.code]).toEqual([404, 'report.not-found']);
  await t.http.get(`/api/v1/reports/${report.number}`).expect(404);
});

test('numbers are read as people type them', async () => {
  const report = await submit(t, resident);
  const typed = report.number.toLowerCase().replaceAll('-', '');
  await t.http.get(`/api/v1/reports/${typed}`).expect(200);
  await t.http.get(`/api/v1/reports/${report.number.slice(0, -1)}X`).expect(404);
});

test('nothing public names the reporter', async () => {
  const auth = await t.as(`secret-${randomUUID().slice(0, 6)}`);
  await t.http.patch('/api/v1/me').set(auth).send({ nickname: '张三丰', phone: '13912345678' });
  const report = await submit(t, auth, { allowContact: true });
  for (const url of [`/api/v1/reports/${report.number}`, '/api/v1/reports']) {
    const text = JSON.stringify((await t.http.get(url).expect(200)).body);
    expect(text).not.toMatch(/张三丰|13912345678|demo:|openid/);
  }
  const seenByChief = await t.http.get(`/api/v1/reports/${report.number}`).set(await t.as('chief'));
  expect(seenByChief.body.reporter).toEqual({ name: '张**', phone: '139****5678', allowContact: true });
});

test('an anonymous reporter has no identity even for staff', async () => {
  const report = await submit(t, resident, { anonymous: true, allowContact: true });
  const chief = await t.http.get(`/api/v1/reports/${report.number}`).set(await t.as('chief'));
  expect(chief.body).toMatchObject({ reporter: null, anonymous: true });
});
