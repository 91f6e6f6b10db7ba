import type { Validated } from '../../../shared/endpoint';
import { toWgs84 } from '../../../shared/geo';
import type { addToPatrol } from '../../../shared/patrols/contract';
import type { Actor } from '../../../shared/people/actor';
import { refuseUnless } from '../../core/refusal';
import { withWay } from '../measure';
import type { PatrolRecord } from '../model';
import { ownPatrol } from '../queries';
import { patrolSettings } from '../settings';
import { changePatrol } from './change-patrol';

/**
 * Adds a part of the way: what it shows of the streets is kept, the positions are not. The same part again changes nothing.
 * @throws Refusal patrol.not-found | patrol.ended
 */
export const walkPatrol = (
  actor: Actor,
  id: string,
  { datum, positions }: Validated<typeof addToPatrol>['body'],
  now: Date,
): Promise<PatrolRecord> => {
  const track = positions.map(({ lng, lat, ...rest }) => {
    const [x, y] = toWgs84([lng, lat], datum);
    return { ...rest, lng: x, lat: y };
  });
  return changePatrol(
    () => ownPatrol(actor, id),
    (patrol) => {
      refuseUnless(patrol.running, 'patrol.ended');
      return { streets: withWay(patrol.streets, track, patrolSettings.current()), heardAt: now };
    },
  );
};
