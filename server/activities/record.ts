// Three records: an activity, its shifts, and sign-ups. Who has a place and who waits, in order, is written on the shift alone: one
// guarded update of one document decides, so that a thousand people racing for fifty places get exactly fifty. A sign-up
// is one participant's life on one shift, from asking to hours credited, with its history.
import type { Types } from 'mongoose';
import type { Kind } from '../../shared/activities/kinds';
import type { SignUpMoveName, SignUpState } from '../../shared/activities/sign-ups';
import type { ActivityMoveName, ActivityState } from '../../shared/activities/states';
import type { Skill } from '../../shared/volunteers/choices';
import type { Announced } from '../core/outbox';
import type { PhotoFacts } from '../media';

/** Nothing for the clock to do. */
export const NEVER = new Date('9999-12-31T00:00:00Z');

export interface ActivityEntry {
  _id: Types.ObjectId;
  at: Date;
  move: ActivityMoveName | 'draft';
  from: ActivityState | null;
  to: ActivityState;
  person: Types.ObjectId | null;
  /** 楚雄市派遣员 陈* */
  label: string;
  text: string;
  moveId: string;
}

export interface ActivityRecord extends Announced<ActivityEntry> {
  author: Types.ObjectId;
  /** chosen by the author; `<id>.<n>` for the later ones of a series */
  activityId: string;
  fingerprint: string;
  series: string | null;
  kind: Kind;
  title: string;
  about: string;
  /** `dispatcher:<county>`, `department:<id>` or `group:<id>` */
  organiser: string;
  organiserName: string;
  /** keys of those who find it on their desk: its organiser and the dispatcher of the county */
  desks: string[];
  /** sealed: name and phone of whom to call, and the fingerprint of the key it is sealed with */
  contact: string;
  print: string;
  place: string;
  location: { lng: number; lat: number };
  radiusM: number;
  county: string;
  /** codes of the divisions it lies in, for "recommended" */
  divisions: string[];
  area: { code: string; name: string } | null;
  audience: 'volunteers' | 'everyone';
  bring: string;
  risks: string;
  insurance: string;
  signUpFrom: Date;
  signUpUntil: Date;
  cancelHours: number;
  photos: PhotoFacts[];
  startsAt: Date;
  endsAt: Date;
  state: ActivityState;
  /** when the clock has something to do */
  nextAt: Date;
  cancelledBecause: string | null;
  summary: { text: string; thanks: string; photos: PhotoFacts[]; at: Date } | null;
}

/** A place on a shift, or in its queue: a sign-up with so many seats, together with those asked for in one go. */
export interface Seat {
  _id: Types.ObjectId;
  n: number;
  party: string;
}

export interface ShiftRecord {
  _id: Types.ObjectId;
  activity: Types.ObjectId;
  /** chosen by the organiser's client */
  key: string;
  name: string;
  from: Date;
  to: Date;
  capacity: number;
  minAge: number | null;
  skills: Skill[];
  /** takes sign-ups */
  open: boolean;
  /** seats left; capacity less what `seats` add up to */
  free: number;
  seats: Seat[];
  /** length of `waiting` */
  queued: number;
  /** in order */
  waiting: Seat[];
  /** have just come from the queue to a seat; their sign-ups are not told yet */
  promoted: Types.ObjectId[];
  /** something to do for the worker: a seat came free, or `promoted` is to be told */
  work?: true;
  version: number;
}

export interface SignUpEntry {
  _id: Types.ObjectId;
  at: Date;
  move: SignUpMoveName | 'ask';
  from: SignUpState | null;
  to: SignUpState;
  person: Types.ObjectId | null;
  label: string;
  text: string;
  moveId: string;
}

export interface Correction {
  at: Date;
  by: string;
  reason: string;
  before: number;
  after: number;
}

/** Time and place a participant said yes to. */
export interface Promised {
  from: Date;
  to: Date;
  place: string;
}

export interface SignUpRecord extends Announced<SignUpEntry> {
  activity: Types.ObjectId;
  shift: Types.ObjectId;
  /** signUpId of the request; those asked for in one go share it */
  party: string;
  /** account that is told and may cancel; null once deleted */
  person: Types.ObjectId | null;
  volunteer: Types.ObjectId | null;
  /** `p:<person>` for somebody themself, `v:<volunteer>` for a child: who cannot be in two places at once */
  participant: string;
  /** one, and one for everybody who comes along */
  seats: number;
  /** sealed Relative[], while it is needed at the place, and the fingerprint of the key it is sealed with */
  family: string | null;
  print: string | null;
  from: Date;
  to: Date;
  kind: Kind;
  county: string;
  area: string;
  organiser: string;
  state: SignUpState;
  /** set while it keeps the participant from asking again for this shift */
  holds?: true;
  cancelUntil: Date;
  inAt: Date | null;
  outAt: Date | null;
  how: 'code' | 'hand' | 'clock' | null;
  /** words of the last act by hand */
  handReason: string;
  unconfirmed: boolean;
  minutes: number;
  hours: number;
  /** hours were credited, or the absence was found */
  decidedAt: Date | null;
  objection: { text: string; at: Date; answer: string | null } | null;
  /** what they signed up for, while they have not answered whether they can still come; absent in rows of before */
  changed: Promised | null;
  corrections: Correction[];
  rating: { score: number; text: string; at: Date } | null;
  photoConsent: boolean;
}
