// Every step of a sign-up or an activity goes through one guarded update {_id, version}: state, version, history and the note of what
// is to be announced change together, or not at all.
import { randomUUID } from 'node:crypto';
import { type ClientSession, Types } from 'mongoose';
import { type SignUpMoveName, signUpAfter } from '../../../shared/activities/sign-ups';
import { type ActivityMoveName, activityAfter } from '../../../shared/activities/states';
import type { Actor } from '../../../shared/people/actor';
import { toAnnounce } from '../../core/outbox';
import { postLabel, postsOf } from '../../people';
import { Activities, SignUps } from '../model';
import type { ActivityEntry, ActivityRecord, SignUpEntry, SignUpRecord } from '../record';

export interface By {
  actor: Actor | null;
  label: string;
  moveId: string;
  text?: string;
}

/** The portal itself. */
export const bySystem = (): By => ({ actor: null, label: '系统', moveId: randomUUID() });

/** As an organiser is named: the post they hold, else leader of the group. */
export const organiserLabel = (actor: Actor, organiserName: string, now: Date): string => {
  const post = postsOf(actor.personId, now).find(({ role }) => ['dispatcher', 'head', 'handler'].includes(role));
  return post ? postLabel(post) : `${organiserName}队长`;
};

const entryOf = ({ actor, label, moveId, text = '' }: By, at: Date) => ({
  _id: new Types.ObjectId(),
  at,
  person: actor && new Types.ObjectId(actor.personId),
  label,
  text,
  moveId,
});

type SignUpChange = Partial<Omit<SignUpRecord, '_id' | 'history' | 'version' | 'announced' | 'pending' | 'holds'>> & {
  holds?: null;
};

/** Who comes along is of no use any more. */
const ENDED: readonly SignUpRecord['state'][] = ['cancelled', 'dropped', 'expired'];

/** The sign-up after the move; null when somebody else was faster and nothing was changed. */
export const tryMove = (
  signUp: SignUpRecord,
  move: SignUpMoveName,
  by: By,
  now: Date,
  change: SignUpChange = {},
): Promise<SignUpRecord | null> => {
  const to = signUpAfter(move, signUp.state);
  const entry: SignUpEntry = { ...entryOf(by, now), move, from: signUp.state, to };
  const { holds, ...set } = change;
  return SignUps.findOneAndUpdate(
    { _id: signUp._id, version: signUp.version },
    {
      $set: { ...set, state: to, ...(ENDED.includes(to) && { family: null, print: null }), ...toAnnounce() },
      $inc: { version: 1 },
      $push: { history: entry },
      ...(holds === null && { $unset: { holds: 1 } }),
    },
    { returnDocument: 'after' },
  ).lean<SignUpRecord>();
};

/** Moves a sign-up as long as it stands in one of the states given, however often somebody else is faster. */
export const moveWhile = async (
  id: Types.ObjectId,
  choose: (signUp: SignUpRecord) => { move: SignUpMoveName; by: By; change?: SignUpChange } | undefined,
  now: Date,
): Promise<SignUpRecord | null> => {
  for (;;) {
    const signUp = await SignUps.findById(id).lean<SignUpRecord>();
    const step = signUp && choose(signUp);
    if (!signUp || !step) return signUp;
    const after = await tryMove(signUp, step.move, step.by, now, step.change);
    if (after) return after;
  }
};

/** The activity after the move; null when somebody else was faster. */
export const tryActivityMove = (
  activity: ActivityRecord,
  move: ActivityMoveName,
  by: By,
  now: Date,
  change: Partial<ActivityRecord> = {},
  session: ClientSession | null = null,
): Promise<ActivityRecord | null> => {
  const to = activityAfter(move, activity.state);
  const entry: ActivityEntry = { ...entryOf(by, now), move, from: activity.state, to };
  return Activities.findOneAndUpdate(
    { _id: activity._id, version: activity.version },
    { $set: { ...change, state: to, ...toAnnounce() }, $inc: { version: 1 }, $push: { history: entry } },
    { returnDocument: 'after', session },
  ).lean<ActivityRecord>();
};
