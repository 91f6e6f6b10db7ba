// Joint handling, supervision and referral on the real application: tasks with clocks of their own, who sees what, who may do what.
import { Messages } from '../../../server/notifications/model';
import { People } from '../../../server/people';
import { type ReportRecord, Reports } from '../../../server/reports';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { move, submit, upload } from '../../support/builders';

type Auth = { authorization: string };
let t: TestApp;
const auth: Record<string, Auth> = {};
beforeAll(async () => {
  t = await startTestApp();
  for (const who of [
    'resident',
    'neighbour',
    'chief',
    'handler',
    'head',
    'handler-shuiwu',
    'head-shuiwu',
    'handler-shizheng',
    'dispatcher',
    'vice-general',
    'vice-lucheng',
    'general',
    'dispatcher-532302',
  ])
    auth[who] = await t.as(who);
});
beforeEach(() => t.setTime(WORKING_TUESDAY));
afterAll(() => t.stop());

const as = (who: string): Auth => auth[who] ?? { authorization: '' };
const at = (clock: string, day = '2026-11-24') => t.setTime(new Date(`${day}T${clock}:00+08:00`).toISOString());
const read = async (number: string, who = 'resident') =>
  (await t.http.get(`/api/v1/reports/${number}`).set(as(who)).expect(200)).body;
const does = async (who: string, number: string, name: string, input: Record<string, unknown> = {}) =>
  move(t, as(who), await stored(number), name, { ...input });
const stored = async (number: string) => {
  const found = await Reports.findOne({ number }).lean<ReportRecord>();
  if (!found) throw new Error(number);
  return found;
};
const toldOf = async (number: string, kind: string) => {
  await t.announce();
  const rows = await Messages.find({ report: number, kind }).lean();
  const people = await People.find({ _id: { $in: rows.map((row) => row.person) } }).lean();
  return people.map((p) => p.openid.replace('demo:', '')).sort();
};
const CHENGGUAN = 'department:532301-chengguan';
const SHUIWU = 'department:532301-shuiwu';

/** a case of the street chief in which two departments were asked */
const jointCase = async (over: Record<string, unknown> = {}) => {
  const { number } = await submit(t, as('resident'), over);
  await does('chief', number, 'accept').then((reply) => expect(reply.status).toBe(200));
  for (const [assignee, text] of [
    [CHENGGUAN, '清走堵在河口的垃圾'],
    [SHUIWU, '打捞并查看水闸'],
  ])
    expect((await does('chief', number, 'joint-add', { assignee, text })).status).toBe(200);
  return number;
};
const tasksOf = async (number: string) => (await stored(number)).joint.map(({ _id }) => String(_id));

