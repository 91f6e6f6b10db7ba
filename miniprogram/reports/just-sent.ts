import type { ReportView } from '../../shared/reports/contract';
import { createStore } from '../platform/store';

/** The answer to the submission, so that the thanks appear without asking again. */
export const justSent = createStore<ReportView | undefined>(undefined);
