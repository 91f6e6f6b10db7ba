// What a move does to the facts and the clocks of a report, as its row of the table says. Pure; commands write the result.
import { dueAt } from '../../shared/clocks';
import { needsVerification } from '../../shared/reports/category';
import { type Facts, NO_FACTS } from '../../shared/reports/facts';
import { type MoveName, moveRow, stateAfter } from '../../shared/reports/moves';
import { Refusal, refuseUnless } from '../core/refusal';
import { workCalendar } from './calendar';
import { categoryNamed, conditionNamed, reportSettings } from './catalogue';
import { dayWithin, eveningOf, morningOf } from './days';
import { extendClock, pauseClock, recountClock, resumeClock, startClock } from './deadlines';
import type { ReportRecord, RunningClock } from './model';
import { jointAfter, type StepMade, togetherAfter } from './together';

/** What came with a move. */
export interface Given {
  text?: string;
  photos?: string[];
  assignee?: string;
  reason?: string;
  /** YYYY-MM-DD */
  date?: string;
  condition?: string;
  /** of joint handling */
  task?: string;
  documents?: { name: string; copies: number }[];
  /** number of the report it is merged into */
  lead?: string;
}

/** What a step changes besides the state and the history. */
export type Change = Partial<
  Pick<
    ReportRecord,
    | 'party'
    | 'clock'
    | 'acceptBy'
    | 'resolveBy'
    | 'provisional'
    | 'rating'
    | 'earlierRatings'
    | 'facts'
    | 'limits'
    | 'condition'
    | 'overdue'
    | 'escalatedTo'
    | 'escalatedLabel'
    | 'joint'
    | 'merged'
    | 'moderation'
    | 'photos'
    | 'description'
    | 'address'
    | 'publicAddress'
  >
>;

const REWORKS: readonly MoveName[] = ['verify-fail', 'not-fixed', 'grant-reopen', 'call-back-reopen'];
/** Whoever has it changes, or it is done: what was asked for before is void. */
const VOIDS: readonly MoveName[] = ['transfer', 'return', 'assign', 'reject', 'withdraw', 'resolve', ...REWORKS];

/** @throws Refusal report.date-out-of-range */
const factsAfter = (move: MoveName, report: ReportRecord, given: Given, now: Date): Facts => {
  const voided = VOIDS.includes(move) ? { extensionAsked: null, suspensionAsked: null } : {};
  const facts: Facts = { ...NO_FACTS, ...report.facts, ...voided };
  if (REWORKS.includes(move)) {
    facts.reworks += 1;
    facts.reopenAsked = false;
    facts.auto = false;
    facts.callback = facts.callback === 'due' ? 'superseded' : facts.callback;
    facts.verification = move === 'verify-fail' ? 'failed' : null;
  }
  const settings = reportSettings.current();
  switch (move) {
    case 'urge':
      return { ...facts, urges: facts.urges + 1, urgedAt: now };
    case 'supplement':
      return { ...facts, supplements: facts.supplements + 1 };
    case 'appeal':
      return { ...facts, appeal: 'pending' };
    case 'uphold':
      return { ...facts, appeal: 'upheld' };
    case 'reopen':
      return { ...facts, appeal: 'granted' };
    case 'resolve':
      return { ...facts, verification: needsVerification(categoryNamed(report.category).flags) ? 'pending' : null };
    case 'verify-pass':
      return { ...facts, verification: 'passed' };
    case 'not-fixed':
      return { ...facts, reopenedByRight: facts.reopenedByRight + 1 };
    case 'request-reopen':
      return { ...facts, reopenAsked: true };
    case 'refuse-reopen':
      return { ...facts, reopenAsked: false };
    case 'request-extension': {
      const until = dayWithin(eveningOf(given.date ?? ''), report.dueAt, settings.extensionMaxDays, now);
      return { ...facts, extensionAsked: { until } };
    }
    case 'grant-extension':
      return { ...facts, extensions: facts.extensions + 1, extensionAsked: null };
    case 'refuse-extension':
      return { ...facts, extensionAsked: null };
    case 'request-suspension': {
      const until = dayWithin(morningOf(given.date ?? ''), now, settings.suspensionMaxDays, now);
      return { ...facts, suspensionAsked: { until } };
    }
    case 'grant-suspension': {
      const until = dayWithin(morningOf(given.date ?? ''), now, settings.suspensionMaxDays, now);
      return { ...facts, suspensions: facts.suspensions + 1, suspensionAsked: null, suspendedUntil: until };
    }
    case 'refuse-suspension':
      return { ...facts, suspensionAsked: null };
    case 'resume':
      return { ...facts, suspendedUntil: null };
    case 'call-back':
    case 'call-back-reopen':
      return { ...facts, callback: 'done' };
    case 'auto-close':
      return { ...facts, auto: true };
    default:
      return facts;
  }
};

