// What volunteering needs of the room that keeps attendance; handed in by the application, because that room builds on this one.
import type { ServiceView } from '../../shared/volunteers/views';
import type { VolunteerRecord } from './model';

export interface ServiceBook {
  /** credited services, newest first */
  servicesOf(volunteer: Pick<VolunteerRecord, '_id'>, now: Date): Promise<ServiceView[]>;
  /** credited hours of each */
  hoursOf(volunteers: readonly Pick<VolunteerRecord, '_id'>[]): Promise<ReadonlyMap<string, number>>;
  /** ends of shifts missed without cancelling */
  absencesOf(
    volunteer: Pick<VolunteerRecord, '_id' | 'person' | 'child' | 'profile'>,
    keys: readonly Uint8Array[],
  ): Promise<Date[]>;
  /** gives back every place that lies ahead */
  giveUp(volunteer: Pick<VolunteerRecord, '_id'>, now: Date): Promise<void>;
  /** takes out of attendance whatever tells who it was; what a suspension is reckoned from stays, under a keyed hash */
  forget(
    volunteer: Pick<VolunteerRecord, '_id' | 'person' | 'child' | 'profile'>,
    keys: readonly Uint8Array[],
    now: Date,
  ): Promise<void>;
}
