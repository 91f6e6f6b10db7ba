import { directory, Streets } from '../../../server/areas';
import { startTestApp, type TestApp } from '../../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const find = async (words: string) => (await t.http.get('/api/v1/places').query({ words }).expect(200)).body.items;

test('streets, communities, towns and counties by name, with where they lie; signed in or not', async () => {
  const [street, ...others] = await find('北浦路');
  expect(street).toMatchObject({ kind: 'street', name: '北浦路', within: '楚雄市鹿城镇', place: { datum: 'wgs84' } });
  // streets that begin or end there come after it
  expect(others.map(({ kind }: { kind: string }) => kind)).toEqual(['street', 'street']);
  const where = await t.http
    .get('/api/v1/routing')
    .query({ lng: street.place.lng, lat: street.place.lat, datum: 'wgs84', category: 'dogs' })
    .expect(200);
  expect(where.body.street.code).toBe(street.code);
  expect((await find('北浦'))[0]).toMatchObject({ kind: 'community', within: '楚雄市鹿城镇' });
  expect((await find('鹿城镇'))[0]).toMatchObject({ kind: 'town', code: '532301101', within: '楚雄市' });
  expect((await find('元谋'))[0]).toMatchObject({ kind: 'county', code: '532328' });
  expect((await find('楚雄市鹿城镇北浦路12号'))[0].name).toBe('北浦路');
});

test('nothing to look for is refused, nothing found is empty', async () => {
  const { status, body } = await t.http.get('/api/v1/places').query({ words: '  ' });
  expect([status, body.fields.words]).toEqual([422, '请写要找的街道、社区或地名']);
  expect(await find('东京')).toEqual([]);
});

test('a street that is new is found with the next set of areas', async () => {
  const row = await Streets.findById('532301101-s01').lean();
  await Streets.create({ ...row, _id: '532301101-x1', name: '望江小巷' });
  await directory.touch();
  expect((await find('望江'))[0].code).toBe('532301101-x1');
});
