// The organiser's steps and what follows from them. What follows can be done again by the outbox, so that an interruption loses nothing.

import type { SignUpState } from '../../../shared/activities/sign-ups';
import { activityMove, canMoveActivity } from '../../../shared/activities/states';
import type { moveActivity as contract } from '../../../shared/activities/write-contract';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import { Refusal, refuseUnless } from '../../core/refusal';
import { ownPhotos } from '../../media';
import { Activities, Shifts, SignUps } from '../model';
import { organisedActivity } from '../queries';
import { type ActivityRecord, NEVER, type SignUpRecord } from '../record';
import { creditOf } from './move-sign-up';
import { bySystem, moveWhile, organiserLabel, tryActivityMove } from './step';

type Asked = Validated<typeof contract>['body'];

const latest = (a: Date, b: Date) => (a > b ? a : b);

/** Shifts take sign-ups. */
const openShifts = ({ _id }: ActivityRecord) =>
  Shifts.updateMany({ activity: _id, open: false }, { $set: { open: true }, $inc: { version: 1 } });

/** Hours of one who was there. */
export const credit = (id: SignUpRecord['_id'], now: Date) =>
  moveWhile(
    id,
    (row) =>
      row.state === 'left' && !row.unconfirmed && row.inAt && row.outAt
        ? { move: 'credit', by: bySystem(), change: { ...creditOf(row, row.inAt, row.outAt), decidedAt: now } }
        : undefined,
    now,
  );

const creditAll = async ({ _id }: ActivityRecord, now: Date): Promise<void> => {
  const rows = await SignUps.find({ activity: _id, state: 'left' }, { _id: 1 }).lean();
  for (const row of rows) await credit(row._id, now);
  // names of family members were for the roll: nobody needs them once hours are settled
  await SignUps.updateMany({ activity: _id, family: { $type: 'string' } }, { $set: { family: null, print: null } });
};

/** Nobody signs up any more, and everybody who did is let go and told; whoever was there keeps the hours until then. */
const dropAll = async (activity: ActivityRecord, reason: string, now: Date): Promise<void> => {
  await Shifts.updateMany({ activity: activity._id, open: true }, { $set: { open: false }, $inc: { version: 1 } });
  const by = () => ({ ...bySystem(), label: activity.organiserName, text: reason });
  const there = await SignUps.find({ activity: activity._id, state: 'present' }, { _id: 1 }).lean();
  for (const { _id } of there)
    await moveWhile(
      _id,
      ({ state, inAt, to }) =>
        state === 'present'
          ? {
              move: 'release',
              by: by(),
              change: { outAt: latest(inAt ?? now, now < to ? now : to), unconfirmed: false },
            }
          : undefined,
      now,
    );
  await creditAll(activity, now);
  const states: SignUpState[] = ['asked', 'waiting', 'confirmed'];
  const rows = await SignUps.find({ activity: activity._id, state: { $in: states } }, { _id: 1 }).lean();
  for (const { _id } of rows)
    await moveWhile(
      _id,
      ({ state }) => (states.includes(state) ? { move: 'drop', by: by(), change: { holds: null } } : undefined),
      now,
    );
};

/** What follows from an entry of an activity's history; done again, it changes nothing. */
export const followUp = async (activity: ActivityRecord, move: string, now: Date): Promise<void> => {
  if (move === 'publish' && activity.state === 'published') await openShifts(activity);
  if (move === 'cancel') await dropAll(activity, activity.cancelledBecause ?? '', now);
  if (move === 'settle') await creditAll(activity, now);
};

/** Nobody is forgotten when hours are credited. */
const refuseUnsettled = async ({ _id }: ActivityRecord) => {
  const open = await SignUps.countDocuments({
    activity: _id,
    $or: [{ state: 'present' }, { state: 'left', unconfirmed: true }],
  });
  refuseUnless(open === 0, 'activity.unsettled', {
    detail: `还有 ${open} 人没签退或签退时间待确认，请先确认。`,
    extra: { open },
  });
};

/** @throws Refusal activity.* | media.not-yours */
export const moveActivity = async (actor: Actor, id: string, asked: Asked, now: Date): Promise<ActivityRecord> => {
  const activity = await organisedActivity(actor, id);
  const { move, moveId, input } = asked;
  const earlier = activity.history.find(
    (e) => e.moveId === moveId && String(e.person) === actor.personId && e.move !== 'draft',
  );
  if (earlier) {
    refuseUnless(earlier.move === move, 'sign-up.move-reused');
    await followUp(activity, move, now);
    return activity;
  }
  refuseUnless(asked.version === activity.version, 'activity.stale');
  refuseUnless(canMoveActivity(move, activity.state, 'organiser'), 'activity.move-not-allowed');
  refuseUnless(activityMove(move).text !== 'required' || input.text, 'activity.words-required', {
    fields: { 'input.text': move === 'cancel' ? '请写明取消的原因，报名的人会看到' : '请写一段小结' },
  });
  const change: Partial<ActivityRecord> = {};
  if (move === 'publish') {
    refuseUnless(activity.startsAt > now, 'activity.move-not-allowed', { detail: '开始时间已过，请先修改时间。' });
    Object.assign(change, { nextAt: activity.startsAt });
  }
  if (move === 'cancel') Object.assign(change, { cancelledBecause: input.text, nextAt: NEVER });
  if (move === 'settle') await refuseUnsettled(activity);
  if (move === 'summarise') {
    const kept = activity.summary?.photos ?? [];
    const fresh = await ownPhotos(
      actor,
      input.photos.filter((one) => !kept.some(({ _id }) => _id === one)),
    );
    const photos = input.photos.flatMap((one) => [...kept, ...fresh].find(({ _id }) => _id === one) ?? []);
    refuseUnless(photos.length === 0 || input.consent, 'request.invalid', {
      fields: { 'input.consent': '照片里认得出的人都要同意，请确认后勾选' },
    });
    Object.assign(change, { summary: { text: input.text, thanks: input.thanks, photos, at: now } });
  }
  const by = { actor, label: organiserLabel(actor, activity.organiserName, now), moveId, text: input.text };
  const after = await tryActivityMove(activity, move, by, now, change);
  if (!after) {
    const current = await Activities.findById(activity._id).lean<ActivityRecord>();
    if (current?.history.some((e) => e.moveId === moveId)) return current;
    throw new Refusal('activity.stale');
  }
  await followUp(after, move, now);
  return after;
};
