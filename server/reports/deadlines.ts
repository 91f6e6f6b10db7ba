// Which limits a report gets, and when they run out. Pure but for the calendar, which is fixed at start.
import { type ClockKind, dueAt, type Limit, remainingText, shareUsed } from '../../shared/clocks';
import type { CategoryView } from '../../shared/reports/category';
import { isEmergency } from '../../shared/reports/category';
import type { ClockView } from '../../shared/reports/contract';
import type { ReportSettings } from '../../shared/reports/settings';
import { calendarFrom } from '../../shared/workdays';
import { publishedHolidays } from '../holidays';
import type { RunningClock } from './model';

const calendar = calendarFrom(publishedHolidays());

/** Later of two deadlines counted from the same instant decides which limit is the longer one. */
const longest = (limits: readonly Limit[], from: Date): Limit =>
  limits.reduce((a, b) => (dueAt(from, b, calendar).at > dueAt(from, a, calendar).at ? b : a));

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
    version: settings.version,
  };
};
export type Limits = ReturnType<typeof limitsFor>;

export const startClock = (phase: RunningClock['phase'], limit: Limit, now: Date): RunningClock => {
  const due = dueAt(now, limit, calendar);
  return { phase, startedAt: now, dueAt: due.at, limit, provisional: due.provisional };
};

/** What the reporter is promised: accepted by, and done by when accepted at the last moment. */
export const promiseFor = (limits: Pick<Limits, 'acceptance' | 'handling'>, now: Date) => {
  const accept = dueAt(now, limits.acceptance, calendar);
  const resolve = dueAt(accept.at, limits.handling, calendar);
  return { acceptBy: accept.at, resolveBy: resolve.at, provisional: accept.provisional || resolve.provisional };
};

/** A clock as people read it. Amber from half, torch from the end. */
export const clockView = (clock: RunningClock | null, now: Date): ClockView | null => {
  if (!clock) return null;
  const kind: ClockKind = clock.limit.kind;
  const share = shareUsed(clock.startedAt, clock.dueAt, now, kind, calendar);
  return {
    phase: clock.phase,
    dueAt: clock.dueAt.toISOString(),
    share: Math.round(Math.min(share, 99) * 1000) / 1000,
    state: share >= 1 ? 'late' : share >= 0.5 ? 'half' : 'running',
    text: remainingText(now, clock.dueAt, kind, calendar),
    provisional: clock.provisional,
  };
};

/** No clock runs: sorts after everything that has one. */
export const NEVER = new Date('9999-12-31T00:00:00Z');
