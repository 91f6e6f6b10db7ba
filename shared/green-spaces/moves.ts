// How the table of an adoption's moves is read: by the server's policy, by the buttons (`can`), by the tests.
import type { RefusalCode } from '../refusals';
import { ADOPTION_CONDITIONS, type AdoptionFacts, type AdoptionRelation } from './facts';
import { ADOPTION_MOVES, type AdoptionMove } from './move-table';
import type { AdoptionState } from './states';

export { ADOPTION_MOVES, ADOPTION_REJECT_REASONS, type AdoptionMove, WITHDRAW_REASONS } from './move-table';

export type AdoptionMoveName = keyof typeof ADOPTION_MOVES;
export const ADOPTION_MOVE_NAMES = Object.keys(ADOPTION_MOVES) as [AdoptionMoveName, ...AdoptionMoveName[]];
/** The row, with the table's literal types widened so that rows compare. */
export const adoptionMoveRow = (name: AdoptionMoveName): AdoptionMove => ADOPTION_MOVES[name];

/** Moves people have a button for. */
export const ADOPTION_PERSON_MOVES = ADOPTION_MOVE_NAMES.filter((name) =>
  adoptionMoveRow(name).by.some((relation) => relation !== 'system'),
);

export interface AdoptionParticulars {
  readonly facts: AdoptionFacts;
  readonly endedAt: Date | null;
  readonly appealDays: number;
  readonly now: Date;
}

/** Whether state and relation allow the move, whatever else is known. */
const fits = (name: AdoptionMoveName, state: AdoptionState, relations: ReadonlySet<AdoptionRelation>): boolean => {
  const row = adoptionMoveRow(name);
  return row.from.includes(state) && row.by.some((relation) => relations.has(relation));
};

export const canMoveAdoption = (
  name: AdoptionMoveName,
  state: AdoptionState,
  relations: ReadonlySet<AdoptionRelation>,
  particulars: AdoptionParticulars,
): boolean => {
  const { when } = adoptionMoveRow(name);
  return fits(name, state, relations) && (!when || ADOPTION_CONDITIONS[when].holds({ state, ...particulars }));
};

/** Why a move is refused that the relation would allow. */
export const adoptionRefusalOf = (
  name: AdoptionMoveName,
  state: AdoptionState,
  relations: ReadonlySet<AdoptionRelation>,
): RefusalCode => {
  const { when } = adoptionMoveRow(name);
  return when && fits(name, state, relations) ? ADOPTION_CONDITIONS[when].refusal : 'adoption.move-not-allowed';
};

export const adoptionStateAfter = (name: AdoptionMoveName, from: AdoptionState): AdoptionState => {
  const { to } = adoptionMoveRow(name);
  return to === 'stay' ? from : to;
};
