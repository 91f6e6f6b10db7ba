import { startTestApp, type TestApp } from '../../support/app';
import { DEMO_PLACE, move, submit } from '../../support/builders';

type Auth = { authorization: string };
type Card = { number: string; submittedAt: string; distanceM: number; clock: { dueAt: string } };
let t: TestApp;
let resident: Auth;
let chief: Auth;
const numbers: string[] = [];
beforeAll(async () => {
  t = await startTestApp();
  [resident, chief] = [await t.as('lister'), await t.as('chief')];
  for (let i = 0; i < 25; i++) {
    t.setTime(new Date(Date.parse('2026-11-24T02:00:00Z') + Math.floor(i / 3) * 60_000).toISOString());
    const report = await submit(t, resident, { category: i % 5 === 0 ? 'dogs' : 'dead-animal' });
    numbers.push(report.number);
  }
  await submit(t, resident, { visibility: 'private' });
});
afterAll(() => t.stop());

const pages = async (path: string, query: Record<string, string> = {}, auth?: Auth) => {
  const items: Card[] = [];
  let cursor: string | undefined;
  do {
    const request = t.http.get(path).query({ ...query, limit: '4', ...(cursor && { cursor }) });
    const { body } = await (auth ? request.set(auth) : request).expect(200);
    expect(body.items.length).toBeLessThanOrEqual(4);
    items.push(...body.items);
    cursor = body.next ?? undefined;
  } while (cursor);
  return items;
};

test('public: every public report once, newest first, private ones never', async () => {
  const items = await pages('/api/v1/reports');
  expect(items.map((i) => i.number).sort()).toEqual([...numbers].sort());
  const times = items.map((i) => i.submittedAt);
  expect(times).toEqual([...times].sort().reverse());
});

test('public: by category, state and street', async () => {
  expect(await pages('/api/v1/reports', { category: 'dogs' })).toHaveLength(5);
  expect(await pages('/api/v1/reports', { status: 'closed' })).toHaveLength(0);
  const { body } = await t.http.get('/api/v1/routing').query({ ...DEMO_PLACE, category: 'dogs' });
  expect(await pages('/api/v1/reports', { street: body.street.code })).toHaveLength(25);
});

test('mine: private ones too, with counts by group', async () => {
  expect(await pages('/api/v1/me/reports', {}, resident)).toHaveLength(26);
  const { body } = await t.http.get('/api/v1/me/reports').query({ group: 'open' }).set(resident);
  expect(body.counts).toEqual({ open: 26, toRate: 0, ended: 0 });
  expect(await pages('/api/v1/me/reports', { group: 'to-rate' }, resident)).toHaveLength(0);
  expect(await pages('/api/v1/me/reports', {}, await t.as('neighbour'))).toHaveLength(0);
});

test('desk: mine only, what runs out first on top; 403 without a post', async () => {
  const items = await pages('/api/v1/desk/reports', {}, chief);
  expect(items).toHaveLength(26);
  const due = items.map((i) => i.clock.dueAt);
  expect(due).toEqual([...due].sort());
  expect(await pages('/api/v1/desk/reports', {}, await t.as('other-chief'))).toHaveLength(0);
  const stranger = await t.http.get('/api/v1/desk/reports').set(resident);
  expect([stranger.status, stranger.body.code]).toEqual([403, 'post.not-held']);
});

test('desk: groups and counts follow the clock', async () => {
  const counts = async () => (await t.http.get('/api/v1/desk/reports').set(chief).expect(200)).body.counts;
  expect(await counts()).toMatchObject({ late: 0, today: 26, toAccept: 26, handling: 0 });
  const [first] = await pages('/api/v1/desk/reports', {}, chief);
  const { body: report } = await t.http.get(`/api/v1/reports/${first?.number}`).set(chief);
  await move(t, chief, report, 'accept').expect(200);
  t.setTime('2026-11-25T02:00:00Z');
  expect(await counts()).toMatchObject({ late: 25, toAccept: 25, handling: 1 });
  expect(await pages('/api/v1/desk/reports', { group: 'late' }, chief)).toHaveLength(25);
  expect(await pages('/api/v1/desk/reports', { group: 'handling' }, chief)).toHaveLength(1);
});

test('nearby: within the radius, nearest first, each with its distance', async () => {
  const near = (query: Record<string, unknown>) => t.http.get('/api/v1/nearby/reports').query(query);
  await t.announce();
  const { body } = await near({ ...DEMO_PLACE, radius: 500, limit: 50 }).expect(200);
  expect(body.items).toHaveLength(25);
  const distances = body.items.map((i: Card) => i.distanceM);
  expect(distances).toEqual([...distances].sort((a, b) => a - b));
  const away = await near({ ...DEMO_PLACE, lat: DEMO_PLACE.lat + 0.02, radius: 500 }).expect(200);
  expect(away.body.items).toHaveLength(0);
  const wide = await near({ ...DEMO_PLACE, lat: DEMO_PLACE.lat + 0.02, radius: 3000, limit: 50 }).expect(200);
  expect(wide.body.items).toHaveLength(25);
  expect((await near({ ...DEMO_PLACE, radius: 100_000 })).status).toBe(422);
});

test('a made-up cursor is refused', async () => {
  const forged = Buffer.from(JSON.stringify([{ $ne: null }, 1])).toString('base64url');
  const reply = await t.http.get('/api/v1/reports').query({ cursor: forged });
  expect([reply.status, reply.body.fields.cursor]).toEqual([422, expect.any(String)]);
});
