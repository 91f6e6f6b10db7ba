// What other rooms may use of activities.
import type { Actor } from '../../shared/people/actor';
import { organiserName } from './commands/compose-activity';
import { keysOf } from './queries';

export { attendedBy } from './commands/attend';
export { createActivity } from './commands/create-activity';
export { moveActivity } from './commands/move-activity';
export { moveSignUp } from './commands/move-sign-up';
export { rateActivity } from './commands/rate-activity';
export { runActivityClock } from './commands/run-clock';
export { fillShifts } from './commands/seats';
export { signUpFor } from './commands/sign-up-for';
export { resealActivities } from './family';
export { Activities, Shifts, SignUps } from './model';
export { activityOutbox, signUpOutbox } from './outbox';
export { overlapsOf } from './overlaps';
export { activityPhotosInUse } from './queries';
export { reactToActivity, reactToSignUp } from './reactions';
export type { ActivityEntry, ActivityRecord, ShiftRecord, SignUpEntry, SignUpRecord } from './record';
export { serviceBook } from './service-book';
export { upgradeActivities } from './upgrade';
/** As whom somebody may organise. */
export const organisesAs = (actor: Actor) => keysOf(actor).map((key) => ({ key, name: organiserName(key) }));
