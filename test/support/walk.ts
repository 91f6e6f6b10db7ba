// A random walk over the table of moves by random people against the real API, checked against the table after every step.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type ReportRecord, Reports, reportSettings } from '../../server/reports';
import type { ReportView } from '../../shared/reports/contract';
import { type MoveName, moveRow, PERSON_MOVES, type PersonMove, stateAfter } from '../../shared/reports/moves';
import type { State } from '../../shared/reports/states';
import type { TestApp } from './app';
import { move, submit } from './builders';
import { Bonds, checkReport, kept } from './walk-checks';
import { type Hand, handOverIn } from './walk-hand-over';

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
/** one step in so many is an administrator's */
const HAND_OVER_EVERY = 40;

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

/** What several do together is what a walk is for; a referred case leaves the public for good, so once in a while is enough. */
const WEIGHTS: Partial<Record<PersonMove, number>> = {
  'joint-add': 10,
  'joint-answer': 12,
  'joint-release': 12,
  merge: 16,
  'answer-supervision': 6,
  refer: 2,
  'refer-receipt': 12,
  'refer-result': 12,
  accept: 16,
  resolve: 24,
  'not-fixed': 20,
  note: 1,
  reply: 1,
  supplement: 1,
  withdraw: 1,
  reject: 2,
};
/** Steps that lead on are tried more often than words, so that walks get somewhere. */
const weighed = (names: readonly PersonMove[], state: State): PersonMove[] =>
  names.flatMap((name) =>
    Array.from({ length: WEIGHTS[name] ?? (stateAfter(name, state) === state ? 3 : 8) }, () => name),
  );

type Person = (typeof PEOPLE)[number];
const RESIDENTS: readonly Person[] = ['neighbour', 'volunteer', 'resident', 'grid'];
/** Who could take it further; two steps of three are theirs, the third is anybody's. */
const whoCould = ({ state, party, tasks, cooperating = [] }: ReportRecord): readonly Person[] => {
  if (state === 'merged') return ['dispatcher', 'dispatcher', 'resident'];
  if (cooperating.length > 0) return ['handler', 'handler-shuiwu', 'chief', 'other-chief', 'head', 'dispatcher'];
  if (tasks.length > 0) return ['dispatcher', 'inspector', 'general', 'resident'];
  if (state === 'submitted' || state === 'returned') return ['dispatcher'];
  if (state === 'resolved' || state === 'closed' || state === 'rejected')
    return ['resident', 'inspector', 'dispatcher'];
  if (party.kind === 'department') return ['head', 'handler', 'dispatcher'];
  return party.key.endsWith('s01') ? ['chief', 'deputy', 'dispatcher'] : ['other-chief', 'other-chief', 'dispatcher'];
};

const stored = async (number: string): Promise<ReportRecord> => {
  const found = await Reports.findOne({ number }).lean<ReportRecord>();
  if (!found) throw new Error(`report ${number} is gone`);
  return found;
};

/**
 * Walks `steps` steps with one seed; after every one of them every report of the pool, what it is merged into, and whoever follows them
 * are looked at.
 * @returns how often each move was made
 */
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
  const handOf = async (name: string): Promise<Hand> => {
    const auth = await t.as(name);
    return { auth, personId: (await t.http.get('/api/v1/me').set(auth)).body.id };
  };
  const people = Object.fromEntries(
    await Promise.all([...PEOPLE, 'admin' as const].map(async (name) => [name, await handOf(name)] as const)),
  ) as Record<Person | 'admin', Hand>;
  const bonds = new Bonds();
  const weight = reportSettings.current().secondWeightMinutes * 60_000;
  const checkAll = async () => {
    const leads: string[] = [];
    for (const one of pool) {
      const report = await stored(one.number);
      checkReport(report, one.last, now);
      one.last = report;
      if (report.merged) leads.push(report.merged.number);
    }
    await bonds.check([...new Set([...pool.map(({ number }) => number), ...leads])], weight);
  };
  for (let i = 0; i < 5; i++) await fresh(i);

  for (const p of fc.sample(pick, { numRuns: steps, seed })) {
    now = new Date(now.getTime() + p.hours * HOUR);
    t.setTime(now.toISOString());
    if (p.hours > 0) await t.tick();
    const target = pool[p.report];
    if (!target) continue;
    const likely = target.last && p.choice % 3 > 0 ? whoCould(target.last) : PEOPLE;
    const person = likely[PEOPLE.indexOf(p.person) % likely.length] ?? p.person;
    const { auth } = people[person];
    const raw = await stored(target.number);
    // residents follow what they see, by whatever number
    if (p.choice % 4 === 0) {
      const kind = p.choice % 8 ? 'follow' : 'second';
      const who = people[RESIDENTS[p.score % RESIDENTS.length] ?? 'neighbour'];
      const { status } = await t.http.put(`/api/v1/reports/${target.number}/${kind}`).set(who.auth);
      if (status === 200) bonds.choose(raw.merged?.into ?? raw._id, who.personId, kind);
    }
    if (p.choice % HAND_OVER_EVERY === 7) {
      for (const report of await handOverIn(t, people, Math.floor(p.choice / HAND_OVER_EVERY), now))
        checkReport(report, undefined, now);
      await checkAll();
      continue;
    }
    if (raw.state === 'merged') {
      const reply = await move(t, auth, raw, 'split', { text: '拆开' });
      if (reply.status !== (person === 'dispatcher' ? 200 : reply.status === 404 ? 404 : 403))
        throw new Error(`${person} split: ${reply.status} ${reply.body.code}`);
      if (reply.status === 200) {
        made.set('split', (made.get('split') ?? 0) + 1);
        const after = await stored(target.number);
        const [was, is] = [before.get(target.number), await kept(after)];
        if (was !== is) throw new Error(`${target.number} came back changed: ${was} — ${is}`);
        await checkAll();
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
      if (name === 'merge') before.set(target.number, await kept(await stored(target.number)));
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
    await checkAll();
    const after = await stored(target.number);
    const stuck = after.state === 'withdrawn' || (!after.open && p.choice % 7 === 0);
    if (stuck || after.history.length > 40) await fresh(p.report);
  }
  // those that left the pool on the way as well
  const all = await Reports.find().lean<ReportRecord[]>();
  await bonds.check(
    all.map(({ number }) => number),
    weight,
  );
  for (const report of all)
    for (const { move: name } of report.history)
      if (!PERSON_MOVES.includes(name as PersonMove) && name !== 'rate') made.set(name, (made.get(name) ?? 0) + 1);
  return made;
};
