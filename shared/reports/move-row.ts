// What a row of the table of moves says, and what most rows have in common.
import type { ConditionName, Relation } from './facts';
import type { State } from './states';

export interface Move {
  /** what the button says */
  readonly label: string;
  /** heading of the entry on the timeline */
  readonly title: string;
  readonly from: readonly State[];
  /** `stay`: the state does not change; `before`: the one it had before it was merged */
  readonly to: State | 'stay' | 'before';
  readonly by: readonly Relation[];
  /** what must be true of the report besides its state */
  readonly when?: ConditionName;
  /** words are required, optional or not taken; `or-photo`: words or a photo, at least one of them */
  readonly text: 'required' | 'or-photo' | 'optional' | 'none';
  /** what the words are about, for the field and for the refusal when they are missing */
  readonly hint: string;
  readonly photos: 'optional' | 'none';
  /** a new responsible party must be named */
  readonly assignee: boolean;
  /** a date (YYYY-MM-DD) must be given; `hint` of the field is `dateHint` */
  readonly date: 'required' | 'none';
  readonly dateHint?: string;
  /** a condition (情形) of the report's category must be named */
  readonly condition: boolean;
  /** which of the tasks of joint handling it is about must be named */
  readonly task: boolean;
  /** the documents handed over must be listed */
  readonly documents: boolean;
  /** the number of the report it is merged into must be given */
  readonly lead: boolean;
  /** a reason from this list must be chosen */
  readonly reasons?: Readonly<Record<string, string>>;
  /**
   * effect on the clocks: a new acceptance clock, the handling clock from its beginning, the time to rate, none running,
   * stopped until a date, running again, moved to a date, counted anew from the same start, running on after it was merged
   */
  readonly clock:
    | 'keep'
    | 'acceptance'
    | 'handling'
    | 'rating'
    | 'stop'
    | 'pause'
    | 'resume'
    | 'extend'
    | 'recount'
    | 'restore';
  readonly tellsReporter: boolean;
  /** seen by staff only, never by the reporter or the public */
  readonly internal: boolean;
  /** others than the staff concerned read the heading (and the reason) only: neither words nor photos */
  readonly sealed: boolean;
}

/** What most rows have in common: no photo, no receiver, no date, clocks untouched, told to the reporter. */
export const plain = {
  to: 'stay',
  text: 'required',
  photos: 'none',
  assignee: false,
  date: 'none',
  condition: false,
  task: false,
  documents: false,
  lead: false,
  clock: 'keep',
  tellsReporter: true,
  internal: false,
  sealed: false,
} as const;
/** The clockwork's own rows; nobody has a button for them. */
export const clockwork = { ...plain, by: ['system'], text: 'optional', hint: '说明', tellsReporter: false } as const;
