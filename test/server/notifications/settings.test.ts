import { Audit } from '../../../server/core/audit';
import { announcePending, Reports } from '../../../server/reports';
import { startTestApp, type TestApp } from '../../support/app';
import { move, submit } from '../../support/builders';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const change = async (who: string, kind: string, on: boolean) =>
  t.http
    .put('/api/v1/me/message-settings')
    .set(await t.as(who))
    .send({ kind, on });
const kindsOf = async (who: string, report: string) => {
  const { body } = await t.http.get('/api/v1/me/messages').set(await t.as(who));
  return body.items.filter((m: { report: string }) => m.report === report).map((m: { kind: string }) => m.kind);
};

test('a kind switched off is not written; on again, it is', async () => {
  const resident = await t.as('resident');
  const chief = await t.as('chief');
  const off = await change('resident', 'accepted', false);
  expect(off.body.items.find((i: { kind: string }) => i.kind === 'accepted')).toMatchObject({
    on: false,
    required: false,
  });
  const quiet = await submit(t, resident);
  await move(t, chief, quiet, 'accept').expect(200);
  await t.announce();
  expect(await kindsOf('resident', quiet.number)).toEqual([]);
  await change('resident', 'accepted', true);
  const loud = await submit(t, resident);
  await move(t, chief, loud, 'accept').expect(200);
  await t.announce();
  expect(await kindsOf('resident', loud.number)).toEqual(['accepted']);
});

test('tasks of an office cannot be switched off', async () => {
  const reply = await change('chief', 'overdue', false);
  expect([reply.status, reply.body.code]).toEqual([422, 'message.kind-required']);
  expect((await change('chief', 'gossip', false)).status).toBe(422);
});

test('what fails is tried again later, does not hold up the others, and is listed for the administrator', async () => {
  const resident = await t.as('resident');
  const [bad, good] = [await submit(t, resident), await submit(t, resident)];
  const heard: string[] = [];
  const flaky = async ({ report }: { report: { number: string } }) => {
    if (report.number === bad.number) throw new Error('channel is down');
    heard.push(report.number);
  };
  await announcePending([flaky]);
  expect(heard).toEqual([good.number]);
  const list = async (who: string) => t.http.get('/api/v1/deliveries/failed').set(await t.as(who));
  expect((await list('dispatcher')).body.code).toBe('post.not-held');
  expect((await list('admin')).body.items).toEqual([
    { kind: 'report', id: bad.number, tries: 1, problem: 'channel is down', nextTryAt: expect.any(String), waiting: 1 },
  ]);
  // not before its time
  expect(await t.announce()).toBe(0);
  const first = await Reports.findOne({ number: bad.number }).lean();
  const retry = async (number: string) =>
    t.http.post(`/api/v1/deliveries/failed/report/${number}/retry`).set(await t.as('admin'));
  expect((await retry(good.number)).body.code).toBe('delivery.not-found');
  await retry(bad.number);
  await announcePending([flaky]);
  const second = await Reports.findOne({ number: bad.number }).lean();
  const wait = (report: typeof first) => (report?.pending?.until.getTime() ?? 0) - Date.now();
  expect(second?.pending?.tries).toBe(2);
  expect(wait(second)).toBeGreaterThan(wait(first));
  await retry(bad.number);
  expect(await t.announce()).toBe(1);
  expect((await list('admin')).body.items).toEqual([]);
  const acts = await Audit.find({ act: 'retry-delivery' }).lean();
  expect(acts.map(({ object, label }) => [object, label])).toEqual(
    Array(2).fill([`report ${bad.number}`, '楚雄彝族自治州管理员 管**']),
  );
});
