// What other rooms may use of reports.
export { workCalendar } from './calendar';
export {
  allCategories,
  catalogue,
  categoryInUse,
  categoryNamed,
  reportSettings,
  seedCatalogue,
} from './catalogue';
export { conflict, earlierStep, type Stepped, tryStep } from './commands/apply-step';
export { moveReport } from './commands/move-report';
export { applyScheduled } from './commands/publish-catalogue';
export { rateReport } from './commands/rate-report';
export { catchUp, recomputeDeadlines, runClockwork } from './commands/run-clockwork';
export { submitReport } from './commands/submit-report';
export { glassesFor, isShownWhole, PIECE_ADDRESS, PIECE_TEXT, personPiece } from './content';
export { limitsFor } from './deadlines';
export { followersOf } from './followers';
export { finishHandOvers } from './hand-overs';
export { callersOf, ESCALATED, holdersOf, supervisorsOf, verifiersOf } from './ladder';
export { upgradeReports, upgradeTogether } from './migrations';
export { type Entry, type ReportRecord, Reports, type Step } from './model';
export { type Announcement, announcePending, reportOutbox } from './outbox';
export { actingPost, canModerate } from './policy';
export { presentCard, presentParty, titleOf as stepTitle, type Viewer } from './present';
export { CARD, openCases, photosInUse, reportsLinkedTo, shownReport, visibleReport } from './queries';
export type { Rating } from './record';
export { scanReroutes } from './reroutes';
export type { MoveRequest } from './submission';
