// The shape of a report as stored. It embeds its append-only history, so that one guarded update changes state, keeps the
// timeline and leaves the note of what is still to be announced: all of it, or nothing.
import type { Types } from 'mongoose';
import type { Limit } from '../../shared/clocks';
import type { CheckResult } from '../../shared/moderation/checks';
import type { Role } from '../../shared/people/roles';
import type { SOURCES } from '../../shared/reports/contract';
import type { Facts, Task } from '../../shared/reports/facts';
import type { MoveName } from '../../shared/reports/moves';
import type { State } from '../../shared/reports/states';
import type { Party } from '../areas';
import type { Pending } from '../core/outbox';
import type { PhotoFacts } from '../media';

export type Step = MoveName | 'submit' | 'rate';

/** One step of a report's life; changes only by redaction, which is itself an entry. */
export interface Entry {
  _id: Types.ObjectId;
  at: Date;
  move: Step;
  from: State | null;
  to: State;
  person: Types.ObjectId | null;
  role: Role | null;
  /** as shown in public, frozen: 鹿城南路街长 李** */
  label: string;
  text: string;
  photos: PhotoFacts[];
  reason: string | null;
  party: Party | null;
  /** people a step of the clockwork is addressed to: the rung it climbed to */
  told: Types.ObjectId[];
  /** chosen by the client: the same one again is a retry */
  moveId: string;
}

/** A stretch for which a clock stood still; `dueBefore` is what it would have run out at, so that resuming early counts right. */
export interface ClockPause {
  from: Date;
  to: Date;
  dueBefore: Date;
}

export interface RunningClock {
  phase: 'acceptance' | 'handling' | 'rating' | 'verification' | 'callback' | 'joint';
  startedAt: Date;
  dueAt: Date;
  limit: Limit;
  provisional: boolean;
  pauses: ClockPause[];
  /** an extension was granted to this instant, pauses after it not counted in */
  extendedTo: Date | null;
  /** rungs climbed: 0 none, 1 reminded, 2 overdue, 3 and on escalated */
  rung: number;
  /** next level of the ladder to climb to */
  level: number;
}

/** What one department is asked to do in joint handling, with a clock of its own. */
export interface JointTask {
  _id: Types.ObjectId;
  party: Party;
  /** what it is asked for */
  ask: string;
  state: 'open' | 'answered' | 'released';
  clock: RunningClock;
  /** when it was answered or released, and by which entry */
  endedAt: Date | null;
  entry: Types.ObjectId | null;
  /** `<role>:<area>` of the rungs it climbed to */
  escalatedTo: string[];
}

/** What the check, residents and moderators say of the words and photos. */
export interface Moderation {
  text: CheckResult;
  photo: CheckResult;
  /** flags of residents that nobody has decided */
  flags: number;
  /** pieces not shown to others: `text`, ids of photos, ids of entries */
  hidden: string[];
  /** waits for a moderator since; unset when nothing does */
  waiting?: Date;
}

export interface Rating {
  score: number;
  reasons: string[];
  text: string;
  at: Date;
  submissionId: string;
}

export interface ReportRecord {
  _id: Types.ObjectId;
  number: string;
  county: string;
  reporter: Types.ObjectId;
  submissionId: string;
  /** `<person> <day> <n>`: its place among the reports of somebody limited; unset for everybody else */
  limitedPlace?: string;
  /** hash of what was submitted: the same id with other content is no retry */
  fingerprint: string;
  version: number;
  state: State;
  /** somebody still owes something */
  open: boolean;
  public: boolean;
  category: string;
  condition: string | null;
  description: string;
  address: string;
  location: { lng: number; lat: number; accuracy: number | null };
  street: { code: string; name: string } | null;
  divisions: { code: string; name: string }[];
  /** how it was routed, and by which version of the areas */
  why: string[];
  areasVersion: number;
  party: Party;
  /** keys of everybody who ever had it: they go on seeing it */
  seenBy: string[];
  limits: {
    acceptance: Limit;
    handling: Limit;
    rating: Limit;
    verification: Limit;
    callback: Limit;
    joint: Limit;
    rungs: { remind: number; overdue: number; step: number };
    version: number;
  };
  clock: RunningClock | null;
  /** of the running clock; far future when none runs, so that lists sort without nulls */
  dueAt: Date;
  /** place on the desk: dueAt in ms less a weight for every resident who seconds it */
  deskAt: number;
  /** when the clockwork has to look at it again; far future when never */
  nextAt: Date;
  acceptBy: Date;
  resolveBy: Date;
  provisional: boolean;
  photos: PhotoFacts[];
  visibility: 'public' | 'private';
  anonymous: boolean;
  allowContact: boolean;
  source: (typeof SOURCES)[number];
  link: { kind: string; id: string } | null;
  submittedAt: Date;
  updatedAt: Date;
  history: Entry[];
  rating: Rating | null;
  /** ratings of results that did not hold */
  earlierRatings: Rating[];
  facts: Facts;
  /** what waits for somebody besides who has it */
  tasks: Task[];
  /** ran out and is not done; stays true until the clock starts anew */
  overdue: boolean;
  /** `<role>:<area>` of every rung it climbed to, and the label of the last one */
  escalatedTo: string[];
  escalatedLabel: string | null;
  /** people who accepted or resolved it: they neither verify nor call back */
  handledBy: Types.ObjectId[];
  /** departments that cooperate, in the order they were asked */
  joint: JointTask[];
  /** keys of those that owe an answer; unset when none does */
  cooperating?: string[];
  /** rungs to which overdue tasks of theirs climbed; unset when none did */
  jointEscalatedTo?: string[];
  /** the report it is merged into */
  merged: { into: Types.ObjectId; number: string; at: Date } | null;
  moderation: Moderation;
  followers: number;
  seconds: number;
  /** for others than staff and the reporter it is at the community's label point (domain.md §10) */
  coarse: boolean;
  publicLocation: { lng: number; lat: number };
  publicAddress: string;
  /** entries of the history already handed to reactions */
  announced: number;
  /** there are entries to announce; unset when all are */
  pending?: Pending;
}
