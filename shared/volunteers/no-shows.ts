// No-shows (domain.md §6): so many absences without cancelling suspend sign-up for so many days. The suspension is reckoned from
// the absences themselves, never kept: one that is excused later takes its suspension with it.

export interface NoShowRule {
  readonly limit: number;
  readonly days: number;
}
export interface NoShows {
  /** absences that count towards the next suspension */
  readonly count: number;
  /** end of the suspension in force at `now`, else null */
  readonly until: Date | null;
}

const DAY = 86_400_000;

/** What follows from absences at these instants (ends of the shifts), in any order. */
export function noShowsAt(absences: readonly Date[], rule: NoShowRule, now: Date): NoShows {
  let count = 0;
  let until = 0;
  for (const at of absences.filter((at) => at <= now).sort((a, b) => a.getTime() - b.getTime())) {
    // a shift missed during a suspension was signed up for before it: it counts like any other
    count += 1;
    if (count < rule.limit) continue;
    until = Math.max(until, at.getTime() + rule.days * DAY);
    count = 0;
  }
  return { count, until: until > now.getTime() ? new Date(until) : null };
}
