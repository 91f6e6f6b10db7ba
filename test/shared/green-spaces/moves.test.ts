import fc from 'fast-check';
import type { PlotTask } from '../../../shared/green-spaces/care';
import { type ClockView, endOfTerm, nextStep } from '../../../shared/green-spaces/clock';
import { type AdoptionFacts, type AdoptionRelation, NO_ADOPTION_FACTS } from '../../../shared/green-spaces/facts';
import {
  ADOPTION_MOVE_NAMES,
  ADOPTION_PERSON_MOVES,
  adoptionMoveRow,
  adoptionRefusalOf,
  adoptionStateAfter,
  canMoveAdoption,
} from '../../../shared/green-spaces/moves';
import { DEFAULT_GREEN_SPACE_SETTINGS as SETTINGS } from '../../../shared/green-spaces/settings';
import {
  ADOPTION_STATE_NAMES,
  type AdoptionState,
  COUNTED_STATES,
  ENDED_ADOPTION_STATES,
  HOLDING_STATES,
  LIVING_STATES,
  ownPlacesTaken,
  placesTaken,
} from '../../../shared/green-spaces/states';
import { REFUSALS } from '../../../shared/refusals';

const DAY = 86_400_000;
const NOW = new Date('2026-11-24T02:00:00Z');
const particulars = (facts: Partial<AdoptionFacts> = {}, endedAt: Date | null = NOW) => ({
  facts: { ...NO_ADOPTION_FACTS, ...facts },
  endedAt,
  appealDays: 30,
  now: NOW,
});
const as = (...relations: AdoptionRelation[]) => new Set(relations);

/** Who can do what in which state, with nothing special known; the whole table as it should read. */
const TABLE: [AdoptionState, AdoptionRelation, string][] = [
  ['applied', 'adopter', 'cancel'],
  ['applied', 'unit', 'approve reject'],
  ['waiting', 'adopter', 'cancel'],
  ['waiting', 'unit', 'approve reject'],
  ['approved', 'adopter', 'cancel'],
  ['approved', 'unit', 'withdraw'],
  ['active', 'adopter', 'give-notice hand-over'],
  ['active', 'unit', 'withdraw'],
  ['active', 'family', ''],
  ['renewal_due', 'adopter', 'renew give-notice hand-over'],
  ['renewed', 'adopter', 'give-notice hand-over'],
  ['expired', 'adopter', 'hand-over'],
  ['rejected', 'adopter', 'appeal'],
  ['cancelled', 'adopter', ''],
  ['released', 'adopter', 'hand-over'],
  ['lapsed', 'adopter', 'hand-over appeal'],
  ['withdrawn', 'adopter', 'hand-over appeal'],
  ['withdrawn', 'unit', ''],
];
test.each(TABLE)('%s, %s: %s', (state, relation, expected) => {
  const can = ADOPTION_PERSON_MOVES.filter((name) => canMoveAdoption(name, state, as(relation), particulars()));
  expect(can.join(' ')).toBe(expected);
});

test('conditions: notice once, appeal once and in time, decisions only on what was asked', () => {
  const can = (
    name: (typeof ADOPTION_MOVE_NAMES)[number],
    state: AdoptionState,
    facts: Partial<AdoptionFacts>,
    endedAt = NOW,
  ) => canMoveAdoption(name, state, as('adopter', 'unit'), particulars(facts, endedAt));
  expect(can('renew', 'renewal_due', { noticeUntil: NOW })).toBe(false);
  expect(can('give-notice', 'active', { noticeUntil: NOW })).toBe(false);
  expect(can('take-back-notice', 'active', { noticeUntil: NOW })).toBe(true);
  expect(can('appeal', 'withdrawn', { appeal: 'upheld' })).toBe(false);
  expect(can('appeal', 'withdrawn', {}, new Date(NOW.getTime() - 31 * DAY))).toBe(false);
  expect(can('appeal', 'withdrawn', {}, new Date(NOW.getTime() - 30 * DAY))).toBe(true);
  expect(can('restore', 'withdrawn', { appeal: 'pending' })).toBe(true);
  expect(can('reconsider', 'rejected', { appeal: 'pending' })).toBe(true);
  expect(can('hand-over', 'expired', { handedOver: true })).toBe(false);
  expect(adoptionRefusalOf('renew', 'renewal_due', as('adopter'))).toBe('adoption.notice-given');
  expect(adoptionRefusalOf('approve', 'active', as('unit'))).toBe('adoption.move-not-allowed');
});

test('the table is sound: every state is reached, what has ended stays ended but for an appeal, refusals exist', () => {
  const reached = new Set(ADOPTION_MOVE_NAMES.map((name) => adoptionMoveRow(name).to));
  for (const state of ADOPTION_STATE_NAMES)
    expect([state, state === 'applied' || reached.has(state)]).toEqual([state, true]);
  for (const name of ADOPTION_MOVE_NAMES) {
    const row = adoptionMoveRow(name);
    expect(row.from.length * row.by.length).toBeGreaterThan(0);
    for (const from of row.from)
      if (ENDED_ADOPTION_STATES.includes(from) && adoptionStateAfter(name, from) !== from)
        expect([name, row.when]).toEqual([name, 'appeal-pending']);
    expect(Object.keys(REFUSALS)).toContain(adoptionRefusalOf(name, row.from[0] ?? 'applied', as(...row.by)));
  }
});

