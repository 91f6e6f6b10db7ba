import fc from 'fast-check';
import {
  CARE_TASK_NAMES,
  type CareEntry,
  careCalendar,
  countCare,
  dueTasks,
  hoursOf,
  intervalDays,
  NO_CARE,
  nextDueDay,
  type PlotTask,
  type Rhythm,
  rhythmText,
  SEASON_NAMES,
  seasonOf,
  streakNow,
  visitsPerWeek,
} from '../../../shared/green-spaces/care';
import { dateOfDay, dayOfDate } from '../../../shared/workdays';

const rhythm = fc.option(
  fc.record({ times: fc.integer({ min: 1, max: 14 }), per: fc.constantFrom('week' as const, 'month' as const) }),
);
const plotTask: fc.Arbitrary<PlotTask> = fc.record({
  task: fc.constantFrom(...CARE_TASK_NAMES),
  rhythm: fc.record({ spring: rhythm, summer: rhythm, autumn: rhythm, winter: rhythm }) as fc.Arbitrary<
    Record<(typeof SEASON_NAMES)[number], Rhythm>
  >,
  everyVisit: fc.constant(false),
  note: fc.constant(''),
});
const day = fc.integer({ min: dayOfDate('2026-01-01'), max: dayOfDate('2029-12-31') });
const always = (times: number, per: 'week' | 'month'): PlotTask => ({
  task: 'water',
  rhythm: { spring: { times, per }, summer: { times, per }, autumn: { times, per }, winter: { times, per } },
  everyVisit: false,
  note: '',
});

test.each([
  ['2026-01-15', 'winter'],
  ['2026-02-28', 'winter'],
  ['2026-03-01', 'spring'],
  ['2026-06-01', 'summer'],
  ['2026-09-01', 'autumn'],
  ['2026-12-01', 'winter'],
])('%s is in %s', (date, season) => expect(seasonOf(dayOfDate(date))).toBe(season));

test.each([
  [2, 'week', '2026-11-23', '2026-11-26'],
  [1, 'week', '2026-11-23', '2026-11-30'],
  [2, 'month', '2026-11-23', '2026-12-08'],
  [14, 'week', '2026-11-23', '2026-11-24'],
] as const)('%i times a %s: after %s it is due on %s', (times, per, last, due) =>
  expect(dateOfDay(nextDueDay(always(times, per), dayOfDate(last)) ?? 0)).toBe(due),
);

test('a task that rests in summer is due when autumn begins', () => {
  const task: PlotTask = { ...always(2, 'week'), rhythm: { ...always(2, 'week').rhythm, summer: null } };
  expect(dateOfDay(nextDueDay(task, dayOfDate('2026-05-31')) ?? 0)).toBe('2026-09-01');
});

test('a task never asked for, or done at every visit, is never due', () => {
  expect(nextDueDay({ ...always(1, 'week'), everyVisit: true }, 20000)).toBeNull();
  const never = { spring: null, summer: null, autumn: null, winter: null };
  expect(nextDueDay({ ...always(1, 'week'), rhythm: never }, 20000)).toBeNull();
});

test('due days lie ahead, in a season that asks for the task, not before its interval', () => {
  fc.assert(
    fc.property(plotTask, day, (task, last) => {
      const due = nextDueDay(task, last);
      if (due === null) return SEASON_NAMES.every((season) => task.rhythm[season] === null);
      const now = task.rhythm[seasonOf(due)];
      return due > last && now !== null && due - last >= intervalDays(now);
    }),
  );
});

test('the calendar: in order, from today on, nothing missed is forgotten, each task spaced by its rhythm', () => {
  fc.assert(
    fc.property(fc.array(plotTask, { maxLength: 4 }), day, fc.integer({ min: 0, max: 90 }), (tasks, start, ahead) => {
      const unique = [...new Map(tasks.map((t) => [t.task, t])).values()];
      const today = start + 40;
      const found = careCalendar(unique, {}, start, today, today + ahead);
      expect(found).toEqual([...found].sort((a, b) => a.day - b.day || a.task.localeCompare(b.task)));
      expect(found.every((due) => due.day >= today && due.day <= today + ahead)).toBe(true);
      for (const { task, day: due } of dueTasks(unique, {}, start))
        if (due <= today) expect(found).toContainEqual({ task, day: today });
      expect(new Set(found.map((f) => `${f.task} ${f.day}`)).size).toBe(found.length);
    }),
  );
});

test('how a rhythm reads', () => {
  expect(rhythmText(always(2, 'week'))).toBe('每周 2 次');
  expect(rhythmText({ ...always(2, 'week'), everyVisit: true })).toBe('每次来都做');
  expect(rhythmText({ ...always(2, 'week'), rhythm: { ...always(2, 'week').rhythm, summer: null } })).toBe(
    '春每周 2 次，夏不用，秋每周 2 次，冬每周 2 次',
  );
  expect(visitsPerWeek([always(2, 'week'), always(2, 'month')], 'spring')).toBe(2);
  expect(visitsPerWeek([always(2, 'month')], 'spring')).toBe(0.5);
  expect(visitsPerWeek([], 'spring')).toBe(0);
});

const entries = fc
  .array(
    fc.record({
      gap: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 20 })),
      minutes: fc.integer({ min: 0, max: 240 }),
      atPlace: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((rows) => {
    let at = dayOfDate('2026-11-24');
    return rows.map(({ gap, minutes, atPlace }): CareEntry => {
      at += gap;
      return { day: at, minutes, atPlace };
    });
  });

/** The same figures counted from the whole log at once. */
const recount = (log: readonly CareEntry[]) => {
  const days = [...new Set(log.map((e) => e.day))].sort((a, b) => a - b);
  const weeks = [...new Set(days.map((d) => Math.floor((d + 3) / 7)))];
  let [streak, best] = [0, 0];
  weeks.forEach((week, i) => {
    streak = i > 0 && week === (weeks[i - 1] ?? 0) + 1 ? streak + 1 : 1;
    best = Math.max(best, streak);
  });
  return {
    visits: days.length,
    atPlace: new Set(log.filter((e) => e.atPlace).map((e) => e.day)).size,
    minutes: log.reduce((sum, e) => sum + e.minutes, 0),
    streak,
    bestStreak: best,
  };
};

test('counted on with every entry, the figures are those of the whole log', () => {
  fc.assert(
    fc.property(entries, (log) => {
      const { visits, atPlace, minutes, streak, bestStreak } = log.reduce(countCare, NO_CARE);
      expect({ visits, atPlace, minutes, streak, bestStreak }).toEqual(recount(log));
    }),
  );
});

test('a streak survives the running week, and ends with a week without care', () => {
  const monday = dayOfDate('2026-11-23');
  const counts = countCare(NO_CARE, { day: monday, minutes: 20, atPlace: true });
  expect([streakNow(counts, monday), streakNow(counts, monday + 13), streakNow(counts, monday + 14)]).toEqual([
    1, 1, 0,
  ]);
  expect(streakNow(NO_CARE, monday)).toBe(0);
  expect([hoursOf(0), hoursOf(45), hoursOf(90)]).toEqual([0, 1, 1.5]);
});
