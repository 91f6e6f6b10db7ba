// The record of acts, the figures marked [default], the check of the set-up, holidays and reply templates.
import * as v from 'valibot';
import { warnOfGaps } from '../../../server/administration';
import { Audit } from '../../../server/core/audit';
import { setting, settingsBook } from '../../../server/core/settings';
import { Posts, postBook } from '../../../server/people';
import type { SettingGroupView } from '../../../shared/administration/contract';
import { startTestApp, type TestApp } from '../../support/app';

const Example = v.object({
  limit: v.optional(v.pipe(v.number('要是数字'), v.minValue(1, '至少 1 小时'), v.title('最多多少小时')), 8),
  rungs: v.optional(v.object({ first: v.pipe(v.number(), v.title('第一次')) }), { first: 1 }),
  open: v.optional(v.pipe(v.boolean(), v.title('开放')), true),
  steps: v.optional(v.array(v.number()), [1, 2]),
  badges: v.optional(v.array(v.object({ name: v.string() })), [{ name: '新芽' }]),
});
// declared as a room would, before snapshots load
const example = setting('example', '试验的数字', Example, v.parse(Example, {}));

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const call = async (who: string, method: 'get' | 'post' | 'put' | 'patch', path: string, body?: object) => {
  const request = t.http[method](path).set(await t.as(who));
  return body === undefined ? request : request.send(body);
};
const ADMIN = '/api/v1/administration';

test('figures are described by their own schema, changed with a version, and given back to the default', async () => {
  const group = async () =>
    (await call('admin', 'get', `${ADMIN}/settings`)).body.items.find((g: { name: string }) => g.name === 'example');
  expect(await group()).toMatchObject({
    title: '试验的数字',
    version: 0,
    published: false,
    fields: [
      { path: 'limit', title: '最多多少小时', type: 'number', value: 8, defaultValue: 8 },
      { path: 'rungs.first', title: 'rungs · 第一次', value: 1 },
      { path: 'open', type: 'boolean', value: true },
      { path: 'steps', type: 'numbers', value: '1、2' },
      { path: 'badges.0.name', title: 'badges1 · name', type: 'text', value: '新芽' },
    ],
  });
  const change = (version: number, value: object | null) =>
    call('admin', 'put', `${ADMIN}/settings/example`, { version, value });
  expect((await change(0, { limit: 0, rungs: { first: 1 }, open: true })).body.fields).toEqual({
    limit: '至少 1 小时',
  });
  const value = { limit: 9, rungs: { first: 2 }, open: false, steps: [3], badges: [] };
  const both = await Promise.all([change(0, value), change(0, value)]);
  expect(both.map((r) => r.status).sort()).toEqual([200, 409]);
  expect(both.find((r) => r.status === 409)?.body.current).toMatchObject({ version: 1 });
  expect(example.current()).toEqual(value);
  expect((await change(1, null)).body).toMatchObject({ version: 2 });
  expect(example.current()).toEqual(example.defaults);
  // clocks go through draft and publication
  const clocks = await call('admin', 'put', `${ADMIN}/settings/reports`, { version: 0, value: {} });
  expect(clocks.body.code).toBe('administration.setting-unknown');
  await settingsBook.touch();
});

test('every figure of the portal has words people read', async () => {
  const { items } = (await call('admin', 'get', `${ADMIN}/settings`)).body;
  const groups: SettingGroupView[] = items.filter(
    ({ name, published }: SettingGroupView) => name !== 'example' && !published,
  );
  const bare = groups.flatMap(({ name, fields }) =>
    fields.filter(({ title }) => !/[\u4e00-\u9fff]/.test(title)).map(({ path }) => `${name}: ${path}`),
  );
  // add words in shared/administration/setting-words.ts, or v.title in the schema
  expect(bare).toEqual([]);
});

test('the record is searched by act, object, person and time, page by page, and cannot be asked for by others', async () => {
  const first = (await call('admin', 'get', `${ADMIN}/audit?act=change-settings&limit=1`)).body;
  expect(first.items).toMatchObject([
    {
      act: 'change-settings',
      object: 'example',
      label: '楚雄彝族自治州管理员 管**',
      changes: expect.arrayContaining([{ path: 'limit', before: '9', after: '8' }]),
    },
  ]);
  const second = (await call('admin', 'get', `${ADMIN}/audit?act=change-settings&limit=1&cursor=${first.next}`)).body;
  expect(second.items[0].changes).toContainEqual({ path: 'limit', before: '8', after: '9' });
  expect(second.next).toBeNull();
  const search = async (query: string) => (await call('admin', 'get', `${ADMIN}/audit?${query}`)).body.items.length;
  expect(await search('kind=settings&object=example')).toBe(2);
  expect(await search(`person=${first.items[0].person}`)).toBeGreaterThanOrEqual(2);
  expect(await search('person=000000000000000000000000')).toBe(0);
  expect(await search('from=2026-11-24T02:00:00Z&to=2026-11-24T03:00:00Z')).toBeGreaterThanOrEqual(2);
  expect(await search('from=2026-11-25T00:00:00Z')).toBe(0);
  expect((await call('dispatcher', 'get', `${ADMIN}/audit`)).body.code).toBe('post.not-held');
});

