import { Settings, settingsBook } from '../../../server/core/settings';
import { Reports } from '../../../server/reports';
import { startTestApp, type TestApp } from '../../support/app';
import { DEMO_PLACE, move, submit } from '../../support/builders';

type Auth = { authorization: string };
let t: TestApp;
let resident: Auth;
let neighbour: Auth;
beforeAll(async () => {
  t = await startTestApp();
  [resident, neighbour] = [await t.as('resident'), await t.as('neighbour')];
});
afterAll(() => t.stop());

/** about so many metres east of the demo place */
const east = (metres: number) => ({ ...DEMO_PLACE, lng: Number((DEMO_PLACE.lng + metres / 100_900).toFixed(7)) });
const ask = async (query: Record<string, unknown> = {}, auth: Auth = neighbour) =>
  (
    await t.http
      .get('/api/v1/nearby/duplicates')
      .query({ ...DEMO_PLACE, category: 'dogs', ...query })
      .set(auth)
      .expect(200)
  ).body.items as { number: string; excerpt: string; distanceM: number; can: { follow: boolean }; status: string }[];
const file = async (over: Record<string, unknown>) => (await submit(t, resident, { category: 'dogs', ...over })).number;

test('open, public, near and of the same family; the likeliest first, with what a card needs', async () => {
  const near = await file({ description: '狗没有牵绳', location: east(5) });
  const far = await file({ description: '狗没有牵绳', location: east(45) });
  await file({ description: '狗没有牵绳', location: east(300) });
  await file({ description: '狗没有牵绳', location: east(5), visibility: 'private' });
  await t.announce();
  const found = await ask({ words: '有狗没牵绳' });
  expect(found.map((one) => one.number)).toEqual([near, far]);
  expect(found[0]).toMatchObject({ status: 'assigned', can: { follow: true }, excerpt: '狗没有牵绳' });
  expect(found[0]?.distanceM).toBeLessThan(12);
  // without a token as well; one's own are not offered
  expect(
    (
      await t.http
        .get('/api/v1/nearby/duplicates')
        .query({ ...DEMO_PLACE, category: 'dogs' })
        .expect(200)
    ).body.items,
  ).toHaveLength(2);
  expect(await ask({}, resident)).toEqual([]);
  expect(await ask({ category: 'dead-animal' })).not.toContainEqual(expect.objectContaining({ number: near }));
});

test('words decide between equally near ones; never more than five', async () => {
  const same = await file({ description: '垃圾桶边上有狗叫', location: east(20) });
  for (let i = 0; i < 6; i++) await file({ description: '完全另外的事情', location: east(20) });
  await t.announce();
  const found = await ask({ words: '垃圾桶边上有狗叫' });
  expect(found).toHaveLength(5);
  expect(found.findIndex((one) => one.number === same)).toBeLessThan(
    Math.max(...found.map((one, i) => (one.excerpt === '完全另外的事情' ? i : -1))),
  );
});

test('what is done, withdrawn or too old is not offered', async () => {
  const place = { ...DEMO_PLACE, lng: 101.5401, lat: 25.0391 };
  const at = (query: Record<string, unknown> = {}) => ask({ ...place, ...query });
  const one = await submit(t, resident, { category: 'dogs', location: place });
  await t.announce();
  expect((await at()).map(({ number }) => number)).toEqual([one.number]);
  t.setTime('2027-01-24T02:00:00Z');
  expect(await at()).toEqual([]);
  t.setTime('2026-11-24T02:00:00Z');
  await move(t, resident, one, 'withdraw').expect(200);
  await t.announce();
  expect(await at()).toEqual([]);
});

test('what the check has doubts about, or a moderator hid, is not offered', async () => {
  const place = { ...DEMO_PLACE, lng: 101.5351, lat: 25.0351 };
  await submit(t, resident, { category: 'dogs', location: place, description: '狗主人是王八蛋' });
  const clean = await submit(t, resident, { category: 'dogs', location: place, description: '狗没有牵绳' });
  await t.announce();
  expect((await ask(place)).map(({ number }) => number)).toEqual([clean.number]);
  await Reports.updateOne({ number: clean.number }, { $set: { 'moderation.hidden': ['text'] } });
  expect(await ask(place)).toEqual([]);
});

