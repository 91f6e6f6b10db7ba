// Departments, beats and the responsibility list as administrators keep them.
import { randomUUID } from 'node:crypto';
import { AreasFacts, directory } from '../../../server/areas';
import { Audit } from '../../../server/core/audit';
import { startTestApp, type TestApp } from '../../support/app';
import { submit, upload } from '../../support/builders';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const call = async (who: string, method: 'get' | 'post' | 'patch' | 'put', path: string, body?: object) => {
  const request = t.http[method](path).set(await t.as(who));
  return body === undefined ? request : request.send(body);
};
const ADMIN = '/api/v1/administration';
const departments = async () => (await call('admin', 'get', `${ADMIN}/departments?county=532301`)).body.items;
const beats = async () => (await call('admin', 'get', `${ADMIN}/beats?county=532301`)).body.items;

test('a department is set up once, renamed everywhere, and closed when nothing leads there', async () => {
  const id = randomUUID();
  const body = { id, county: '532301', name: '楚雄市路灯管理所', dutyPhone: '0878-1234567' };
  const made = await call('admin', 'post', `${ADMIN}/departments`, body);
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ id, version: 1, closed: false, beats: 0, people: 0, openCases: 0 });
  expect((await call('admin', 'post', `${ADMIN}/departments`, body)).body).toMatchObject({ id, version: 1 });
  expect((await call('admin', 'post', `${ADMIN}/departments`, { ...body, id: randomUUID() })).body.code).toBe(
    'administration.name-taken',
  );
  expect((await call('admin', 'post', `${ADMIN}/departments`, { ...body, name: '另一个' })).body.code).toBe(
    'administration.id-used',
  );
  const renamed = await call('admin', 'patch', `${ADMIN}/departments/${id}`, { version: 1, name: '楚雄市照明中心' });
  expect(renamed.body).toMatchObject({ name: '楚雄市照明中心', version: 2 });
  const late = await call('admin', 'patch', `${ADMIN}/departments/${id}`, { version: 1, name: '别的名字' });
  expect(late.body).toMatchObject({ code: 'administration.stale', current: { name: '楚雄市照明中心' } });
  expect((await call('admin', 'post', `${ADMIN}/departments/${id}/close`, { version: 2 })).body.closed).toBe(true);
  const open = await t.http.get('/api/v1/departments');
  expect(JSON.stringify(open.body)).not.toContain(id);
  expect((await departments()).find((d: { id: string }) => d.id === id)).toMatchObject({ closed: true });
  expect((await Audit.find({ object: id }).sort({ at: 1, _id: 1 }).lean()).map(({ act }) => act)).toEqual([
    'add-department',
    'change-department',
    'close-department',
  ]);
});

test('a department in use is not closed; a renamed one is named anew on the cases it has', async () => {
  const office = (await departments()).find((d: { id: string }) => d.id === '532301-shuiwu');
  expect(office.beats).toBeGreaterThan(0);
  const close = await call('admin', 'post', `${ADMIN}/departments/${office.id}/close`, { version: office.version });
  expect(close.body).toMatchObject({ code: 'department.in-use', detail: expect.stringMatching(/责任范围/) });
  const [led] = (await beats()).find((b: { department: string }) => b.department === office.id).categories;
  // the edge of the city, where no street is near
  const report = await submit(t, await t.as('resident'), {
    category: led,
    location: { lng: 101.35, lat: 24.95, datum: 'wgs84' },
    photos: [await upload(t, await t.as('resident'))],
  });
  expect(report.responsible).toMatchObject({ key: `department:${office.id}`, label: office.name });
  await call('admin', 'patch', `${ADMIN}/departments/${office.id}`, { version: office.version, name: '楚雄市水利局' });
  const after = await call('resident', 'get', `/api/v1/reports/${report.number}`);
  expect(after.body.responsible.label).toBe('楚雄市水利局');
  expect((await call('handler-shuiwu', 'get', '/api/v1/me')).body.posts[0].areaName).toBe('楚雄市水利局');
});

