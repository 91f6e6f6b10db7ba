import fc from 'fast-check';
import {
  canMove,
  canRate,
  MOVE_NAMES,
  type MoveName,
  moveRow,
  type Relation,
  stateAfter,
} from '../../../shared/reports/moves';
import { ENDED_STATES, STATE_NAMES, type State } from '../../../shared/reports/states';

const RELATIONS: readonly Relation[] = ['reporter', 'responsible', 'dispatcher'];

/** who may make which move from which state, and where it leads; everything not listed is refused */
const ALLOWED: readonly [MoveName, State, Relation, State][] = [
  ['accept', 'assigned', 'responsible', 'handling'],
  ['reply', 'assigned', 'responsible', 'assigned'],
  ['reply', 'assigned', 'dispatcher', 'assigned'],
  ['reply', 'handling', 'responsible', 'handling'],
  ['reply', 'handling', 'dispatcher', 'handling'],
  ['reply', 'resolved', 'responsible', 'resolved'],
  ['reply', 'resolved', 'dispatcher', 'resolved'],
  ['resolve', 'handling', 'responsible', 'resolved'],
  ['transfer', 'assigned', 'responsible', 'assigned'],
  ['transfer', 'assigned', 'dispatcher', 'assigned'],
  ['transfer', 'handling', 'responsible', 'assigned'],
  ['transfer', 'handling', 'dispatcher', 'assigned'],
  ['return', 'assigned', 'responsible', 'returned'],
  ['return', 'handling', 'responsible', 'returned'],
  ['assign', 'submitted', 'dispatcher', 'assigned'],
  ['assign', 'returned', 'dispatcher', 'assigned'],
  ['reject', 'submitted', 'dispatcher', 'rejected'],
  ['reject', 'returned', 'dispatcher', 'rejected'],
  ['reject', 'assigned', 'dispatcher', 'rejected'],
  ['withdraw', 'submitted', 'reporter', 'withdrawn'],
  ['withdraw', 'assigned', 'reporter', 'withdrawn'],
  ['withdraw', 'returned', 'reporter', 'withdrawn'],
];

const everyCase = MOVE_NAMES.flatMap((move) =>
  STATE_NAMES.flatMap((state) => RELATIONS.map((relation): [MoveName, State, Relation] => [move, state, relation])),
);

test.each(everyCase)('%s from %s by the %s', (move, state, relation) => {
  const row = ALLOWED.find(([m, s, r]) => m === move && s === state && r === relation);
  expect(canMove(move, state, new Set([relation]))).toBe(row !== undefined);
  if (row) expect(stateAfter(move, state)).toBe(row[3]);
});

test('a stranger may do nothing', () => {
  for (const move of MOVE_NAMES) for (const state of STATE_NAMES) expect(canMove(move, state, new Set())).toBe(false);
});

test('what has ended stays ended', () => {
  for (const move of MOVE_NAMES)
    for (const state of ENDED_STATES) expect(canMove(move, state, new Set(RELATIONS))).toBe(false);
});

test('only the reporter rates, and only what is resolved', () => {
  for (const state of STATE_NAMES)
    for (const relation of RELATIONS)
      expect(canRate(state, new Set([relation]))).toBe(state === 'resolved' && relation === 'reporter');
});

test('more relations never take an ability away', () => {
  const relations = fc.subarray([...RELATIONS]);
  fc.assert(
    fc.property(
      fc.constantFrom(...MOVE_NAMES),
      fc.constantFrom(...STATE_NAMES),
      relations,
      relations,
      (move, state, some, others) => {
        const fewer = canMove(move, state, new Set(some));
        return !fewer || canMove(move, state, new Set([...some, ...others]));
      },
    ),
  );
});

test('from every open state somebody can take a report further, and every walk can end', () => {
  const next = (state: State) => [
    ...MOVE_NAMES.filter((move) => moveRow(move).from.includes(state)).map((move) => stateAfter(move, state)),
    ...(state === 'resolved' ? (['closed'] as const) : []),
  ];
  for (const start of STATE_NAMES) {
    const reached = new Set<State>([start]);
    for (const state of reached) for (const to of next(state)) reached.add(to);
    expect([...reached].some((state) => ENDED_STATES.includes(state))).toBe(true);
  }
});
