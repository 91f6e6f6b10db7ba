// Which limits a report gets, when they run out, and when the clockwork has to look again. Pure but for the calendar.
import {
  type ClockKind,
  dueAt,
  instantOfShare,
  type Limit,
  pausedShift,
  remainingText,
  shareUsed,
  shiftedDue,
} from '../../shared/clocks';
import type { CategoryView } from '../../shared/reports/category';
import { isEmergency } from '../../shared/reports/category';
import type { ClockView } from '../../shared/reports/contract';
import type { ReportSettings } from '../../shared/reports/settings';
import { workCalendar } from './calendar';
import type { JointTask, ReportRecord, RunningClock } from './model';

/** Later of two deadlines counted from the same instant decides which limit is the longer one. */
const longest = (limits: readonly Limit[], from: Date): Limit =>
  limits.reduce((a, b) => (dueAt(from, b, workCalendar()).at > dueAt(from, a, workCalendar()).at ? b : a));

/**
 * Limits for a category. Without a condition the longest one counts until the chief sets one (domain.md §3).
 */
export const limitsFor = (category: CategoryView, conditionId: string | null, settings: ReportSettings, now: Date) => {
  const condition = category.conditions.find((c) => c.id === conditionId);
  return {
    acceptance: isEmergency(category.flags) ? settings.emergencyAcceptance : settings.acceptance,
    handling:
      condition?.limit ??
      longest(
        category.conditions.map((c) => c.limit),
        now,
      ),
    rating: settings.rating,
    verification: settings.verification,
    callback: settings.callback,
    joint: settings.joint,
    rungs: settings.rungs,
    version: settings.version,
  };
};
export type Limits = ReturnType<typeof limitsFor>;

export const startClock = (phase: RunningClock['phase'], limit: Limit, now: Date): RunningClock => {
  const due = dueAt(now, limit, workCalendar());
  return {
    phase,
    startedAt: now,
    dueAt: due.at,
    limit,
    provisional: due.provisional,
    pauses: [],
    extendedTo: null,
    rung: 0,
    level: 0,
  };
};

/** Stops a clock from `now` until the approved day. A clock that ran out already gains nothing. */
export const pauseClock = (clock: RunningClock, now: Date, until: Date): RunningClock => {
  const pause = { from: now, to: until, dueBefore: clock.dueAt };
  return { ...clock, pauses: [...clock.pauses, pause], dueAt: afterPause(clock, pause) };
};

/** Lets it run again, which may be earlier or later than was approved. */
export const resumeClock = (clock: RunningClock, now: Date): RunningClock => {
  const last = clock.pauses.at(-1);
  if (!last) return clock;
  const pause = { ...last, to: now };
  return { ...clock, pauses: [...clock.pauses.slice(0, -1), pause], dueAt: afterPause(clock, pause) };
};
const afterPause = (clock: RunningClock, { from, to, dueBefore }: RunningClock['pauses'][number]): Date =>
  shiftedDue(dueBefore, { from, to }, clock.limit.kind, workCalendar());

/** Moves the end of a clock to an instant; rungs already behind that share are not climbed again. */
export const extendClock = (
  clock: RunningClock,
  rungs: ReportRecord['limits']['rungs'],
  until: Date,
  now: Date,
): RunningClock => {
  const extended = { ...clock, dueAt: until, extendedTo: until, provisional: false };
  return { ...extended, rung: shareOf(extended, now) >= rungs.remind ? 1 : 0, level: 0 };
};

/** Counts a clock anew from its start: another limit, or the holidays of a year that were not known. */
export const recountClock = (clock: RunningClock, limit: Limit): RunningClock => {
  if (clock.extendedTo) return { ...clock, limit, provisional: false };
  const due = pausedShift(clock.startedAt, limit, clock.pauses, workCalendar());
  return { ...clock, limit, dueAt: due.at, provisional: due.provisional };
};

