import type { Validated } from '../../shared/endpoint';
import type { moveReport, rateReport, submitReport } from '../../shared/reports/contract';

/** Bodies as the commands receive them, validated and with defaults filled in. */
export type Submission = Validated<typeof submitReport>['body'];
export type MoveRequest = Validated<typeof moveReport>['body'];
export type RatingRequest = Validated<typeof rateReport>['body'];
