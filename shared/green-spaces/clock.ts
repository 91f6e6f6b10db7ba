// What the clockwork has to do with an adoption next, and when. One step at a time: who does it counts again.
import { dayOf, instantOn } from '../workdays';
import { dueTasks, type LastDone, type PlotTask } from './care';
import type { AdoptionFacts } from './facts';
import type { AdoptionMoveName } from './moves';
import type { GreenSpaceSettings } from './settings';
import { type AdoptionState, LIVING_STATES, type Mode } from './states';

const DAY = 86_400_000;
/** Reminders come in the morning. */
const MORNING = 8 * 3_600_000;

export interface ClockView {
  readonly state: AdoptionState;
  readonly mode: Mode;
  readonly facts: AdoptionFacts;
  readonly startAt: Date | null;
  readonly endAt: Date | null;
  readonly lastCareAt: Date | null;
  readonly lastDone: LastDone;
  readonly tasks: readonly PlotTask[];
  /** days without care until the first reminder, where the plot says so itself */
  readonly neglectDays: number | null;
}
export interface Due {
  readonly move: AdoptionMoveName;
  readonly at: Date;
}

const plus = (at: Date, days: number) => new Date(at.getTime() + days * DAY);
/** The end of a term of so many years, on the same day of the year. */
export const endOfTerm = (from: Date, years: number): Date => {
  const end = new Date(from);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return end;
};

const neglectStep = (view: ClockView, settings: GreenSpaceSettings, since: Date): Due => {
  const [first, second, third] = settings.neglectDays;
  const firstAt = view.neglectDays ?? first;
  switch (view.facts.neglectReminders) {
    case 0:
      return { move: 'remind-neglect', at: plus(since, firstAt) };
    case 1:
      return { move: 'remind-neglect', at: plus(since, firstAt + second) };
    default:
      return { move: 'lapse', at: plus(since, firstAt + second + third) };
  }
};

const dueStep = (view: ClockView, settings: GreenSpaceSettings, startAt: Date): Due | null => {
  if (view.facts.dueReminded) return null;
  const [first] = dueTasks(view.tasks, view.lastDone, dayOf(startAt.getTime()));
  return first ? { move: 'remind-due', at: new Date(instantOn(first.day + settings.dueGraceDays, MORNING)) } : null;
};

const termStep = ({ state, facts }: ClockView, settings: GreenSpaceSettings, endAt: Date): Due => {
  if (state !== 'renewal_due') return { move: 'fall-due', at: plus(endAt, -settings.renewalOpensDays) };
  return facts.renewalReminded
    ? { move: 'expire', at: plus(endAt, settings.priorityDays) }
    : { move: 'remind-renewal', at: endAt };
};

/** The earliest thing to do; null when there is nothing to wait for. */
export const nextStep = (view: ClockView, settings: GreenSpaceSettings): Due | null => {
  const { state, facts, startAt, endAt } = view;
  if (state === 'approved' && startAt) return { move: 'start', at: startAt };
  if (!LIVING_STATES.includes(state) || !startAt || !endAt) return null;
  const since = view.lastCareAt && view.lastCareAt > startAt ? view.lastCareAt : startAt;
  const steps: Due[] = [termStep(view, settings, endAt)];
  if (facts.noticeUntil) steps.push({ move: 'release', at: facts.noticeUntil });
  // money is no labour: who pays is not reminded of the watering can, and cannot neglect it
  if (view.mode === 'labour') {
    steps.push(neglectStep(view, settings, since));
    const due = dueStep(view, settings, startAt);
    if (due) steps.push(due);
  }
  return steps.reduce((a, b) => (b.at < a.at ? b : a));
};