describe('joint handling', () => {
  test('everybody sees who works on what, in plain words; clocks are for those concerned', async () => {
    const number = await jointCase();
    const [seen, own, staff] = [await read(number, 'neighbour'), await read(number), await read(number, 'chief')];
    for (const view of [seen, own])
      expect(view.joint).toMatchObject([
        { department: '楚雄市城市管理局', ask: '清走堵在河口的垃圾', stateText: '正在办', clock: null, mine: false },
        { department: '楚雄市水务局', ask: '打捞并查看水闸', stateText: '正在办', clock: null, mine: false },
      ]);
    expect(staff.joint[0].clock).toMatchObject({ state: 'running', dueAt: '2026-11-24T08:00:00.000Z' });
    expect(staff.responsible.key).toBe('area:532301101-s01');
    expect(await toldOf(number, 'cooperate')).toEqual(['handler', 'handler-shuiwu', 'head', 'head-shuiwu']);
    expect(await toldOf(number, 'others-join')).toEqual(['resident']);
  });

  test('the case is resolved when all have answered or were released, not before', async () => {
    const number = await jointCase();
    const [first, second] = await tasksOf(number);
    expect((await read(number, 'chief')).can).toMatchObject({ resolve: false, 'joint-release': true });
    const early = await does('chief', number, 'resolve', { text: '都弄好了' });
    expect([early.status, early.body.code]).toEqual([409, 'report.joint-unanswered']);

    const photo = await upload(t, as('handler'));
    const answered = await does('handler', number, 'joint-answer', {
      task: first,
      text: '清出两车垃圾',
      photos: [photo],
    });
    expect(answered.status).toBe(200);
    expect(answered.body.timeline.at(-1)).toMatchObject({ to: '楚雄市城市管理局', text: '清出两车垃圾' });
    expect(answered.body.timeline.at(-1).photos).toHaveLength(1);
    expect((await does('chief', number, 'resolve', { text: '都弄好了' })).body.code).toBe('report.joint-unanswered');
    expect((await does('chief', number, 'joint-release', { task: second, text: '水闸不用动' })).status).toBe(200);
    expect((await does('chief', number, 'resolve', { text: '都弄好了' })).status).toBe(200);

    const { joint, facts } = await stored(number);
    expect(joint.map(({ state }) => state)).toEqual(['answered', 'released']);
    // the sum of sub-results: every task ended by exactly one entry of the history
    const { history } = await stored(number);
    for (const task of joint) expect(history.filter((e) => String(e._id) === String(task.entry))).toHaveLength(1);
    expect(facts.jointOpen).toBe(0);
    expect(await toldOf(number, 'joint-answered')).toEqual(['chief', 'deputy']);
    expect(await toldOf(number, 'joint-released')).toEqual(['handler-shuiwu', 'head-shuiwu']);
  });

  test('a department does its own task, nobody else’s, and only once', async () => {
    const number = await jointCase();
    const [first, second] = await tasksOf(number);
    const other = await does('handler', number, 'joint-answer', { task: second, text: '替你们办了' });
    expect([other.status, other.body.code]).toEqual([422, 'report.task-unknown']);
    for (const who of ['chief', 'dispatcher', 'resident', 'neighbour', 'handler-shizheng'])
      expect((await does(who, number, 'joint-answer', { task: first, text: '办了' })).body.code).toBe(
        'report.move-not-yours',
      );
    expect((await does('handler', number, 'joint-answer', { task: first, text: '办了' })).status).toBe(200);
    const again = await does('head', number, 'joint-answer', { task: first, text: '也办了' });
    expect(again.status).toBe(409);
    expect((await does('chief', number, 'joint-release', { task: first, text: '不用了' })).body.code).toBe(
      'report.task-unknown',
    );
    for (const who of ['handler', 'handler-shuiwu'])
      expect((await does(who, number, 'joint-release', { task: second, text: '不用了' })).body.code).toBe(
        'report.move-not-yours',
      );
  });

  test('only departments, each once at a time, never the lead itself', async () => {
    const { number } = await submit(t, as('resident'));
    await does('chief', number, 'accept');
    const ask = (assignee: string) => does('chief', number, 'joint-add', { assignee, text: '来帮忙' });
    expect((await ask('area:532301101-s02')).body.code).toBe('report.assignee-unknown');
    expect((await ask('department:nothing')).body.code).toBe('report.assignee-unknown');
    expect((await ask(CHENGGUAN)).status).toBe(200);
    expect((await ask(CHENGGUAN)).body.code).toBe('report.joint-already');
    const [task] = await tasksOf(number);
    await does('handler', number, 'joint-answer', { task, text: '办了' });
    expect((await ask(CHENGGUAN)).status).toBe(200);
    expect((await does('neighbour', number, 'joint-add', { assignee: SHUIWU, text: '来' })).body.code).toBe(
      'report.move-not-yours',
    );
  });

  test('a private case: who cooperates sees it and its task, not what staff write to each other; released, no more', async () => {
    const number = await jointCase({ visibility: 'private' });
    await does('chief', number, 'note', { text: '上报人住三楼' });
    const theirs = await read(number, 'handler-shuiwu');
    expect(theirs).toMatchObject({ reporter: null, myTask: { department: '楚雄市水务局', mine: true } });
    expect(theirs.joint.map((task: { clock: object | null }) => task.clock !== null)).toEqual([false, true]);
    expect(theirs.timeline.some((e: { move: string }) => e.move === 'note')).toBe(false);
    expect(theirs.coarse).toBe(false);
    expect((await t.http.get(`/api/v1/reports/${number}`).set(as('handler-shizheng'))).status).toBe(404);
    const [, task] = await tasksOf(number);
    await does('chief', number, 'joint-release', { task, text: '不用了' });
    expect((await t.http.get(`/api/v1/reports/${number}`).set(as('handler-shuiwu'))).status).toBe(404);
  });

  test('the desk of a department shows what it is asked for', async () => {
    const number = await jointCase();
    const desk = async () =>
      (await t.http.get('/api/v1/desk/reports?scope=cooperating').set(as('handler-shuiwu')).expect(200)).body.items;
    const found = (await desk()).find((item: { number: string }) => item.number === number);
    expect(found.myTask).toMatchObject({ ask: '打捞并查看水闸', clock: { state: 'running' } });
    const [, task] = await tasksOf(number);
    await does('handler-shuiwu', number, 'joint-answer', { task, text: '捞了' });
    expect((await desk()).map((item: { number: string }) => item.number)).not.toContain(number);
  });

  test('each task is reminded of, runs out and climbs by itself, once, whatever the number of processes', async () => {
    const number = await jointCase();
    await does('chief', number, 'transfer', { assignee: 'area:532301101-s02', text: '路段在那边' });
    const [, task] = await tasksOf(number);
    await does('handler-shuiwu', number, 'joint-answer', { task, text: '捞了' });
    const steps = async () =>
      (await stored(number)).history.filter((e) => e.move.startsWith('joint-') && e.person === null).map((e) => e.move);
    const both = async () => void (await Promise.all([t.tick(), t.tick(), t.tick()]));
    at('11:59');
    await both();
    expect(await steps()).toEqual([]);
    at('12:00');
    await both();
    expect(await steps()).toEqual(['joint-remind']);
    at('16:00');
    await both();
    expect(await steps()).toEqual(['joint-remind', 'joint-overdue']);
    expect((await stored(number)).joint[0]?.escalatedTo).toEqual(['head:532301-chengguan']);
    at('18:00');
    await both();
    expect(await steps()).toEqual(['joint-remind', 'joint-overdue', 'joint-escalate']);
    const late = await t.http.get('/api/v1/desk/reports?scope=joint-late').set(as('vice-lucheng')).expect(200);
    expect(late.body.items.map((item: { number: string }) => item.number)).toContain(number);
    expect(await toldOf(number, 'escalated')).toContain('vice-lucheng');
    const [first] = await tasksOf(number);
    await does('handler', number, 'joint-answer', { task: first, text: '清了' });
    at('18:00', '2026-11-30');
    await both();
    expect(await steps()).toEqual(['joint-remind', 'joint-overdue', 'joint-escalate']);
    expect((await stored(number)).jointEscalatedTo).toBeUndefined();
  });

  test('while the case is suspended its tasks stand still', async () => {
    const number = await jointCase();
    await does('chief', number, 'request-suspension', { text: '等天晴', reason: 'season', date: '2026-11-26' });
    await does('dispatcher', number, 'grant-suspension', { text: '', date: '2026-11-26' });
    at('18:00');
    await t.tick();
    expect((await stored(number)).history.some((e) => e.move === 'joint-overdue')).toBe(false);
    at('08:00', '2026-11-26');
    await t.tick();
    const after = await stored(number);
    expect(after.state).toBe('handling');
    // four working hours were asked for, and none had passed
    expect(after.joint[0]?.clock.dueAt.toISOString()).toBe('2026-11-26T04:00:00.000Z');
  });

  test('five answers at once from one department: one is taken', async () => {
    const number = await jointCase();
    const [task] = await tasksOf(number);
    const report = await stored(number);
    const replies = await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        move(t, as(i % 2 ? 'head' : 'handler'), report, 'joint-answer', { task, text: `第 ${i} 次` }),
      ),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(4);
  });
});

