import mongoose, { Schema } from 'mongoose';
import { indexPending, pendingPath } from '../core/outbox';
import type { PhotoFacts } from '../media';
import type {
  ActivityEntry,
  ActivityRecord,
  Correction,
  Promised,
  Seat,
  ShiftRecord,
  SignUpEntry,
  SignUpRecord,
} from './record';

const plain = { _id: false as const };
const required = true as const;
const options = { versionKey: false as const, minimize: false };
const photo = new Schema<PhotoFacts>(
  { _id: { type: String, required }, width: Number, height: Number, hash: String },
  plain,
);
const step = {
  at: { type: Date, required },
  move: { type: String, required },
  from: { type: String, default: null },
  to: { type: String, required },
  person: { type: Schema.Types.ObjectId, default: null },
  label: { type: String, required },
  text: { type: String, default: '' },
  moveId: { type: String, required },
};

const activity = new Schema<ActivityRecord>(
  {
    author: { type: Schema.Types.ObjectId, required },
    activityId: { type: String, required },
    fingerprint: { type: String, required },
    series: { type: String, default: null },
    kind: { type: String, required },
    title: { type: String, required },
    about: { type: String, required },
    organiser: { type: String, required },
    organiserName: { type: String, required },
    desks: [String],
    contact: { type: String, required },
    print: { type: String, required },
    place: { type: String, required },
    location: new Schema({ lng: Number, lat: Number }, plain),
    radiusM: { type: Number, required },
    county: { type: String, required },
    divisions: [String],
    area: { type: new Schema({ code: String, name: String }, plain), default: null },
    audience: { type: String, required },
    bring: String,
    risks: String,
    insurance: String,
    signUpFrom: { type: Date, required },
    signUpUntil: { type: Date, required },
    cancelHours: { type: Number, required },
    photos: [photo],
    startsAt: { type: Date, required },
    endsAt: { type: Date, required },
    state: { type: String, required },
    nextAt: { type: Date, required },
    cancelledBecause: { type: String, default: null },
    summary: {
      type: new Schema({ text: String, thanks: String, photos: [photo], at: Date }, plain),
      default: null,
    },
    version: { type: Number, required },
    history: [new Schema<ActivityEntry>(step)],
    announced: { type: Number, required },
    pending: pendingPath,
  },
  options,
);
// an activity sent twice (retry, double tap) is one; also finishes a series interrupted in the middle
activity.index({ author: 1, activityId: 1 }, { unique: true });
// the public list and its calendar, by time
activity.index({ state: 1, startsAt: 1, _id: 1 });
activity.index({ state: 1, kind: 1, startsAt: 1, _id: 1 });
// an organiser's and a dispatcher's desk, newest first, all or of one state; figures and tables over a period
activity.index({ desks: 1, startsAt: -1, _id: -1 });
activity.index({ desks: 1, state: 1, startsAt: -1, _id: -1 });
// summaries, newest first
activity.index({ 'summary.at': -1, _id: -1 });
// the others of a series
activity.index({ series: 1, startsAt: 1 });
// the clock: what begins or ends next
activity.index({ nextAt: 1 });
// is a photo in use (sweep of loose uploads)
activity.index({ 'photos._id': 1 });
activity.index({ 'summary.photos._id': 1 });
// what is sealed with an old key
activity.index({ print: 1 });
indexPending(activity);
export const Activities = mongoose.model('Activity', activity, 'activities');

const seat = new Schema<Seat>({ _id: Schema.Types.ObjectId, n: Number, party: String });
const shift = new Schema<ShiftRecord>(
  {
    activity: { type: Schema.Types.ObjectId, required },
    key: { type: String, required },
    name: { type: String, required },
    from: { type: Date, required },
    to: { type: Date, required },
    capacity: { type: Number, required },
    minAge: { type: Number, default: null },
    skills: [String],
    open: { type: Boolean, required },
    free: { type: Number, required },
    seats: [seat],
    queued: { type: Number, required },
    waiting: [seat],
    promoted: [Schema.Types.ObjectId],
    work: { type: Boolean, default: undefined },
    version: { type: Number, required },
  },
  options,
);
// shifts of an activity; a revision sent twice adds none
shift.index({ activity: 1, key: 1 }, { unique: true });
// the worker: seats to fill from the queue
shift.index({ work: 1 }, { partialFilterExpression: { work: true } });
export const Shifts = mongoose.model('Shift', shift, 'shifts');

