import mongoose, { Types } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import type { flagReport as contract } from '../../../shared/moderation/contract';
import type { Actor } from '../../../shared/people/actor';
import { isDuplicateKey } from '../../core/database';
import { refuseUnless } from '../../core/refusal';
import { Reports, shownReport } from '../../reports';
import { Flags } from '../model';

/**
 * A resident flags what they can see; the report joins the moderators' queue in the same transaction. Again changes nothing.
 * @throws Refusal report.not-found | report.not-public | report.own
 */
export const flagReport = async (
  actor: Actor,
  number: string,
  { reason, text }: Validated<typeof contract>['body'],
  now: Date,
): Promise<void> => {
  const { report } = await shownReport(actor, number);
  refuseUnless(String(report.reporter) !== actor.personId, 'report.own');
  refuseUnless(report.public, 'report.not-public');
  const row = { report: report._id, person: new Types.ObjectId(actor.personId), reason, text, at: now };
  try {
    await mongoose.connection.transaction(async (session) => {
      await Flags.insertMany([row], { session });
      // what waits already goes on waiting since it did
      await Reports.updateOne(
        { _id: report._id },
        { $inc: { 'moderation.flags': 1 }, $min: { 'moderation.waiting': now } },
        { session },
      );
    });
  } catch (error) {
    // tapped twice, or flagged before
    if (!isDuplicateKey(error)) throw error;
  }
};