describe('supervision', () => {
  test('a chief orders, an answer is owed by the day named, and its absence is told', async () => {
    const { number } = await submit(t, as('resident'));
    await does('chief', number, 'accept');
    for (const who of ['chief', 'dispatcher', 'resident', 'handler'])
      expect((await does(who, number, 'supervise', { text: '快办', date: '2026-11-25' })).body.code).toBe(
        'report.move-not-yours',
      );
    expect((await does('vice-general', number, 'supervise', { text: '快办', date: '2027-11-25' })).body.code).toBe(
      'report.date-out-of-range',
    );
    const ordered = await does('vice-general', number, 'supervise', { text: '请查明原因', date: '2026-11-25' });
    expect(ordered.body.facts.supervision).toMatchObject({ state: 'owed', by: '楚雄市副总街长 普建华' });
    expect(await toldOf(number, 'supervised')).toEqual(['chief', 'deputy']);
    expect((await does('general', number, 'supervise', { text: '我也督', date: '2026-11-25' })).body.code).toBe(
      'report.asked-already',
    );
    const scope = await t.http.get('/api/v1/desk/reports?scope=supervised').set(as('general')).expect(200);
    expect(scope.body.items.map((item: { number: string }) => item.number)).toContain(number);

    at('18:00', '2026-11-25');
    await Promise.all([t.tick(), t.tick()]);
    const late = await stored(number);
    expect(late.facts.supervision?.state).toBe('overdue');
    expect(late.history.filter((e) => e.move === 'supervision-overdue')).toHaveLength(1);
    expect(await toldOf(number, 'overdue')).toEqual(expect.arrayContaining(['chief', 'deputy', 'vice-general']));

    expect((await does('handler', number, 'answer-supervision', { text: '在办' })).body.code).toBe(
      'report.move-not-yours',
    );
    expect((await does('chief', number, 'answer-supervision', { text: '配件周四到' })).status).toBe(200);
    expect(await toldOf(number, 'supervision-answered')).toEqual(['vice-general']);
    expect((await does('chief', number, 'answer-supervision', { text: '再答' })).body.code).toBe(
      'report.nothing-to-decide',
    );
    expect((await does('general', number, 'supervise', { text: '再督', date: '2026-11-27' })).status).toBe(200);
    expect((await does('chief', number, 'resolve', { text: '修好了' })).status).toBe(200);
    expect((await stored(number)).facts.supervision?.state).toBe('answered');
  });
});

