import { Types } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import { canRate } from '../../../shared/reports/moves';
import { BAD_SCORE, SCORES, type Score } from '../../../shared/reports/rating';
import { refuseUnless } from '../../core/refusal';
import { isDoubtful } from '../content';
import { startClock } from '../deadlines';
import type { Entry, ReportRecord } from '../model';
import { relationsOf } from '../policy';
import type { Viewer } from '../present';
import { visibleReport } from '../queries';
import type { RatingRequest } from '../submission';
import { applyStep, conflict, earlierStep } from './apply-step';

/** The reporter rates once, when it is resolved, and the report closes (domain.md §4, 好差评). */
export const rateReport = async (
  actor: Actor,
  number: string,
  request: RatingRequest,
  viewer: Viewer,
): Promise<ReportRecord> => {
  const report = await visibleReport(actor, number);
  const relations = relationsOf(actor, report);
  refuseUnless(relations.has('reporter'), 'report.not-yours-to-rate');
  if (earlierStep(report, actor, request.submissionId, 'rate')) return report;
  refuseUnless(report.rating === null, 'report.already-rated');
  if (!canRate(report.state, relations, report.facts.verification))
    throw conflict('report.not-ratable', report, viewer);

  const { score, reasons, text, submissionId } = request;
  const at = viewer.now;
  const entry: Entry = {
    _id: new Types.ObjectId(),
    at,
    move: 'rate',
    from: report.state,
    to: 'closed',
    person: new Types.ObjectId(actor.personId),
    role: null,
    label: '上报人',
    text: [SCORES[score as Score], text].filter(Boolean).join('：'),
    photos: [],
    reason: null,
    party: null,
    told: [],
    moveId: submissionId,
  };
  // a bad grade makes it somebody else's duty to call (domain.md §4)
  const bad = score <= BAD_SCORE;
  return applyStep(
    report,
    entry,
    {
      rating: { score, reasons, text, at, submissionId },
      clock: bad ? startClock('callback', report.limits.callback, at) : null,
      facts: { ...report.facts, reopenAsked: false, callback: bad ? 'due' : null },
      hide: isDoubtful(text),
      overdue: false,
      escalatedTo: [],
      escalatedLabel: null,
    },
    viewer,
  );
};
