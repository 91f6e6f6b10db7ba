import { outboxOf } from '../core/outbox';
import { Activities, SignUps } from './model';
import type { ActivityRecord, SignUpRecord } from './record';

/** What activities and sign-ups have to announce. */
export const activityOutbox = outboxOf<ActivityRecord>('activity', Activities, '_id');
export const signUpOutbox = outboxOf<SignUpRecord>('sign-up', SignUps, '_id');
