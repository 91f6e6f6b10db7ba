// Routing tried out, and open cases that would go elsewhere once beats have changed: listed with a proposal, moved only by decision.
import { randomUUID } from 'node:crypto';
import { Audit } from '../../../server/core/audit';
import { Reports } from '../../../server/reports';
import { onRecord } from '../../../server/reports/batch-audit';
import { Proposals, scanReroutes } from '../../../server/reports/reroutes';
import { startTestApp, type TestApp } from '../../support/app';
import { DEMO_PLACE, move, submit, upload } from '../../support/builders';

// many requests each; on a machine that is busy they take their time
jest.setTimeout(120_000);

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const call = async (who: string, method: 'get' | 'post' | 'put', path: string, body?: object) => {
  const request = t.http[method](path).set(await t.as(who));
  return body === undefined ? request : request.send(body);
};
const reroutes = async (who = 'dispatcher') => (await call(who, 'get', '/api/v1/desk/reroutes?limit=50')).body;
const decide = (who: string, decision: string, items: object[], batchId: string = randomUUID()) =>
  call(who, 'post', '/api/v1/desk/reroutes/decisions', { batchId, decision, reports: items });
const scanAll = async () => {
  while ((await scanReroutes(t.deps.now())) > 0);
};
const chosen = ({ number, version, proposed }: { number: string; version: number; proposed: { key: string } }) => ({
  number,
  version,
  proposed: proposed.key,
});

const STREET = 'b-532301101-s01';
/** The street gives dead animals to the sanitation office; everything else stays with the chief. */
const changeStreet = async () => {
  const added = await call('admin', 'post', '/api/v1/administration/beats', {
    id: randomUUID(),
    area: '532301101-s01',
    categories: ['dead-animal'],
    department: '532301-chengguan',
  });
  expect(added.status).toBe(201);
  return added.body;
};

test('a dry run says who, by when, why, with whom and who is told when it is late', async () => {
  const query = `lng=${DEMO_PLACE.lng}&lat=${DEMO_PLACE.lat}&datum=gcj02&category=dead-animal`;
  const { body } = await call('admin', 'get', `/api/v1/administration/dry-run?${query}`);
  expect(body).toMatchObject({
    county: '532301',
    street: '鹿城南路',
    manned: true,
    responsible: { key: 'area:532301101-s01', label: expect.stringContaining('鹿城南路街长') },
    promise: { acceptText: '1 个工作小时内受理', resolveText: '4 个工作小时内办结' },
    lead: { name: expect.any(String) },
  });
  expect(body.ladder.map((rung: { label: string }) => rung.label)).toEqual([
    expect.stringContaining('街长'),
    expect.stringContaining('副总街长'),
    expect.stringContaining('总街长'),
  ]);
  expect(body.why.length).toBeGreaterThan(0);
  expect((await call('resident', 'get', `/api/v1/administration/dry-run?${query}`)).body.code).toBe('post.not-held');
  expect(await Reports.countDocuments()).toBe(0);
});

test('when a beat changes, cases it touches are proposed; what was handed on by hand is left out', async () => {
  const cases = [];
  for (let i = 0; i < 6; i++) cases.push(await submit(t, await t.as('resident')));
  await submit(t, await t.as('resident'), {
    category: 'small-ads',
    description: '小广告',
    photos: [await upload(t, await t.as('resident'))],
  });
  const byHand = cases[5];
  await move(t, await t.as('dispatcher'), byHand, 'transfer', {
    text: '请市政所',
    assignee: 'department:532301-shizheng',
  });
  await scanAll();
  expect((await reroutes()).items).toEqual([]);
  await changeStreet();
  expect((await reroutes()).scan.finished).toBe(false);
  await scanAll();
  const { items, scan } = await reroutes();
  expect(scan).toMatchObject({ finished: true, looked: 7 });
  expect(items.map((i: { number: string }) => i.number).sort()).toEqual(
    cases
      .slice(0, 5)
      .map((c) => c.number)
      .sort(),
  );
  expect(items[0]).toMatchObject({
    now: expect.stringContaining('鹿城南路街长'),
    proposed: { key: 'department:532301-chengguan', label: '楚雄市城市管理局' },
    movable: true,
  });
  // nothing has moved by itself
  expect(await Reports.countDocuments({ 'party.key': 'area:532301101-s01' })).toBe(6);
  expect((await reroutes('dispatcher-532302')).items).toEqual([]);
  for (const who of ['admin', 'chief', 'resident']) expect((await reroutes(who)).code).toBe('post.not-held');
});

