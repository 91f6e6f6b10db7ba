// Areas announced for an instant: in force from then and not before, by the domain's clock; taken back, overtaken, interrupted.
import { AreasFacts, applyDueImports, directory, FormerAreas, Streets } from '../../../../server/areas';
import { exportAreas } from '../../../../server/areas/exchange/export';
import { AreaImports, ImportParts } from '../../../../server/areas/exchange/model';
import { Audit } from '../../../../server/core/audit';
import { Reports } from '../../../../server/reports';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../../support/app';
import { submit } from '../../../support/builders';

let t: TestApp;
type Auth = { authorization: string };
let admin: Auth;
const EVE = '2026-11-24T15:59:59Z';
const MIDNIGHT = '2026-11-24T16:00:00.000Z';
const AFTER = '2026-11-24T16:00:01Z';

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
beforeEach(() => t.setTime(WORKING_TUESDAY));
afterAll(() => t.stop());

const worker = () =>
  applyDueImports(t.deps.now(), { log: t.deps.log, categories: () => new Set(['dogs', 'dead-animal']) });
const PLACE = { lng: 101.5489, lat: 25.0396, datum: 'wgs84' as const };
const file = (code: string, name: string, lng = 101.5489) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { code, name, town: '532301101', widthM: 15 },
        geometry: {
          type: 'LineString',
          coordinates: [
            [lng, 25.0391],
            [lng, 25.0401],
          ],
        },
      },
    ],
  });
const checked = async (text: string, auth = admin): Promise<string> => {
  const { body } = await t.http
    .post('/api/v1/area-imports/streets/wgs84/partial')
    .set(auth)
    .attach('file', Buffer.from(text), '新街.geojson')
    .expect(201);
  for (let i = 0; i < 100; i++) {
    const { state } = (await t.http.get(`/api/v1/area-imports/${body.id}`).set(auth).expect(200)).body;
    if (state !== 'checking') return String(body.id);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error('the check does not end');
};
const apply = (id: string, validFrom?: string) =>
  t.http
    .post(`/api/v1/area-imports/${id}/apply`)
    .set(admin)
    .send(validFrom ? { validFrom } : {});
const announced = async (id: string, auth = admin) =>
  (await t.http.get('/api/v1/area-imports').set(auth).expect(200)).body.items.find(
    (one: { id: string }) => one.id === id,
  );
const where = async () =>
  (
    await t.http
      .get('/api/v1/routing')
      .query({ ...PLACE, category: 'dogs' })
      .expect(200)
  ).body.street?.code;

test('in force from its instant, not a second before; what was reported before keeps the version it was routed by', async () => {
  const id = await checked(file('532301101-n1', '零点路'));
  const version = (await AreasFacts.findById('areas').lean())?.version ?? 0;
  const { body } = await apply(id, MIDNIGHT).expect(200);
  expect(body).toMatchObject({ state: 'scheduled', validFrom: MIDNIGHT, madeVersion: null });
  // pressed twice
  expect((await apply(id, MIDNIGHT).expect(200)).body.state).toBe('scheduled');
  expect(await announced(id)).toMatchObject({ state: 'scheduled', canWithdraw: true, fileName: '新街.geojson' });
  expect(await Audit.countDocuments({ act: 'schedule-areas' })).toBe(1);

  t.setTime(EVE);
  expect(await worker()).toBe(0);
  expect(directory.current().streets.has('532301101-n1')).toBe(false);
  const before = await submit(t, await t.as('resident'), { location: PLACE });
  expect(before.street?.code).not.toBe('532301101-n1');

  t.setTime(AFTER);
  expect(await worker()).toBe(1);
  expect(await where()).toBe('532301101-n1');
  const row = await Streets.findById('532301101-n1').lean();
  expect([row?.since, row?.validFrom?.toISOString()]).toEqual([version + 1, MIDNIGHT]);
  expect(await announced(id)).toMatchObject({ state: 'applied', madeVersion: version + 1, canWithdraw: false });
  const after = await submit(t, await t.as('resident'), { location: PLACE });
  expect(after.street.code).toBe('532301101-n1');
  const kept = await Reports.find({ number: { $in: [before.number, after.number] } })
    .sort({ submittedAt: 1 })
    .lean();
  expect(kept.map(({ areasVersion }) => areasVersion)).toEqual([version, version + 1]);
  // the set as it was is still there to be read
  expect(await exportAreas('streets', { datum: 'wgs84', format: 'csv', version })).not.toContain('零点路');
  expect(await worker()).toBe(0);
});

test('a change announced for a street is dated by its instant, whenever the worker gets to it', async () => {
  const id = await checked(file('532301101-n1', '改名路'));
  t.setTime('2026-11-25T01:00:00Z');
  await apply(id, '2026-11-25T02:00:00.000Z').expect(200);
  t.setTime('2026-11-25T02:00:40Z');
  expect(await worker()).toBe(1);
  const former = await FormerAreas.findOne({ code: '532301101-n1' }).sort({ until: -1 }).lean();
  expect([former?.name, former?.validTo.toISOString()]).toEqual(['零点路', '2026-11-25T02:00:00.000Z']);
});

test('the areas change meanwhile: it is checked once more on what is there then', async () => {
  const id = await checked(file('532301101-n2', '甲路', 101.5493));
  await apply(id, MIDNIGHT).expect(200);
  await apply(await checked(file('532301101-n3', '乙路', 101.5497))).expect(200);
  // looked at half a minute ahead, and changed after that
  t.setTime('2026-11-24T15:59:45Z');
  await worker();
  await apply(await checked(file('532301101-n4', '丙路', 101.5481))).expect(200);
  t.setTime(AFTER);
  expect(await worker()).toBe(1);
  const { streets } = directory.current();
  expect(['n2', 'n3', 'n4'].map((n) => streets.has(`532301101-${n}`))).toEqual([true, true, true]);
});

test('faulty by then: nothing is changed, and the list says why', async () => {
  const retire = JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { code: '532301101-n3', retired: true }, geometry: null }],
  });
  const id = await checked(retire);
  await apply(id, MIDNIGHT).expect(200);
  await apply(await checked(retire)).expect(200);
  const { version } = directory.current().facts;
  t.setTime(AFTER);
  expect(await worker()).toBe(0);
  expect(directory.current().facts.version).toBe(version);
  const found = await announced(id);
  expect(found.state).toBe('failed');
  expect(found.problem).toContain('要停用的编码不存在');
});

