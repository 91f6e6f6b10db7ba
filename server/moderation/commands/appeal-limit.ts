import mongoose, { Types } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import { writeAudit } from '../../core/audit';
import { toAnnounce } from '../../core/outbox';
import { Refusal, refuseUnless } from '../../core/refusal';
import { canDispatch, postLabel, postsOf } from '../../people';
import { limitBook, limitInForce } from '../limits';
import { type LimitEntry, type LimitRecord, ReportLimits } from '../model';
import { mayDecide } from '../policy';

const step = (act: LimitEntry['act'], actor: Actor, label: string, text: string, at: Date): LimitEntry => ({
  _id: new Types.ObjectId(),
  at,
  act,
  person: new Types.ObjectId(actor.personId),
  label,
  text,
});

/** Once, while the limit is in force. @throws Refusal limit.none | limit.appealed-already */
export const appealLimit = async (actor: Actor, text: string, now: Date): Promise<LimitRecord> => {
  const limit = limitInForce(actor.personId, now);
  refuseUnless(limit, 'limit.none');
  const after = await ReportLimits.findOneAndUpdate(
    { _id: limit._id, appeal: null },
    {
      $set: { appeal: { text, at: now }, ...toAnnounce() },
      $inc: { version: 1 },
      $push: { history: step('appealed', actor, '上报人', text, now) },
    },
    { returnDocument: 'after' },
  ).lean<LimitRecord>();
  if (!after) throw new Refusal('limit.appealed-already');
  await limitBook.touch();
  return after;
};

/**
 * Another dispatcher than those whose rejections led to it lifts the limit or upholds it.
 * @throws Refusal post.not-held | limit.none | limit.own-decision | limit.nothing-to-decide
 */
export const decideLimit = async (
  actor: Actor,
  id: string,
  { lift, text }: { lift: boolean; text: string },
  now: Date,
): Promise<LimitRecord> => {
  refuseUnless(canDispatch(actor), 'post.not-held');
  refuseUnless(mongoose.isValidObjectId(id), 'limit.none');
  const limit = await ReportLimits.findById(id).lean<LimitRecord>();
  refuseUnless(limit && mayDecide(actor, limit.county), 'limit.none');
  refuseUnless(!limit.deciders.some((one) => String(one) === actor.personId), 'limit.own-decision');
  refuseUnless(String(limit.person) !== actor.personId, 'limit.own-decision');
  const post = postsOf(actor.personId, now).find(({ role }) => role === 'dispatcher');
  const label = post ? postLabel(post) : '派遣员';
  let after: LimitRecord | null = null;
  await mongoose.connection.transaction(async (session) => {
    after = await ReportLimits.findOneAndUpdate(
      { _id: limit._id, decision: null, appeal: { $ne: null } },
      {
        $set: { lifted: lift, decision: { lift, text, at: now, by: label }, ...toAnnounce() },
        $inc: { version: 1 },
        $push: { history: step('decided', actor, label, text, now) },
      },
      { returnDocument: 'after', session },
    ).lean<LimitRecord>();
    if (!after) throw new Refusal('limit.nothing-to-decide');
    await limitBook.raise(session);
    await writeAudit(
      {
        actor,
        at: now,
        label,
        act: 'decide-limit',
        kind: 'limit',
        object: id,
        text: lift ? '解除上报限制' : '维持上报限制',
        before: { lifted: false },
        after: { lifted: lift },
      },
      session,
    );
  });
  await limitBook.touch();
  return after ?? limit;
};
