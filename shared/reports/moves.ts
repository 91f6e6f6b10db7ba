// The one table of allowed moves (domain.md §4), read: who may move a report from where to where, under which condition, what
// must be given, what happens to the clocks and whether the reporter is told. The server's policy, the buttons of
// the mini-program (`can`), the documentation and the tests all read it; an input sheet can be drawn from a row alone.
import type { RefusalCode } from '../refusals';
import { CONDITIONS, type Facts, NO_FACTS, type Relation } from './facts';
import { MOVES, type Move } from './move-table';
import { STATE_NAMES, type State } from './states';

export type { Relation } from './facts';
export { REFERRAL_BODIES, REFERRAL_RESULTS, type ReferralBody } from './joint-moves';
export { MODERATION_REASONS, type ModerationReason } from './moderation-moves';
export { CALLBACK_RESULTS, MOVES, type Move, REJECT_REASONS, SUSPEND_REASONS } from './move-table';

export type MoveName = keyof typeof MOVES;
export const MOVE_NAMES = Object.keys(MOVES) as [MoveName, ...MoveName[]];

/** The row of a move, with the table's own literal types widened so that rows compare. */
export const moveRow = (name: MoveName): Move => MOVES[name];

/** Moves of the clockwork and of administrators' hand-overs: nobody has a button for them on a report. */
const CLOCKWORK = [
  'remind',
  'overdue',
  'escalate',
  'auto-close',
  'recompute',
  'hand-over',
  'joint-remind',
  'joint-overdue',
  'joint-escalate',
  'supervision-overdue',
] as const;
/** The other half of a merge or a split, written on the lead in the same transaction. */
const PAIRED = ['absorb', 'part'] as const;
/** Moderation has a queue and endpoints of its own, since it takes pieces of a report and areas of a photo. */
const MODERATION = ['content-pass', 'content-hide', 'content-redact', 'content-blur', 'content-restore'] as const;
export type ModerationMove = (typeof MODERATION)[number];
const NO_BUTTON: readonly string[] = [...CLOCKWORK, ...PAIRED, ...MODERATION];
/** Moves of people that are sent as a move. */
export type PersonMove = Exclude<
  MoveName,
  (typeof CLOCKWORK)[number] | (typeof PAIRED)[number] | (typeof MODERATION)[number]
>;
export const PERSON_MOVES = MOVE_NAMES.filter((name): name is PersonMove => !NO_BUTTON.includes(name)) as [
  PersonMove,
  ...PersonMove[],
];

const BY_STATE = new Map<State, readonly PersonMove[]>(
  STATE_NAMES.map((state) => [state, PERSON_MOVES.filter((name) => moveRow(name).from.includes(state))]),
);
/** Moves of people that begin in a state, whoever may make them. */
export const movesFrom = (state: State): readonly PersonMove[] => BY_STATE.get(state) ?? [];

/** What the conditions of the table look at besides state and relation. */
export interface Particulars {
  readonly facts: Facts;
  /** the rating in force, 1 to 5 */
  readonly score: number | null;
  readonly now: Date;
}
const NOTHING: Particulars = { facts: NO_FACTS, score: null, now: new Date(0) };

/** Whether state and relation allow the move, whatever else is known of the report. */
const fits = (name: MoveName, state: State, relations: ReadonlySet<Relation>): boolean => {
  const row = moveRow(name);
  return row.from.includes(state) && row.by.some((relation) => relations.has(relation));
};

/** Whether somebody who stands in `relations` to a report in `state`, of which `particulars` are true, may make the move. */
export const canMove = (
  name: MoveName,
  state: State,
  relations: ReadonlySet<Relation>,
  particulars: Particulars = NOTHING,
): boolean => {
  const { when } = moveRow(name);
  return (
    fits(name, state, relations) && (when === undefined || CONDITIONS[when].holds({ state, relations, ...particulars }))
  );
};

/** Why a move that state and relation would allow is refused all the same; `report.move-not-allowed` otherwise. */
export const refusalOf = (name: MoveName, state: State, relations: ReadonlySet<Relation>): RefusalCode => {
  const { when } = moveRow(name);
  return when !== undefined && fits(name, state, relations) ? CONDITIONS[when].refusal : 'report.move-not-allowed';
};

/** State after the move; `before` is the one a merged report had, and goes back to when it is split off. */
export const stateAfter = (name: MoveName, state: State, before: State = state): State => {
  const { to } = moveRow(name);
  return to === 'stay' ? state : to === 'before' ? before : to;
};

/**
 * Rating is not a move of the table's shape (it takes a score) but follows the same rule: once, by the reporter, when resolved
 * and, where somebody else has to check the result first, when that is done.
 */
export const canRate = (
  state: State,
  relations: ReadonlySet<Relation>,
  verification: Facts['verification'] = null,
): boolean => state === 'resolved' && relations.has('reporter') && verification !== 'pending';
