// Calendar files are read back by somebody else's parser; the picture to share is looked into.
import ICAL from 'ical.js';
import sharp from 'sharp';
import { draft, FROM, publish, register, signUp } from '../../support/activities';
import { startTestApp, type TestApp } from '../../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const eventsOf = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
};

test('an activity as a file: title, time, place', async () => {
  const activity = await publish(t, { title: '周六清晨净街；带水，带帽' });
  const { text, headers } = await t.http.get(activity.calendarUrl).expect(200);
  expect(headers['content-type']).toMatch(/^text\/calendar/);
  const [event] = eventsOf(text);
  expect(event?.summary).toBe('周六清晨净街；带水，带帽 · 净街');
  expect(event?.startDate.toJSDate().toISOString()).toBe(new Date(FROM).toISOString());
  expect(event?.location).toContain('鹿城南路五一路口');
  // lines are folded at 75 octets, as RFC 5545 asks
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('drafts have no file', async () => {
  const { body } = await t.http
    .post('/api/v1/activities')
    .set(await t.as('dispatcher'))
    .send(draft())
    .expect(201);
  await t.http.get(`/api/v1/activities/${body.activity.id}/calendar.ics`).expect(404);
  await t.http.get(`/api/v1/activities/${body.activity.id}/share.png`).expect(404);
});

test('a feed of one’s own shifts behind a secret address that can be changed', async () => {
  const auth = await t.as('feeder');
  await register(t, auth);
  const activity = await publish(t);
  await signUp(t, auth, activity).expect(201);
  const ask = async (renew: boolean) =>
    (await t.http.post('/api/v1/me/calendar-feed').set(auth).send({ renew }).expect(200)).body.url;
  const url = await ask(false);
  expect(await ask(false)).toBe(url);
  expect(eventsOf((await t.http.get(url).expect(200)).text).map(({ uid }) => uid)).toEqual([
    `${activity.shifts[0].id}@yicheng-gongzhi`,
  ]);
  const other = await ask(true);
  expect(other).not.toBe(url);
  await t.http.get(url).expect(404);
  await t.http.get(other).expect(200);
});

test('a picture to share', async () => {
  const activity = await publish(t);
  const { body } = await t.http.get(activity.shareUrl).expect(200).expect('content-type', 'image/png');
  expect(await sharp(body).metadata()).toMatchObject({ format: 'png', width: 750, height: 1000 });
});
