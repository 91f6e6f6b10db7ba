import fc from 'fast-check';
import {
  ageOf,
  codeText,
  goodSlots,
  readCode,
  SLOT_MS,
  seenAt,
  slotAt,
  slotStart,
} from '../../../shared/activities/codes';
import { conflictWith, overlaps } from '../../../shared/activities/conflicts';
import { occurrences, type Recurrence, SERIES_LIMIT } from '../../../shared/activities/recurrence';
import {
  ACTIVE_STATES,
  type By,
  canMoveSignUp,
  SIGN_UP_MOVE_NAMES,
  SIGN_UP_STATES,
  type SignUpFacts,
  signUpAfter,
  signUpMove,
} from '../../../shared/activities/sign-ups';
import {
  ACTIVITY_MOVE_NAMES,
  ACTIVITY_STATES,
  activityAfter,
  activityMove,
  canMoveActivity,
  shownState,
} from '../../../shared/activities/states';
import { numberFrom, readNumber } from '../../../shared/check-number';

const local = (text: string) => new Date(`${text}:00+08:00`);
const NOW = local('2026-11-28T06:00');

describe('activities', () => {
  test('every state is reached from a draft, and what has ended stays ended', () => {
    const reached = new Set<string>(['draft']);
    for (let i = 0; i < ACTIVITY_STATES.length; i++)
      for (const state of ACTIVITY_STATES.filter((s) => reached.has(s)))
        for (const name of ACTIVITY_MOVE_NAMES)
          if (activityMove(name).from.includes(state)) reached.add(activityAfter(name, state));
    expect([...reached].sort()).toEqual([...ACTIVITY_STATES].sort());
    for (const name of ACTIVITY_MOVE_NAMES) {
      expect(activityMove(name).from).not.toContain('cancelled');
      if (activityMove(name).from.includes('settled')) expect(activityAfter(name, 'settled')).toBe('settled');
    }
  });
  test.each([
    ['publish', 'draft', 'organiser', true],
    ['publish', 'published', 'organiser', false],
    ['cancel', 'running', 'organiser', true],
    ['cancel', 'finished', 'organiser', false],
    ['settle', 'running', 'organiser', false],
    ['settle', 'finished', 'organiser', true],
    ['finish', 'running', 'organiser', false],
    ['finish', 'running', 'system', true],
  ] as const)('%s from %s by %s: %s', (name, state, by, allowed) =>
    expect(canMoveActivity(name, state, by)).toBe(allowed),
  );
  test('full is what a published activity without a free place is called', () => {
    expect(ACTIVITY_STATES.map((state) => shownState(state, 0))).toEqual(
      ACTIVITY_STATES.map((state) => (state === 'published' ? 'full' : state)),
    );
    expect(shownState('published', 1)).toBe('published');
  });
});

describe('sign-ups', () => {
  const facts: SignUpFacts = {
    state: 'confirmed',
    now: NOW,
    changed: false,
    cancelUntil: local('2026-11-28T07:00'),
    unconfirmed: false,
    decidedAt: null,
    objectionDays: 15,
    objection: 'none',
    rated: false,
    shift: { from: local('2026-11-28T19:00'), to: local('2026-11-28T21:00') },
  };
  const can = (name: Parameters<typeof canMoveSignUp>[0], over: Partial<SignUpFacts>, by: By = 'participant') =>
    canMoveSignUp(name, { ...facts, ...over }, new Set([by]));
  test('a place is given back in time only; a queue is left at any time', () => {
    expect(can('cancel', {})).toBe(true);
    expect(can('cancel', { now: local('2026-11-28T07:01') })).toBe(false);
    expect(can('cancel', { state: 'waiting', now: local('2026-11-28T18:00') })).toBe(true);
    expect(can('cancel', { state: 'present' })).toBe(false);
  });
  test('a time that was changed is answered before the shift; until then the place may be given back', () => {
    const late = { now: local('2026-11-28T18:59') };
    expect(can('keep', late)).toBe(false);
    expect(can('keep', { ...late, changed: true })).toBe(true);
    expect(can('cancel', { ...late, changed: true })).toBe(true);
    const begun = { now: local('2026-11-28T19:00'), changed: true };
    expect([can('keep', begun), can('cancel', begun)]).toEqual([false, false]);
    expect(can('keep', { ...late, changed: true }, 'organiser')).toBe(false);
  });
  test('objections: once, within fifteen days of the decision', () => {
    const decided = { state: 'credited', decidedAt: local('2026-11-01T00:00') } as const;
    expect(can('object', { ...decided, now: local('2026-11-16T00:00') })).toBe(true);
    expect(can('object', { ...decided, now: local('2026-11-16T00:01') })).toBe(false);
    expect(can('object', { ...decided, now: local('2026-11-02T00:00'), objection: 'open' })).toBe(false);
    expect(can('answer', { ...decided, objection: 'open' }, 'organiser')).toBe(true);
  });
  test('participants never touch times or hours; organisers never cancel for others', () => {
    for (const name of SIGN_UP_MOVE_NAMES) {
      const move = signUpMove(name);
      if (move.times !== 'none') expect(move.by).toEqual(['organiser']);
      if (move.by.includes('organiser') && name !== 'attest') expect(move.text).toBe('required');
    }
    expect(can('cancel', {}, 'organiser')).toBe(false);
  });
  test('hours are reached through attendance alone, and nothing comes back from having given up', () => {
    const into = (state: string) =>
      SIGN_UP_MOVE_NAMES.filter((n) => signUpMove(n).to === state).flatMap((n) => signUpMove(n).from);
    expect(into('credited')).toEqual(['left']);
    for (const gone of ['cancelled', 'dropped', 'expired'] as const) {
      expect(ACTIVE_STATES).not.toContain(gone);
      expect(SIGN_UP_MOVE_NAMES.filter((n) => signUpMove(n).from.includes(gone))).toEqual([]);
    }
    for (const state of SIGN_UP_STATES)
      for (const name of SIGN_UP_MOVE_NAMES) expect(SIGN_UP_STATES).toContain(signUpAfter(name, state));
  });
});

