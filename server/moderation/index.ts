// What the house may use of moderation.
export { flagReport } from './commands/flag-report';
export { limitReporter } from './commands/limit-reporter';
export { withdrawBlurred } from './commands/withdraw-blurred';
export { limitOutbox, refuseLimited } from './limits';
export type { LimitEntry, LimitRecord } from './model';
export { moderationRoutes } from './routes';