test('taken back before its instant: nothing happens then; afterwards there is nothing to take back', async () => {
  const id = await checked(file('532301101-n5', '丁路', 101.5473));
  await apply(id, MIDNIGHT).expect(200);
  const withdraw = (auth: Auth, what = id) => t.http.post(`/api/v1/area-imports/${what}/withdrawal`).set(auth);
  expect((await withdraw(await t.as('chief'))).status).toBe(403);
  expect((await withdraw(admin).expect(200)).body.state).toBe('withdrawn');
  expect((await withdraw(admin).expect(200)).body.state).toBe('withdrawn');
  t.setTime(AFTER);
  expect(await worker()).toBe(0);
  expect(directory.current().streets.has('532301101-n5')).toBe(false);
  const over = await checked(file('532301101-n6', '戊路', 101.5469));
  await apply(over, '2026-11-24T16:00:02Z').expect(200);
  t.setTime('2026-11-24T16:00:03Z');
  expect(await worker()).toBe(1);
  expect((await withdraw(admin, over)).body.code).toBe('areas.not-scheduled');
  expect((await withdraw(admin, 'no-such-import')).body.code).toBe('areas.import-not-found');
});

test('a process that died in the middle: another one goes on, and two at once do it once', async () => {
  const id = await checked(file('532301101-n7', '己路', 101.5465));
  await apply(id, MIDNIGHT).expect(200);
  const { version } = directory.current().facts;
  t.setTime(AFTER);
  await AreaImports.updateOne({ _id: id }, { $set: { state: 'applying', beatAt: new Date() } });
  // perhaps it is still at it
  expect(await worker()).toBe(0);
  await AreaImports.updateOne({ _id: id }, { $set: { beatAt: new Date(Date.now() - 60_000) } });
  await Promise.all([worker(), worker()]);
  expect(directory.current().facts.version).toBe(version + 1);
  expect((await announced(id)).state).toBe('applied');
});

test('kept as long as it is needed, with its bytes', async () => {
  const id = await checked(file('532301101-n8', '庚路', 101.5461));
  await apply(id, '2026-12-24T02:00:00Z').expect(200);
  const month = Date.now() + 29 * 86_400_000;
  expect((await AreaImports.findById(id).lean())?.createdAt.getTime()).toBeGreaterThan(month);
  expect((await ImportParts.findById(`${id}/0`).lean())?.createdAt.getTime()).toBeGreaterThan(month);
  expect((await apply(id, 'tomorrow')).status).toBe(422);
});
