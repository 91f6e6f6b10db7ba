// What other rooms may use of reports.
export { Categories, catalogue, seedCatalogue } from './catalogue';
export { type Entry, type ReportRecord, Reports } from './model';
export { type Announcement, announcePending, type Reaction } from './outbox';
export { photosInUse } from './queries';