test('one is moved, one is kept, a batch is moved once however often it is sent', async () => {
  const { items } = await reroutes();
  const [first, second, ...rest] = items;
  expect((await decide('dispatcher-532302', 'move', [chosen(first)])).body.items[0].ok).toBe(false);
  expect((await decide('dispatcher', 'keep', [chosen(first)])).body.items).toMatchObject([{ ok: true }]);
  const batchId = randomUUID();
  const batch = [second, ...rest].map(chosen);
  const [a, b] = await Promise.all([
    decide('dispatcher', 'move', batch, batchId),
    decide('dispatcher', 'move', batch, batchId),
  ]);
  for (const reply of [a, b]) expect(reply?.status).toBe(200);
  const again = await decide('dispatcher', 'move', batch, batchId);
  expect(again.body.items.every((item: { ok: boolean }) => item.ok)).toBe(true);
  const moved = await Reports.find({ 'party.key': 'department:532301-chengguan' }).lean();
  expect(moved).toHaveLength(4);
  for (const { history } of moved) expect(history.filter(({ move: name }) => name === 'transfer')).toHaveLength(1);
  const acts = await Audit.find({ act: 'decide-reroutes', object: batchId }).sort({ 'after.asked': -1 }).lean();
  expect(acts).toMatchObject([
    { label: expect.stringContaining('派遣员'), text: '要按建议改派 4 件', after: { decision: 'move', asked: 4 } },
    { label: expect.stringContaining('派遣员'), text: '按建议改派 4 件', after: { decision: 'move', cases: 4 } },
  ]);
  expect(JSON.stringify(acts)).not.toContain(second.number);
  await scanAll();
  expect((await reroutes()).items).toEqual([]);
});

test('what is decided is what the router says now, and a look through the cases at that moment takes nothing back', async () => {
  const report = await submit(t, await t.as('resident'));
  await scanAll();
  expect((await reroutes()).items).toEqual([]);
  const { _id } = (await Reports.findOne({ number: report.number }).lean()) ?? {};
  const beats = (await call('admin', 'get', '/api/v1/administration/beats?county=532301')).body.items;
  const mine = beats.find(
    (beat: { area: { code: string }; categories: string[] }) => beat.categories[0] === 'dead-animal',
  );
  const give = async (department: string) => {
    const { version } = (await call('admin', 'get', '/api/v1/administration/beats?county=532301')).body.items.find(
      ({ id }: { id: string }) => id === mine.id,
    );
    const path = `/api/v1/administration/beats/${mine.id}`;
    expect((await call('admin', 'put', path, { version, categories: ['dead-animal'], department })).status).toBe(200);
  };
  await give('532301-shizheng');
  await scanAll();
  expect((await Proposals.findById(_id).lean())?.party.key).toBe('department:532301-shizheng');
  // changed again before the cases are looked through: the page shows the new proposal already
  await give('532301-shuiwu');
  const item = (await reroutes()).items.find(({ number }: { number: string }) => number === report.number);
  expect(item).toMatchObject({ proposed: { key: 'department:532301-shuiwu' } });
  const real = Proposals.updateOne.bind(Proposals);
  const spy = jest.spyOn(Proposals, 'updateOne').mockImplementationOnce(((...args: Parameters<typeof real>) =>
    decide('dispatcher', 'keep', [chosen(item)]).then((reply) => {
      expect(reply.body.items).toMatchObject([{ ok: true }]);
      return real(...args);
    })) as never);
  await scanAll();
  expect(spy).toHaveBeenCalled();
  spy.mockRestore();
  expect(await Proposals.findById(_id).lean()).toMatchObject({
    kept: true,
    party: { key: 'department:532301-shuiwu' },
  });
  const listed = async () => (await reroutes()).items.map(({ number }: { number: string }) => number);
  expect(await listed()).not.toContain(report.number);
  // back where it was sent first: nothing is proposed for it, and what was kept before is kept again
  await give('532301-chengguan');
  await scanAll();
  expect(await listed()).not.toContain(report.number);
  await decide('dispatcher', 'keep', (await reroutes()).items.map(chosen));
  await move(t, await t.as('resident'), report, 'withdraw').expect(200);
});

