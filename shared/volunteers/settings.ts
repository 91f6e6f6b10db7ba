// Figures of domain.md §6 that are local decisions, each [default] until the prefecture decides otherwise.
import * as v from 'valibot';

const positive = v.pipe(
  v.number('要是数字'),
  v.integer('要是整数'),
  v.minValue(1, '至少是 1'),
  v.maxValue(100_000, '太大了'),
);

const ascending = (steps: number[]) => steps.every((step, i) => i === 0 || step > (steps[i - 1] ?? 0));

export const VolunteerSettings = v.object({
  /** hours for one star, two stars, … */
  starHours: v.pipe(
    v.array(positive, '请列出各星级的小时数'),
    v.minLength(1, '至少要有一级'),
    v.maxLength(9, '最多九级'),
    v.check(ascending, '要从少到多'),
  ),
  /** absences without cancelling that suspend sign-up, and for how many days */
  noShows: v.object({ limit: positive, days: positive }),
  /** days after settlement in which a volunteer may object */
  objectionDays: positive,
  /** what a certificate says of who issued it; none is issued before all four are filled in */
  certificate: v.object({
    issuer: v.pipe(v.string(), v.trim(), v.maxLength(60, '最多 60 个字')),
    responsible: v.pipe(v.string(), v.trim(), v.maxLength(20, '最多 20 个字')),
    handler: v.pipe(v.string(), v.trim(), v.maxLength(20, '最多 20 个字')),
    contact: v.pipe(v.string(), v.trim(), v.maxLength(40, '最多 40 个字')),
  }),
});
export type VolunteerSettings = v.InferOutput<typeof VolunteerSettings>;

/** [default] of domain.md §6. */
export const DEFAULT_VOLUNTEER_SETTINGS: VolunteerSettings = {
  starHours: [100, 300, 600, 1000, 1500],
  noShows: { limit: 3, days: 90 },
  objectionDays: 15,
  certificate: {
    issuer: '',
    responsible: '',
    handler: '',
    contact: '',
  },
};
