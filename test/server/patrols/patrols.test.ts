import { randomUUID } from 'node:crypto';
import { directory } from '../../../server/areas';
import { endForgottenPatrols, Patrols } from '../../../server/patrols';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { submission } from '../../support/builders';

let t: TestApp;
type Auth = { authorization: string };
let chief: Auth;
let deputy: Auth;
let resident: Auth;
const STREET = '532301101-s01';

beforeAll(async () => {
  t = await startTestApp();
  [chief, deputy, resident] = [await t.as('chief'), await t.as('deputy'), await t.as('resident')];
});
beforeEach(async () => {
  t.setTime(WORKING_TUESDAY);
  await Patrols.deleteMany({});
});
afterAll(() => t.stop());

/** positions along the chief's street, from share to share of it, every ten metres or so */
const along = (from: number, to: number, beside = 0) => {
  const street = directory.current().streets.get(STREET);
  if (street?.shape.type !== 'LineString') throw new Error('the demo street is a line');
  const line = street.shape.coordinates;
  return Array.from({ length: 60 }, (_, i) => {
    const at = (from + ((to - from) * i) / 59) * (line.length - 1);
    const [a, b] = [line[Math.floor(at)]!, line[Math.min(line.length - 1, Math.floor(at) + 1)]!];
    const share = at - Math.floor(at);
    return {
      lng: a[0] + (b[0] - a[0]) * share + beside,
      lat: a[1] + (b[1] - a[1]) * share,
      accuracy: 8,
      at: 1_700_000_000_000 + i * 10_000,
    };
  });
};
const start = (auth: Auth, patrolId: string = randomUUID(), secondsAgo = 0) =>
  t.http.post('/api/v1/patrols').set(auth).send({ patrolId, secondsAgo });
const walk = (auth: Auth, id: string, positions: object[], datum = 'wgs84') =>
  t.http.post(`/api/v1/patrols/${id}/positions`).set(auth).send({ datum, positions });
const end = (auth: Auth, id: string, secondsAgo = 0) =>
  t.http.post(`/api/v1/patrols/${id}/end`).set(auth).send({ secondsAgo });
const later = (minutes: number) =>
  t.setTime(new Date(new Date(WORKING_TUESDAY).getTime() + minutes * 60_000).toISOString());

test('a chief walks the street, reports on the way, stops; the card says so to everybody', async () => {
  const before = (await t.http.get(`/api/v1/streets/${STREET}`).expect(200)).body;
  expect([before.lastPatrolAt, before.patrolDays]).toEqual([null, 7]);
  const mine = (await t.http.get('/api/v1/me/patrols').set(chief).expect(200)).body;
  expect(mine.streets).toEqual([
    { code: STREET, name: before.name, everyDays: 7, lastAt: null, state: 'never', lateDays: 0 },
  ]);

  const { body: started } = await start(chief).expect(201);
  expect(started).toMatchObject({
    state: 'running',
    endedAt: null,
    streets: [{ code: STREET, share: 0, counts: false }],
  });
  const { body: half } = await walk(chief, started.id, along(0, 0.5)).expect(200);
  expect(half.streets[0].share).toBeGreaterThan(0.3);
  expect(half.streets[0].share).toBeLessThan(0.7);
  const report = submission({ source: 'patrol', link: { kind: 'patrol', id: started.id } });
  const { body: filed } = await t.http.post('/api/v1/reports').set(chief).send(report).expect(201);
  expect(filed.source).toBe('patrol');
  later(30);
  const { body: whole } = await walk(chief, started.id, along(0.5, 1)).expect(200);
  expect(whole.streets[0].share).toBeGreaterThan(0.95);
  expect(whole.found).toEqual([{ number: filed.number, category: '动物尸体', status: filed.statusLabel }]);

  // still running: nothing is said of it in public
  expect((await t.http.get(`/api/v1/streets/${STREET}`).expect(200)).body.lastPatrolAt).toBeNull();
  const { body: over } = await end(chief, started.id).expect(200);
  expect(over).toMatchObject({ state: 'ended', endedBy: 'person', streets: [{ counts: true }] });
  expect((await t.http.get(`/api/v1/streets/${STREET}`).expect(200)).body.lastPatrolAt).toBe(over.endedAt);
  // whoever walked it, the street was patrolled
  expect((await t.http.get('/api/v1/me/patrols').set(deputy).expect(200)).body.streets[0]).toMatchObject({
    state: 'fine',
    lastAt: over.endedAt,
  });
  expect((await t.http.get('/api/v1/me/patrols').set(deputy).expect(200)).body.items).toEqual([]);
});

