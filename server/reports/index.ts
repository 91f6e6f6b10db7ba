// What other rooms may use of reports.
export { catalogue, seedCatalogue } from './catalogue';
export { conflict, earlierStep, type Stepped, tryStep } from './commands/apply-step';
export { moveReport } from './commands/move-report';
export { rateReport } from './commands/rate-report';
export { catchUp, recomputeDeadlines, runClockwork } from './commands/run-clockwork';
export { submitReport } from './commands/submit-report';
export { PIECE_TEXT } from './content';
export { followersOf } from './followers';
export { callersOf, holdersOf, verifiersOf } from './ladder';
export { upgradeReports, upgradeTogether } from './migrations';
export { type Entry, type ReportRecord, Reports, type Step } from './model';
export { type Announcement, announcePending, reportOutbox } from './outbox';
export { actingPost, canModerate } from './policy';
export { presentCard, titleOf as stepTitle, type Viewer } from './present';
export { CARD, photosInUse, shownReport, visibleReport } from './queries';
export type { MoveRequest } from './submission';
