import { canMoveSignUp } from '../../../shared/activities/sign-ups';
import type { Actor } from '../../../shared/people/actor';
import { Refusal, refuseUnless } from '../../core/refusal';
import { factsOf } from '../facts';
import { SignUps } from '../model';
import { rolesTo } from '../policy';
import { keysOf, visibleSignUp } from '../queries';
import type { SignUpRecord } from '../record';
import { tryMove } from './step';

/** Whoever was there says how it was, once. @throws Refusal sign-up.* */
export const rateActivity = async (
  actor: Actor,
  id: string,
  body: { moveId: string; score: number; text: string },
  now: Date,
): Promise<SignUpRecord> => {
  const row = await visibleSignUp(actor, id);
  const earlier = row.history.find(({ moveId }) => moveId === body.moveId);
  if (earlier) {
    refuseUnless(earlier.move === 'rate', 'sign-up.move-reused');
    return row;
  }
  refuseUnless(
    canMoveSignUp('rate', factsOf(row, now), rolesTo(actor, row, keysOf(actor))),
    'sign-up.move-not-allowed',
  );
  const { score, text, moveId } = body;
  const after = await tryMove(row, 'rate', { actor, label: '本人', moveId, text }, now, {
    rating: { score, text, at: now },
  });
  if (after) return after;
  const current = await SignUps.findById(row._id).lean<SignUpRecord>();
  if (current?.history.some((e) => e.moveId === moveId)) return current;
  throw new Refusal('sign-up.stale');
};
