import { conflictWith } from '../../../shared/activities/conflicts';
import { ACTIVE_STATES } from '../../../shared/activities/sign-ups';
import { clockText, dateText } from '../../../shared/words';
import { Refusal } from '../../core/refusal';
import { SignUps } from '../model';
import type { SignUpRecord } from '../record';

/**
 * Nobody is in two places at once. Called after the sign-up was written down and before it takes a seat: rows just asked for count,
 * so that of two at the same moment at most one goes on.
 * @throws Refusal sign-up.twice | sign-up.conflict
 */
export const refuseConflict = async (wanted: SignUpRecord): Promise<void> => {
  const others = await SignUps.find({
    _id: { $ne: wanted._id },
    participant: wanted.participant,
    from: { $lt: wanted.to },
    to: { $gt: wanted.from },
    state: { $in: [...ACTIVE_STATES] },
  }).lean<SignUpRecord[]>();
  const other = conflictWith(wanted, others);
  if (!other) return;
  if (other.shift.equals(wanted.shift)) throw new Refusal('sign-up.twice');
  throw new Refusal('sign-up.conflict', {
    detail: `${dateText(other.from)} ${clockText(other.from)}–${clockText(other.to)} 已有别的班次，请先取消其中一个。`,
    extra: { other: String(other._id) },
  });
};
