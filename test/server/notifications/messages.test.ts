import { randomUUID } from 'node:crypto';
import { Messages } from '../../../server/notifications/model';
import { Reports } from '../../../server/reports';
import { startTestApp, type TestApp } from '../../support/app';
import { move, submit } from '../../support/builders';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const box = async (who: string) =>
  (
    await t.http
      .get('/api/v1/me/messages')
      .set(await t.as(who))
      .expect(200)
  ).body;

test('chief and deputy hear of a new report, the reporter of every answer', async () => {
  const who = `teller-${randomUUID().slice(0, 6)}`;
  const auth = await t.as(who);
  const chief = await t.as('chief');
  let report = await submit(t, auth);
  await t.announce();
  for (const name of ['chief', 'deputy'])
    expect((await box(name)).items[0]).toMatchObject({ kind: 'assigned', report: report.number, read: false });
  expect((await box(who)).items).toHaveLength(0);

  report = (await move(t, chief, report, 'accept')).body;
  report = (await move(t, chief, report, 'reply', { text: '马上到' })).body;
  await move(t, chief, report, 'resolve', { text: '清走了' });
  await t.announce();
  const mine = await box(who);
  expect(mine.items.map((m: { kind: string }) => m.kind)).toEqual(['resolved', 'replied', 'accepted']);
  expect(mine.unread).toBe(3);
  expect((await t.http.get('/api/v1/me').set(auth)).body.unread).toBe(3);
});

test('read one, read all', async () => {
  const auth = await t.as('chief');
  const before = await box('chief');
  const [first] = before.items;
  const one = await t.http.post('/api/v1/me/messages/read').set(auth).send({ id: first.id }).expect(200);
  expect(one.body.unread).toBe(before.unread - 1);
  const foreign = await t.http
    .post('/api/v1/me/messages/read')
    .set(await t.as('neighbour'))
    .send({ id: first.id });
  expect([foreign.status, foreign.body.code]).toEqual([404, 'message.not-found']);
  expect((await t.http.post('/api/v1/me/messages/read').set(auth).send({})).body.unread).toBe(0);
});

test('announced by several workers at once, or again after a crash: one message each', async () => {
  const auth = await t.as(`crash-${randomUUID().slice(0, 6)}`);
  const reports = await Promise.all(Array.from({ length: 12 }, () => submit(t, auth)));
  await Promise.all([t.announce(), t.announce(), t.announce()]);
  const ids = reports.map((r) => r.number);
  expect(await Messages.countDocuments({ report: { $in: ids }, kind: 'assigned' })).toBe(24);
  // a worker died after writing the messages and before saying so
  await Reports.updateMany({ number: { $in: ids } }, { $set: { announced: 0, pending: { until: new Date(0) } } });
  await t.announce();
  expect(await Messages.countDocuments({ report: { $in: ids }, kind: 'assigned' })).toBe(24);
  expect(await Reports.countDocuments({ pending: { $exists: true } })).toBe(0);
});

test('a step that comes in during the announcement is announced afterwards', async () => {
  const auth = await t.as(`late-${randomUUID().slice(0, 6)}`);
  const report = await submit(t, auth);
  const [announced] = await Promise.all([t.announce(), move(t, await t.as('chief'), report, 'accept')]);
  expect(announced).toBeGreaterThan(0);
  await t.announce();
  expect(await Messages.countDocuments({ report: report.number, kind: 'accepted' })).toBe(1);
});