test('states divide into those that hold a place, those counted for the person, and the rest', () => {
  for (const state of HOLDING_STATES) expect(COUNTED_STATES).toContain(state);
  for (const state of ENDED_ADOPTION_STATES) expect([...COUNTED_STATES, 'waiting']).not.toContain(state);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ADOPTION_STATE_NAMES), { minLength: 1 }), (walk) => {
      let [places, own, from]: [number, number, AdoptionState | null] = [0, 0, null];
      for (const to of walk) {
        places += placesTaken(from, to);
        own += ownPlacesTaken(from, to);
        from = to;
      }
      expect([places, own]).toEqual([
        Number(from !== null && HOLDING_STATES.includes(from)),
        Number(from !== null && COUNTED_STATES.includes(from)),
      ]);
    }),
  );
});

const START = new Date('2026-01-01T02:00:00Z');
const water: PlotTask = {
  task: 'water',
  rhythm: Object.fromEntries(
    ['spring', 'summer', 'autumn', 'winter'].map((s) => [s, { times: 1, per: 'week' }]),
  ) as never,
  everyVisit: false,
  note: '',
};
const view = (over: Partial<ClockView> = {}): ClockView => ({
  state: 'active',
  mode: 'labour',
  facts: NO_ADOPTION_FACTS,
  startAt: START,
  endAt: endOfTerm(START, 1),
  lastCareAt: null,
  lastDone: {},
  tasks: [],
  neglectDays: null,
  ...over,
});
const daysIn = (at: Date | undefined) => ((at?.getTime() ?? 0) - START.getTime()) / DAY;
const facts = (over: Partial<AdoptionFacts>) => ({ ...NO_ADOPTION_FACTS, ...over });

test.each([
  ['no care: first reminder after 30 days', view(), 'remind-neglect', 30],
  ['second after 45', view({ facts: facts({ neglectReminders: 1 }) }), 'remind-neglect', 45],
  ['lapse after 60', view({ facts: facts({ neglectReminders: 2 }) }), 'lapse', 60],
  ['the plot says 10 days', view({ neglectDays: 10 }), 'remind-neglect', 10],
  ['who pays is only asked to renew', view({ mode: 'funding' }), 'fall-due', 335],
  ['after the end: priority', view({ mode: 'funding', state: 'renewal_due' }), 'remind-renewal', 365],
  [
    'then it expires',
    view({ mode: 'funding', state: 'renewal_due', facts: facts({ renewalReminded: true }) }),
    'expire',
    379,
  ],
  [
    'notice',
    view({ mode: 'funding', facts: facts({ noticeUntil: new Date(START.getTime() + 50 * DAY) }) }),
    'release',
    50,
  ],
] as const)('%s', (_, at, move, days) => {
  const due = nextStep(at, SETTINGS);
  expect([due?.move, daysIn(due?.at)]).toEqual([move, days]);
});

test('a task due is told the morning after, once', () => {
  const due = nextStep(view({ tasks: [water] }), SETTINGS);
  expect(due).toEqual({ move: 'remind-due', at: new Date('2026-01-09T00:00:00Z') });
  expect(nextStep(view({ tasks: [water], facts: facts({ dueReminded: true }) }), SETTINGS)?.move).toBe(
    'remind-neglect',
  );
});

test('what has ended or waits for somebody has nothing to wait for; what is approved starts', () => {
  for (const state of [...ENDED_ADOPTION_STATES, 'applied', 'waiting'] as const)
    expect(nextStep(view({ state }), SETTINGS)).toBeNull();
  expect(nextStep(view({ state: 'approved' }), SETTINGS)).toEqual({ move: 'start', at: START });
});

test('every step the clock asks for is one the table allows the clockwork', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ADOPTION_STATE_NAMES),
      fc.constantFrom('labour' as const, 'funding' as const),
      fc.record({
        neglectReminders: fc.nat(2),
        dueReminded: fc.boolean(),
        renewalReminded: fc.boolean(),
        noticeUntil: fc.option(fc.date({ min: START, max: endOfTerm(START, 3), noInvalidDate: true })),
      }),
      fc.option(fc.date({ min: START, max: endOfTerm(START, 2), noInvalidDate: true })),
      (state, mode, some, lastCareAt) => {
        const at = view({ state, mode, facts: facts(some), lastCareAt, tasks: [water] });
        const due = nextStep(at, SETTINGS);
        if (!due) return !HOLDING_STATES.includes(state);
        return canMoveAdoption(due.move, state, as('system'), particulars(at.facts)) && LIVING_STATES.length > 0;
      },
    ),
  );
});