/** What the reporter is promised: accepted by, and done by when accepted at the last moment. */
export const promiseFor = (limits: Pick<Limits, 'acceptance' | 'handling'>, now: Date) => {
  const accept = dueAt(now, limits.acceptance, workCalendar());
  const resolve = dueAt(accept.at, limits.handling, workCalendar());
  return { acceptBy: accept.at, resolveBy: resolve.at, provisional: accept.provisional || resolve.provisional };
};

const shareOf = (clock: RunningClock, now: Date): number =>
  shareUsed(clock.startedAt, clock.dueAt, now, clock.limit.kind, workCalendar(), clock.pauses);

/** Amber from half, torch from the end. */
export const clockState = (clock: RunningClock, now: Date): ClockView['state'] => {
  const share = shareOf(clock, now);
  return share >= 1 ? 'late' : share >= 0.5 ? 'half' : 'running';
};

/** A clock as people read it. Amber from half, torch from the end. Clocks of checking and calling back are tasks of staff, no promise. */
export const clockView = (clock: RunningClock | null, now: Date): ClockView | null => {
  if (!clock || clock.phase === 'verification' || clock.phase === 'callback' || clock.phase === 'joint') return null;
  const kind: ClockKind = clock.limit.kind;
  const share = shareOf(clock, now);
  return {
    phase: clock.phase,
    dueAt: clock.dueAt.toISOString(),
    share: Math.round(Math.min(share, 99) * 1000) / 1000,
    state: share >= 1 ? 'late' : share >= 0.5 ? 'half' : 'running',
    text: remainingText(now, clock.dueAt, kind, workCalendar()),
    provisional: clock.provisional,
  };
};

/** No clock runs: sorts after everything that has one. */
export const NEVER = new Date('9999-12-31T00:00:00Z');

/** Levels of the ladder above whoever has the report: chief and deputy (or head), vice general chief, general chief. */
const LEVELS = 3;

type Rungs = ReportRecord['limits']['rungs'];
/** When a clock that reminds and climbs has to be looked at again. */
const nextRung = (clock: RunningClock, { remind, overdue, step }: Rungs): Date => {
  if (clock.rung >= 2 && clock.level >= LEVELS) return NEVER;
  const share = clock.rung === 0 ? remind : overdue + (clock.rung - 1) * step;
  return instantOfShare(clock.startedAt, clock.dueAt, share, clock.limit.kind, workCalendar(), clock.pauses);
};

type Timed = Pick<ReportRecord, 'state' | 'clock' | 'facts' | 'limits'> & Partial<Pick<ReportRecord, 'joint'>>;

/** When the clockwork has to look at the report's own clock. */
export const mainLook = ({ state, clock, facts, limits }: Timed): Date => {
  if (state === 'suspended') return facts.suspendedUntil ?? NEVER;
  if (!clock || state === 'merged') return NEVER;
  return clock.phase === 'rating' ? clock.dueAt : nextRung(clock, limits.rungs);
};

/** The task of joint handling that has to be looked at first, and when; while the case is suspended its tasks stand still. */
export const jointLook = ({ state, joint = [], limits }: Timed) => {
  let first: { task: JointTask; at: Date } | null = null;
  if (state === 'suspended' || state === 'merged') return null;
  for (const task of joint) {
    if (task.state !== 'open') continue;
    const at = nextRung(task.clock, limits.rungs);
    if (at < (first?.at ?? NEVER)) first = { task, at };
  }
  return first;
};

/** When the answer that a chief ordered is overdue. */
export const supervisionLook = ({ state, facts }: Timed): Date =>
  state !== 'merged' && facts.supervision?.state === 'owed' ? facts.supervision.dueAt : NEVER;

/** When the clockwork has to look at a report again. */
export const nextLook = (report: Timed): Date => {
  const looks = [mainLook(report), jointLook(report)?.at ?? NEVER, supervisionLook(report)];
  return new Date(Math.min(...looks.map((at) => at.getTime())));
};
