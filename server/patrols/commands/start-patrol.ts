import { Types } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import type { startPatrol as contract } from '../../../shared/patrols/contract';
import type { Actor } from '../../../shared/people/actor';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { unseen } from '../measure';
import { type PatrolRecord, Patrols } from '../model';
import { isOwnPatrol } from '../policy';
import { streetsPatrolledBy } from '../queries';
import { patrolSettings } from '../settings';

const HOUR_MS = 3_600_000;

/**
 * Begins a patrol of all one's streets. The same id again gives the same patrol, which may be over by then.
 * @throws Refusal post.not-held | patrol.running-already | patrol.id-used
 */
export const startPatrol = async (
  actor: Actor,
  { patrolId, secondsAgo }: Validated<typeof contract>['body'],
  now: Date,
): Promise<{ patrol: PatrolRecord; fresh: boolean }> => {
  const streets = streetsPatrolledBy(actor);
  refuseUnless(streets.length > 0, 'post.not-held');
  const longest = patrolSettings.current().longestHours * HOUR_MS;
  const patrol: PatrolRecord = {
    _id: patrolId,
    person: new Types.ObjectId(actor.personId),
    startedAt: new Date(now.getTime() - Math.min(secondsAgo * 1000, longest)),
    heardAt: now,
    endedAt: null,
    endedBy: null,
    running: true,
    streets: streets.map(unseen),
    visited: [],
    version: 1,
  };
  try {
    await Patrols.collection.insertOne(patrol as never);
    return { patrol, fresh: true };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const earlier = await Patrols.findById(patrolId).lean<PatrolRecord>();
  if (!earlier) throw new Refusal('patrol.running-already');
  refuseUnless(isOwnPatrol(actor, earlier), 'patrol.id-used');
  return { patrol: earlier, fresh: false };
};
