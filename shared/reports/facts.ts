// Facts on a report that are no states of their own (domain.md §4): urging, extension, rework, suspension, appeal, verification,
// call-back, joint handling, supervision, referral, merging. Conditions are rules over these facts; a row of the table of moves names the one it asks for, so that a
// button is shown exactly when the move would be accepted, and a refusal can say why.
import type { RefusalCode } from '../refusals';
import { dayOf } from '../workdays';
import type { ReferralBody } from './joint-moves';
import type { State } from './states';

/** How somebody stands to a report; one person may stand in several relations at once. `system` is the portal's own clockwork. */
export type Relation =
  | 'reporter'
  | 'responsible'
  | 'dispatcher'
  /** inspector of the county or grid officer of the place, never who handled it */
  | 'verifier'
  /** may make the call-back: dispatcher or inspector, never who handled it */
  | 'caller'
  | 'vice-general'
  | 'general'
  /** of a department that owes an answer in joint handling */
  | 'cooperating'
  /** decides what is shown of words and photos: the county's dispatcher */
  | 'moderator'
  | 'system';

export interface Facts {
  urges: number;
  urgedAt: Date | null;
  supplements: number;
  /** times it went back because the result did not hold */
  reworks: number;
  /** times the reporter sent it back by right, without asking */
  reopenedByRight: number;
  /** the reporter asks to have it sent back once more */
  reopenAsked: boolean;
  /** extensions granted */
  extensions: number;
  extensionAsked: { until: Date } | null;
  /** times it was suspended */
  suspensions: number;
  suspensionAsked: { until: Date } | null;
  suspendedUntil: Date | null;
  appeal: 'pending' | 'upheld' | 'granted' | null;
  verification: 'pending' | 'passed' | 'failed' | null;
  /** `superseded`: the reporter had it reopened before anybody called */
  callback: 'due' | 'done' | 'superseded' | null;
  /** closed by the clock, without a rating: left out of satisfaction figures */
  auto: boolean;
  /** departments asked to cooperate that owe an answer; whoever leads resolves when none does */
  jointOpen: number;
  /** ordered by a vice or general chief: an answer is owed by `dueAt` */
  supervision: { state: 'owed' | 'overdue' | 'answered'; dueAt: Date; by: string; label: string } | null;
  /** handed to police, procuratorate or court; the documents are for the staff concerned only */
  referral: {
    to: ReferralBody;
    state: 'sent' | 'received' | 'done';
    sentAt: Date;
    documents: { name: string; copies: number }[];
  } | null;
  /** reports merged into this one */
  duplicates: number;
  /** state it had before it was merged into another */
  mergedFrom: State | null;
}

/** A chief's order that waits for an answer. */
export const supervisionOwed = ({ supervision }: Pick<Facts, 'supervision'>): boolean =>
  supervision !== null && supervision.state !== 'answered';

export const NO_FACTS: Facts = {
  urges: 0,
  urgedAt: null,
  supplements: 0,
  reworks: 0,
  reopenedByRight: 0,
  reopenAsked: false,
  extensions: 0,
  extensionAsked: null,
  suspensions: 0,
  suspensionAsked: null,
  suspendedUntil: null,
  appeal: null,
  verification: null,
  callback: null,
  auto: false,
  jointOpen: 0,
  supervision: null,
  referral: null,
  duplicates: 0,
  mergedFrom: null,
};

/** What a condition looks at. */
export interface Situation {
  readonly state: State;
  readonly facts: Facts;
  /** the rating in force, 1 to 5 */
  readonly score: number | null;
  readonly relations: ReadonlySet<Relation>;
  readonly now: Date;
}

/** Extensions one may ask for: the dispatcher grants the first, the general chief the second (domain.md §4). */
export const MAX_EXTENSIONS = 2;
/** Departments that can owe an answer at the same time; bounds the size of a report. */
export const MAX_JOINT = 10;

const unhappy = ({ state, score }: Situation) => state === 'resolved' || (score !== null && score <= 2);
const mayDecideExtension = ({ facts, relations }: Situation) =>
  relations.has(facts.extensions === 0 ? 'dispatcher' : 'general');

interface Condition {
  readonly holds: (situation: Situation) => boolean;
  readonly refusal: RefusalCode;
}

