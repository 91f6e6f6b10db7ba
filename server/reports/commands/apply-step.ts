// Every step of a report's life goes through one guarded update {_id, version}: the state, the version, the
// timeline and the note of what is still to be announced change together, or not at all.
import type { Actor } from '../../../shared/people/actor';
import type { RefusalCode } from '../../../shared/refusals';
import { tasksOf } from '../../../shared/reports/facts';
import { OPEN_STATES } from '../../../shared/reports/states';
import { Refusal } from '../../core/refusal';
import { NEVER, nextLook } from '../deadlines';
import { forgetDeskCounts } from '../desk-counts';
import type { Change } from '../effects';
import { type Entry, type ReportRecord, Reports } from '../model';
import { presentReport, type Viewer } from '../present';

/** 409 that carries the report as it is now, so that nobody has to ask again. */
export const conflict = (code: RefusalCode, report: ReportRecord, viewer: Viewer): Refusal =>
  new Refusal(code, { extra: { current: presentReport(report, viewer, null) } });

/** The report after the step; null when somebody else was faster and nothing was changed. */
export const tryStep = async (report: ReportRecord, entry: Entry, change: Change): Promise<ReportRecord | null> => {
  const next = { ...report, ...change, state: entry.to };
  const dueAt = next.clock?.dueAt ?? NEVER;
  const handles = entry.person !== null && (entry.move === 'accept' || entry.move === 'resolve');
  const joins = {
    ...(change.party && { seenBy: change.party.key }),
    ...(handles && { handledBy: entry.person }),
  };
  const after = await Reports.findOneAndUpdate(
    { _id: report._id, version: report.version },
    {
      $set: {
        ...change,
        state: entry.to,
        open: OPEN_STATES.includes(entry.to),
        dueAt,
        nextAt: nextLook(next),
        tasks: tasksOf(next.facts),
        updatedAt: entry.at,
        pending: { until: new Date(0) },
      },
      // residents may second it at the same moment: their weight is on the place already, and stays
      $inc: { version: 1, deskAt: dueAt.getTime() - report.dueAt.getTime() },
      $push: { history: entry },
      ...(Object.keys(joins).length > 0 && { $addToSet: joins }),
    },
    { returnDocument: 'after' },
  ).lean<ReportRecord>();
  if (after) forgetDeskCounts();
  return after;
};

/**
 * @returns the report after the step
 * @throws Refusal report.stale when somebody else was faster
 */
export const applyStep = async (
  report: ReportRecord,
  entry: Entry,
  change: Change,
  viewer: Viewer,
): Promise<ReportRecord> => {
  const after = await tryStep(report, entry, change);
  if (after) return after;
  const current = await Reports.findById(report._id).lean<ReportRecord>();
  if (!current) throw new Refusal('report.not-found');
  // our own retry may have won the race
  if (current.history.some((e) => e.moveId === entry.moveId && String(e.person) === String(entry.person)))
    return current;
  throw conflict('report.stale', current, viewer);
};

/** The earlier step with the same id, if this is a retry. @throws Refusal report.move-reused when it was another step */
export const earlierStep = (report: ReportRecord, actor: Actor, moveId: string, move: Entry['move']): boolean => {
  const earlier = report.history.find((e) => e.moveId === moveId && String(e.person) === actor.personId);
  if (earlier && earlier.move !== move) throw new Refusal('report.move-reused');
  return earlier !== undefined;
};