test('an administrator of a county finds what they did themselves', async () => {
  const { body } = await call('admin', 'post', '/api/v1/posts/invitations', {
    role: 'admin',
    area: '532301',
    holder: '县管',
  });
  await call('county-admin', 'post', '/api/v1/posts/claim', { code: body.code });
  const { items } = (await call('county-admin', 'get', `${ADMIN}/audit`)).body;
  expect(items.map(({ act }: { act: string }) => act)).toEqual(['claim-post']);
});

test('the table is written so that a spreadsheet runs nothing, and taking it out is on the record', async () => {
  const id = 'formula-office';
  await call('admin', 'post', `${ADMIN}/departments`, { id, county: '532301', name: '=HYPERLINK("x")局' });
  const { body } = await call('admin', 'get', `${ADMIN}/audit/export?kind=department`);
  expect(body).toMatchObject({ rows: 1, truncated: false, filename: expect.stringMatching(/\.csv$/) });
  expect(body.csv.startsWith('\uFEFF时间,办理人,事项')).toBe(true);
  expect(body.csv).toContain('add-department');
  expect(body.csv).not.toMatch(/(^|,)"?[=+@]/m);
  expect(await Audit.countDocuments({ act: 'export-audit' })).toBe(1);
});

test('gaps are listed with what to do, and warned of at the start', async () => {
  const checks = async () =>
    Object.fromEntries(
      (await call('admin', 'get', `${ADMIN}/checks`)).body.items.map((c: { kind: string }) => [c.kind, c]),
    );
  const before = await checks();
  expect(before['street-without-chief'].count).toBe(0);
  expect(before.uncovered.findings).toContainEqual(
    expect.objectContaining({ county: '532322', text: expect.stringContaining('双柏县：52 类'), page: 'organisation' }),
  );
  expect(before['lead-missing'].findings.map((f: { county: string }) => f.county)).not.toContain('532301');
  await Posts.updateMany({ area: '532301101-s02' }, { $set: { to: new Date(0) } });
  await Posts.updateMany(
    { area: '532323', role: 'dispatcher' },
    { $set: { leave: { from: new Date(0), to: new Date('2027-01-01') } } },
  );
  await postBook.touch();
  const after = await checks();
  expect(after['street-without-chief'].findings).toMatchObject([{ key: '532301101-s02' }]);
  expect(after['beat-vacant'].count).toBe(before['beat-vacant'].count + 1);
  expect(after['county-without-dispatcher'].findings).toMatchObject([{ key: '532323' }]);
  const warned: unknown[] = [];
  warnOfGaps(t.deps.now(), { warn: (facts: unknown) => warned.push(facts) } as never);
  expect(warned).toMatchObject([{ gaps: { 'street-without-chief': 1 } }]);
  const own = (await call('county-admin', 'get', `${ADMIN}/checks`)).body.items;
  expect(
    own
      .flatMap((c: { findings: { county: string }[] }) => c.findings)
      .every((f: { county: string }) => f.county === '532301'),
  ).toBe(true);
});

test('holidays of a year are entered with a version; the record says what they were', async () => {
  const known = (await call('admin', 'get', '/api/v1/holidays')).body;
  expect(known.years.map(({ year }: { year: number }) => year)).toContain(2026);
  const body = { year: 2031, holidays: ['2031-01-01'], workdays: [], version: known.version };
  const both = await Promise.all([1, 2].map(() => call('admin', 'post', '/api/v1/holidays', body)));
  expect(both.map((r) => r.status).sort()).toEqual([200, 409]);
  expect((await call('admin', 'get', '/api/v1/holidays')).body.years[0]).toMatchObject({
    year: 2031,
    source: 'entered',
  });
  const entry = await Audit.findOne({ act: 'change-holidays' }).lean();
  expect(entry).toMatchObject({ before: { 2031: null }, after: { 2031: { holidays: ['2031-01-01'] } } });
});

test('reply templates are replaced as a whole; only known words stand in braces', async () => {
  const { version, items } = (await call('admin', 'get', '/api/v1/reply-templates')).body;
  expect(items.length).toBeGreaterThan(5);
  const save = (rows: object[], at = version) =>
    call('admin', 'put', '/api/v1/reply-templates', { version: at, items: rows });
  const wrong = { id: 'wrong', move: 'reply', fits: [], text: '{姓名}您好' };
  expect((await save([...items, wrong])).body.fields).toHaveProperty([`items.${items.length}.text`]);
  expect((await save([items[0], items[0]])).status).toBe(422);
  const mine = { id: 'mine', move: 'reply', fits: [], text: '{地点}已安排。' };
  expect((await save([...items, mine])).body).toMatchObject({ version: version + 1 });
  expect((await save(items)).body).toMatchObject({ code: 'administration.stale', current: { version: version + 1 } });
  expect((await call('admin', 'get', '/api/v1/reply-templates')).body.items.at(-1)).toEqual(mine);
});
