import fc from 'fast-check';
import { publishedHolidays } from '../../server/holidays';
import {
  CLOCK_KINDS,
  type ClockKind,
  dueAt,
  instantOfShare,
  type Limit,
  limitText,
  type Pause,
  pausedShift,
  remainingText,
  shareUsed,
  shiftedDue,
} from '../../shared/clocks';
import { calendarFrom } from '../../shared/workdays';

const calendar = calendarFrom(publishedHolidays());
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const said = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const limit = (text: string): Limit => {
  const [amount, kind] = text.split(' ');
  return { amount: Number(amount), kind: kind as ClockKind };
};

describe('due', () => {
  // 2026-11-24 is a Tuesday; Spring Festival 2026 is 15–23 February with work on the 14th and 28th;
  // National Day 2026 is 1–7 October with work on Sunday 20 September and Saturday 10 October
  test.each([
    ['2026-11-24 09:00', '1 urgent_hour', '2026-11-24 10:00'],
    ['2026-11-24 23:30', '1 urgent_hour', '2026-11-25 00:30'],
    ['2026-11-28 13:10', '2 urgent_hour', '2026-11-28 15:10'],
    ['2026-02-16 23:59', '2 urgent_hour', '2026-02-17 01:59'],
    ['2026-11-24 09:00', '0.25 urgent_hour', '2026-11-24 09:15'],
    ['2026-11-24 09:00', '1 work_hour', '2026-11-24 10:00'],
    ['2026-11-24 08:00', '4 work_hour', '2026-11-24 12:00'],
    ['2026-11-24 11:30', '1 work_hour', '2026-11-24 14:30'],
    ['2026-11-24 12:30', '1 work_hour', '2026-11-24 15:00'],
    ['2026-11-24 09:00', '4 work_hour', '2026-11-24 15:00'],
    ['2026-11-24 14:00', '4 work_hour', '2026-11-24 18:00'],
    ['2026-11-24 17:00', '2 work_hour', '2026-11-25 09:00'],
    ['2026-11-24 03:00', '1 work_hour', '2026-11-24 09:00'],
    ['2026-11-24 20:00', '1 work_hour', '2026-11-25 09:00'],
    ['2026-11-27 17:50', '1 work_hour', '2026-11-30 08:50'],
    ['2026-11-27 18:00', '2 work_hour', '2026-11-30 10:00'],
    ['2026-11-28 10:00', '1 work_hour', '2026-11-30 09:00'],
    ['2026-11-29 22:15', '4 work_hour', '2026-11-30 12:00'],
    ['2026-02-13 17:50', '1 work_hour', '2026-02-14 08:50'],
    ['2026-02-14 17:50', '1 work_hour', '2026-02-24 08:50'],
    ['2026-02-18 12:00', '2 work_hour', '2026-02-24 10:00'],
    ['2026-09-19 21:00', '1 work_hour', '2026-09-20 09:00'],
    ['2026-09-30 17:30', '1 work_hour', '2026-10-08 08:30'],
    ['2026-11-24 09:00', '0.5 work_hour', '2026-11-24 09:30'],
    ['2026-11-27 12:00', '1 work_day', '2026-11-30 12:00'],
    ['2026-11-24 10:20', '1 work_day', '2026-11-25 10:20'],
    ['2026-11-24 10:20', '5 work_day', '2026-12-01 10:20'],
    ['2026-11-24 08:00', '1 work_day', '2026-11-25 08:00'],
    ['2026-11-24 12:30', '1 work_day', '2026-11-25 14:00'],
    ['2026-11-24 06:00', '2 work_day', '2026-11-26 08:00'],
    ['2026-11-27 17:50', '1 work_day', '2026-11-30 17:50'],
    ['2026-11-27 19:00', '1 work_day', '2026-12-01 08:00'],
    ['2026-11-28 10:00', '2 work_day', '2026-12-02 08:00'],
    ['2026-02-13 15:00', '1 work_day', '2026-02-14 15:00'],
    ['2026-02-14 15:00', '1 work_day', '2026-02-24 15:00'],
    ['2026-02-13 15:00', '7 work_day', '2026-03-02 15:00'],
    ['2026-02-17 09:00', '1 work_day', '2026-02-25 08:00'],
    ['2026-09-18 09:00', '1 work_day', '2026-09-20 09:00'],
    ['2026-09-29 09:00', '3 work_day', '2026-10-09 09:00'],
    ['2026-09-30 20:00', '3 work_day', '2026-10-12 08:00'],
    ['2026-10-09 16:00', '1 work_day', '2026-10-10 16:00'],
    ['2026-10-10 16:00', '1 work_day', '2026-10-12 16:00'],
    ['2026-06-18 11:00', '1 work_day', '2026-06-22 11:00'],
    ['2026-12-31 16:00', '15 work_day', '2027-01-22 16:00'],
    ['2026-11-24 10:20', '2 natural_day', '2026-11-26 10:20'],
    ['2026-09-30 22:00', '7 natural_day', '2026-10-07 22:00'],
  ])('%s + %s → %s', (start, words, due) => {
    expect(said(dueAt(at(start), limit(words), calendar).at)).toBe(due);
  });

  test.each([
    ['2026-12-31 16:00', '1 work_hour', false],
    ['2026-12-31 17:30', '1 work_hour', true],
    ['2026-12-31 17:30', '2 urgent_hour', false],
    ['2026-12-28 09:00', '2 work_day', false],
    ['2026-12-28 09:00', '5 work_day', true],
    ['2040-03-01 09:00', '1 work_day', true],
    ['2040-03-01 09:00', '1 natural_day', false],
  ])('%s + %s is provisional: %s', (start, words, expected) =>
    expect(dueAt(at(start), limit(words), calendar).provisional).toBe(expected),
  );

  test('when a notice arrives, the same deadline is recomputed and no longer provisional', () => {
    const before = dueAt(at('2026-12-31 16:00'), limit('2 work_day'), calendar);
    const notice = { holidays: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'], workdays: [] };
    const after = dueAt(
      at('2026-12-31 16:00'),
      limit('2 work_day'),
      calendarFrom({ ...publishedHolidays(), 2027: notice }),
    );
    expect([said(before.at), before.provisional]).toEqual(['2027-01-05 16:00', true]);
    expect([said(after.at), after.provisional]).toEqual(['2027-01-06 16:00', false]);
  });

  test.each(['0 work_day', '-1 urgent_hour', 'NaN work_hour', '1.5 work_day', 'Infinity natural_day'])(
    '%s is no limit',
    (words) => expect(() => dueAt(at('2026-11-24 09:00'), limit(words), calendar)).toThrow(RangeError),
  );
  test('a clock needs a start', () =>
    expect(() => dueAt(new Date(Number.NaN), limit('1 work_day'), calendar)).toThrow(RangeError));
});

describe('suspension', () => {
  test.each([
    ['2026-11-24 09:00', '2 urgent_hour', ['2026-11-24 10:00', '2026-11-24 12:00'], '2026-11-24 13:00'],
    ['2026-11-24 09:00', '2 urgent_hour', ['2026-11-24 12:00', '2026-11-24 13:00'], '2026-11-24 11:00'],
    ['2026-11-24 09:00', '4 work_hour', ['2026-11-24 10:00', '2026-11-24 11:00'], '2026-11-24 16:00'],
    ['2026-11-24 09:00', '4 work_hour', ['2026-11-24 12:10', '2026-11-24 13:50'], '2026-11-24 15:00'],
    ['2026-11-24 10:20', '2 work_day', ['2026-11-24 14:00', '2026-11-25 14:00'], '2026-11-27 10:20'],
    // across National Day: only the working time inside the pause is given back
    ['2026-09-29 10:00', '2 work_day', ['2026-09-30 10:00', '2026-10-08 10:00'], '2026-10-09 10:00'],
    ['2026-09-29 10:00', '2 work_day', ['2026-10-01 00:00', '2026-10-07 23:59'], '2026-10-08 10:00'],
    ['2026-02-13 10:00', '1 work_day', ['2026-02-14 08:00', '2026-02-24 08:00'], '2026-02-24 10:00'],
    // a case waiting for the dry season
    ['2026-06-01 10:00', '5 work_day', ['2026-06-02 10:00', '2026-10-31 10:00'], '2026-11-05 18:00'],
    ['2026-11-24 10:00', '2 natural_day', ['2026-11-25 10:00', '2026-12-25 10:00'], '2026-12-26 10:00'],
    // a pause that began before the clock counts from its start
    ['2026-11-24 10:00', '1 urgent_hour', ['2026-11-24 08:00', '2026-11-24 11:00'], '2026-11-24 12:00'],
  ])('%s + %s, stopped %j → %s', (start, words, [from, to], due) =>
    expect(said(pausedShift(at(start), limit(words), [{ from: at(from!), to: at(to!) }], calendar).at)).toBe(due),
  );

  test('pauses may overlap and come in any order', () => {
    const pauses = [
      { from: at('2026-11-24 11:00'), to: at('2026-11-24 11:30') },
      { from: at('2026-11-24 09:30'), to: at('2026-11-24 10:30') },
      { from: at('2026-11-24 10:00'), to: at('2026-11-24 10:40') },
      { from: at('2026-11-24 10:10'), to: at('2026-11-24 10:00') },
    ];
    expect(said(pausedShift(at('2026-11-24 09:00'), limit('2 urgent_hour'), pauses, calendar).at)).toBe(
      '2026-11-24 12:40',
    );
  });
});

describe('share used', () => {
  const share = (start: string, due: string, now: string, kind: ClockKind, pauses: Pause[] = []) =>
    shareUsed(at(start), at(due), at(now), kind, calendar, pauses);

  test.each([
    ['2026-11-24 09:00', '2026-11-24 11:00', '2026-11-24 08:00', 'urgent_hour', 0],
    ['2026-11-24 09:00', '2026-11-24 11:00', '2026-11-24 10:00', 'urgent_hour', 0.5],
    ['2026-11-24 09:00', '2026-11-24 11:00', '2026-11-24 13:00', 'urgent_hour', 2],
    ['2026-11-27 17:30', '2026-11-30 08:30', '2026-11-29 12:00', 'work_hour', 0.5],
    ['2026-11-24 10:00', '2026-11-26 10:00', '2026-11-25 10:00', 'work_day', 0.5],
    ['2026-11-24 10:00', '2026-11-26 10:00', '2026-11-27 10:00', 'work_day', 1.5],
    ['2026-11-24 10:00', '2026-11-26 10:00', '2026-11-25 10:00', 'natural_day', 0.5],
  ])('%s → %s at %s (%s) is %d', (start, due, now, kind, expected) =>
    expect(share(start, due, now, kind as ClockKind)).toBeCloseTo(expected, 9),
  );

  test('a case due at the start of work is not overdue during the night before', () => {
    expect(share('2026-11-27 19:00', '2026-12-01 08:00', '2026-11-30 20:00', 'work_day')).toBeLessThan(1);
    expect(share('2026-11-27 19:00', '2026-12-01 08:00', '2026-12-01 08:00', 'work_day')).toBe(1);
  });

  test('does not grow while the clock is stopped', () => {
    const pauses = [{ from: at('2026-11-24 10:00'), to: at('2026-11-24 12:00') }];
    expect(share('2026-11-24 09:00', '2026-11-24 13:00', '2026-11-24 11:00', 'urgent_hour', pauses)).toBeCloseTo(
      0.5,
      9,
    );
    expect(share('2026-11-24 09:00', '2026-11-24 13:00', '2026-11-24 12:30', 'urgent_hour', pauses)).toBeCloseTo(
      0.75,
      9,
    );
  });

  test('a clock without length is either running or out', () => {
    expect(share('2026-11-28 09:00', '2026-11-28 10:00', '2026-11-28 09:30', 'work_hour')).toBe(0);
    expect(share('2026-11-28 09:00', '2026-11-28 10:00', '2026-11-28 10:30', 'work_hour')).toBe(1);
  });
});

describe('words', () => {
  test.each([
    ['2026-11-24 10:00', '2026-11-26 10:00', 'work_day', '还剩 2 个工作日'],
    ['2026-11-25 17:00', '2026-11-26 10:00', 'work_day', '还剩 1 个工作日'],
    ['2026-11-26 08:52', '2026-11-26 10:00', 'work_day', '还剩 1 小时 8 分'],
    ['2026-11-27 19:00', '2026-12-01 08:00', 'work_day', '还剩 1 个工作日'],
    ['2026-11-30 16:00', '2026-12-01 08:00', 'work_day', '还剩工作时间 2 小时'],
    ['2026-11-26 11:20', '2026-11-26 10:00', 'work_day', '超 1 小时 20 分'],
    ['2026-11-30 10:00', '2026-11-26 10:00', 'work_day', '超 2 个工作日'],
    ['2026-11-26 19:00', '2026-11-26 18:00', 'work_day', '已到时限'],
    ['2026-11-27 17:50', '2026-11-30 08:50', 'work_hour', '还剩工作时间 1 小时'],
    ['2026-11-24 09:00', '2026-11-24 09:00', 'work_hour', '还剩不到 1 分'],
    ['2026-11-24 09:10', '2026-11-24 09:35', 'work_hour', '还剩 25 分'],
    ['2026-11-24 09:00', '2026-11-24 10:08', 'urgent_hour', '还剩 1 小时 8 分'],
    ['2026-11-24 11:20', '2026-11-24 10:00', 'urgent_hour', '超 1 小时 20 分'],
    ['2026-11-24 09:00', '2026-11-26 11:30', 'natural_day', '还剩 2 天 2 小时'],
    ['2026-11-24 09:00', '2026-11-26 09:30', 'natural_day', '还剩 2 天'],
    ['2026-11-24 09:00', '2026-11-24 11:00', 'natural_day', '还剩 2 小时'],
  ])('at %s, due %s (%s): %s', (now, due, kind, words) =>
    expect(remainingText(at(now), at(due), kind as ClockKind, calendar)).toBe(words),
  );

  test.each([
    ['1 urgent_hour', '1 小时内'],
    ['0.25 urgent_hour', '15 分钟内'],
    ['4 work_hour', '4 个工作小时内'],
    ['2 work_day', '2 个工作日内'],
    ['7 natural_day', '7 天内'],
  ])('%s: %s', (words, text) => expect(limitText(limit(words))).toBe(text));
});

describe('always', () => {
  const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
  const span = fc.integer({ min: 0, max: 40 * 86_400_000 });
  const limits = fc.record({ amount: fc.integer({ min: 1, max: 20 }), kind: fc.constantFrom(...CLOCK_KINDS) });
  const pauses = fc.array(
    fc
      .tuple(fc.integer({ min: -5 * 86_400_000, max: 20 * 86_400_000 }), span)
      .map(([from, length]) => ({ from, length })),
    { maxLength: 4 },
  );
  const around = (start: number, list: { from: number; length: number }[]) =>
    list.map(({ from, length }) => ({ from: new Date(start + from), to: new Date(start + from + length) }));

  test('a later start never gives an earlier due', () => {
    fc.assert(
      fc.property(instant, span, limits, (start, later, promise) => {
        const [a, b] = [start, start + later].map((ms) => dueAt(new Date(ms), promise, calendar).at.getTime());
        expect(b!).toBeGreaterThanOrEqual(a!);
      }),
    );
  });

  test('a later start never gives an earlier due with the same pauses', () => {
    fc.assert(
      fc.property(instant, span, limits, pauses, (start, later, promise, list) => {
        const stops = around(start, list);
        const [a, b] = [start, start + later].map((ms) =>
          pausedShift(new Date(ms), promise, stops, calendar).at.getTime(),
        );
        expect(b!).toBeGreaterThanOrEqual(a!);
      }),
      { numRuns: 500 },
    );
  });

  test('a pause never shortens, and due is after the start', () => {
    fc.assert(
      fc.property(instant, limits, pauses, (start, promise, list) => {
        const plain = dueAt(new Date(start), promise, calendar).at.getTime();
        const paused = pausedShift(new Date(start), promise, around(start, list), calendar).at.getTime();
        expect(plain).toBeGreaterThan(start);
        expect(paused).toBeGreaterThanOrEqual(plain);
      }),
    );
  });

  test('no pauses, no shift', () => {
    fc.assert(
      fc.property(instant, limits, (start, promise) => {
        expect(pausedShift(new Date(start), promise, [], calendar)).toEqual(dueAt(new Date(start), promise, calendar));
      }),
    );
  });

  test('the share is 1 exactly from due on, and every rung is met when it is announced', () => {
    fc.assert(
      fc.property(instant, limits, pauses, fc.constantFrom(0.5, 1, 1.5, 2, 2.5), (start, promise, list, rung) => {
        const stops = around(start, list);
        const from = new Date(start);
        const due = pausedShift(from, promise, stops, calendar).at;
        const share = (now: number) => shareUsed(from, due, new Date(now), promise.kind, calendar, stops);
        expect(share(due.getTime() - 1)).toBeLessThan(1);
        expect(share(due.getTime())).toBeGreaterThanOrEqual(1);
        const when = instantOfShare(from, due, rung, promise.kind, calendar, stops).getTime();
        expect(share(when)).toBeGreaterThanOrEqual(rung - 1e-6);
        expect(share(when - 1)).toBeLessThan(rung + 1e-6);
      }),
    );
  });
});

describe('a deadline moved by one pause', () => {
  const kinds = fc.constantFrom<ClockKind>('urgent_hour', 'work_hour', 'natural_day');
  const hour = 3_600_000;
  const instants = fc.integer({ min: Date.parse('2026-01-05T00:00:00Z') / hour, max: Date.parse('2026-11-01') / hour });

  test('is what the whole clock says', () => {
    fc.assert(
      fc.property(kinds, fc.integer({ min: 1, max: 60 }), instants, fc.nat(400), fc.nat(2000), (kind, n, s, a, b) => {
        const [start, length] = [new Date(s * hour), { amount: n, kind }];
        const pause = { from: new Date((s + a) * hour), to: new Date((s + a + b) * hour) };
        const whole = pausedShift(start, length, [pause], calendar).at;
        expect(shiftedDue(dueAt(start, length, calendar).at, pause, kind, calendar)).toEqual(whole);
      }),
    );
  });
  test('never comes earlier, and moves further the longer the pause', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CLOCK_KINDS),
        instants,
        fc.nat(300),
        fc.nat(900),
        fc.nat(900),
        (kind, s, a, b, c) => {
          const due = dueAt(new Date(s * hour), { amount: 5, kind }, calendar).at;
          const from = new Date((s + a) * hour);
          const until = (more: number) =>
            shiftedDue(due, { from, to: new Date((s + a + more) * hour) }, kind, calendar).getTime();
          expect(until(b)).toBeGreaterThanOrEqual(due.getTime());
          expect(until(b + c)).toBeGreaterThanOrEqual(until(b));
        },
      ),
    );
  });
});
