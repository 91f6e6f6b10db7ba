import { verifyMap } from '../../../server/nearby';
import { countReport } from '../../../server/nearby/count';
import { MapPoints, MapTallies } from '../../../server/nearby/model';
import { type ReportRecord, Reports } from '../../../server/reports';
import { startTestApp, type TestApp } from '../../support/app';
import { DEMO_PLACE, move, submit } from '../../support/builders';

type Auth = { authorization: string };
let t: TestApp;
let resident: Auth;
let chief: Auth;
beforeAll(async () => {
  t = await startTestApp();
  [resident, chief] = [await t.as('resident'), await t.as('chief')];
});
afterAll(() => t.stop());
afterEach(async () => {
  await t.announce();
  expect(await verifyMap(false, t.deps.now())).toMatchObject({ points: 0, tallies: 0, months: 0 });
});

/** a box of about 1 km around the demo place */
const BOX = { west: '101.54', south: '25.035', east: '101.55', north: '25.047', datum: 'gcj02' };
const WIDE = { west: '101', south: '24.6', east: '102.2', north: '25.6', datum: 'gcj02' };
const map = async (query: Record<string, string> = {}) =>
  (
    await t.http
      .get('/api/v1/nearby/map')
      .query({ ...BOX, ...query })
      .expect(200)
  ).body;
const marks = (body: { clusters: { count: number }[]; pins: unknown[] }) =>
  body.pins.length + body.clusters.reduce((sum, { count }) => sum + count, 0);

test('an open report is a pin, a private one is nowhere', async () => {
  const open = await submit(t, resident);
  await submit(t, resident, { visibility: 'private' });
  await t.announce();
  const body = await map();
  expect(body.counts).toEqual({ open: 1, done: 0 });
  expect(body.pins).toEqual([
    expect.objectContaining({
      number: open.number,
      status: 'assigned',
      category: expect.objectContaining({ id: 'dead-animal' }),
    }),
  ]);
  expect(await MapPoints.countDocuments({ kind: null })).toBe(1);
});

test('filters: category, group, state, days, kind; a step moves it from one count to the other', async () => {
  const report = await submit(t, resident, { category: 'dogs' });
  await t.announce();
  expect((await map({ category: 'dogs' })).counts).toEqual({ open: 1, done: 0 });
  expect((await map({ group: '没有' })).counts).toEqual({ open: 0, done: 0 });
  expect((await map({ category: 'dogs', status: 'handling' })).counts.open).toBe(0);
  const accepted = (await move(t, chief, report, 'accept').expect(200)).body;
  await t.announce();
  expect((await map({ category: 'dogs', status: 'handling' })).counts.open).toBe(1);
  await move(t, chief, accepted, 'resolve', { text: '好了' }).expect(200);
  await t.announce();
  expect((await map({ category: 'dogs' })).counts).toEqual({ open: 0, done: 1 });
  expect((await map({ category: 'dogs', kind: 'done' })).pins).toHaveLength(1);
  t.setTime('2026-11-30T02:00:00Z');
  expect((await map({ category: 'dogs', kind: 'done', days: '3' })).pins).toHaveLength(0);
  expect((await map({ category: 'dogs', kind: 'done', days: '7' })).pins).toHaveLength(1);
  t.setTime('2026-12-30T02:00:00Z');
  expect((await map({ category: 'dogs', kind: 'done' })).counts.done).toBe(0);
  t.setTime('2026-11-24T02:00:00Z');
});

test('told twice, late, and by two processes at once, it is counted once', async () => {
  const first = await submit(t, resident);
  const old = (await Reports.findOne({ number: first.number }).lean<ReportRecord>())!;
  await move(t, chief, first, 'accept').expect(200);
  const newer = (await Reports.findOne({ number: first.number }).lean<ReportRecord>())!;
  const before = (await map()).counts.open;
  await Promise.all([countReport(newer), countReport(newer), countReport(old), countReport(newer)]);
  await countReport(old);
  expect((await map()).counts.open).toBe(before + 1);
  expect((await MapPoints.findById(newer._id).lean())?.state).toBe('handling');
});

test('many become clusters, never more than 200 marks, and the numbers add up', async () => {
  const [one] = await Reports.find().limit(1).lean<ReportRecord[]>();
  const { default: mongoose } = await import('mongoose');
  const copies = Array.from({ length: 700 }, (_, i) => ({
    ...one!,
    _id: new mongoose.Types.ObjectId(),
    number: `copy-${i}`,
    submissionId: `copy-${i}`,
    public: true,
    state: 'assigned' as const,
    open: true,
    publicLocation: { lng: 101.52 + (i % 35) * 0.0011, lat: 25.02 + Math.floor(i / 35) * 0.0011 },
    pending: undefined,
  }));
  await Reports.collection.insertMany(copies as never[], { ignoreUndefined: true });
  // as after an upgrade: nothing of them is counted yet
  expect(await verifyMap(true, t.deps.now())).toMatchObject({ points: 700 });
  for (const query of [BOX, WIDE, { ...BOX, west: '101.5', east: '101.58', south: '25', north: '25.06' }]) {
    const body = await map(query);
    expect(body.clusters.length + body.pins.length).toBeLessThanOrEqual(200);
    expect(marks(body)).toBe(body.counts.open);
  }
  expect((await map(WIDE)).counts.open).toBeGreaterThanOrEqual(700);
  expect((await map({ west: '-170', east: '170', south: '-80', north: '80' })).counts.open).toBe(0);
});

test('what is coarse stands at the community, and together', async () => {
  const { body: categories } = await t.http.get('/api/v1/categories').expect(200);
  const estate = categories.items.find(
    (c: { group: string; flags: string[] }) =>
      c.group === '小区' && !c.flags.includes('photo') && !c.flags.includes('private'),
  );
  for (let i = 0; i < 2; i++)
    await submit(t, resident, { category: estate.id, location: { ...DEMO_PLACE, lng: DEMO_PLACE.lng + i * 0.0001 } });
  await t.announce();
  const body = await map({ ...WIDE, category: estate.id });
  expect(body.pins).toEqual([]);
  expect(body.clusters).toEqual([expect.objectContaining({ count: 2 })]);
  const exact = await Reports.find({ category: estate.id }).lean<ReportRecord[]>();
  for (const { location } of exact) expect(body.clusters[0].lng).not.toBeCloseTo(location.lng, 5);
});

test('a counter that went wrong is found and put right', async () => {
  await MapTallies.collection.updateOne({ kind: 'open' }, { $inc: { n: 5, 'counts.20781:dogs:assigned': 5 } });
  const [point] = await MapPoints.find({ kind: 'open' }).limit(1);
  await MapPoints.collection.deleteOne({ _id: point!._id });
  const wrong = await verifyMap(false, t.deps.now());
  expect(wrong).toMatchObject({ points: 1 });
  expect(wrong.tallies).toBeGreaterThan(0);
  await verifyMap(true, t.deps.now());
});

test('a box the wrong way round is refused in words', async () => {
  const reply = await t.http.get('/api/v1/nearby/map').query({ ...BOX, west: BOX.east, east: BOX.west });
  expect([reply.status, reply.body.fields.east]).toEqual([422, '东边界要在西边界的东面']);
});
