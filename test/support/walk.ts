// A random walk over the table of moves by random people against the real API, checked against the table after every step.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type ReportRecord, Reports } from '../../server/reports';
import { Followers } from '../../server/reports/followers';
import type { ReportView } from '../../shared/reports/contract';
import { tasksOf } from '../../shared/reports/facts';
import { type MoveName, moveRow, PERSON_MOVES, type PersonMove, stateAfter } from '../../shared/reports/moves';
import { ENDED_STATES, OPEN_STATES, type State } from '../../shared/reports/states';
import type { TestApp } from './app';
import { move, submit } from './builders';

const PEOPLE = [
  'resident',
  'volunteer',
  'neighbour',
  'chief',
  'deputy',
  'other-chief',
  'handler',
  'head',
  'handler-shuiwu',
  'vice-lucheng',
  'dispatcher',
  'inspector',
  'grid',
  'vice-general',
  'general',
] as const;
/** nobody needs a picture for these; results of the second are checked by somebody else */
const CATEGORIES = ['dead-animal', 'enforcement-conduct'] as const;
const ASSIGNEES = [
  'area:532301101-s01',
  'area:532301101-s02',
  'department:532301-chengguan',
  'department:532301-shuiwu',
] as const;
const HOUR = 3_600_000;
const NEVER_YEAR = 9999;

interface Pick {
  person: (typeof PEOPLE)[number];
  report: number;
  /** which of the buttons, or of all moves */
  choice: number;
  /** now and then something is tried that no button offers */
  forbidden: boolean;
  assignee: number;
  days: number;
  hours: number;
  score: number;
}
const pick: fc.Arbitrary<Pick> = fc.record({
  person: fc.constantFrom(...PEOPLE),
  report: fc.nat(4),
  choice: fc.nat(1000),
  forbidden: fc.integer({ min: 1, max: 8 }).map((n) => n === 1),
  assignee: fc.nat(3),
  days: fc.integer({ min: 1, max: 45 }),
  // most steps follow quickly; now and then a weekend goes by
  hours: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(4) }, fc.nat(80)),
  score: fc.integer({ min: 1, max: 5 }),
});

const NO_TASK = '0'.repeat(24);
/** Tasks that are open come first; what a report is merged into is another of the pool. */
const inputFor = (
  name: PersonMove,
  p: Pick,
  now: Date,
  condition: string,
  joint: ReportView['joint'],
  lead: string,
) => {
  const row = moveRow(name);
  return {
    text: '走一步',
    ...(row.assignee && { assignee: ASSIGNEES[p.assignee] }),
    ...(row.reasons && { reason: Object.keys(row.reasons)[p.choice % Object.keys(row.reasons).length] }),
    ...(row.date === 'required' && {
      date: new Date(now.getTime() + p.days * 24 * HOUR).toISOString().slice(0, 10),
    }),
    ...(row.condition && { condition }),
    ...(row.task && {
      task: (joint.find((task) => task.mine) ?? joint.find((task) => task.state === 'open'))?.id ?? NO_TASK,
    }),
    ...(row.lead && { lead }),
    ...(row.documents && { documents: [{ name: '材料', copies: 1 + (p.choice % 9) }] }),
  };
};

/** Steps that lead on are tried more often than words, so that walks get somewhere. */
const weighed = (names: readonly PersonMove[], state: State): PersonMove[] =>
  names.flatMap((name) => {
    const leads = stateAfter(name, state) !== state && !['withdraw', 'reject'].includes(name);
    // a referred case leaves the public for good: once in a while is enough
    if (name === 'refer') return [name];
    return Array.from(
      { length: leads ? 8 : ['note', 'reply', 'supplement', 'withdraw'].includes(name) ? 1 : 3 },
      () => name,
    );
  });

type Person = (typeof PEOPLE)[number];
/** Who could take it further; two steps of three are theirs, the third is anybody's. */
const whoCould = ({ state, party, tasks, cooperating = [] }: ReportRecord): readonly Person[] => {
  if (state === 'merged') return ['dispatcher', 'dispatcher', 'resident'];
  if (cooperating.length > 0) return ['handler', 'handler-shuiwu', 'chief', 'other-chief', 'head', 'dispatcher'];
  if (tasks.length > 0) return ['dispatcher', 'inspector', 'general', 'resident'];
  if (state === 'submitted' || state === 'returned') return ['dispatcher'];
  if (state === 'resolved' || state === 'closed' || state === 'rejected')
    return ['resident', 'inspector', 'dispatcher'];
  if (party.kind === 'department') return ['head', 'handler'];
  return party.key.endsWith('s01') ? ['chief', 'deputy'] : ['other-chief'];
};

const stored = async (number: string): Promise<ReportRecord> => {
  const found = await Reports.findOne({ number }).lean<ReportRecord>();
  if (!found) throw new Error(`report ${number} is gone`);
  return found;
};