describe('referral', () => {
  const documents = [
    { name: '现场照片', copies: 6 },
    { name: '询问笔录', copies: 2 },
  ];
  test('document list, receipt, result; the case is seen by those concerned only', async () => {
    const { number } = await submit(t, as('resident'));
    await t.http.put(`/api/v1/reports/${number}/follow`).set(as('neighbour')).expect(200);
    await does('chief', number, 'accept');
    const bare = await does('chief', number, 'refer', { text: '涉嫌盗窃井盖', reason: 'police', documents: [] });
    expect([bare.status, Object.keys(bare.body.fields)]).toEqual([422, ['input.documents']]);
    expect((await does('resident', number, 'refer', { text: '移送', reason: 'police', documents })).body.code).toBe(
      'report.move-not-yours',
    );
    const sent = await does('chief', number, 'refer', { text: '涉嫌盗窃井盖', reason: 'police', documents });
    expect(sent.body.facts.referral).toMatchObject({ to: '公安机关', state: 'sent', documents });

    // nobody else finds it, by number or in lists
    for (const who of ['neighbour', 'dispatcher-532302'])
      expect((await t.http.get(`/api/v1/reports/${number}`).set(as(who))).status).toBe(404);
    expect((await t.http.get(`/api/v1/reports/${number}`)).status).toBe(404);
    const list = await t.http.get('/api/v1/reports?limit=50').expect(200);
    expect(list.body.items.map((item: { number: string }) => item.number)).not.toContain(number);
    // the reporter knows that, and to whom; documents and facts are for staff
    const own = await read(number);
    expect(own.facts.referral).toMatchObject({ to: '公安机关', documents: null });
    expect(own.timeline.at(-1)).toMatchObject({ title: '依法移送有关机关', reason: '公安机关', text: '' });
    await t.announce();
    const box = await Messages.find({ report: number, kind: 'referred' }).lean();
    expect(box.map(({ text }) => text)).toEqual(['']);
    expect(await toldOf(number, 'followed')).toEqual([]);

    expect((await does('chief', number, 'refer-result', { text: '立案', reason: 'filed' })).body.code).toBe(
      'report.nothing-to-decide',
    );
    expect((await does('chief', number, 'refer-receipt', { text: '楚公收〔2026〕18 号' })).status).toBe(200);
    expect((await does('chief', number, 'refer-result', { text: '补材料', reason: 'sent-back' })).status).toBe(200);
    expect((await stored(number)).facts.referral?.state).toBe('sent');
    await does('dispatcher', number, 'refer-receipt', { text: '楚公收〔2026〕21 号' });
    await does('chief', number, 'refer-result', { text: '楚公立字〔2026〕9 号', reason: 'filed' });
    expect((await read(number)).facts.referral.state).toBe('done');
    expect((await does('chief', number, 'refer', { text: '再移', reason: 'court', documents })).body.code).toBe(
      'report.referred-already',
    );
  });
});
