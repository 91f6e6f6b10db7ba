import { Messages } from '../../../server/notifications/model';
import { Reports } from '../../../server/reports';
import { Followers } from '../../../server/reports/followers';
import { DEFAULT_REPORT_SETTINGS } from '../../../shared/reports/settings';
import { startTestApp, type TestApp } from '../../support/app';
import { DEMO_PLACE, move, submit } from '../../support/builders';

type Auth = { authorization: string };
let t: TestApp;
let resident: Auth;
beforeAll(async () => {
  t = await startTestApp();
  resident = await t.as('resident');
});
afterAll(() => t.stop());

const bond = async (method: 'put' | 'delete', who: string, number: string, kind: string) =>
  t.http[method](`/api/v1/reports/${number}/${kind}`).set(await t.as(who));

test('follow and second, each once per person, and take back', async () => {
  const { number } = await submit(t, resident);
  expect((await bond('put', 'neighbour', number, 'second')).body).toEqual({
    following: false,
    seconded: true,
    followers: 0,
    seconds: 1,
  });
  expect((await bond('put', 'neighbour', number, 'second')).body.seconds).toBe(1);
  expect((await bond('put', 'neighbour', number, 'follow')).body).toMatchObject({ following: true, followers: 1 });
  const seen = await t.http.get(`/api/v1/reports/${number}`).set(await t.as('neighbour'));
  expect(seen.body).toMatchObject({ seconded: true, following: true, seconds: 1, followers: 1 });
  expect((await bond('delete', 'neighbour', number, 'second')).body).toMatchObject({ seconded: false, seconds: 0 });
  expect((await bond('delete', 'neighbour', number, 'second')).body.seconds).toBe(0);
  const report = await Reports.findOne({ number }).lean();
  expect(report?.deskAt).toBe(report?.dueAt.getTime());
  expect(report?.version).toBe(1);
});

test('numbers only: nothing tells who', async () => {
  const { number } = await submit(t, resident);
  await bond('put', 'neighbour', number, 'second');
  const row = await Followers.findOne().lean();
  for (const auth of [resident, await t.as('chief')]) {
    const { text } = await t.http.get(`/api/v1/reports/${number}`).set(auth);
    expect(text).not.toContain(String(row?.person));
  }
});

test('not one’s own, not what one cannot see', async () => {
  const own = await submit(t, resident);
  expect((await bond('put', 'resident', own.number, 'follow')).body.code).toBe('report.own');
  const hidden = await submit(t, resident, { visibility: 'private' });
  expect((await bond('put', 'neighbour', hidden.number, 'second')).body.code).toBe('report.not-found');
  expect((await bond('put', 'chief', hidden.number, 'second')).body.code).toBe('report.not-public');
});

test('thirty at once, some of them twice: the numbers are exact', async () => {
  const { number } = await submit(t, resident);
  const people = Array.from({ length: 15 }, (_, i) => `crowd-${i}`);
  for (const who of people) await t.as(who);
  const replies = await Promise.all([...people, ...people].map((who) => bond('put', who, number, 'second')));
  expect(replies.map((r) => r.status).filter((status) => status !== 200)).toEqual([]);
  const report = await Reports.findOne({ number }).lean();
  expect(report?.seconds).toBe(15);
  expect(await Followers.countDocuments({ report: report?._id })).toBe(15);
  const weight = DEFAULT_REPORT_SETTINGS.secondWeightMinutes * 60_000;
  expect(report?.deskAt).toBe((report?.dueAt.getTime() ?? 0) - 15 * weight);
});

test('seconded reports rise on the desk, also after the next step', async () => {
  const auth = await t.as('riser');
  const place = { category: 'dogs' };
  const [first, second] = [await submit(t, auth, place), await submit(t, auth, place)];
  const order = async () => {
    const { body } = await t.http
      .get('/api/v1/desk/reports')
      .query({ limit: 50 })
      .set(await t.as('chief'));
    const all = body.items.map((card: { number: string }) => card.number);
    return all.indexOf(second.number) < all.indexOf(first.number);
  };
  for (let i = 0; i < 3; i++) await bond('put', `crowd-${i}`, second.number, 'second');
  expect(await order()).toBe(true);
  const chief = await t.as('chief');
  for (const report of [first, second]) await move(t, chief, report, 'accept').expect(200);
  expect(await order()).toBe(true);
});

test('followers hear of the public steps, once each, and not of notes', async () => {
  const report = await submit(t, resident);
  await bond('put', 'neighbour', report.number, 'follow');
  await bond('put', 'neighbour', report.number, 'second');
  const chief = await t.as('chief');
  let now = (await move(t, chief, report, 'accept')).body;
  now = (await move(t, chief, now, 'note', { text: '内部' })).body;
  await move(t, chief, now, 'resolve', { text: '好了' });
  await t.announce();
  const told = await Messages.find({ report: report.number, kind: 'followed' }).lean();
  expect(told.map((m) => m.title)).toEqual([expect.stringContaining('已受理'), expect.stringContaining('已处理')]);
});

describe('coarse places', () => {
  test('an estate’s report is shown to others at the community, and found there', async () => {
    const body = { category: 'estate-parking', address: '阳光小区 3 栋 2 单元', location: DEMO_PLACE };
    const report = await submit(t, resident, body);
    await t.announce();
    const mine = (await t.http.get(`/api/v1/reports/${report.number}`).set(resident)).body;
    const staff = (await t.http.get(`/api/v1/reports/${report.number}`).set(await t.as('chief'))).body;
    const open = (await t.http.get(`/api/v1/reports/${report.number}`)).body;
    expect([mine.coarse, staff.coarse, open.coarse]).toEqual([false, false, true]);
    expect(staff.location).toEqual(mine.location);
    expect(open.location).not.toEqual(mine.location);
    expect(JSON.stringify(open)).not.toMatch(/3 栋|阳光小区/);
    expect(open.address).toMatch(/附近$/);
    const near = async (place: { lng: number; lat: number }) =>
      (
        await t.http
          .get('/api/v1/nearby/reports')
          .query({
            lng: place.lng.toFixed(7),
            lat: place.lat.toFixed(7),
            datum: 'wgs84',
            radius: 60,
            category: 'estate-parking',
          })
          .expect(200)
      ).body.items;
    expect((await near(open.location)).map((c: { number: string }) => c.number)).toContain(report.number);
    expect((await near(open.location))[0].distanceM).toBe(0);
    expect(await near(mine.location)).toEqual([]);
  });
});