/** Every task ended by one entry of the history, and nothing was resolved while one was owed. */
const checkJoint = (
  { joint, history, facts, cooperating }: ReportRecord,
  hold: (fact: boolean, what: string) => void,
) => {
  const open = joint.filter(({ state }) => state === 'open');
  hold(facts.jointOpen === open.length, 'as many answers are owed as tasks are open');
  hold((cooperating?.length ?? 0) === new Set(open.map(({ party }) => party.key)).size, 'whoever owes one finds it');
  hold(joint.length === history.filter(({ move: name }) => name === 'joint-add').length, 'one task for each request');
  for (const { state, entry } of joint)
    hold((state === 'open') === !history.some(({ _id }) => String(_id) === String(entry)), 'ended by an entry');
  let owed = 0;
  for (const { move: name } of history) {
    if (name === 'joint-add') owed++;
    else if (name === 'joint-answer' || name === 'joint-release') owed--;
    else if (name === 'reject' || name === 'withdraw') owed = 0;
    hold(name !== 'resolve' || owed === 0, 'resolved when all have answered');
  }
};

/** Numbers of followers are what the rows say, and whoever followed a merged report follows its lead. */
const checkFollowers = async (): Promise<void> => {
  const reports = await Reports.find().lean<ReportRecord[]>();
  const rows = await Followers.find().lean();
  const of = (id: unknown) => rows.filter(({ report }) => String(report) === String(id));
  const fail = (what: string, number: string) => {
    throw new Error(`${what} — ${number}`);
  };
  for (const report of reports) {
    const mine = of(report._id);
    const follow = mine.filter(({ kind }) => kind === 'follow').length;
    if (report.followers !== follow || report.seconds !== mine.length - follow) fail('followers differ', report.number);
    const merged = reports.filter(({ merged: into }) => String(into?.into) === String(report._id));
    if (merged.length !== report.facts.duplicates) fail('duplicates differ', report.number);
    for (const one of merged) {
      const lost = [...of(one._id).map(({ person }) => person), one.reporter].some(
        (person) =>
          String(person) !== String(report.reporter) && !mine.some((row) => String(row.person) === String(person)),
      );
      if (lost) fail('a follower was lost', one.number);
    }
  }
};

/** What a split must give back. */
const kept = async (report: ReportRecord) => {
  const rows = await Followers.find({ report: report._id }).sort({ _id: 1 }).lean();
  const { state, party, seenBy, open, public: shown, limits, overdue, escalatedTo, joint, tasks } = report;
  const facts = { ...report.facts, mergedFrom: null };
  return JSON.stringify({ state, party, seenBy, open, shown, limits, overdue, escalatedTo, joint, tasks, facts, rows });
};

/** What is true of every report at any time. */
export const checkReport = (report: ReportRecord, earlier: ReportRecord | undefined, now: Date): void => {
  const say = `${report.number} v${report.version} ${report.state}: ${report.history.map((e) => e.move).join(' ')}`;
  const hold = (fact: boolean, what: string) => {
    if (!fact) throw new Error(`${what} — ${say}`);
  };
  const { history, state, clock, party } = report;
  hold(report.version === history.length && history.at(-1)?.to === state, 'no state without history');
  history.forEach((entry, i) => {
    const before = history[i - 1];
    hold(before === undefined || entry.from === before.to, 'history is a chain');
    if (entry.move === 'submit') return;
    if (entry.move === 'rate') {
      hold(entry.from === 'resolved' && entry.to === 'closed', 'rating closes');
      return;
    }
    const row = moveRow(entry.move);
    hold(entry.from !== null && row.from.includes(entry.from), `${entry.move} is allowed from there`);
    const merged = history.slice(0, i).findLast(({ move: name }) => name === 'merge')?.from ?? undefined;
    hold(entry.from !== null && stateAfter(entry.move, entry.from, merged) === entry.to, `${entry.move} leads there`);
    if (entry.from !== entry.to && ENDED_STATES.includes(entry.from as (typeof ENDED_STATES)[number]))
      hold(row.when !== undefined, 'what has ended is reopened under a condition only');
  });
  if (earlier)
    hold(
      JSON.stringify(history.slice(0, earlier.history.length)) === JSON.stringify(earlier.history),
      'entries never change',
    );
  hold(report.open === OPEN_STATES.includes(state), 'open as its state says');
  if (report.open) {
    const waits = state === 'submitted' || state === 'returned';
    hold((party.kind === 'dispatcher') === waits, 'one responsible post, or the dispatcher’s desk');
    hold(party.key.length > 0 && clock !== null, 'a clock runs while something is owed');
  }
  if (clock) hold(clock.dueAt >= clock.startedAt && clock.startedAt <= now, 'clocks are never negative');
  hold(report.nextAt > now || report.nextAt.getUTCFullYear() === NEVER_YEAR, 'nothing due is left undone');
  hold(report.deskAt <= report.dueAt.getTime(), 'seconding only ever raises');
  const tasks = state === 'merged' ? [] : tasksOf(report.facts);
  hold(JSON.stringify(tasks) === JSON.stringify(report.tasks), 'tasks follow from facts');
  hold((state === 'merged') === (report.merged !== null), 'merged into another, or not merged');
  hold((state === 'merged') === (report.facts.mergedFrom !== null), 'a merged report knows where it came from');
  checkJoint(report, hold);
  hold(!(report.facts.auto && report.rating), 'closed by itself means not rated');
};

