// What other rooms may use of reports.
export { catalogue, seedCatalogue } from './catalogue';
export { moveReport } from './commands/move-report';
export { rateReport } from './commands/rate-report';
export { submitReport } from './commands/submit-report';
export { type Entry, type ReportRecord, Reports } from './model';
export { type Announcement, announcePending, type Reaction } from './outbox';
export { photosInUse } from './queries';
export type { MoveRequest } from './submission';
