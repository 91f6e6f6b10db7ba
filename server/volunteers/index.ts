// What other rooms may use of volunteers.
export { createGroup as foundGroup } from './commands/lead-groups';
export { forgetPerson } from './commands/leave-volunteering';
export { registerVolunteer } from './commands/register-volunteer';
export { groupBook, groupNamed, groupsLedBy, leadersOf } from './groups';
export { type GroupRecord, Groups, type VolunteerRecord, Volunteers } from './model';
export { canSignUp, isOwn } from './policy';
export type { ServiceBook } from './ports';
export { maskedName } from './present';
export { profileOf, resealVolunteers, sealed } from './profile';
export { volunteersById, volunteersOf } from './queries';
export { volunteerSettings } from './settings';
