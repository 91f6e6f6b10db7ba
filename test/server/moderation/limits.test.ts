// Reporters who abuse the portal: limited by the rule, told, with an end and an appeal that another dispatcher decides.
import mongoose from 'mongoose';
import { Audit } from '../../../server/core/audit';
import { limitBook } from '../../../server/moderation/limits';
import { ReportLimits } from '../../../server/moderation/model';
import { Messages } from '../../../server/notifications/model';
import { Reports } from '../../../server/reports';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { move, submission, submit } from '../../support/builders';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
beforeEach(() => t.setTime(WORKING_TUESDAY));
afterAll(() => t.stop());

const file = async (who: string, over: object = {}) =>
  t.http
    .post('/api/v1/reports')
    .set(await t.as(who))
    .send(submission({ ...over }));
const rejected = async (who: string, by: string, reason = 'abuse') => {
  const report = await submit(t, await t.as(who));
  expect((await move(t, await t.as(by), report, 'reject', { text: '内容不实', reason })).status).toBe(200);
  await t.announce();
  return report;
};
const mine = async (who: string) =>
  (
    await t.http
      .get('/api/v1/me/limit')
      .set(await t.as(who))
      .expect(200)
  ).body.limit;
const appeal = async (who: string, text = '照片是真的') =>
  t.http
    .post('/api/v1/me/limit/appeal')
    .set(await t.as(who))
    .send({ text });
const decide = async (who: string, id: string, lift: boolean) =>
  t.http
    .post(`/api/v1/desk/limits/${id}/decision`)
    .set(await t.as(who))
    .send({ lift, text: '看过照片' });

test('three rejections as abuse limit a reporter to one a day, emergencies apart, until the week is over', async () => {
  await rejected('crowd-1', 'dispatcher', 'not-ours');
  for (let i = 0; i < 2; i++) await rejected('crowd-1', 'dispatcher');
  expect(await mine('crowd-1')).toBeNull();
  await rejected('crowd-1', 'dispatcher');
  const limit = await mine('crowd-1');
  expect(limit).toMatchObject({ until: '2026-12-01T02:00:00.000Z', perDay: 1, lifted: false, appeal: null });
  expect(limit.reports).toHaveLength(3);

  const refused = await file('crowd-1');
  expect([refused.status, refused.body.code]).toEqual([403, 'report.limited']);
  expect(refused.body.detail).toContain('申诉');
  expect((await file('crowd-1', { category: 'collapse' })).status).toBe(201);
  expect((await file('crowd-2')).status).toBe(201);
  // announced again by another worker: still one limit, one message
  await t.announce();
  expect(await ReportLimits.countDocuments({ lifted: false })).toBe(1);
  expect(await Messages.countDocuments({ kind: 'limited' })).toBe(1);

  t.setTime('2026-11-25T02:00:00Z');
  const first = submission();
  const auth = await t.as('crowd-1');
  expect((await t.http.post('/api/v1/reports').set(auth).send(first)).status).toBe(201);
  expect((await file('crowd-1')).body.code).toBe('report.limited');
  // what was accepted once is a retry, not another report
  expect((await t.http.post('/api/v1/reports').set(auth).send(first)).status).toBe(200);
  t.setTime('2026-12-01T02:00:00Z');
  expect([(await file('crowd-1')).status, (await file('crowd-1')).status]).toEqual([201, 201]);
  expect(await mine('crowd-1')).toBeNull();
});

test('somebody limited sends many at the same moment: as many are taken as the day allows, each retry is its own first', async () => {
  await t.as('crowd-9');
  for (let i = 0; i < 3; i++) await rejected('crowd-9', 'dispatcher');
  // the next day none of them counts any more
  t.setTime('2026-11-25T02:00:00Z');
  await ReportLimits.findOneAndUpdate({ lifted: false }, { $set: { perDay: 2 } }, { sort: { _id: -1 } });
  await limitBook.touch();
  const bodies = Array.from({ length: 8 }, () => submission());
  const auth = await t.as('crowd-9');
  const send = (body: object) => t.http.post('/api/v1/reports').set(auth).send(body);
  const replies = await Promise.all(bodies.map(send));
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 201, ...Array(6).fill(403)]);
  const again = await Promise.all(bodies.map(send));
  expect(again.map(({ status }) => status).sort()).toEqual([200, 200, ...Array(6).fill(403)]);
  expect((await file('crowd-9', { category: 'collapse' })).status).toBe(201);
  await ReportLimits.deleteMany({ perDay: 2 });
  await limitBook.touch();
});