test('radius and age are data', async () => {
  const place = { ...DEMO_PLACE, lng: 101.5581, lat: 25.0591 };
  const one = await submit(t, resident, { category: 'dogs', location: { ...place, lng: 101.5591 } });
  await t.announce();
  expect(await ask(place)).toEqual([]);
  await Settings.updateOne(
    { _id: 'duplicates' },
    { $set: { value: { general: { radiusM: 200, days: 30 }, groups: {}, categories: {} } } },
    { upsert: true },
  );
  await settingsBook.touch();
  expect((await ask(place)).map(({ number }) => number)).toEqual([one.number]);
  await Settings.deleteOne({ _id: 'duplicates' });
  await settingsBook.touch();
});

test('coarse ones are compared at the community, and tell nothing finer', async () => {
  const house = await submit(t, resident, { category: 'estate-parking', location: east(-60), address: '3 栋 2 单元' });
  await t.announce();
  const [found] = await ask({ category: 'estate-parking' });
  expect(found).toMatchObject({ number: house.number, coarse: true, distanceM: 0 });
  expect(JSON.stringify(found)).not.toContain('3 栋');
});

test('outside and unknown are refused in words', async () => {
  const outside = await t.http
    .get('/api/v1/nearby/duplicates')
    .query({ lng: 116.4, lat: 39.9, datum: 'wgs84', category: 'dogs' });
  expect([outside.status, outside.body.code]).toEqual([422, 'place.outside']);
  const unknown = await t.http.get('/api/v1/nearby/duplicates').query({ ...DEMO_PLACE, category: 'dragons' });
  expect([unknown.status, unknown.body.code]).toEqual([422, 'category.unknown']);
});

test('who is responsible here: every category has exactly one, with department, limits and basis', async () => {
  const { body } = await t.http.get('/api/v1/responsibility').query(DEMO_PLACE).expect(200);
  const { body: catalogue } = await t.http.get('/api/v1/categories').expect(200);
  expect(body.street.name).toBe('鹿城南路');
  expect(body.items.map((one: { category: { id: string } }) => one.category.id)).toEqual(
    catalogue.items.map((one: { id: string }) => one.id),
  );
  for (const item of body.items) {
    const routed = await t.http
      .get('/api/v1/routing')
      .query({ ...DEMO_PLACE, category: item.category.id })
      .expect(200);
    expect(item.responsible).toEqual(routed.body.responsible);
    expect(item.department).not.toBe('');
    expect(item.basis).toMatch(/^楚政办发〔2019〕11号/);
    expect(item.resolveText).toMatch(/办结$/);
    expect(item.responsible.label).not.toMatch(/李文斌/);
  }
  expect((await t.http.get('/api/v1/responsibility').query({ lng: 116.4, lat: 39.9, datum: 'wgs84' })).body.code).toBe(
    'place.outside',
  );
});

test('a county’s own responsibility list goes before the prefecture’s', async () => {
  const admin = await t.as('admin');
  const of = async () =>
    (await t.http.get('/api/v1/responsibility').query(DEMO_PLACE).expect(200)).body.items.find(
      (one: { category: { id: string } }) => one.category.id === 'dogs',
    );
  const { items: rows } = (await t.http.get('/api/v1/responsibilities').query({ county: '532301' }).expect(200)).body;
  const row = rows.find((one: { category: string }) => one.category === 'dogs');
  const { items: departments } = (await t.http.get('/api/v1/departments').expect(200)).body;
  const [lead, helper] = departments;
  await t.http
    .put('/api/v1/responsibilities/532301/dogs')
    .set(admin)
    .send({ version: row.version, lead: lead.id, cooperating: [helper.id], basis: '楚雄市养犬管理办法' })
    .expect(200);
  expect(await of()).toMatchObject({
    department: lead.name,
    cooperating: [helper.name],
    basis: '楚雄市养犬管理办法',
  });
});
