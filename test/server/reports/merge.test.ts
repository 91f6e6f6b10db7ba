// Duplicates: suggested, merged and split on the real application. What a split gives back is compared field by field.
import { randomUUID } from 'node:crypto';
import { Messages } from '../../../server/notifications/model';
import { People } from '../../../server/people';
import { type ReportRecord, Reports } from '../../../server/reports';
import { Followers } from '../../../server/reports/followers';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { DEMO_PLACE, move, submit } from '../../support/builders';

type Auth = { authorization: string };
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
beforeEach(() => t.setTime(WORKING_TUESDAY));
afterAll(() => t.stop());

const at = (clock: string, day = '2026-11-24') => t.setTime(new Date(`${day}T${clock}:00+08:00`).toISOString());
const stored = async (number: string) => {
  const found = await Reports.findOne({ number }).lean<ReportRecord>();
  if (!found) throw new Error(number);
  return found;
};
const does = async (who: string, number: string, name: string, input: object = {}, moveId: string = randomUUID()) =>
  move(t, await t.as(who), await stored(number), name, { ...input }, moveId);
const read = async (number: string, who: string) => t.http.get(`/api/v1/reports/${number}`).set(await t.as(who));
const bond = async (who: string, number: string, kind: string, method: 'put' | 'delete' = 'put') =>
  t.http[method](`/api/v1/reports/${number}/${kind}`)
    .set(await t.as(who))
    .expect(200);
const two = async () => {
  const lead = await submit(t, await t.as('resident'));
  const other = await submit(t, await t.as('neighbour'));
  return [lead.number, other.number] as [string, string];
};
const rowsOf = async (number: string) => {
  const rows = await Followers.find({ report: (await stored(number))._id }).lean();
  const people = await People.find({ _id: { $in: rows.map(({ person }) => person) } }).lean();
  const name = new Map(people.map((p) => [String(p._id), p.openid.replace('demo:', '')]));
  return rows.map(({ person, kind }) => `${name.get(String(person))} ${kind}`).sort();
};
const exact = async (number: string) => {
  const report = await stored(number);
  const rows = await rowsOf(number);
  expect([report.followers, report.seconds]).toEqual([
    rows.filter((row) => row.endsWith('follow')).length,
    rows.filter((row) => row.endsWith('second')).length,
  ]);
  expect(report.version).toBe(report.history.length);
  return rows;
};

test('the merged number resolves to the lead, with one timeline, for whoever had it', async () => {
  const [lead, other] = await two();
  await bond('volunteer', other, 'second');
  const merged = await does('dispatcher', other, 'merge', { lead, text: '同一只猫' });
  expect(merged.body).toMatchObject({ number: other, status: 'merged', mergedInto: lead, responsible: null });

  for (const who of ['neighbour', 'volunteer', 'chief', 'dispatcher']) {
    const { status, body } = await read(other, who);
    expect([status, body.number, body.askedAs]).toEqual([200, lead, other]);
    expect(body.timeline.map((e: { move: string }) => e.move)).toEqual(['submit', 'submit', 'absorb']);
    expect(body.timeline[1]).toMatchObject({ of: other, title: '另一位居民上报了同一问题', text: '路边有一只死猫' });
    expect(body.joined.length).toBe(['chief', 'dispatcher'].includes(who) ? 1 : 0);
  }
  expect((await t.http.get(`/api/v1/reports/${other}`).expect(200)).body.number).toBe(lead);
  const list = await t.http.get('/api/v1/reports?limit=50').expect(200);
  const numbers = list.body.items.map((item: { number: string }) => item.number);
  expect([numbers.includes(lead), numbers.includes(other)]).toEqual([true, false]);
  const mine = await t.http.get('/api/v1/me/reports').set(await t.as('neighbour'));
  expect(mine.body.items[0]).toMatchObject({ number: other, statusLabel: '已并案', mergedInto: lead });

  await t.announce();
  const told = await Messages.find({ kind: 'merged', report: other }).lean();
  expect(told).toHaveLength(1);
  // what happens to the lead reaches everybody who waited for either
  await does('chief', lead, 'accept');
  await t.announce();
  const followed = await Messages.find({ kind: 'followed', report: lead }).lean();
  const people = await People.find({ _id: { $in: followed.map(({ person }) => person) } }).lean();
  expect(people.map(({ openid }) => openid).sort()).toEqual(['demo:neighbour', 'demo:volunteer']);
  expect((await t.http.get('/api/v1/me/messages').set(await t.as('neighbour'))).status).toBe(200);
});

