// What other rooms may use of reports.
export { catalogue, seedCatalogue } from './catalogue';
export { moveReport } from './commands/move-report';
export { rateReport } from './commands/rate-report';
export { catchUp, recomputeDeadlines, runClockwork } from './commands/run-clockwork';
export { submitReport } from './commands/submit-report';
export { followersOf } from './followers';
export { callersOf, holdersOf, verifiersOf } from './ladder';
export { upgradeReports } from './migrations';
export { type ReportRecord, Reports, type Step } from './model';
export { type Announcement, announcePending, reportOutbox } from './outbox';
export { photosInUse, reportsLinkedTo } from './queries';
export type { MoveRequest } from './submission';
