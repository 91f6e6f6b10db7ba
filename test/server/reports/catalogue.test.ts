// Draft, comparison, publication of categories and clocks: open cases keep what they were given, new ones get what is published.
import { Audit } from '../../../server/core/audit';
import { Reports } from '../../../server/reports';
import { applyScheduled } from '../../../server/reports/commands/publish-catalogue';
import { startTestApp, type TestApp } from '../../support/app';
import { submit } from '../../support/builders';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const DRAFT = '/api/v1/catalogue/draft';
const call = async (who: string, method: 'get' | 'post' | 'put', path: string, body?: object) => {
  const request = t.http[method](path).set(await t.as(who));
  return body === undefined ? request : request.send(body);
};
const draft = async () => (await call('admin', 'get', DRAFT)).body;
const category = async (id: string) => {
  const found = (await draft()).categories.find((c: { id: string }) => c.id === id);
  const { id: _, drafted: __, conditions, ...rest } = found;
  return { ...rest, conditions: conditions.map(({ limitText: ___, ...c }: { limitText: string }) => c) };
};
const limit = (report: { number: string }) => Reports.findOne({ number: report.number }, { limits: 1 }).lean();

test('a changed limit is compared, published, and reaches new reports only', async () => {
  const old = await submit(t, await t.as('resident'));
  const before = await limit(old);
  const edited = await category('dead-animal');
  edited.conditions[0].limit = { amount: 2, kind: 'work_hour' };
  const saved = await call('admin', 'put', `${DRAFT}/categories/dead-animal`, {
    version: (await draft()).version,
    category: edited,
  });
  expect(saved.status).toBe(200);
  const [compared] = saved.body.comparison.categories;
  expect(compared).toMatchObject({
    id: 'dead-animal',
    kind: 'changed',
    openCases: 1,
    byCounty: [{ county: '532301', openCases: 1 }],
    lines: [{ before: '4 个工作小时内', after: '2 个工作小时内' }],
  });
  expect(Date.parse(compared.promises[0].after)).toBeLessThan(Date.parse(compared.promises[0].before));
  // the draft's own entry says what it was and what it is
  const drafted = await Audit.findOne({ act: 'draft-catalogue' }).lean<{ before: object; after: object }>();
  expect(drafted?.before).toMatchObject({ name: edited.name, conditions: [{ limit: { amount: 4 } }] });
  expect(drafted?.after).toMatchObject({ name: edited.name, conditions: [{ limit: { amount: 2 } }] });
  // a draft changes nothing
  expect((await limit(await submit(t, await t.as('resident'))))?.limits).toEqual(before?.limits);

  const publish = (version: number) => call('admin', 'post', `${DRAFT}/publish`, { version, note: '提速' });
  const both = await Promise.all([publish(saved.body.version), publish(saved.body.version)]);
  expect(both.map((r) => r.status).sort()).toEqual([200, 409]);
  expect(both.find((r) => r.status === 409)?.body).toMatchObject({
    code: 'administration.stale',
    current: { version: saved.body.version + 1, comparison: { categories: [] } },
  });
  expect((await limit(old))?.limits).toEqual(before?.limits);
  const fresh = await submit(t, await t.as('resident'));
  expect((await limit(fresh))?.limits).toMatchObject({
    handling: { amount: 2, kind: 'work_hour' },
    version: saved.body.inForce + 1,
  });
  expect(fresh.promise.resolveText).toBe('2 个工作小时内办结');
  const { body: history } = await call('admin', 'get', '/api/v1/catalogue/versions');
  expect(history.items).toMatchObject([
    { version: 2, note: '提速', categories: [{ id: 'dead-animal' }], inForceSince: expect.any(String) },
  ]);
  const entry = await Audit.findOne({ act: 'publish-catalogue' }).lean<{ before: object; after: object }>();
  expect(entry?.before).toMatchObject({ categories: [{ conditions: [{ limit: { amount: 4 } }] }] });
  expect(entry?.after).toMatchObject({ categories: [{ conditions: [{ limit: { amount: 2 } }] }] });
});