test('no position is kept, neither while it runs nor afterwards', async () => {
  const { body } = await start(chief).expect(201);
  await walk(chief, body.id, along(0, 1)).expect(200);
  const running = JSON.stringify(await Patrols.findById(body.id).lean());
  expect(running).not.toMatch(/101\.5|25\.0|1700000/);
  await end(chief, body.id).expect(200);
  const over = await Patrols.findById(body.id).lean();
  expect(over?.streets.map(({ seen }) => seen)).toEqual(['']);
  expect(over).not.toHaveProperty('running');
});

test('everything can be sent again: one start, one end, the same share', async () => {
  const id = randomUUID();
  const replies = await Promise.all([start(chief, id), start(chief, id), start(chief, id)]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
  const once = (await walk(chief, id, along(0, 0.3)).expect(200)).body.streets[0].share;
  const again = await Promise.all([1, 2, 3].map(() => walk(chief, id, along(0, 0.3)).expect(200)));
  expect(again.map(({ body }) => body.streets[0].share)).toEqual([once, once, once]);
  later(5);
  const { body: first } = await end(chief, id).expect(200);
  later(50);
  expect((await end(chief, id).expect(200)).body).toEqual(first);
  expect((await start(chief, id).expect(200)).body).toEqual(first);
  expect((await walk(chief, id, along(0, 1)).expect(409)).body.code).toBe('patrol.ended');
});

test('one patrol at a time a person; parts of the way sent at once are all counted', async () => {
  const replies = await Promise.all([start(chief), start(chief), start(chief)]);
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect(replies.find(({ status }) => status === 409)?.body.code).toBe('patrol.running-already');
  const id = replies.find(({ status }) => status === 201)?.body.id;
  await Promise.all([
    walk(chief, id, along(0, 0.35)).expect(200),
    walk(chief, id, along(0.3, 0.7)).expect(200),
    walk(chief, id, along(0.65, 1)).expect(200),
  ]);
  expect((await t.http.get(`/api/v1/patrols/${id}`).set(chief).expect(200)).body.streets[0].share).toBeGreaterThan(
    0.95,
  );
  // the deputy may walk at the same time
  await start(deputy).expect(201);
});

test('what began without a network began when it did', async () => {
  const { body } = await start(chief, randomUUID(), 1800).expect(201);
  expect(body.startedAt).toBe('2026-11-24T01:30:00.000Z');
  await walk(chief, body.id, along(0, 1)).expect(200);
  expect((await end(chief, body.id, 600).expect(200)).body.endedAt).toBe('2026-11-24T01:50:00.000Z');
  // never before it began
  const { body: odd } = await start(chief, randomUUID(), 60).expect(201);
  expect((await end(chief, odd.id, 7200).expect(200)).body.endedAt).toBe(odd.startedAt);
});

test('another datum is the same way; a way beside the street is none', async () => {
  const { body } = await start(chief).expect(201);
  const aside = await walk(chief, body.id, along(0, 1, 0.002)).expect(200);
  expect(aside.body.streets[0].share).toBe(0);
  const shifted = await walk(chief, body.id, along(0, 1), 'gcj02').expect(200);
  expect(shifted.body.streets[0].share).toBeLessThan(0.2);
  const { body: over } = await end(chief, body.id).expect(200);
  expect(over.streets[0].counts).toBe(false);
  expect((await t.http.get(`/api/v1/streets/${STREET}`).expect(200)).body.lastPatrolAt).toBeNull();
});

test('only chiefs and deputies of a street patrol, and nobody sees another one', async () => {
  for (const name of ['resident', 'dispatcher', 'grid', 'admin', 'general']) {
    const auth = await t.as(name);
    expect((await start(auth).expect(403)).body.code).toBe('post.not-held');
    await t.http.get('/api/v1/me/patrols').set(auth).expect(403);
  }
  const { body } = await start(chief).expect(201);
  for (const auth of [deputy, resident]) {
    for (const reply of [
      await t.http.get(`/api/v1/patrols/${body.id}`).set(auth),
      await walk(auth, body.id, along(0, 1)),
      await end(auth, body.id),
    ])
      expect([reply.status, reply.body.code]).toEqual([404, 'patrol.not-found']);
  }
  expect((await start(deputy, body.id).expect(409)).body.code).toBe('patrol.id-used');
});

test('a resident finds nothing on a patrol: the report is one like all others, and not shown as found', async () => {
  const { body } = await start(chief).expect(201);
  const report = submission({ source: 'patrol', link: { kind: 'patrol', id: body.id } });
  expect((await t.http.post('/api/v1/reports').set(resident).send(report).expect(201)).body.source).toBe('app');
  expect((await t.http.get(`/api/v1/patrols/${body.id}`).set(chief).expect(200)).body.found).toEqual([]);
});

test('a patrol nobody hears of ends when it was heard of last, once', async () => {
  const { body } = await start(chief).expect(201);
  later(20);
  await walk(chief, body.id, along(0, 1)).expect(200);
  later(20 + 179);
  expect(await endForgottenPatrols(t.deps.now())).toBe(0);
  later(20 + 181);
  const both = await Promise.all([endForgottenPatrols(t.deps.now()), endForgottenPatrols(t.deps.now())]);
  expect(both.reduce((sum, many) => sum + many, 0)).toBeGreaterThanOrEqual(1);
  expect((await t.http.get(`/api/v1/patrols/${body.id}`).set(chief).expect(200)).body).toMatchObject({
    endedBy: 'clock',
    endedAt: '2026-11-24T02:20:00.000Z',
  });
  await start(chief).expect(201);
});

test('the rhythm comes from the street, or from the setting', async () => {
  const { Streets } = await import('../../../server/areas');
  await Streets.updateOne({ _id: STREET }, { $set: { patrolDays: 2 } });
  await directory.touch();
  const { body } = await start(chief).expect(201);
  await walk(chief, body.id, along(0, 1)).expect(200);
  await end(chief, body.id).expect(200);
  later(3 * 24 * 60);
  const { streets } = (await t.http.get('/api/v1/me/patrols').set(chief).expect(200)).body;
  expect(streets[0]).toMatchObject({ everyDays: 2, state: 'late', lateDays: 1 });
  expect((await t.http.get(`/api/v1/streets/${STREET}`).expect(200)).body.patrolDays).toBe(2);
  await Streets.updateOne({ _id: STREET }, { $unset: { patrolDays: 1 } });
  await directory.touch();
});

test('past patrols come page by page, the running one apart', async () => {
  for (let i = 0; i < 5; i++) {
    later(i * 10);
    const { body } = await start(chief).expect(201);
    await end(chief, body.id).expect(200);
  }
  later(60);
  const { body: now } = await start(chief).expect(201);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { body }: { body: { items: { id: string }[]; next: string | null; running: { id: string } } } = await t.http
      .get(`/api/v1/me/patrols?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      .set(chief)
      .expect(200);
    expect(body.running.id).toBe(now.id);
    seen.push(...body.items.map(({ id }) => id));
    cursor = body.next;
  } while (cursor);
  expect(new Set(seen).size).toBe(5);
  expect(seen).not.toContain(now.id);
});
