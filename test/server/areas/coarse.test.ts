// What others learn of where a coarsened report lies: the community, never the house, the grid or the estate's own corner of a zone.
import { Divisions, directory, Zones } from '../../../server/areas';
import { Reports } from '../../../server/reports';
import { startTestApp, type TestApp } from '../../support/app';
import { DEMO_PLACE, submit } from '../../support/builders';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const square = (lng: number, lat: number, half: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [lng - half, lat - half],
      [lng + half, lat - half],
      [lng + half, lat + half],
      [lng - half, lat + half],
      [lng - half, lat - half],
    ] as [number, number][],
  ],
});
/** The middle of an estate of the demonstration, WGS-84. */
const estatePlace = () => {
  const estate = directory.current().zones.get('estate-dayuan');
  const ring = estate?.shape.type === 'Polygon' ? (estate.shape.coordinates[0] ?? []) : [];
  const [low, high] = [ring[0] ?? [0, 0], ring[2] ?? [0, 0]];
  return { lng: (low[0] + high[0]) / 2, lat: (low[1] + high[1]) / 2 };
};

test('an estate inside a development zone stays an estate, whichever code comes first', async () => {
  const { lng, lat } = estatePlace();
  const zone = { _id: 'a-zone', name: '老城更新区', county: '532301', shape: square(lng, lat, 0.01) };
  await Zones.collection.insertOne(zone as never);
  await directory.touch();
  const report = await submit(t, await t.as('resident'), { location: { lng, lat, datum: 'wgs84' } });
  const stored = await Reports.findOne({ number: report.number }).lean();
  expect(stored?.coarse).toBe(true);
  const { body } = await t.http.get(`/api/v1/reports/${report.number}`).expect(200);
  expect(body).toMatchObject({ coarse: true, why: [] });
  expect([body.location.lng, body.location.lat]).not.toEqual([stored?.location.lng, stored?.location.lat]);
});

test('where grids are drawn, a coarse report names its community and not its grid', async () => {
  const at = { lng: 101.5446, lat: 25.0381 };
  const where = await t.http.get('/api/v1/routing').query({ ...at, datum: 'wgs84', category: 'dogs' });
  const community = where.body.divisions.at(-1);
  expect(community.code).toHaveLength(12);
  await Divisions.collection.insertOne({
    _id: `${community.code}07`,
    name: '第七网格',
    level: 'grid',
    parent: community.code,
    formerCodes: [],
    shape: square(at.lng, at.lat, 0.0005),
    label: [at.lng, at.lat],
  } as never);
  await directory.touch();
  const resident = await t.as('resident');
  const body = { category: 'estate-parking', location: { ...at, datum: 'wgs84' }, address: '3 栋 2 单元' };
  const sent = await submit(t, resident, body);
  const [own, open] = [resident, {}].map((auth) => t.http.get(`/api/v1/reports/${sent.number}`).set(auth));
  const [mine, theirs] = [(await own!.expect(200)).body, (await open!.expect(200)).body];
  expect(mine.divisions.at(-1).name).toBe('第七网格');
  expect(theirs.divisions.at(-1).name).toBe(community.name);
  expect(JSON.stringify(theirs)).not.toContain('第七网格');
  expect(theirs.address).toBe(`${community.name}附近`);
  const label = directory.current().divisions.get(community.code)?.label;
  expect([theirs.location.lng, theirs.location.lat]).toEqual(label);
});

test('a department that was closed behind the administrators’ back leaves its cases to the dispatchers', async () => {
  const { Departments, Beats } = await import('../../../server/areas/model');
  const ask = async () =>
    (await t.http.get('/api/v1/routing').query({ ...DEMO_PLACE, category: 'dogs' })).body.responsible;
  const before = await ask();
  const area = (await t.http.get('/api/v1/routing').query({ ...DEMO_PLACE, category: 'dogs' })).body.street.code;
  await Departments.collection.insertOne({
    _id: 'closed-office',
    name: '撤并办',
    county: '532301',
    dutyPhone: null,
    closedAt: new Date(),
  } as never);
  await Beats.collection.insertOne({
    _id: 'a-beat-of-old',
    area,
    categories: ['dogs'],
    role: null,
    department: 'closed-office',
  } as never);
  await directory.touch();
  const after = await ask();
  expect(after.label).not.toContain('撤并办');
  expect(after.kind).toBe('dispatcher');
  await Beats.deleteOne({ _id: 'a-beat-of-old' });
  await directory.touch();
  expect((await ask()).label).toBe(before.label);
});
