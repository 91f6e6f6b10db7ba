import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import type { mergeReports as contract } from '../../../shared/reports/admin-contract';
import { canMove, refusalOf } from '../../../shared/reports/moves';
import { Refusal, refuseUnless } from '../../core/refusal';
import { canDispatch } from '../../people';
import { particularsOf, relationsOf } from '../policy';
import type { Viewer } from '../present';
import { visibleReport } from '../queries';
import { conflict, earlierStep } from './apply-step';
import { handOf, leadFor, type Merging, mergeInto } from './merge-reports';

/**
 * Merges several reports into one lead in one step: all of them, or none. The same batch again changes nothing.
 * @throws Refusal post.not-held | report.* (see the contract)
 */
export const mergeReports = async (
  actor: Actor,
  { batchId, lead: leadNumber, reports, text }: Validated<typeof contract>['body'],
  viewer: Viewer,
) => {
  refuseUnless(canDispatch(actor), 'post.not-held');
  const ones: Merging[] = [];
  const numbers = new Set<string>();
  for (const { number, version } of reports) {
    const report = await visibleReport(actor, number);
    if (numbers.has(report.number)) continue;
    numbers.add(report.number);
    // named after the report, so that a retry finds its own step whatever the order
    const moveId = `${batchId.slice(0, 40)}-${String(report._id)}`;
    if (earlierStep(report, actor, moveId, 'merge')) continue;
    const relations = relationsOf(actor, report);
    refuseUnless(relations.has('dispatcher'), 'report.move-not-yours');
    if (version !== report.version) throw conflict('report.stale', report, viewer);
    if (!canMove('merge', report.state, relations, particularsOf(report, viewer.now)))
      throw conflict(refusalOf('merge', report.state, relations), report, viewer);
    ones.push({ report, moveId });
  }
  const [first] = ones;
  if (first) {
    const lead = await leadFor(actor, leadNumber, first.report);
    refuseUnless(relationsOf(actor, lead).has('dispatcher'), 'report.move-not-yours');
    for (const { report } of ones) {
      if (report.number === lead.number) throw new Refusal('report.merge-lead');
      await leadFor(actor, leadNumber, report);
    }
    await mergeInto(lead._id, ones, handOf(actor, first.report, 'merge', text, viewer.now), viewer);
    return { lead: lead.number, merged: numbers.size };
  }
  return { lead: (await visibleReport(actor, leadNumber)).number, merged: numbers.size };
};
