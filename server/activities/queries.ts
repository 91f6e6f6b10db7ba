import { Types } from 'mongoose';
import type { Actor } from '../../shared/people/actor';
import { Refusal } from '../core/refusal';
import { groupsLedBy } from '../volunteers';
import { Activities, Shifts, SignUps } from './model';
import { canOrganise, canSee, organiserKeys } from './policy';
import type { ActivityRecord, ShiftRecord, SignUpRecord } from './record';

const toId = (id: string): Types.ObjectId | undefined =>
  Types.ObjectId.isValid(id) ? new Types.ObjectId(id) : undefined;

/** Keys an actor organises with. */
export const keysOf = (actor: Actor | null): string[] =>
  actor ? organiserKeys(actor, groupsLedBy(actor.personId)) : [];

/** @throws Refusal activity.not-found, also when it is a draft of somebody else's */
export const visibleActivity = async (actor: Actor | null, id: string): Promise<ActivityRecord> => {
  const _id = toId(id);
  const found = _id && (await Activities.findById(_id).lean<ActivityRecord>());
  if (!found || !canSee(actor, found, keysOf(actor))) throw new Refusal('activity.not-found');
  return found;
};

/** @throws Refusal activity.not-found | activity.not-yours */
export const organisedActivity = async (actor: Actor, id: string): Promise<ActivityRecord> => {
  const activity = await visibleActivity(actor, id);
  if (!canOrganise(actor, activity, keysOf(actor))) throw new Refusal('activity.not-yours');
  return activity;
};

export const shiftsOf = (activity: Types.ObjectId): Promise<ShiftRecord[]> =>
  Shifts.find({ activity }, ORDER_ONLY).sort({ from: 1, _id: 1 }).lean<ShiftRecord[]>();

/** A shift without who is on it: a long queue is not read for its name. */
export type BareShift = Omit<ShiftRecord, 'seats' | 'waiting' | 'promoted'>;
const BARE = { seats: 0, waiting: 0, promoted: 0 } as const;
/** Only the order of a queue. */
export const ORDER_ONLY = { seats: 0, promoted: 0, 'waiting.n': 0, 'waiting.party': 0 } as const;

/** @throws Refusal shift.not-found */
export const shiftNamed = async (id: string, activity?: Types.ObjectId): Promise<BareShift> => {
  const _id = toId(id);
  const found = _id && (await Shifts.findById(_id, BARE).lean<BareShift>());
  if (!found || (activity && !found.activity.equals(activity))) throw new Refusal('shift.not-found');
  return found;
};

/** @throws Refusal sign-up.not-found, also when it is none of the actor's business */
export const visibleSignUp = async (actor: Actor, id: string): Promise<SignUpRecord> => {
  const _id = toId(id);
  const found = _id && (await SignUps.findById(_id).lean<SignUpRecord>());
  if (!found || !(String(found.person) === actor.personId || canOrganise(actor, found, keysOf(actor))))
    throw new Refusal('sign-up.not-found');
  return found;
};

/** Accounts of those who are on a shift of it, or were. */
export const peopleOn = async (activity: Types.ObjectId): Promise<string[]> => {
  const rows = await SignUps.find(
    { activity, state: { $in: ['confirmed', 'present', 'left', 'credited'] } },
    { person: 1 },
  ).lean<Pick<SignUpRecord, 'person'>[]>();
  return [...new Set(rows.flatMap(({ person }) => (person ? [String(person)] : [])))];
};

/** What was said of it, newest first, without who. */
export const ratingsOf = async (activity: Types.ObjectId): Promise<{ score: number; text: string }[]> => {
  const rows = await SignUps.find({ activity, rating: { $type: 'object' } }, { rating: 1 }).lean<
    Pick<SignUpRecord, 'rating'>[]
  >();
  return rows
    .flatMap(({ rating }) => rating ?? [])
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .map(({ score, text }) => ({ score, text }));
};

/** Everybody's place in the queue of a shift, from 1. */
export const placesIn = ({ waiting }: Pick<ShiftRecord, 'waiting'>): ReadonlyMap<string, number> =>
  new Map(waiting.map(({ _id }, i) => [String(_id), i + 1]));

/** Which of these photos an activity refers to. */
export const activityPhotosInUse = async (ids: string[]): Promise<Set<string>> => {
  const rows = await Activities.find(
    { $or: [{ 'photos._id': { $in: ids } }, { 'summary.photos._id': { $in: ids } }] },
    { photos: 1, summary: 1 },
  ).lean<Pick<ActivityRecord, 'photos' | 'summary'>[]>();
  return new Set(rows.flatMap(({ photos, summary }) => [...photos, ...(summary?.photos ?? [])].map(({ _id }) => _id)));
};
