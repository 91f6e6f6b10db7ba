import { publishedHolidays } from '../../server/holidays';
import { calendarFrom, dateOfDay, dayOfDate, instantWorked, workedMs, workStartFrom } from '../../shared/workdays';

const data = publishedHolidays();
const calendar = calendarFrom(data);
const isWorkday = (date: string) => calendar.isWorkday(dayOfDate(date));
const local = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);

describe('working days', () => {
  test.each([
    ['2026-11-24', true, 'an ordinary Tuesday'],
    ['2026-11-28', false, 'an ordinary Saturday'],
    ['2026-01-01', false, 'New Year'],
    ['2026-01-04', true, 'a make-up Sunday'],
    ['2026-02-14', true, 'the make-up Saturday before Spring Festival'],
    ['2026-02-17', false, 'Spring Festival'],
    ['2026-09-20', true, 'the make-up Sunday before National Day'],
    ['2026-10-01', false, 'National Day'],
    ['2026-10-07', false, 'the last day of the National Day holiday'],
    ['2026-10-10', true, 'the make-up Saturday after National Day'],
    ['2026-10-11', false, 'the Sunday after it'],
  ])('%s → %s (%s)', (date, expected) => expect(isWorkday(date)).toBe(expected));

  test.each([
    ['2040-01-01', false],
    ['2040-05-01', false],
    ['2040-05-02', false],
    ['2040-10-01', false],
    ['2040-10-03', false],
    ['2040-10-04', true],
    ['2040-02-14', true],
  ])('in a year not published %s → %s', (date, expected) => expect(isWorkday(date)).toBe(expected));

  test('a span is provisional as soon as it touches a year not published', () => {
    const span = (from: string, to: string) => calendar.isProvisional(dayOfDate(from), dayOfDate(to));
    expect(span('2026-12-01', '2026-12-31')).toBe(false);
    expect(span('2039-12-30', '2040-01-02')).toBe(true);
    expect(span('2025-12-31', '2026-01-01')).toBe(false);
  });

  test('an override wins over the notice and does not publish a year', () => {
    const own = calendarFrom(data, {
      '2026-08-05': 'rest',
      '2026-10-05': 'work',
      '2040-08-06': 'rest',
      '1999-01-01': 'rest',
    });
    expect(own.isWorkday(dayOfDate('2026-08-05'))).toBe(false);
    expect(own.isWorkday(dayOfDate('2026-10-05'))).toBe(true);
    expect(own.isWorkday(dayOfDate('2040-08-06'))).toBe(false);
    expect(own.isProvisional(dayOfDate('2040-08-06'), dayOfDate('2040-08-06'))).toBe(true);
  });

  test('days before 2004 or after 2063 are refused, and so is what is no date', () => {
    expect(() => isWorkday('2003-12-31')).toThrow(RangeError);
    expect(() => isWorkday('2064-01-01')).toThrow(RangeError);
    expect(() => instantWorked(workedMs(local('2063-12-31 09:00'), calendar) + 9 * 3_600_000, calendar)).toThrow(
      RangeError,
    );
    for (const text of ['2026-02-30', '2026-2-3', 'today', '']) expect(() => dayOfDate(text)).toThrow(RangeError);
    expect(dateOfDay(dayOfDate('2026-11-24'))).toBe('2026-11-24');
  });

  test.each([
    ['2026-11-24 07:59', '2026-11-24 08:00'],
    ['2026-11-24 08:00', '2026-11-24 08:00'],
    ['2026-11-24 12:00', '2026-11-24 12:00'],
    ['2026-11-24 12:01', '2026-11-24 14:00'],
    ['2026-11-24 18:00', '2026-11-24 18:00'],
    ['2026-11-24 18:01', '2026-11-25 08:00'],
    ['2026-11-27 23:00', '2026-11-30 08:00'],
    ['2026-09-30 19:00', '2026-10-08 08:00'],
  ])('work starts from %s at %s', (at, start) => expect(workStartFrom(local(at), calendar)).toBe(local(start)));
});

describe('published holidays', () => {
  test('cover the years the portal runs in, with dates in their own year', () => {
    for (const year of ['2024', '2025', '2026']) {
      expect(data[year]?.holidays).toContain(`${year}-10-01`);
      expect(data[year]?.workdays.every((date) => date.startsWith(year))).toBe(true);
    }
  });

  test('a stray date of the next year does not publish it', () => {
    const source = { holidays: { '2026-10-01': '', '2027-01-01': '', note: '' }, workdays: { '2026-10-10': '' } };
    expect(publishedHolidays(source)).toEqual({ '2026': { holidays: ['2026-10-01'], workdays: ['2026-10-10'] } });
  });
});
