import fc from 'fast-check';
import { registrationProblem, standingAt, sureAge } from '../../../shared/volunteers/age';
import { countedMinutes, hoursFor, minutesOf, totalHours } from '../../../shared/volunteers/hours';
import { noShowsAt } from '../../../shared/volunteers/no-shows';
import { starsFor } from '../../../shared/volunteers/stars';

const at = (clock: string) => new Date(`2026-11-28T${clock}:00+08:00`);
const span = (from: string, to: string) => ({ from: at(from), to: at(to) });
const DAY = 86_400_000;

describe('hours', () => {
  test.each([
    // minutes → hours, at every edge of the rule
    [0, 0],
    [15, 0],
    [16, 0.5],
    [45, 0.5],
    [46, 1],
    [60, 1],
    [75, 1],
    [76, 1.5],
    [105, 1.5],
    [106, 2],
    [119, 2],
    [120, 2],
  ])('%i minutes are %d hours', (minutes, hours) => expect(hoursFor(minutes)).toBe(hours));

  test.each([
    // shift 07:00–09:00: came, left → minutes that count
    ['06:58', '09:02', 120],
    ['06:30', '08:30', 90], // waiting before it begins is no service
    ['07:20', '09:40', 120], // stayed on: never more than the shift has
    ['07:00', '08:37', 97],
    ['08:59', '08:59', 0],
    ['06:30', '06:50', 0],
  ])('from %s to %s: %i minutes', (from, to, minutes) =>
    expect(countedMinutes(span(from, to), span('07:00', '09:00'))).toBe(minutes),
  );

  const instant = fc.integer({ min: 0, max: 2 * DAY }).map((ms) => new Date(at('00:00').getTime() + ms));
  const spans = fc.tuple(instant, instant).map(([from, to]) => ({ from, to }));
  test('never more minutes than the shift, nor than were served, and never negative', () => {
    fc.assert(
      fc.property(spans, spans, (served, shift) => {
        const minutes = countedMinutes(served, shift);
        return Number.isInteger(minutes) && minutes >= 0 && minutes <= minutesOf(shift) && minutes <= minutesOf(served);
      }),
    );
  });
  test('hours are halves, grow with minutes, and stay within a quarter of an hour of them', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (minutes) => {
        const hours = hoursFor(minutes);
        return Number.isInteger(hours * 2) && hours <= hoursFor(minutes + 1) && Math.abs(hours - minutes / 60) <= 0.25;
      }),
    );
  });
  test('a total is the sum of its parts in any order and grouping', () => {
    const service = fc.record({ hours: fc.nat(2000).map((m) => hoursFor(m)) });
    fc.assert(
      fc.property(fc.array(service), fc.array(service), (a, b) => {
        expect(totalHours([...a, ...b])).toBe(totalHours(b) + totalHours(a));
        expect(totalHours([...a].reverse())).toBe(totalHours(a));
      }),
    );
  });
});

describe('stars', () => {
  const steps = [100, 300, 600, 1000, 1500];
  test.each([
    [0, 0, '志愿者', 100],
    [99.5, 0, '志愿者', 0.5],
    [100, 1, '一星志愿者', 200],
    [128.5, 1, '一星志愿者', 171.5],
    [1499.5, 4, '四星志愿者', 0.5],
    [1500, 5, '五星志愿者', null],
    [9000, 5, '五星志愿者', null],
  ])('%d hours: %i stars', (hours, stars, name, missing) =>
    expect(starsFor(hours, steps)).toMatchObject({ stars, name, missing, of: 5 }),
  );
  test('stars never fall as hours grow, and the share stays within its step', () => {
    fc.assert(
      fc.property(fc.nat(4000), fc.nat(100), (half, more) => {
        const [a, b] = [starsFor(half / 2, steps), starsFor((half + more) / 2, steps)];
        return a.stars <= b.stars && a.share >= 0 && a.share <= 1;
      }),
    );
  });
});

describe('age', () => {
  test.each([
    // born, registered by the guardian, consent → problem (in 2026)
    [2007, false, false, undefined],
    [2008, false, false, 'guardian-missing'], // may still be 17
    [2008, false, true, undefined],
    [2011, false, true, undefined],
    [2012, false, true, 'guardian-only'], // may still be 13
    [2012, true, true, undefined],
    [2012, true, false, 'guardian-missing'],
    [2020, true, true, undefined],
  ])('born %i, child %s, consent %s: %s', (birthYear, child, consent, problem) =>
    expect(registrationProblem({ birthYear, child, consent }, 2026)).toBe(problem),
  );
  test('nobody is taken for older than they can be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1920, max: 2026 }), (born) => {
        const standing = standingAt(born, 2026);
        return sureAge(born, 2026) <= 2026 - born && (standing === 'adult') === 2026 - born > 18;
      }),
    );
  });
});

describe('no-shows', () => {
  const rule = { limit: 3, days: 90 };
  const day = (n: number) => new Date(at('09:00').getTime() + n * DAY);
  test.each([
    // absences on days → count and end of the suspension, on day 100
    [[], 0, null],
    [[90, 95], 2, null],
    [[80, 90, 95], 0, 185],
    [[1, 2, 3], 0, null], // over on day 93
    [[1, 2, 20, 99], 1, 110],
    [[95, 80, 90], 0, 185], // in any order
    [[98, 99, 120], 2, null], // what lies ahead does not count
  ])('absent on %j: %i counted, until %s', (days, count, until) => {
    const found = noShowsAt((days as number[]).map(day), rule, day(100));
    expect(found).toEqual({ count, until: until === null ? null : day(until as number) });
  });
  test('taking one absence away never makes a suspension longer', () => {
    const days = fc.uniqueArray(fc.nat(200), { maxLength: 12 });
    fc.assert(
      fc.property(days, fc.nat(), fc.nat(250), (absences, index, now) => {
        fc.pre(absences.length > 0);
        const fewer = absences.filter((_, i) => i !== index % absences.length);
        const end = (list: number[]) =>
          noShowsAt(list.map(day), { limit: 1, days: 90 }, day(now)).until?.getTime() ?? 0;
        return end(fewer) <= end(absences);
      }),
    );
  });
});
