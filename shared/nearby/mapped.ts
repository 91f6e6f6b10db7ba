// What the map and a street's card count of a report. Pure: the server applies the difference between what was counted last and
// what is to be counted now, so the same rule serves every step, a rebuild and a check.
import type { State } from '../reports/states';
import { OPEN_STATES } from '../reports/states';
import { dateOfDay, dayOf } from '../workdays';

/** `done`: somebody dealt with it. Refused, withdrawn and merged reports are on no map. */
export type MapKind = 'open' | 'done';
const DONE_STATES: readonly State[] = ['resolved', 'closed'];
/** The map shows what was closed within so many days. */
export const DONE_DAYS = 30;

interface Step {
  readonly at: Date;
  readonly move: string;
  readonly to: State;
}
/** As much of a report as is looked at. */
export interface Counted {
  readonly public: boolean;
  readonly state: State;
  readonly submittedAt: Date;
  readonly overdue: boolean;
  readonly acceptBy: Date;
  readonly resolveBy: Date;
  readonly clock: { readonly phase: string } | null;
  readonly rating: { readonly score: number; readonly at: Date } | null;
  readonly history: readonly Step[];
}

export interface Mapped {
  readonly kind: MapKind;
  /** day of submission while open, day it was done else; counted from 1970-01-01 in Asia/Shanghai */
  readonly day: number;
  readonly state: State;
  readonly late: boolean;
}

const isDone = (state: State) => DONE_STATES.includes(state);

/** How the map counts a report; null when it is on no map: private, refused, withdrawn or merged. */
export const mappedOf = (report: Counted): Mapped | null => {
  if (!report.public) return null;
  if (OPEN_STATES.includes(report.state))
    return { kind: 'open', day: dayOf(report.submittedAt.getTime()), state: report.state, late: report.overdue };
  if (!isDone(report.state)) return null;
  const before = report.history.findLastIndex((entry) => !isDone(entry.to));
  const doneAt = report.history[before + 1]?.at ?? report.submittedAt;
  return { kind: 'done', day: dayOf(doneAt.getTime()), state: report.state, late: false };
};

/** What a street's card adds up, by month. */
export const FIGURES = ['acceptDue', 'acceptOnTime', 'resolveDue', 'resolveOnTime', 'rated', 'satisfied'] as const;
export type Figure = (typeof FIGURES)[number];

/** `2026-11` of an instant, in Asia/Shanghai. */
export const monthOf = (at: Date): string => dateOfDay(dayOf(at.getTime())).slice(0, 7);

const ACCEPTED: readonly State[] = ['handling', 'suspended', 'resolved'];
/** 基本满意 and better. */
const SATISFIED_FROM = 3;

/**
 * `month:figure` for everything a report adds to its street's figures. A figure belongs to the month its deadline falls in, as
 * in domain.md §8 (what was due), and counts once the deadline was met or has passed; a rating belongs to the month it was given.
 */
export const figuresOf = (report: Counted): string[] => {
  if (!report.public) return [];
  const figures: string[] = [];
  const count = (due: Date, name: 'accept' | 'resolve', doneAt: Date | undefined, isLate: boolean) => {
    if (!doneAt && !isLate) return;
    figures.push(`${monthOf(due)}:${name}Due`);
    if (doneAt && doneAt <= due) figures.push(`${monthOf(due)}:${name}OnTime`);
  };
  const late = (phase: string) => report.overdue && report.clock?.phase === phase;
  const accepted = report.history.find(({ to }) => ACCEPTED.includes(to))?.at;
  count(report.acceptBy, 'accept', accepted, late('acceptance'));
  const resolved = isDone(report.state) ? report.history.findLast(({ move }) => move === 'resolve')?.at : undefined;
  count(report.resolveBy, 'resolve', resolved, late('handling'));
  if (report.rating) {
    const month = monthOf(report.rating.at);
    figures.push(`${month}:rated`);
    if (report.rating.score >= SATISFIED_FROM) figures.push(`${month}:satisfied`);
  }
  return figures;
};