const signUp = new Schema<SignUpRecord>(
  {
    activity: { type: Schema.Types.ObjectId, required },
    shift: { type: Schema.Types.ObjectId, required },
    party: { type: String, required },
    person: { type: Schema.Types.ObjectId, default: null },
    volunteer: { type: Schema.Types.ObjectId, default: null },
    participant: { type: String, required },
    seats: { type: Number, required },
    family: { type: String, default: null },
    print: { type: String, default: null },
    from: { type: Date, required },
    to: { type: Date, required },
    kind: { type: String, required },
    county: { type: String, required },
    area: { type: String, required },
    organiser: { type: String, required },
    state: { type: String, required },
    holds: { type: Boolean, default: undefined },
    cancelUntil: { type: Date, required },
    inAt: { type: Date, default: null },
    outAt: { type: Date, default: null },
    how: { type: String, default: null },
    handReason: { type: String, default: '' },
    unconfirmed: { type: Boolean, required },
    minutes: { type: Number, required },
    hours: { type: Number, required },
    decidedAt: { type: Date, default: null },
    objection: {
      type: new Schema({ text: String, at: Date, answer: { type: String, default: null } }, plain),
      default: null,
    },
    changed: { type: new Schema<Promised>({ from: Date, to: Date, place: String }, plain), default: null },
    corrections: [
      new Schema<Correction>({ at: Date, by: String, reason: String, before: Number, after: Number }, plain),
    ],
    rating: { type: new Schema({ score: Number, text: String, at: Date }, plain), default: null },
    photoConsent: { type: Boolean, required },
    version: { type: Number, required },
    history: [new Schema<SignUpEntry>(step)],
    announced: { type: Number, required },
    pending: pendingPath,
  },
  options,
);
// a participant asks for a shift once, even from two devices at the same moment
signUp.index({ shift: 1, participant: 1 }, { unique: true, partialFilterExpression: { holds: true } });
// what was asked for in one go: a retry, and finishing what was interrupted
signUp.index({ party: 1, shift: 1 });
// a person's own part in the activities of a list
signUp.index({ person: 1, activity: 1 });
// is the participant somewhere else at that time
signUp.index({ participant: 1, from: 1 });
// my shifts
signUp.index({ person: 1, to: 1, _id: 1 });
// a volunteer's services and absences
signUp.index({ volunteer: 1, state: 1, from: -1 });
// the roll of an activity, and a person's part in it
signUp.index({ activity: 1, shift: 1 });
// who waits for the organiser: to be confirmed, with an objection
signUp.index({ activity: 1, unconfirmed: 1 }, { partialFilterExpression: { unconfirmed: true } });
signUp.index({ activity: 1, 'objection.answer': 1 }, { partialFilterExpression: { objection: { $type: 'object' } } });
// the clock: who did not come, who did not check out
signUp.index({ state: 1, to: 1 });
// figures of a county or an organiser over a period
signUp.index({ county: 1, from: 1 });
signUp.index({ organiser: 1, from: 1 });
// what is sealed with an old key
signUp.index({ print: 1 }, { partialFilterExpression: { print: { $type: 'string' } } });
indexPending(signUp);
export const SignUps = mongoose.model('SignUp', signUp, 'signUps');

/** Secret address of a person's calendar; a new one makes the old one useless. */
export interface CalendarFeed {
  /** account */
  _id: mongoose.Types.ObjectId;
  token: string;
}
const feed = new Schema<CalendarFeed>({ _id: Schema.Types.ObjectId, token: { type: String, required } }, options);
// reads a calendar by its address
feed.index({ token: 1 }, { unique: true });
export const CalendarFeeds = mongoose.model('CalendarFeed', feed, 'calendarFeeds');