describe('codes', () => {
  const minute = slotStart(slotAt(NOW));
  const after = (seconds: number) => new Date(minute.getTime() + seconds * 1000);
  test.each([
    [-6, 'early'],
    [-5, 'good'], // clocks differ a little
    [0, 'good'],
    [359, 'good'], // its own minute and five offline
    [360, 'late'],
    [3600, 'late'],
  ])('%i s from its minute: %s', (seconds, age) => expect(ageOf(slotAt(minute), after(seconds))).toBe(age));
  test('the minutes that count are those whose codes are good', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
        const now = new Date(ms);
        const slots = goodSlots(now);
        expect(slots.length).toBeLessThanOrEqual(7);
        for (let slot = slotAt(now) - 10; slot < slotAt(now) + 10; slot++)
          expect(slots.includes(slot)).toBe(ageOf(slot, now) === 'good');
        for (const slot of slots) expect(now.getTime() - seenAt(slot, now).getTime()).toBeLessThan(5 * SLOT_MS + 1);
      }),
    );
  });
  test('scanned and typed codes are read, anything else is not', () => {
    const shift = 'a'.repeat(24);
    expect(readCode(codeText(shift, '0123ABCD'))).toEqual({ shift, code: '0123ABCD' });
    expect(readCode(' o123-abcd ')).toEqual({ code: '0123ABCD' });
    for (const text of ['', '123', 'login:abcdefgh', `yicheng:shift:${shift}:short`, '0123ABCU!'])
      expect(readCode(text)).toBeUndefined();
  });
});

describe('series', () => {
  const first = local('2026-11-28T07:00'); // a Saturday
  const weekly: Recurrence = { every: 'week', interval: 1, weekdays: [], until: '2026-12-26', exceptions: [] };
  const days = (rule: Recurrence) => occurrences(first, rule).map(({ at }) => at.toISOString().slice(5, 10));
  test.each<[string, Partial<Recurrence>, string[]]>([
    ['every Saturday', {}, ['11-27', '12-04', '12-11', '12-18', '12-25']],
    ['every second week', { interval: 2 }, ['11-27', '12-11', '12-25']],
    ['Wednesdays and Saturdays', { weekdays: [6, 3], until: '2026-12-06' }, ['11-27', '12-01', '12-04']],
    ['but one', { exceptions: [{ date: '2026-12-12', movedTo: null }] }, ['11-27', '12-04', '12-18', '12-25']],
    [
      'one moved',
      { until: '2026-12-06', exceptions: [{ date: '2026-12-05', movedTo: '2026-12-06' }] },
      ['11-27', '12-05'],
    ],
    ['until before the first', { until: '2026-11-20' }, []],
  ])('%s', (_, over, expected) => expect(days({ ...weekly, ...over })).toEqual(expected));
  test('monthly on the 31st skips months without one', () => {
    const found = occurrences(local('2026-12-31T09:00'), { ...weekly, every: 'month', until: '2027-05-31' });
    expect(found.map(({ original }) => original)).toEqual(['2026-12-31', '2027-01-31', '2027-03-31', '2027-05-31']);
  });
  test('in order, each day once, at the same time of day, never too many', () => {
    const rules = fc.record({
      every: fc.constantFrom('week' as const, 'month' as const),
      interval: fc.integer({ min: 1, max: 4 }),
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
      until: fc
        .integer({ min: 0, max: 900 })
        .map((n) => new Date(first.getTime() + n * 86_400_000).toISOString().slice(0, 10)),
      exceptions: fc.constant([]),
    });
    fc.assert(
      fc.property(rules, (rule) => {
        const found = occurrences(first, rule).map(({ at }) => at.getTime());
        expect(found.length).toBeLessThanOrEqual(SERIES_LIMIT);
        found.forEach((at, i) => {
          expect(at).toBeGreaterThan(found[i - 1] ?? 0);
          expect((at - first.getTime()) % 86_400_000).toBe(0);
        });
      }),
    );
  });
});

describe('shifts at the same time', () => {
  const span = (from: string, to: string) => ({ from: local(`2026-11-28T${from}`), to: local(`2026-11-28T${to}`) });
  test('touching ends do not overlap', () => {
    expect(overlaps(span('07:00', '09:00'), span('09:00', '10:00'))).toBe(false);
    expect(overlaps(span('07:00', '09:00'), span('08:59', '10:00'))).toBe(true);
    expect(conflictWith(span('07:00', '09:00'), [span('09:00', '10:00'), span('06:00', '12:00')])).toEqual(
      span('06:00', '12:00'),
    );
  });
});

test('numbers are read back however they are typed, and one wrong character is noticed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), fc.nat(9), fc.nat(31), (random, place, other) => {
      const number = numberFrom('ZM', random);
      expect(readNumber('ZM', 10, number.toLowerCase().replace(/-/g, ' '))).toBe(number);
      const digits = [...number.replace(/-/g, '')];
      const wrong = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.charAt(other);
      if (digits[2 + place] === wrong) return;
      digits[2 + place] = wrong;
      expect(readNumber('ZM', 10, digits.join(''))).toBeUndefined();
    }),
  );
});
