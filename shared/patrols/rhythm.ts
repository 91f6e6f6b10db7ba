// When a street is to be patrolled again: its last patrol and its rhythm, in days of Yunnan.
import { dayOf } from '../workdays';

/** `never`: no patrol is on record · `fine` · `today`: the last day of its rhythm · `late` */
export type RhythmState = 'never' | 'fine' | 'today' | 'late';

export interface Rhythm {
  state: RhythmState;
  /** whole days since the last patrol; null without one */
  daysAgo: number | null;
  /** days beyond the rhythm; 0 unless late */
  lateDays: number;
}

/** @param everyDays days from one patrol to the next */
export const rhythmOf = (lastAt: Date | null, everyDays: number, now: Date): Rhythm => {
  if (!lastAt) return { state: 'never', daysAgo: null, lateDays: 0 };
  const daysAgo = Math.max(0, dayOf(now.getTime()) - dayOf(lastAt.getTime()));
  const over = daysAgo - everyDays;
  return { state: over < 0 ? 'fine' : over === 0 ? 'today' : 'late', daysAgo, lateDays: Math.max(0, over) };
};
