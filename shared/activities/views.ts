// What the portal gives out of activities, shifts and sign-ups; the endpoints that do are in the contracts beside it.
import * as v from 'valibot';
import { StoredPlace, Time } from '../fields';
import { Photo } from '../media/contract';
import { SKILL_NAMES } from '../volunteers/choices';
import { KIND_NAMES } from './kinds';
import { SIGN_UP_STATES } from './sign-ups';
import { ACTIVITY_STATES, SHOWN_STATES } from './states';

/** A shift or post, and how one stands to it. */
export const Shift = v.object({
  id: v.string(),
  /** the id the organiser's client chose: what a revision names it by */
  key: v.string(),
  /** what is done: 净街, 引导 */
  name: v.string(),
  from: Time,
  to: Time,
  capacity: v.number(),
  free: v.number(),
  waiting: v.number(),
  minAge: v.nullable(v.number()),
  skills: v.array(v.picklist(SKILL_NAMES)),
  /** hours credited for the whole shift; 0 where the kind credits none */
  hours: v.number(),
});
export type ShiftView = v.InferOutput<typeof Shift>;

const Organiser = v.object({
  key: v.string(),
  name: v.string(),
  /** 杨** */
  contact: v.string(),
  phone: v.nullable(v.string()),
});

/** 李**, 9: masked, with the age they are sure to have on the day */
export const Family = v.array(v.object({ name: v.string(), age: v.number() }));
export type ActivityFamily = v.InferOutput<typeof Family>;

export const SignUp = v.object({
  id: v.string(),
  version: v.number(),
  state: v.picklist(SIGN_UP_STATES),
  stateName: v.string(),
  /** the person themself, a child of theirs, or a member of their group */
  who: v.string(),
  activity: v.object({
    id: v.string(),
    title: v.string(),
    kind: v.picklist(KIND_NAMES),
    place: v.string(),
    location: StoredPlace,
    state: v.picklist(SHOWN_STATES),
  }),
  shift: v.object({ id: v.string(), name: v.string(), from: Time, to: Time }),
  seats: v.number(),
  /** family members who come along by name */
  family: Family,
  /** place in the queue, from 1 */
  ahead: v.nullable(v.number()),
  inAt: v.nullable(Time),
  outAt: v.nullable(Time),
  hours: v.nullable(v.number()),
  cancelUntil: Time,
  /** what they signed up for, where time or place has changed since and they have not answered yet */
  changed: v.nullable(v.object({ from: Time, to: Time, place: v.string() })),
  /** another of theirs at the same time, since a change */
  overlap: v.nullable(v.object({ signUp: v.string(), title: v.string(), from: Time, to: Time })),
  checkIn: v.object({ from: Time, to: Time }),
  /** what happened so far */
  timeline: v.array(v.object({ id: v.string(), at: Time, title: v.string(), by: v.string(), text: v.string() })),
  can: v.object({
    cancel: v.boolean(),
    keep: v.boolean(),
    checkIn: v.boolean(),
    checkOut: v.boolean(),
    object: v.boolean(),
    rate: v.boolean(),
  }),
});
export type SignUpView = v.InferOutput<typeof SignUp>;

const card = {
  id: v.string(),
  title: v.string(),
  kind: v.picklist(KIND_NAMES),
  kindName: v.string(),
  state: v.picklist(SHOWN_STATES),
  stateName: v.string(),
  place: v.string(),
  location: StoredPlace,
  startsAt: Time,
  endsAt: Time,
  free: v.number(),
  capacity: v.number(),
  audience: v.picklist(['volunteers', 'everyone']),
  organiser: v.string(),
  area: v.nullable(v.object({ code: v.string(), name: v.string() })),
  photo: v.nullable(Photo),
  distanceM: v.nullable(v.number()),
  /** fits the person's skills, districts or times */
  recommended: v.boolean(),
  /** state of the person's own sign-up that matters most */
  mine: v.nullable(v.picklist(SIGN_UP_STATES)),
  /** place in the queue where they wait */
  ahead: v.nullable(v.number()),
};
export const ActivityCard = v.object(card);
export type ActivityCardView = v.InferOutput<typeof ActivityCard>;

/** What became of an activity, as everybody reads it. */
export const Summary = v.object({
  id: v.string(),
  title: v.string(),
  kind: v.picklist(KIND_NAMES),
  kindName: v.string(),
  organiser: v.string(),
  place: v.string(),
  startsAt: Time,
  text: v.string(),
  photos: v.array(Photo),
  /** published */
  at: Time,
});
export type ActivitySummaryView = v.InferOutput<typeof Summary>;

export const Activity = v.object({
  ...card,
  version: v.number(),
  about: v.string(),
  bring: v.string(),
  risks: v.string(),
  insurance: v.string(),
  photos: v.array(Photo),
  radiusM: v.number(),
  organiser: v.string(),
  contact: Organiser,
  signUpFrom: Time,
  signUpUntil: Time,
  cancelUntil: Time,
  /** hours before each shift until which a place can be given back */
  cancelHours: v.number(),
  shifts: v.array(Shift),
  mySignUps: v.array(SignUp),
  series: v.nullable(
    v.object({
      id: v.string(),
      /** the other days in order; drafts and cancelled ones for the organiser alone */
      others: v.array(
        v.object({
          id: v.string(),
          version: v.number(),
          startsAt: Time,
          state: v.picklist(ACTIVITY_STATES),
          stateName: v.string(),
        }),
      ),
    }),
  ),
  cancelledBecause: v.nullable(v.string()),
  summary: v.nullable(v.object({ text: v.string(), thanks: v.string(), photos: v.array(Photo), at: Time })),
  rating: v.object({ count: v.number(), average: v.nullable(v.number()) }),
  calendarUrl: v.string(),
  shareUrl: v.string(),
  /** texts of what can be done or why not, and what the organiser may do */
  can: v.object({
    signUp: v.boolean(),
    /** why not: a sentence for the button */
    whyNot: v.nullable(v.string()),
    organise: v.boolean(),
    revise: v.boolean(),
    publish: v.boolean(),
    cancel: v.boolean(),
    settle: v.boolean(),
    summarise: v.boolean(),
  }),
});
export type ActivityView = v.InferOutput<typeof Activity>;