export const CONDITIONS = {
  'not-urged-today': {
    holds: ({ facts, now }) => !facts.urgedAt || dayOf(facts.urgedAt.getTime()) !== dayOf(now.getTime()),
    refusal: 'report.urged-today',
  },
  'not-appealed': { holds: ({ facts }) => facts.appeal === null, refusal: 'report.appealed-already' },
  'appeal-pending': { holds: ({ facts }) => facts.appeal === 'pending', refusal: 'report.nothing-to-decide' },
  'verification-pending': {
    holds: ({ facts }) => facts.verification === 'pending',
    refusal: 'report.nothing-to-decide',
  },
  'reopen-by-right': {
    holds: (s) => s.facts.reopenedByRight === 0 && unhappy(s),
    refusal: 'report.reopened-already',
  },
  'reopen-by-request': {
    holds: (s) => s.facts.reopenedByRight > 0 && !s.facts.reopenAsked && unhappy(s),
    refusal: 'report.asked-already',
  },
  'reopen-asked': { holds: ({ facts }) => facts.reopenAsked, refusal: 'report.nothing-to-decide' },
  'extension-possible': {
    holds: ({ facts }) => facts.extensions < MAX_EXTENSIONS && !facts.extensionAsked && !facts.suspensionAsked,
    refusal: 'report.asked-already',
  },
  'extension-asked': {
    holds: (s) => s.facts.extensionAsked !== null && mayDecideExtension(s),
    refusal: 'report.nothing-to-decide',
  },
  'suspension-possible': {
    holds: ({ facts }) => !facts.suspensionAsked && !facts.extensionAsked,
    refusal: 'report.asked-already',
  },
  'suspension-asked': { holds: ({ facts }) => facts.suspensionAsked !== null, refusal: 'report.nothing-to-decide' },
  'callback-due': { holds: ({ facts }) => facts.callback === 'due', refusal: 'report.nothing-to-decide' },
  // one that others work on or that others were merged into is the lead, never the other way round
  mergeable: {
    holds: ({ facts }) => facts.jointOpen === 0 && !supervisionOwed(facts) && facts.duplicates === 0 && !facts.referral,
    refusal: 'report.merge-busy',
  },
  'merged-before': { holds: ({ facts }) => facts.mergedFrom !== null, refusal: 'report.nothing-to-decide' },
  // other residents wait for it as well
  'nobody-joined': { holds: ({ facts }) => facts.duplicates === 0, refusal: 'report.others-joined' },
  'joint-possible': { holds: ({ facts }) => facts.jointOpen < MAX_JOINT, refusal: 'report.joint-full' },
  'joint-owed': { holds: ({ facts }) => facts.jointOpen > 0, refusal: 'report.nothing-to-decide' },
  'joint-done': { holds: ({ facts }) => facts.jointOpen === 0, refusal: 'report.joint-unanswered' },
  'not-supervised': { holds: ({ facts }) => !supervisionOwed(facts), refusal: 'report.asked-already' },
  'supervision-owed': { holds: ({ facts }) => supervisionOwed(facts), refusal: 'report.nothing-to-decide' },
  'not-referred': { holds: ({ facts }) => facts.referral === null, refusal: 'report.referred-already' },
  'receipt-owed': { holds: ({ facts }) => facts.referral?.state === 'sent', refusal: 'report.nothing-to-decide' },
  'referral-result-owed': {
    holds: ({ facts }) => facts.referral?.state === 'received',
    refusal: 'report.nothing-to-decide',
  },
  'time-to-rate': { holds: ({ facts }) => facts.verification !== 'pending', refusal: 'report.not-ratable' },
} as const satisfies Record<string, Condition>;
export type ConditionName = keyof typeof CONDITIONS;

/** Desk tasks that wait for somebody besides who has the report; the desks of dispatcher, inspector and general chief. */
export const TASKS = [
  'verification',
  'callback',
  'appeal',
  'extension',
  'extension-general',
  'suspension',
  'reopen',
  'supervision',
] as const;
export type Task = (typeof TASKS)[number];

export const tasksOf = (facts: Facts): Task[] => [
  ...(facts.verification === 'pending' ? (['verification'] as const) : []),
  ...(facts.callback === 'due' ? (['callback'] as const) : []),
  ...(facts.appeal === 'pending' ? (['appeal'] as const) : []),
  ...(facts.extensionAsked ? ([facts.extensions === 0 ? 'extension' : 'extension-general'] as const) : []),
  ...(facts.suspensionAsked ? (['suspension'] as const) : []),
  ...(facts.reopenAsked ? (['reopen'] as const) : []),
  ...(supervisionOwed(facts) ? (['supervision'] as const) : []),
];