test('when the lead is referred, who reported the merged one still finds their own, and nobody else finds either', async () => {
  const [lead, other] = await two();
  await bond('volunteer', other, 'second');
  await does('dispatcher', other, 'merge', { lead, text: '同一只猫' });
  await does('chief', lead, 'accept');
  const documents = [{ name: '现场照片', copies: 1 }];
  expect((await does('chief', lead, 'refer', { text: '涉嫌投毒', reason: 'police', documents })).status).toBe(200);
  const own = await read(other, 'neighbour');
  expect([own.status, own.body.number, own.body.status, own.body.askedAs]).toEqual([200, other, 'merged', null]);
  expect(JSON.stringify(own.body)).not.toContain('投毒');
  expect((await read(lead, 'neighbour')).status).toBe(404);
  expect((await read(other, 'chief')).body).toMatchObject({ number: lead, askedAs: other });
  for (const number of [lead, other])
    for (const who of ['volunteer', 'crowd-1']) expect((await read(number, who)).status).toBe(404);
  for (const kind of ['follow', 'second'])
    expect((await t.http.put(`/api/v1/reports/${other}/${kind}`).set(await t.as('volunteer'))).status).toBe(404);
});

test('following by the old number follows the lead', async () => {
  const [lead, other] = await two();
  await does('dispatcher', other, 'merge', { lead });
  await bond('volunteer', other, 'follow');
  expect(await exact(lead)).toEqual(['neighbour follow', 'volunteer follow']);
});

test('followers are united without doubles, and a split gives each report its own back', async () => {
  const [lead, other] = await two();
  const third = (await submit(t, await t.as('volunteer'))).number;
  const setUp: [string, string, string][] = [
    ['crowd-1', lead, 'follow'],
    ['crowd-1', other, 'follow'],
    ['crowd-2', other, 'follow'],
    ['crowd-2', other, 'second'],
    ['crowd-2', third, 'second'],
    ['crowd-3', third, 'follow'],
    ['resident', other, 'follow'],
    ['resident', third, 'second'],
  ];
  for (const [who, number, kind] of setUp) await bond(who, number, kind);
  const before = new Map(await Promise.all([lead, other, third].map(async (n) => [n, await exact(n)] as const)));
  const { deskAt } = await stored(lead);

  await does('dispatcher', other, 'merge', { lead });
  await does('dispatcher', third, 'merge', { lead });
  expect(await exact(lead)).toEqual([
    'crowd-1 follow',
    'crowd-2 follow',
    'crowd-2 second',
    'crowd-3 follow',
    'neighbour follow',
    'volunteer follow',
  ]);
  expect((await stored(lead)).facts.duplicates).toBe(2);
  // one who came twice stays when one of the two goes; one who chose the lead meanwhile stays for good
  await bond('crowd-3', lead, 'follow');
  await does('dispatcher', other, 'split', { text: '不是同一处' });
  expect(await exact(lead)).toEqual(['crowd-1 follow', 'crowd-2 second', 'crowd-3 follow', 'volunteer follow']);
  await does('dispatcher', third, 'split', { text: '也不是' });
  expect(await exact(lead)).toEqual([...(before.get(lead) ?? []), 'crowd-3 follow'].sort());
  for (const number of [other, third]) expect(await exact(number)).toEqual(before.get(number));
  const after = await stored(lead);
  expect([after.facts.duplicates, after.deskAt]).toEqual([0, deskAt]);
});

