// A dispatcher decides about cases that would now go elsewhere: each is moved by the ordinary step of the table, or left where it is.
import { Types } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import type { decideReroutes as contract, listReroutes } from '../../../shared/reports/routing-contract';
import { stateLabel } from '../../../shared/reports/states';
import { directory, partyLabel } from '../../areas';
import { fromCursor, toCursor } from '../../core/cursor';
import { Refusal, refuseUnless } from '../../core/refusal';
import { canDispatch, holds, PREFECTURE } from '../../people';
import { onRecord } from '../batch-audit';
import { catalogue } from '../catalogue';
import { NEVER } from '../deadlines';
import { type ReportRecord, Reports } from '../model';
import type { Viewer } from '../present';
import { visibleReport } from '../queries';
import { isMovable, type Proposal, Proposals, proposalFor, REROUTE, type Scan, Scans } from '../reroutes';
import { moveReport } from './move-report';

const countiesOf = (actor: Actor): object => {
  const counties = actor.posts.flatMap(({ role, county }) => (role === 'dispatcher' ? county : []));
  return counties.includes(PREFECTURE) ? {} : { county: { $in: counties } };
};

const present = (report: ReportRecord, { party, why }: Pick<Proposal, 'party' | 'why'>, now: Date) => ({
  number: report.number,
  version: report.version,
  category: catalogue.current().byId.get(report.category)?.name ?? report.category,
  place: report.address || report.street?.name || report.divisions.at(-1)?.name || '',
  submittedAt: report.submittedAt.toISOString(),
  dueAt: report.dueAt < NEVER ? report.dueAt.toISOString() : null,
  statusLabel: stateLabel(report.state, report.party.kind),
  now: partyLabel(report.party, now),
  proposed: { key: party.key, label: partyLabel(party, now) },
  movable: isMovable(report, party),
  why,
});

/**
 * Proposals of the dispatcher's counties that still hold: a case that was moved or ended since is dropped when it is met.
 * @throws Refusal post.not-held
 */
export const reroutesFor = async (
  actor: Actor,
  { cursor, limit }: Validated<typeof listReroutes>['query'],
  now: Date,
) => {
  refuseUnless(canDispatch(actor), 'post.not-held');
  const [from] = cursor ? fromCursor(cursor, [(value) => value instanceof Types.ObjectId]) : [];
  const rows = await Proposals.find({
    ...countiesOf(actor),
    kept: false,
    ...(from instanceof Types.ObjectId && { _id: { $gt: from } }),
  })
    .sort({ _id: 1 })
    .limit(limit + 1)
    .lean<Proposal[]>();
  const shown = rows.slice(0, limit);
  const reports = await Reports.find({ _id: { $in: shown.map(({ _id }) => _id) }, open: true }).lean<ReportRecord[]>();
  const byId = new Map(reports.map((report) => [String(report._id), report]));
  const items = shown.flatMap((row) => {
    const report = byId.get(String(row._id));
    // what holds is asked of the router again: the list may be older than the last change
    const found = report && proposalFor(report);
    return report && found ? present(report, { party: found.party, why: found.why() }, now) : [];
  });
  const last = shown.at(-1);
  const scan = await Scans.findById('scan').lean<Scan>();
  const areasVersion = directory.current().facts.version;
  return {
    items,
    next: rows.length > limit && last ? toCursor([last._id]) : null,
    scan: {
      areasVersion,
      finished: scan?.areasVersion === areasVersion && scan.finished,
      looked: scan?.areasVersion === areasVersion ? scan.looked : 0,
    },
  };
};

type Decision = Validated<typeof contract>['body'];
type Item = Decision['reports'][number];

/** The case with its proposal, as long as both are what the dispatcher saw. @throws Refusal report.* */
const stillProposed = async (actor: Actor, { number, version, proposed }: Item): Promise<ReportRecord> => {
  const report = await visibleReport(actor, number);
  refuseUnless(holds(actor, 'dispatcher', report.county), 'report.move-not-yours');
  refuseUnless(report.open && report.version === version, 'report.stale');
  const found = proposalFor(report);
  refuseUnless(found?.party.key === proposed, 'report.stale', {
    detail: '责任范围又改过，建议已经不同，请刷新后再看。',
  });
  return report;
};

/** Leaves a case where it is: what was decided about is what the router says now, whatever the last look through the cases noted. */
const keep = async (report: ReportRecord, now: Date): Promise<void> => {
  const found = proposalFor(report);
  if (!found) return;
  const { number, county } = report;
  const decided = { number, county, from: report.party.key, party: found.party, why: found.why(), kept: true, at: now };
  const { version } = directory.current().facts;
  await Proposals.updateOne({ _id: report._id }, { $set: { ...decided, areasVersion: version } }, { upsert: true });
};

/** Whether this step of a batch was made already. */
const isDone = async (actor: Actor, number: string, moveId: string): Promise<boolean> => {
  const { history } = await visibleReport(actor, number);
  return history.some((entry) => entry.moveId === moveId && String(entry.person) === actor.personId);
};

/**
 * @throws Refusal post.not-held
 */
export const decideReroutes = async (actor: Actor, { batchId, decision, reports, text }: Decision, viewer: Viewer) => {
  refuseUnless(canDispatch(actor), 'post.not-held');
  const word = decision === 'move' ? '按建议改派' : '保持不变';
  const asked = { text: `要${word} ${reports.length} 件`, after: { decision, asked: reports.length } };
  return onRecord(actor, { act: 'decide-reroutes', batchId, asked }, viewer.now, async () => {
    const items: { number: string; ok: boolean; code: string | null; detail: string | null }[] = [];
    for (const [i, item] of reports.entries()) {
      const moveId = `${REROUTE}${batchId.slice(0, 50)}-${i}`;
      try {
        if (decision === 'keep') {
          const report = await stillProposed(actor, item);
          await keep(report, viewer.now);
        } else if (!(await isDone(actor, item.number, moveId))) {
          const report = await stillProposed(actor, item);
          const move = report.state === 'submitted' || report.state === 'returned' ? 'assign' : 'transfer';
          const input = { text: text || '责任范围已调整，按现在的分工改派。', assignee: item.proposed };
          await moveReport(actor, item.number, { move, moveId, version: item.version, input }, viewer);
          await Proposals.deleteOne({ _id: report._id });
        }
        items.push({ number: item.number, ok: true, code: null, detail: null });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        // the same batch, sent twice at once, may have been faster here
        const isOwn = error.code === 'report.stale' && (await isDone(actor, item.number, moveId));
        const { code, detail } = isOwn ? { code: null, detail: null } : error.toProblem();
        items.push({ number: item.number, ok: isOwn, code, detail });
      }
    }
    const done = items.filter(({ ok }) => ok).length;
    const after = { decision, cases: done, refused: items.length - done };
    return { result: { items }, text: `${word} ${done} 件`, after };
  });
};