test('the appeal: once, decided by another dispatcher, on the record', async () => {
  for (let i = 0; i < 3; i++) await rejected('crowd-3', 'dispatcher');
  expect((await appeal('crowd-4')).body.code).toBe('limit.none');
  expect((await appeal('crowd-3', ' ')).status).toBe(422);
  expect((await appeal('crowd-3')).status).toBe(200);
  expect((await appeal('crowd-3')).body.code).toBe('limit.appealed-already');
  const { id } = await mine('crowd-3');
  await t.announce();
  expect(await Messages.countDocuments({ kind: 'limit-appealed' })).toBe(1);

  const list = await t.http.get('/api/v1/desk/limits').set(await t.as('dispatcher'));
  expect(list.body.items[0]).toMatchObject({ id, mayDecide: false });
  expect((await decide('dispatcher', id, true)).body.code).toBe('limit.own-decision');
  expect((await decide('dispatcher-532302', id, true)).status).toBe(404);
  for (const who of ['crowd-3', 'chief', 'inspector', 'general', 'admin'])
    expect((await decide(who, id, true)).status).toBe(403);
  expect((await decide('dispatcher-zhou', 'nonsense', true)).status).toBe(404);
  const both = await Promise.all([decide('dispatcher-zhou', id, true), decide('dispatcher-zhou', id, false)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const decided = await mine('crowd-3');
  expect(decided.decision.lift).toBe(decided.lifted);
  expect(await Audit.countDocuments({ act: 'decide-limit', object: id })).toBe(1);
  await t.announce();
  expect(await Messages.countDocuments({ kind: 'limited', 'link.id': id })).toBe(2);
  if (!decided.lifted) return;
  expect((await file('crowd-3')).status).toBe(201);
  // the same rejections do not limit again
  await rejected('crowd-3', 'dispatcher');
  expect(await mine('crowd-3')).toMatchObject({ lifted: true });
});

test('what a worker wrote before it died is heard of by the others when it is announced again', async () => {
  for (let i = 0; i < 3; i++) await rejected('crowd-6', 'dispatcher');
  const { trigger } = (await ReportLimits.findOne().sort({ _id: -1 }).lean()) ?? {};
  const heard = async () =>
    (await mongoose.connection.collection('snapshotVersions').findOne({ _id: 'report-limits' as never }))?.version;
  // the book of this process does not have it, as if it had been written elsewhere
  await ReportLimits.updateOne({ trigger }, { $set: { lifted: true } });
  await limitBook.touch();
  await ReportLimits.updateOne({ trigger }, { $set: { lifted: false } });
  const before = await heard();
  const report = await Reports.findOneAndUpdate(
    { 'history._id': trigger },
    { $inc: { announced: -1 }, $set: { pending: { until: new Date(0) } } },
  );
  expect(report).not.toBeNull();
  await t.announce();
  expect(await heard()).toBe(before + 1);
  expect(await ReportLimits.countDocuments({ trigger })).toBe(1);
  expect((await file('crowd-6')).body.code).toBe('report.limited');
});

test('a rejection taken back on appeal does not count', async () => {
  const first = await rejected('crowd-5', 'dispatcher');
  await rejected('crowd-5', 'dispatcher');
  const auth = await t.as('crowd-5');
  const { body } = await t.http.get(`/api/v1/reports/${first.number}`).set(auth);
  const asked = await move(t, auth, body, 'appeal', { text: '是真的' });
  expect((await move(t, await t.as('dispatcher'), asked.body, 'reopen')).status).toBe(200);
  await rejected('crowd-5', 'dispatcher');
  expect(await mine('crowd-5')).toBeNull();
});
