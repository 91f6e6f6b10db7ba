import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import type { reassignReports as contract } from '../../../shared/reports/admin-contract';
import { Refusal, refuseUnless } from '../../core/refusal';
import { canDispatch } from '../../people';
import { onRecord } from '../batch-audit';
import type { Viewer } from '../present';
import { visibleReport } from '../queries';
import { moveReport } from './move-report';

/**
 * Hands many reports to somebody else, each as a step of its own: what one refuses does not hold up the others.
 * @throws Refusal post.not-held
 */
export const reassignReports = async (
  actor: Actor,
  { batchId, reports, assignee, text }: Validated<typeof contract>['body'],
  viewer: Viewer,
) => {
  refuseUnless(canDispatch(actor), 'post.not-held');
  const asked = { text: `要批量改派 ${reports.length} 件`, after: { to: assignee, asked: reports.length } };
  return onRecord(actor, { act: 'reassign-reports', batchId, asked }, viewer.now, async () => {
    const items: { number: string; ok: boolean; code: string | null; detail: string | null }[] = [];
    for (const [i, { number, version }] of reports.entries())
      try {
        const report = await visibleReport(actor, number);
        const waiting = report.state === 'submitted' || report.state === 'returned';
        const moveId = `${batchId.slice(0, 58)}-${i}`;
        // a retry finds its own step, whatever the state is by now
        const before = report.history.find((e) => e.moveId === moveId && String(e.person) === actor.personId);
        const move = before?.move === 'assign' || (!before && waiting) ? 'assign' : 'transfer';
        await moveReport(actor, number, { move, moveId, version, input: { text, assignee } }, viewer);
        items.push({ number, ok: true, code: null, detail: null });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        items.push({ number, ok: false, code: error.code, detail: error.toProblem().detail });
      }
    const moved = items.filter(({ ok }) => ok).length;
    const after = { to: assignee, cases: moved, refused: items.length - moved };
    return { result: { items }, text: `批量改派 ${moved} 件`, after };
  });
};
