// What other rooms may use of volunteers.
export { addFact } from './commands/keep-record';
export { createGroup as foundGroup } from './commands/lead-groups';
export { registerVolunteer } from './commands/register-volunteer';
export { groupBook, groupNamed, groupsLedBy, leadersOf } from './groups';
export { Groups, type VolunteerRecord, Volunteers } from './model';
export { canSignUp } from './policy';
export type { ServiceBook } from './ports';
export { maskedName } from './present';
export { profileOf, resealVolunteers } from './profile';
export { volunteersById, volunteersOf } from './queries';
export { volunteerSettings } from './settings';
