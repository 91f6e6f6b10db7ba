// What is true of an adoption besides its state, and the conditions the table of moves puts on it.
import type { RefusalCode } from '../refusals';
import type { AdoptionState } from './states';

/**
 * How somebody stands to an adoption: who applied · a member of the family · the managing unit (its staff, and the dispatchers
 * of the county) · the clockwork.
 */
export type AdoptionRelation = 'adopter' | 'family' | 'unit' | 'system';

export interface AdoptionFacts {
  /** reminders since the last care: lapse follows the second (domain.md §5) */
  neglectReminders: number;
  /** told that a task of the care calendar is due, since the last care */
  dueReminded: boolean;
  /** told that the term is over and the priority runs */
  renewalReminded: boolean;
  renewals: number;
  /** the adopter gave notice: the day it ends */
  noticeUntil: Date | null;
  appeal: 'pending' | 'upheld' | 'granted' | null;
  handedOver: boolean;
}

export const NO_ADOPTION_FACTS: AdoptionFacts = {
  neglectReminders: 0,
  dueReminded: false,
  renewalReminded: false,
  renewals: 0,
  noticeUntil: null,
  appeal: null,
  handedOver: false,
};

/** What a condition looks at. */
export interface AdoptionSituation {
  readonly state: AdoptionState;
  readonly facts: AdoptionFacts;
  /** when it ended, for the time to appeal */
  readonly endedAt: Date | null;
  /** days to appeal in */
  readonly appealDays: number;
  readonly now: Date;
}

const DAY = 86_400_000;
interface Condition {
  readonly holds: (situation: AdoptionSituation) => boolean;
  readonly refusal: RefusalCode;
}

export const ADOPTION_CONDITIONS = {
  'no-notice': { holds: ({ facts }) => facts.noticeUntil === null, refusal: 'adoption.notice-given' },
  'notice-given': { holds: ({ facts }) => facts.noticeUntil !== null, refusal: 'adoption.no-notice' },
  'may-appeal': {
    holds: ({ facts, endedAt, appealDays, now }) =>
      facts.appeal === null && endedAt !== null && now.getTime() <= endedAt.getTime() + appealDays * DAY,
    refusal: 'adoption.appeal-over',
  },
  'appeal-pending': { holds: ({ facts }) => facts.appeal === 'pending', refusal: 'adoption.nothing-to-decide' },
  'not-handed-over': { holds: ({ facts }) => !facts.handedOver, refusal: 'adoption.handed-over' },
} as const satisfies Record<string, Condition>;
export type AdoptionConditionName = keyof typeof ADOPTION_CONDITIONS;