test('a beat is added, changed and removed; each raises the version of the areas', async () => {
  const version = async () => (await AreasFacts.findById('areas').lean())?.version ?? 0;
  const before = await version();
  const id = randomUUID();
  const body = { id, area: '532301101', categories: ['street-light'], role: null, department: '532301-shizheng' };
  const made = await call('admin', 'post', `${ADMIN}/beats`, body);
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ id, label: '楚雄市住建局市政所', manned: true, version: 1 });
  expect((await call('admin', 'post', `${ADMIN}/beats`, body)).status).toBe(201);
  expect(await version()).toBe(before + 1);
  const change = (over: object) =>
    call('admin', 'put', `${ADMIN}/beats/${id}`, { version: 1, categories: [], department: '532301-yuanlin', ...over });
  const both = await Promise.all([change({}), change({})]);
  expect(both.map((r) => r.status).sort()).toEqual([200, 409]);
  expect((await change({ version: 2, role: 'chief' })).body.fields).toHaveProperty('role');
  expect((await change({ version: 2, categories: ['no-such'] })).body.code).toBe('category.unknown');
  expect((await change({ version: 2, department: 'no-such' })).body.code).toBe('department.not-found');
  expect((await change({ version: 2, role: 'admin', department: null })).body.fields).toHaveProperty('role');
  expect((await beats()).find((b: { id: string }) => b.id === id)).toMatchObject({ categories: [], version: 2 });
  expect((await call('admin', 'post', `${ADMIN}/beats/${id}/removal`, { version: 1 })).body.code).toBe(
    'administration.stale',
  );
  expect((await call('admin', 'post', `${ADMIN}/beats/${id}/removal`, { version: 2 })).body).toEqual({ removed: true });
  expect(await version()).toBe(before + 3);
  expect(directory.current().beats.some(({ _id }) => _id === id)).toBe(false);
});

test('two beats for one category of a place are refused, also when two administrators add them at once', async () => {
  const add = (categories: string[]) =>
    call('admin', 'post', `${ADMIN}/beats`, {
      id: randomUUID(),
      area: '532301102',
      categories,
      department: '532301-shizheng',
    });
  const both = await Promise.all([add(['bikes', 'street-light']), add(['street-light', 'dead-animal'])]);
  expect(both.map((r) => r.status).sort()).toEqual([201, 409]);
  expect(both.find((r) => r.status === 409)?.body.code).toBe('beat.overlaps');
  expect((await add([])).status).toBe(201);
  expect((await add([])).body.code).toBe('beat.overlaps');
});

test('the responsibility list is the default until a county decides otherwise, and again when it gives that up', async () => {
  const row = async () =>
    (await t.http.get('/api/v1/responsibilities?county=532302')).body.items.find(
      (r: { category: string }) => r.category === 'street-light',
    );
  expect(await row()).toMatchObject({ source: 'default', version: 0, lead: { department: null } });
  const set = (body: object) => call('admin', 'put', '/api/v1/responsibilities/532302/street-light', body);
  const light = { id: 'lufeng-lights', county: '532302', name: '禄丰市路灯所' };
  expect((await call('admin', 'post', `${ADMIN}/departments`, light)).status).toBe(201);
  const own = { lead: 'lufeng-lights', cooperating: ['532302-chengguan', 'lufeng-lights'], basis: '市政府三定方案' };
  const both = await Promise.all([set({ version: 0, ...own }), set({ version: 0, ...own })]);
  expect(both.map((r) => r.status).sort()).toEqual([200, 409]);
  expect(await row()).toMatchObject({
    source: 'county',
    version: 1,
    lead: { department: 'lufeng-lights', name: '禄丰市路灯所' },
    cooperating: [{ department: '532302-chengguan' }],
  });
  expect((await set({ version: 1, lead: '532301-shizheng', cooperating: [] })).body.code).toBe('department.not-found');
  expect((await set({ version: 1, lead: null, cooperating: [] })).body).toMatchObject({
    source: 'default',
    version: 2,
  });
});

test('a beat that was changed by hand is still to be had as it was, version by version', async () => {
  const { exportAreas } = await import('../../../server/areas/exchange/export');
  const rows = async (version?: number) =>
    (await exportAreas('beats', { datum: 'wgs84', format: 'csv', version })).split('\r\n');
  const version = async () => (await AreasFacts.findById('areas').lean())?.version ?? 0;
  const id = randomUUID();
  const before = { version: await version(), rows: await rows() };
  const body = { id, area: '532301103', categories: ['bikes'], department: '532301-shizheng' };
  await call('admin', 'post', `${ADMIN}/beats`, body);
  const added = { version: await version(), rows: await rows() };
  await call('admin', 'put', `${ADMIN}/beats/${id}`, { version: 1, categories: [], department: '532301-yuanlin' });
  const changed = { version: await version(), rows: await rows() };
  await call('admin', 'post', `${ADMIN}/beats/${id}/removal`, { version: 2 });
  expect(new Set([before, added, changed].map(({ rows }) => rows.join('\n'))).size).toBe(3);
  for (const one of [before, added, changed]) expect(await rows(one.version)).toEqual(one.rows);
  expect(await rows()).toEqual(before.rows);
  // a beat's id is no place
  expect((await call('admin', 'post', `${ADMIN}/beats`, { ...body, id: randomUUID(), area: id })).body.code).toBe(
    'area.not-found',
  );
});
