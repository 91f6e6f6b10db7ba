// What is blacked out or hidden is so wherever it was repeated: on a task of joint handling, on a chief's order, on the rung a case climbed
// to, and in the messages that were sent of it.
import { randomUUID } from 'node:crypto';
import { Messages } from '../../../server/notifications/model';
import { type ReportRecord, Reports } from '../../../server/reports';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { move, submit } from '../../support/builders';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
beforeEach(() => t.setTime(WORKING_TUESDAY));
afterAll(() => t.stop());

const stored = async (number: string) => {
  const found = await Reports.findOne({ number }).lean<ReportRecord>();
  if (!found) throw new Error(number);
  return found;
};
const does = async (who: string, number: string, name: string, input: object = {}) => {
  const reply = await move(t, await t.as(who), await stored(number), name, { ...input });
  expect([name, reply.status]).toEqual([name, 200]);
};
const act = async (number: string, body: object) => {
  const reply = await t.http
    .post(`/api/v1/reports/${number}/content`)
    .set(await t.as('dispatcher'))
    .send({ moveId: randomUUID(), version: (await stored(number)).version, ...body });
  expect([body, reply.status]).toEqual([body, 200]);
};
const redact = (number: string, piece: string, ...words: string[]) =>
  act(number, { act: 'redact', piece, reason: 'personal', words });
const read = async (number: string, who: string) =>
  (
    await t.http
      .get(`/api/v1/reports/${number}`)
      .set(await t.as(who))
      .expect(200)
  ).body;
const pieces = async (number: string): Promise<{ id: string; kind: string; text: string }[]> =>
  (
    await t.http
      .get(`/api/v1/reports/${number}/content`)
      .set(await t.as('dispatcher'))
      .expect(200)
  ).body.pieces;
const entryOf = async (number: string, name: string) => {
  const found = (await stored(number)).history.findLast((e) => e.move === name);
  if (!found) throw new Error(name);
  return found;
};
/** what everybody's boxes say of a report */
const told = async (number: string) => {
  await t.announce();
  return Messages.find({ report: number }).sort({ _id: 1 }).lean();
};
const follow = async (who: string, number: string) =>
  t.http
    .put(`/api/v1/reports/${number}/follow`)
    .set(await t.as(who))
    .expect(200);

test('what a department is asked for is hidden and blacked out with the entry that asked', async () => {
  const { number } = await submit(t, await t.as('resident'));
  await does('chief', number, 'accept');
  await does('chief', number, 'joint-add', { assignee: 'department:532301-shuiwu', text: '找三栋王小二开门' });
  const entry = await entryOf(number, 'joint-add');
  const piece = String(entry._id);
  await act(number, { act: 'hide', piece, reason: 'personal' });
  expect((await read(number, 'neighbour')).joint[0].ask).toBe('（内容已隐藏）');
  expect((await read(number, 'handler-shuiwu')).myTask.ask).toBe('找三栋王小二开门');
  await act(number, { act: 'restore', piece });
  expect((await read(number, 'neighbour')).joint[0].ask).toBe('找三栋王小二开门');
  await redact(number, piece, '王小二');
  for (const who of ['neighbour', 'handler-shuiwu', 'chief'])
    expect((await read(number, who)).joint[0].ask).toBe('找三栋■■■开门');
  expect(JSON.stringify(await stored(number))).not.toContain('王小二');
  await act(number, { act: 'restore', piece });
  expect((await stored(number)).joint[0]?.ask).toBe('找三栋王小二开门');
});

test('the name on a chief’s order goes with the name on the entry, and comes back with it', async () => {
  const { number } = await submit(t, await t.as('resident'));
  await does('vice-general', number, 'supervise', { text: '请查明', date: '2026-11-25' });
  const entry = await entryOf(number, 'supervise');
  const name = entry.label.split(' ').at(-1) ?? '';
  await redact(number, `by-${entry._id}`, name);
  expect((await read(number, 'neighbour')).facts.supervision.by).toMatch(/副总街长 ■+$/);
  expect(JSON.stringify(await stored(number))).not.toContain(name);
  await act(number, { act: 'restore', piece: `by-${entry._id}` });
  expect((await stored(number)).facts.supervision?.label).toBe(entry.label);
  // the name of an earlier order is not the one that stands on the case now
  await does('chief', number, 'answer-supervision', { text: '查明了' });
  await does('general', number, 'supervise', { text: '再查', date: '2026-11-26' });
  const second = await entryOf(number, 'supervise');
  await redact(number, `by-${entry._id}`, name);
  expect((await stored(number)).facts.supervision?.label).toBe(second.label);
});