describe('a split restores state, party, promise and what was left of the clock', () => {
  const same = (report: ReportRecord) => {
    const { state, party, seenBy, public: shown, open, tasks, overdue, escalatedTo, handledBy, rating } = report;
    return { state, party, seenBy, shown, open, tasks, overdue, escalatedTo, handledBy, rating };
  };
  const prepare: Record<string, (number: string) => Promise<unknown>> = {
    assigned: async () => undefined,
    handling: (number) => does('chief', number, 'accept'),
    returned: (number) => does('chief', number, 'return', { text: '不归我' }),
    'handling, extension asked': async (number) => {
      await does('chief', number, 'accept');
      await does('chief', number, 'request-extension', { text: '等配件', date: '2026-11-27' });
    },
    suspended: async (number) => {
      await does('chief', number, 'accept');
      await does('chief', number, 'request-suspension', { text: '等天晴', reason: 'season', date: '2026-11-25' });
      await does('dispatcher', number, 'grant-suspension', { text: '', date: '2026-11-25' });
    },
  };
  test.each(Object.keys(prepare))('%s', async (name) => {
    const [lead, other] = await two();
    await prepare[name]?.(other);
    at('11:00');
    await t.tick();
    const before = await stored(other);
    await does('dispatcher', other, 'merge', { lead });
    expect((await stored(other)).tasks).toEqual([]);
    // a day and two working hours pass: nothing is due on what is merged
    at('16:00', '2026-11-25');
    await t.tick();
    const merged = await stored(other);
    expect(merged.history.length).toBe(before.history.length + 1);
    await does('dispatcher', other, 'split', { text: '不是同一处' });
    const after = await stored(other);
    expect(same(after)).toEqual(same(before));
    expect({ ...after.facts }).toEqual({ ...before.facts });
    expect(after.merged).toBeNull();
    if (name === 'suspended') {
      // its day came while it was merged: it goes on at once
      await t.tick();
      expect((await stored(other)).state).toBe('handling');
      return;
    }
    // ten working hours stood still (11–12, 14–18, 8–12, 14–16 are eleven less the one before): the clock ends that much later
    const worked = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 3_600_000;
    expect(worked('2026-11-24T00:00:00Z', '2026-11-24T01:00:00Z')).toBe(1);
    expect(after.clock?.rung).toBe(before.clock?.rung);
    expect(after.clock?.startedAt).toEqual(before.clock?.startedAt);
    expect((after.clock?.dueAt.getTime() ?? 0) > (before.clock?.dueAt.getTime() ?? 0)).toBe(
      (before.clock?.dueAt ?? 0) > new Date('2026-11-24T03:00:00Z'),
    );
    expect(after.deskAt).toBe(after.dueAt.getTime());
  });

  test('two working hours were left at 11:00, so are they after the split', async () => {
    const [lead, other] = await two();
    await does('chief', other, 'accept');
    at('11:00');
    await does('dispatcher', other, 'merge', { lead });
    at('15:00', '2026-11-25');
    await does('dispatcher', other, 'split', { text: '不是同一处' });
    // accepted at 10:00 with four working hours, three were left
    expect((await stored(other)).clock?.dueAt.toISOString()).toBe('2026-11-25T10:00:00.000Z');
    expect((await stored(other)).resolveBy.toISOString()).toBe('2026-11-25T10:00:00.000Z');
  });
});

test('what cannot be merged says why', async () => {
  const [lead, other] = await two();
  const hidden = (await submit(t, await t.as('volunteer'), { visibility: 'private' })).number;
  const tries: [string, string, string, string][] = [
    ['chief', other, lead, 'report.move-not-yours'],
    ['resident', other, lead, 'report.move-not-yours'],
    ['dispatcher', other, other, 'report.merge-lead'],
    ['dispatcher', other, '532301-261124-000000-0', 'report.merge-lead'],
    ['dispatcher', hidden, lead, 'report.merge-private'],
    ['dispatcher', other, hidden, 'report.merge-private'],
  ];
  for (const [who, number, into, code] of tries)
    expect((await does(who, number, 'merge', { lead: into })).body.code).toBe(code);
  expect((await read(hidden, 'neighbour')).status).toBe(404);

  await does('dispatcher', other, 'merge', { lead });
  const third = (await submit(t, await t.as('volunteer'))).number;
  expect((await does('dispatcher', third, 'merge', { lead: other })).body.code).toBe('report.merge-lead');
  expect((await does('dispatcher', lead, 'merge', { lead: third })).body.code).toBe('report.merge-busy');
  // others wait for it: who reported the lead cannot take it back alone
  expect((await does('resident', lead, 'withdraw')).body.code).toBe('report.others-joined');
  for (const name of ['accept', 'withdraw', 'urge', 'reply'])
    expect([403, 409]).toContain((await does('neighbour', other, name, { text: '说' })).status);
});

test('a lead of another county is refused, and its dispatcher cannot merge here', async () => {
  const [, other] = await two();
  expect((await does('dispatcher-532302', other, 'merge', { lead: other })).status).toBe(403);
});