test('clocks come into force at their instant, and can be taken back before', async () => {
  const { version, clocks } = await draft();
  const { version: _, ...figures } = clocks;
  const saved = await call('admin', 'put', `${DRAFT}/clocks`, {
    version,
    clocks: { ...figures, acceptance: { amount: 2, kind: 'work_hour' } },
  });
  expect(saved.body.comparison.clocks).toEqual([
    { what: '受理时限', before: '1 个工作小时内', after: '2 个工作小时内' },
  ]);
  const body = { version: saved.body.version, from: '2026-11-25T00:00:00.000Z', note: '受理放宽' };
  const published = await call('admin', 'post', `${DRAFT}/publish`, body);
  expect(published.body.scheduled).toMatchObject({ version: 3, from: body.from });
  expect((await limit(await submit(t, await t.as('resident'))))?.limits.acceptance.amount).toBe(1);
  const withdrawn = await call('admin', 'post', '/api/v1/catalogue/versions/3/withdrawal');
  expect(withdrawn.body).toMatchObject({ scheduled: null, comparison: { clocks: [{ what: '受理时限' }] } });
  const again = await call('admin', 'post', `${DRAFT}/publish`, { ...body, version: withdrawn.body.version });
  expect(again.body.scheduled).toMatchObject({ version: 3 });
  expect(await applyScheduled(t.deps.now())).toBe(false);
  t.setTime('2026-11-25T02:00:00Z');
  expect((await Promise.all([applyScheduled(t.deps.now()), applyScheduled(t.deps.now())])).length).toBe(2);
  expect((await limit(await submit(t, await t.as('resident'))))?.limits).toMatchObject({
    acceptance: { amount: 2 },
    version: 3,
  });
  expect(await Audit.countDocuments({ act: 'apply-catalogue' })).toBe(1);
});

test('a new category is offered, a retired one is not, and its open cases go on', async () => {
  const open = await submit(t, await t.as('resident'));
  const retired = { ...(await category('dead-animal')), retired: true };
  let { version } = await draft();
  version = (await call('admin', 'put', `${DRAFT}/categories/dead-animal`, { version, category: retired })).body
    .version;
  const added = { ...(await category('bikes')), name: '共享电车乱停' };
  const both = await call('admin', 'put', `${DRAFT}/categories/e-bikes`, { version, category: added });
  expect(both.body.comparison.categories.map((c: { kind: string }) => c.kind)).toEqual(['retired', 'new']);
  await call('admin', 'post', `${DRAFT}/publish`, { version: both.body.version, note: '调整类别' });
  const { items } = (await t.http.get('/api/v1/categories')).body;
  const ids = items.map((c: { id: string }) => c.id);
  expect(ids).toContain('e-bikes');
  expect(ids).not.toContain('dead-animal');
  const refused = await t.http
    .post('/api/v1/reports')
    .set(await t.as('resident'))
    .send({
      submissionId: 'retired-category',
      category: 'dead-animal',
      description: '死猫',
      location: { lng: 101.5461, lat: 25.0409, datum: 'gcj02' },
    });
  expect(refused.body.code).toBe('category.unknown');
  expect((await t.http.get(`/api/v1/reports/${open.number}`)).body.category.name).toBe('动物尸体');
});

test('nothing to publish, bad figures and administrators of one county are refused', async () => {
  const { version } = await draft();
  expect((await call('admin', 'post', `${DRAFT}/publish`, { version, note: '空的' })).body.code).toBe(
    'catalogue.nothing-to-publish',
  );
  const bad = await category('bikes');
  bad.conditions[0].limit = { amount: 1.5, kind: 'work_day' };
  const reply = await call('admin', 'put', `${DRAFT}/categories/bikes`, { version, category: bad });
  expect(reply.body.fields).toEqual({ 'category.conditions.0.limit': '工作日要是整数' });
  const { body } = await call('admin', 'post', '/api/v1/posts/invitations', {
    role: 'admin',
    area: '532301',
    holder: '县管',
  });
  await call('county-admin', 'post', '/api/v1/posts/claim', { code: body.code });
  expect((await call('county-admin', 'get', DRAFT)).body.code).toBe('post.not-held');
  expect((await call('county-admin', 'post', `${DRAFT}/discard`, { version })).body.code).toBe('post.not-held');
});
