// What is true of every report at any time, and of those who follow it; asked after every step of a walk.
import { type ReportRecord, Reports } from '../../server/reports';
import { Followers } from '../../server/reports/followers';
import { tasksOf } from '../../shared/reports/facts';
import { moveRow, stateAfter } from '../../shared/reports/moves';
import { ENDED_STATES, OPEN_STATES } from '../../shared/reports/states';

const NEVER_YEAR = 9999;

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

const idOf = (value: unknown) => String(value);
const pair = (person: unknown, kind: string) => `${idOf(person)} ${kind}`;

/** What a split must give back: everything but the version, the history and what is left of the clock, which is compared beside it. */
export const kept = async (report: ReportRecord): Promise<string> => {
  const rows = await Followers.find({ report: report._id }).sort({ _id: 1 }).lean();
  const {
    state,
    party,
    seenBy,
    open,
    public: shown,
    limits,
    overdue,
    escalatedTo,
    escalatedLabel,
    joint,
    tasks,
  } = report;
  const { condition, handledBy, rating, followers, seconds } = report;
  const facts = { ...report.facts, mergedFrom: null };
  const more = { condition, handledBy, rating, followers, seconds, escalatedLabel };
  return JSON.stringify({
    state,
    party,
    seenBy,
    open,
    shown,
    limits,
    overdue,
    escalatedTo,
    joint,
    tasks,
    facts,
    rows,
    ...more,
  });
};

/**
 * Who chose to follow or second what, written down beside the portal: whatever was merged and split since, every report has exactly the
 * followers of its own and those of what is merged into it now. So nobody is lost, and nobody is left behind by a split.
 */
export class Bonds {
  readonly #chosen = new Map<string, Set<string>>();

  choose(report: unknown, person: string, kind: string): void {
    const key = idOf(report);
    this.#chosen.set(key, (this.#chosen.get(key) ?? new Set()).add(pair(person, kind)));
  }

  #of(report: Pick<ReportRecord, '_id'>): string[] {
    return [...(this.#chosen.get(idOf(report._id)) ?? [])];
  }

  /** @throws when rows, numbers or duplicates are not what they must be */
  async check(numbers: readonly string[], weight: number): Promise<void> {
    const named = await Reports.find({ number: { $in: [...numbers] } }).lean<ReportRecord[]>();
    const joined = await Reports.find({ 'merged.into': { $in: named.map(({ _id }) => _id) } }).lean<ReportRecord[]>();
    const rows = await Followers.find({ report: { $in: named.map(({ _id }) => _id) } }).lean();
    for (const report of named) {
      const fail = (what: string, more: unknown) => {
        throw new Error(`${what} — ${report.number}: ${JSON.stringify(more)}`);
      };
      const mine = rows.filter((row) => idOf(row.report) === idOf(report._id));
      const parts = joined.filter(({ merged }) => idOf(merged?.into) === idOf(report._id));
      const expected = new Set([
        ...this.#of(report),
        ...parts.flatMap((one) => [...this.#of(one), pair(one.reporter, 'follow')]),
      ]);
      // who reported the lead hears of it anyway
      for (const kind of ['follow', 'second']) expected.delete(pair(report.reporter, kind));
      const found = mine.map(({ person, kind }) => pair(person, kind)).sort();
      if (JSON.stringify(found) !== JSON.stringify([...expected].sort()))
        fail('followers differ', [found, [...expected].sort()]);
      const follow = mine.filter(({ kind }) => kind === 'follow').length;
      const numbersSay = [report.followers, report.seconds, report.facts.duplicates];
      const rowsSay = [follow, mine.length - follow, parts.length];
      if (JSON.stringify(numbersSay) !== JSON.stringify(rowsSay)) fail('numbers differ', [numbersSay, rowsSay]);
      if (report.deskAt + report.seconds * weight !== report.dueAt.getTime())
        fail('its place on the desk differs', report.deskAt);
    }
  }
}
