// What is typed into the form of an activity, as it is sent.
import { bodyOf, endsNextDay, FRESH, freshShift, missingIn, repeatOf } from '../../miniprogram/activities/write/draft';

const shift = { ...freshShift(), name: '夜巡', from: '20:00', to: '22:00' };
const draft = {
  ...FRESH,
  title: '北浦夜巡',
  about: '沿街巡逻',
  day: '2026-12-31',
  place: '北浦社区',
  point: { lng: 101.5, lat: 25 },
  contact: '普队长',
  phone: '0878-3000000',
  risks: '注意车辆',
  insurance: '已投保',
  shifts: [shift],
};

test.each([
  ['20:00', '22:00', '2026-12-31T12:00:00.000Z', '2026-12-31T14:00:00.000Z', false],
  ['20:00', '00:30', '2026-12-31T12:00:00.000Z', '2026-12-31T16:30:00.000Z', true],
  ['22:00', '06:00', '2026-12-31T14:00:00.000Z', '2026-12-31T22:00:00.000Z', true],
])('a shift from %s to %s', (from, to, starts, ends, nextDay) => {
  const night = { ...shift, from, to };
  const body = bodyOf({ ...draft, shifts: [night] }, []);
  expect(body.shifts[0]).toMatchObject({ from: starts, to: ends });
  expect(endsNextDay(draft.day, night)).toBe(nextDay);
});

test('the window: from publishing on, or from so many days before; until so many hours before', () => {
  expect(bodyOf(draft, [])).not.toHaveProperty('signUpFrom');
  expect(bodyOf({ ...draft, fromDays: '7', untilHours: '3' }, [])).toMatchObject({
    signUpFrom: '2026-12-23T16:00:00.000Z',
    signUpUntil: '2026-12-31T09:00:00.000Z',
  });
});

test.each([
  [{ repeat: 'none' as const }, {}],
  [
    { repeat: 'fortnight' as const, weekdays: ['6', '7'], until: '2027-02-01', except: '2027-01-02，2027-01-16' },
    {
      repeat: {
        every: 'week',
        interval: 2,
        weekdays: [6, 7],
        until: '2027-02-01',
        exceptions: [
          { date: '2027-01-02', movedTo: null },
          { date: '2027-01-16', movedTo: null },
        ],
      },
    },
  ],
  [
    { repeat: 'month' as const, weekdays: ['6'], until: '2027-06-01' },
    { repeat: { every: 'month', interval: 1, weekdays: [], until: '2027-06-01', exceptions: [] } },
  ],
])('repeated: %j', (over, expected) => expect(repeatOf({ ...draft, ...over })).toEqual(expected));

test('what is missing is said, one thing at a time', () => {
  expect(missingIn(draft)).toBeUndefined();
  expect(missingIn({ ...draft, kind: 'renovation' })).toBe('先选属于哪个街道或社区');
  expect(missingIn({ ...draft, shifts: [{ ...shift, to: '25:00' }] })).toBe('班次要有名称和时间');
  expect(missingIn({ ...draft, repeat: 'week' })).toBe('重复要有截止日期');
});
