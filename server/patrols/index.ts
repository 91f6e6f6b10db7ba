// What other rooms may use of patrols.
export { endForgottenPatrols, endPatrol } from './commands/end-patrol';
export { startPatrol } from './commands/start-patrol';
export { walkPatrol } from './commands/walk-patrol';
export { Patrols } from './model';
export { lastPatrolOf, patrolDaysOf } from './queries';