describe('several at once', () => {
  const batch = async (who: string, lead: string, numbers: string[], batchId: string = randomUUID()) =>
    t.http
      .post('/api/v1/desk/merges')
      .set(await t.as(who))
      .send({
        batchId,
        lead,
        text: '三位居民说的是同一处',
        reports: await Promise.all(
          numbers.map(async (number) => ({ number, version: (await stored(number)).version })),
        ),
      });

  test('all or none, and the same batch again changes nothing', async () => {
    const [lead, other] = await two();
    const third = (await submit(t, await t.as('volunteer'))).number;
    const id = randomUUID();
    expect((await batch('dispatcher', lead, [other, third], id)).body).toEqual({ lead, merged: 2 });
    expect((await batch('dispatcher', lead, [other, third], id)).body).toEqual({ lead, merged: 2 });
    expect((await stored(lead)).facts.duplicates).toBe(2);
    expect((await stored(lead)).history.filter((e) => e.move === 'absorb')).toHaveLength(2);

    const [next, fourth] = await two();
    const refused = await batch('dispatcher', next, [fourth, third]);
    expect([refused.status, refused.body.code]).toEqual([409, 'report.move-not-allowed']);
    expect((await stored(fourth)).state).toBe('assigned');
    for (const who of ['resident', 'chief', 'handler', 'inspector', 'general', 'admin'])
      expect((await batch(who, next, [fourth])).body.code).toBe('post.not-held');
    expect((await batch('dispatcher-532302', next, [fourth])).status).toBe(403);
  });

  test('races of merge, split and step: one wins, nothing is half merged', async () => {
    for (let round = 0; round < 4; round++) {
      const [lead, other] = await two();
      const third = (await submit(t, await t.as('volunteer'))).number;
      await bond('crowd-1', other, 'follow');
      const report = await stored(other);
      const dispatcher = await t.as('dispatcher');
      const replies = await Promise.all([
        move(t, dispatcher, report, 'merge', { lead }),
        move(t, dispatcher, report, 'merge', { lead: third }),
        move(t, await t.as('chief'), report, 'accept'),
        bond('crowd-2', other, 'follow'),
      ]);
      expect(replies.slice(0, 3).filter(({ status }) => status === 200)).toHaveLength(1);
      const after = await stored(other);
      const leads = await Promise.all([lead, third].map(stored));
      expect(leads.reduce((sum, one) => sum + one.facts.duplicates, 0)).toBe(after.state === 'merged' ? 1 : 0);
      for (const number of [lead, other, third]) await exact(number);
      const followed = (await Promise.all([lead, other, third].map(rowsOf))).flat();
      for (const who of ['crowd-1', 'crowd-2']) expect(followed).toContain(`${who} follow`);
      if (after.state !== 'merged') continue;
      const splits = await Promise.all([1, 2, 3].map(() => move(t, dispatcher, after, 'split', { text: '拆' })));
      expect(splits.filter(({ status }) => status === 200)).toHaveLength(1);
      expect((await Promise.all([lead, third].map(stored))).map(({ facts }) => facts.duplicates)).toEqual([0, 0]);
      for (const number of [lead, other, third]) await exact(number);
    }
  });
});

describe('suggested groups', () => {
  beforeAll(() => Reports.deleteMany({}));
  const shifted = (metres: number) => ({ ...DEMO_PLACE, lat: DEMO_PLACE.lat + metres / 111_000 });

  test('near, of the same or a sibling category, and recent; public ones only', async () => {
    const resident = await t.as('resident');
    const neighbour: Auth = await t.as('neighbour');
    const first = await submit(t, resident);
    at('10:20');
    const second = await submit(t, neighbour, { location: shifted(40) });
    await submit(t, neighbour, { location: shifted(300) });
    await submit(t, neighbour, { visibility: 'private' });
    await submit(t, neighbour, { description: '联系人 13812345678' });
    await submit(t, neighbour, { category: 'noise-life', description: '很吵' });
    const groups = await t.http.get('/api/v1/desk/similar').set(await t.as('dispatcher'));
    expect(groups.body.items).toHaveLength(1);
    expect(groups.body.items[0]).toMatchObject({
      lead: { number: first.number },
      others: [{ number: second.number }],
    });
    expect(Math.abs(groups.body.items[0].metres - 40)).toBeLessThan(3);
    const near = await t.http.get(`/api/v1/reports/${first.number}/similar`).set(await t.as('dispatcher'));
    expect(near.body.items.map((item: { number: string }) => item.number)).toEqual([second.number]);
    expect((await t.http.get('/api/v1/desk/similar').set(await t.as('dispatcher-532302'))).body.items).toEqual([]);
    for (const who of ['resident', 'chief', 'inspector', 'general', 'admin'])
      expect((await t.http.get('/api/v1/desk/similar').set(await t.as(who))).status).toBe(403);
    expect((await t.http.get(`/api/v1/reports/${first.number}/similar`).set(await t.as('chief'))).status).toBe(403);
    expect((await t.http.get(`/api/v1/reports/${first.number}/similar`).set(neighbour)).status).toBe(403);
  });
});