test('the name of the rung a case climbed to is a piece, and stands on the case as it stands there', async () => {
  const { number } = await submit(t, await t.as('resident'));
  t.setTime('2026-11-24T03:00:00Z');
  await t.tick();
  const entry = await entryOf(number, 'overdue');
  const before = await stored(number);
  expect(before.escalatedLabel).toBe(entry.text.slice('已报'.length).replace(/（.*/, ''));
  const piece = String(entry._id);
  expect((await pieces(number)).find(({ id }) => id === piece)).toMatchObject({ kind: 'entry', text: entry.text });
  const name = before.escalatedLabel?.split('、')[0]?.split(' ').at(-1) ?? '';
  expect(name.length).toBeGreaterThan(1);
  await redact(number, piece, name);
  const after = await stored(number);
  expect(after.escalatedLabel).toBe(before.escalatedLabel?.split(name).join('■'.repeat(name.length)));
  expect((await entryOf(number, 'overdue')).text).toBe(entry.text.split(name).join('■'.repeat(name.length)));
  expect((await read(number, 'neighbour')).facts.escalatedTo).not.toContain(name);
  await act(number, { act: 'restore', piece });
  expect(await stored(number)).toMatchObject({ escalatedLabel: before.escalatedLabel });
});

describe('messages', () => {
  test('of the description and of a step, for staff and followers; names in titles too', async () => {
    const { number } = await submit(t, await t.as('resident'), { description: '赵大勇家门口有死猫' });
    await follow('neighbour', number);
    await does('chief', number, 'accept');
    await does('chief', number, 'reply', { text: '已联系赵大勇' });
    const before = await told(number);
    const [accepted, reply] = [await entryOf(number, 'accept'), await entryOf(number, 'reply')];
    const name = accepted.label.split(' ').at(-1) ?? '';
    expect(before.filter(({ text }) => text.includes('赵大勇')).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['assigned', 'replied', 'followed']),
    );
    await redact(number, 'text', '赵大勇');
    await redact(number, String(reply._id), '赵大勇');
    await redact(number, `by-${accepted._id}`, name);
    const after = (await told(number)).filter(({ kind }) => kind !== 'content-changed');
    expect(JSON.stringify(after)).not.toContain('赵大勇');
    expect(after.find(({ kind }) => kind === 'accepted')?.title).toMatch(/ ■+已受理/);
    // nothing else of them changed, and what is brought back is as it was
    expect(after.map(({ _id, kind, unread }) => [_id, kind, unread])).toEqual(
      before.map(({ _id, kind, unread }) => [_id, kind, unread]),
    );
    for (const piece of ['text', String(reply._id), `by-${accepted._id}`]) await act(number, { act: 'restore', piece });
    expect((await told(number)).filter(({ kind }) => kind !== 'content-changed')).toEqual(before);
  });

  test('what is hidden is hidden in followers’ boxes and nobody else’s', async () => {
    const { number } = await submit(t, await t.as('resident'));
    await follow('neighbour', number);
    await does('chief', number, 'accept');
    await does('chief', number, 'reply', { text: '某某某干的' });
    await told(number);
    const piece = String((await entryOf(number, 'reply'))._id);
    const texts = async () =>
      Object.fromEntries(
        (await told(number)).filter(({ entry }) => String(entry) === piece).map(({ kind, text }) => [kind, text]),
      );
    await act(number, { act: 'hide', piece, reason: 'abuse' });
    expect(await texts()).toEqual({ replied: '某某某干的', followed: '（内容已隐藏）' });
    await act(number, { act: 'restore', piece });
    expect(await texts()).toEqual({ replied: '某某某干的', followed: '某某某干的' });
  });

  test('words that wait for a moderator do not reach followers by message', async () => {
    const { number } = await submit(t, await t.as('resident'));
    await follow('neighbour', number);
    await does('chief', number, 'accept');
    await does('chief', number, 'resolve', { text: '清走了' });
    await does('resident', number, 'not-fixed', { text: '还在，打我电话 13812345678' });
    const rows = await told(number);
    const piece = String((await entryOf(number, 'not-fixed'))._id);
    const of = (kind: string) => rows.find((row) => row.kind === kind && String(row.entry) === piece)?.text;
    expect(of('followed')).toBe('（内容已隐藏）');
    expect(of('rework')).toContain('13812345678');
  });
});