/** A clock that starts anew is not overdue, and nobody above has it any more. */
const AFRESH = { overdue: false, escalatedTo: [], escalatedLabel: null };

const running = (clock: RunningClock | null): RunningClock => {
  if (!clock) throw new Refusal('report.move-not-allowed');
  return clock;
};
/** While it is being handled, the promise is the handling clock itself. */
const promised = (clock: RunningClock): Change => ({
  clock,
  ...(clock.phase === 'handling' && { resolveBy: clock.dueAt, provisional: clock.provisional }),
});

const clockAfter = (move: MoveName, report: ReportRecord, facts: Facts, now: Date): Change => {
  const { clock: effect } = moveRow(move);
  const { clock, limits } = report;
  switch (effect) {
    case 'keep':
      return {};
    case 'stop':
      return { clock: null, ...AFRESH };
    case 'pause':
      return promised(pauseClock(running(clock), now, facts.suspendedUntil ?? now));
    case 'resume':
      return promised(resumeClock(running(clock), now));
    case 'restore':
      return afterMerging(report, now);
    case 'extend': {
      const { extensionAsked } = report.facts;
      refuseUnless(extensionAsked && extensionAsked.until > now, 'report.date-out-of-range', {
        detail: '申请的日期已经过去，请退回申请，让对方重新选择日期。',
      });
      return { ...promised(extendClock(running(clock), limits.rungs, extensionAsked.until, now)), ...AFRESH };
    }
    case 'recount':
      return {};
    case 'rating':
      if (facts.verification === 'pending')
        return { clock: startClock('verification', limits.verification, now), ...AFRESH };
      return { clock: startClock('rating', limits.rating, now), ...AFRESH };
    default:
      return { ...promised(startClock(effect, limits[effect], now)), ...AFRESH };
  }
};

/** While it was merged its clock stood still; one that was suspended stands until it is resumed. */
const afterMerging = (report: ReportRecord, now: Date): Change => {
  const { clock, merged, facts, limits } = report;
  if (!clock || !merged || facts.mergedFrom === 'suspended') return {};
  const shifted = pauseClock(clock, merged.at, now);
  if (shifted.phase === 'handling') return promised(shifted);
  const due = dueAt(shifted.dueAt, limits.handling, workCalendar());
  return { clock: shifted, acceptBy: shifted.dueAt, resolveBy: due.at, provisional: shifted.provisional };
};

/** The chief names the condition: its limit is frozen on the report and counts from the same start. */
const conditionAfter = (report: ReportRecord, given: Given): Change => {
  const condition = conditionNamed(categoryNamed(report.category), given.condition, 'input.condition');
  if (!condition) return {};
  const limits = { ...report.limits, handling: condition.limit, version: reportSettings.current().version };
  const base = { condition: condition.id, limits };
  if (report.clock?.phase === 'handling') return { ...base, ...promised(recountClock(report.clock, condition.limit)) };
  const due = dueAt(report.clock?.dueAt ?? report.acceptBy, condition.limit, workCalendar());
  return { ...base, resolveBy: due.at, provisional: due.provisional };
};

/** A result that did not hold keeps its rating in the record, and can be rated anew. */
const ratingAfter = (move: MoveName, report: ReportRecord): Change =>
  stateAfter(move, report.state) === 'rework' && report.rating
    ? { rating: null, earlierRatings: [...report.earlierRatings, report.rating] }
    : {};

/** Everything a move changes. @throws Refusal report.date-out-of-range | condition.unknown | report.task-unknown */
export const changeAfter = (move: MoveName, report: ReportRecord, given: Given, now: Date, made?: StepMade): Change => {
  const joint = jointAfter(move, report, given, made, now);
  const base = factsAfter(move, report, given, now);
  const facts = { ...base, ...togetherAfter(move, base, joint, given, made, now) };
  return {
    facts,
    ...(joint !== report.joint && { joint }),
    ...clockAfter(move, report, facts, now),
    ...ratingAfter(move, report),
    ...(move === 'set-condition' && conditionAfter(report, given)),
  };
};
