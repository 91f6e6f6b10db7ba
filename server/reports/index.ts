// What other rooms may use of reports.
export { allCategories, catalogue, categoryInUse, seedCatalogue } from './catalogue';
export { cellsAround, cellsOf } from './cells';
export { moveReport } from './commands/move-report';
export { applyScheduled } from './commands/publish-catalogue';
export { rateReport } from './commands/rate-report';
export { catchUp, recomputeDeadlines, runClockwork } from './commands/run-clockwork';
export { submitReport } from './commands/submit-report';
export { followersOf } from './followers';
export { finishHandOvers } from './hand-overs';
export { callersOf, holdersOf, verifiersOf } from './ladder';
export { upgradeReports } from './migrations';
export { type ReportRecord, Reports, type Step } from './model';
export { type Announcement, announcePending, reportOutbox } from './outbox';
export { openCases, photosInUse } from './queries';
export { scanReroutes } from './reroutes';
export type { MoveRequest } from './submission';