test('a crash on the way leaves on the record who asked for it; sent again it is finished, and stands there once', async () => {
  const personId = '00000000000000000000000a';
  const actor = { personId, posts: [] };
  const batch = {
    act: 'reassign-reports' as const,
    batchId: randomUUID(),
    asked: { text: '要批量改派 2 件', after: {} },
  };
  const done = { result: 'done', text: '批量改派 2 件', after: { cases: 2 } };
  await expect(
    onRecord(actor, batch, t.deps.now(), () => Promise.reject(new Error('the process dies'))),
  ).rejects.toThrow('dies');
  const texts = async () => (await Audit.find({ object: batch.batchId }).lean()).map(({ text }) => text).sort();
  expect(await texts()).toEqual(['要批量改派 2 件']);
  for (let i = 0; i < 2; i++)
    expect(await onRecord(actor, batch, t.deps.now(), () => Promise.resolve(done))).toBe('done');
  expect(await texts()).toEqual(['批量改派 2 件', '要批量改派 2 件'].sort());
});

test('a proposal that no longer holds is refused, and a case routed by decision follows the next change', async () => {
  const { body } = await call('admin', 'get', '/api/v1/administration/beats?county=532301');
  const own = body.items.find(
    (beat: { area: { code: string }; id: string }) => beat.area.code === '532301101-s01' && beat.id !== STREET,
  );
  await call('admin', 'post', `/api/v1/administration/beats/${own.id}/removal`, { version: own.version });
  await scanAll();
  const { items } = await reroutes();
  // the four go back to the chief; the one that was kept lies there already
  expect(items).toHaveLength(4);
  expect(items[0].proposed.key).toBe('area:532301101-s01');
  await changeStreet();
  const late = await decide('dispatcher', 'move', [chosen(items[0])]);
  expect(late.body.items).toMatchObject([
    { ok: false, code: 'report.stale', detail: expect.stringContaining('责任范围又改过') },
  ]);
});

test('a case nobody covers any more is shown, to be decided by hand', async () => {
  const light = {
    category: 'street-light',
    location: { lng: 101.35, lat: 24.95, datum: 'wgs84' },
    description: '灯不亮',
    photos: [await upload(t, await t.as('neighbour'))],
  };
  const report = await submit(t, await t.as('neighbour'), light);
  const { body } = await call('admin', 'get', '/api/v1/administration/beats?county=532301');
  const beat = body.items.find(
    (one: { department: string }) => `department:${one.department}` === report.responsible.key,
  );
  const { version, department } = beat;
  const categories = beat.categories.filter((id: string) => id !== 'street-light');
  await call('admin', 'put', `/api/v1/administration/beats/${beat.id}`, { version, categories, department });
  await scanAll();
  const found = (await reroutes()).items.find((one: { number: string }) => one.number === report.number);
  expect(found).toMatchObject({ movable: false, proposed: { key: 'dispatcher:532301' } });
  expect((await decide('dispatcher', 'move', [chosen(found)])).status).toBe(200);
  expect((await Reports.findOne({ number: report.number }).lean())?.party.key).toBe(report.responsible.key);
});