/** Walks `steps` steps with one seed. @returns how often each move was made */
export const walk = async (t: TestApp, steps: number, seed: number): Promise<Map<string, number>> => {
  const made = new Map<string, number>();
  let now = new Date('2026-11-24T02:00:00Z');
  const pool: { number: string; condition: string; last?: ReportRecord }[] = [];
  /** as they were when they were merged */
  const before = new Map<string, string>();
  const { body } = await t.http.get('/api/v1/categories').expect(200);
  const fresh = async (i: number) => {
    const category = CATEGORIES[i % CATEGORIES.length];
    const found = body.items.find((c: { id: string }) => c.id === category);
    const who = i % 2 === 0 ? 'resident' : 'volunteer';
    const report = await submit(t, await t.as(who), { category, visibility: 'public' });
    pool[i] = { number: report.number, condition: found.conditions[0].id };
  };
  t.setTime(now.toISOString());
  const tokens = Object.fromEntries(
    await Promise.all(PEOPLE.map(async (name) => [name, await t.as(name)] as const)),
  ) as Record<(typeof PEOPLE)[number], { authorization: string }>;
  for (let i = 0; i < 5; i++) await fresh(i);

  for (const p of fc.sample(pick, { numRuns: steps, seed })) {
    now = new Date(now.getTime() + p.hours * HOUR);
    t.setTime(now.toISOString());
    if (p.hours > 0) await t.tick();
    const target = pool[p.report];
    if (!target) continue;
    const likely = target.last && p.choice % 3 > 0 ? whoCould(target.last) : PEOPLE;
    const person = likely[PEOPLE.indexOf(p.person) % likely.length] ?? p.person;
    const auth = tokens[person];
    // residents follow what they see, by whatever number
    if (p.choice % 9 === 0)
      await t.http
        .put(`/api/v1/reports/${target.number}/${p.choice % 2 ? 'follow' : 'second'}`)
        .set(tokens[p.choice % 3 ? 'neighbour' : 'volunteer']);
    const raw = await stored(target.number);
    if (raw.state === 'merged') {
      const reply = await move(t, auth, raw, 'split', { text: '拆开' });
      if (reply.status !== (person === 'dispatcher' ? 200 : reply.status === 404 ? 404 : 403))
        throw new Error(`${person} split: ${reply.status} ${reply.body.code}`);
      if (reply.status === 200) {
        made.set('split', (made.get('split') ?? 0) + 1);
        const after = await stored(target.number);
        if ((await kept(after)) !== before.get(target.number)) throw new Error(`${target.number} came back changed`);
        checkReport(after, raw, now);
        target.last = after;
      }
      continue;
    }
    const seen = await t.http.get(`/api/v1/reports/${target.number}`).set(auth);
    if (seen.status === 404) continue;
    const can = PERSON_MOVES.filter((name) => seen.body.can[name]);
    const cannot = PERSON_MOVES.filter((name) => !seen.body.can[name]);
    const choices = p.forbidden || can.length === 0 ? cannot : weighed(can, seen.body.status);
    const name = choices[p.choice % choices.length];
    if (seen.body.can.rate && p.choice % 2 === 0) {
      await t.http
        .post(`/api/v1/reports/${target.number}/rating`)
        .set(auth)
        .send({ submissionId: randomUUID(), score: p.score, text: '评' })
        .expect(200);
      made.set('rate', (made.get('rate') ?? 0) + 1);
    } else if (name) {
      const lead = pool[(p.report + 1 + (p.choice % (pool.length - 1))) % pool.length]?.number ?? target.number;
      if (name === 'merge') before.set(target.number, await kept(raw));
      const reply = await move(
        t,
        auth,
        seen.body,
        name,
        inputFor(name, p, now, target.condition, seen.body.joint, lead),
      );
      const expected = can.includes(name) ? [200, 422] : [403, 409];
      // what is referred meets nothing that is public
      if (name === 'merge') expected.push(409);
      if (!expected.includes(reply.status))
        throw new Error(`${person} ${name} on ${seen.body.status}: ${reply.status} ${reply.body.code}`);
      if (reply.status === 200) made.set(name, (made.get(name) ?? 0) + 1);
      if (
        reply.status === 200 &&
        name !== 'split' &&
        reply.body.status !== stateAfter(name as MoveName, seen.body.status)
      )
        throw new Error(`${name} from ${seen.body.status} led to ${reply.body.status}`);
    }
    const after = await stored(target.number);
    checkReport(after, target.last, now);
    target.last = after;
    const stuck = after.state === 'withdrawn' || (!after.open && p.choice % 7 === 0);
    if (stuck || after.history.length > 40) await fresh(p.report);
  }
  await checkFollowers();
  for (const report of await Reports.find().lean<ReportRecord[]>())
    for (const { move: name } of report.history)
      if (!PERSON_MOVES.includes(name as PersonMove) && name !== 'rate') made.set(name, (made.get(name) ?? 0) + 1);
  return made;
};
