// Figures of adoption that are local decisions, each [default] until a county decides otherwise (domain.md §5).
import * as v from 'valibot';

const days = v.pipe(
  v.number('天数要是数字'),
  v.integer('天数要是整数'),
  v.minValue(1, '至少 1 天'),
  v.maxValue(3650, '最多 3650 天'),
);
const count = v.pipe(
  v.number('要是数字'),
  v.integer('要是整数'),
  v.minValue(1, '至少 1'),
  v.maxValue(100_000, '太大了'),
);

export const GreenSpaceSettings = v.object({
  /** adoptions and open applications a person may have at once */
  perPerson: count,
  /** days without care until the first reminder, from there to the second, and from there to the end */
  neglectDays: v.tuple([days, days, days]),
  /** a term of care is told about so many days after a task fell due */
  dueGraceDays: days,
  /** renewal opens so many days before the end */
  renewalOpensDays: days,
  /** the adopter's priority after the end (domain.md §5) */
  priorityDays: days,
  /** notice an adopter gives (domain.md §5) */
  noticeDays: days,
  appealDays: days,
  /** within so many metres of the plot one is "at the place" */
  atPlaceM: count,
  /** a plot drawn as a point reaches so far, metres */
  pointRadiusM: count,
  /** visits for each badge, ascending */
  badges: v.array(v.object({ name: v.pipe(v.string(), v.minLength(1), v.maxLength(10)), visits: count })),
});
export type GreenSpaceSettings = v.InferOutput<typeof GreenSpaceSettings>;

export const DEFAULT_GREEN_SPACE_SETTINGS: GreenSpaceSettings = {
  perPerson: 3,
  neglectDays: [30, 15, 15],
  dueGraceDays: 1,
  renewalOpensDays: 30,
  priorityDays: 14,
  noticeDays: 30,
  appealDays: 30,
  atPlaceM: 100,
  pointRadiusM: 30,
  badges: [
    { name: '新芽', visits: 1 },
    { name: '青苗', visits: 10 },
    { name: '绿荫', visits: 30 },
    { name: '常青', visits: 100 },
    { name: '古木', visits: 300 },
  ],
};

export interface Badge {
  /** 1 is the first; 0 none yet */
  readonly level: number;
  readonly name: string | null;
  /** the next one, if any */
  readonly next: { readonly name: string; readonly visits: number } | null;
}

/** The badge so many visits have earned. */
export const badgeFor = (visits: number, { badges }: Pick<GreenSpaceSettings, 'badges'>): Badge => {
  const ordered = [...badges].sort((a, b) => a.visits - b.visits);
  const level = ordered.filter((badge) => badge.visits <= visits).length;
  return { level, name: ordered[level - 1]?.name ?? null, next: ordered[level] ?? null };
};
