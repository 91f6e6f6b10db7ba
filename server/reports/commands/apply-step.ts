// Every step of a report's life goes through one guarded update {_id, version}: the state, the version, the
// timeline and the note of what is still to be announced change together, or not at all.
import type { ClientSession } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import type { RefusalCode } from '../../../shared/refusals';
import { tasksOf } from '../../../shared/reports/facts';
import { OPEN_STATES } from '../../../shared/reports/states';
import { Refusal } from '../../core/refusal';
import { NEVER, nextLook } from '../deadlines';
import { forgetDeskCounts } from '../desk-counts';
import type { Change } from '../effects';
import { type Entry, type ReportRecord, Reports } from '../model';
import { isPublic } from '../policy';
import { presentReport, type Viewer } from '../present';
import { openTasks } from '../together';

/** 409 that carries the report as it is now, so that nobody has to ask again. */
export const conflict = (code: RefusalCode, report: ReportRecord, viewer: Viewer): Refusal =>
  new Refusal(code, { extra: { current: presentReport(report, viewer, null) } });

/** Keys of the departments that owe an answer, and of the rungs their overdue tasks climbed to: what their desks are found by. */
const jointKeys = ({ joint }: Pick<ReportRecord, 'joint'>) => {
  const open = openTasks(joint);
  return {
    cooperating: [...new Set(open.map(({ party }) => party.key))],
    jointEscalatedTo: [...new Set(open.flatMap(({ escalatedTo }) => escalatedTo))],
  };
};
const filled = ([, value]: [string, unknown[]]) => value.length > 0;

/**
 * What a step changes; `history` replaces the earlier entries when one of them is redacted, `hide` keeps the step's own words from
 * others until a moderator has read them.
 */
export type Stepped = Change & { history?: Entry[]; hide?: boolean };

/** The report after the step; null when somebody else was faster and nothing was changed. */
export const tryStep = async (
  report: ReportRecord,
  entry: Entry,
  { history, hide, ...change }: Stepped,
  session?: ClientSession,
): Promise<ReportRecord | null> => {
  const next = { ...report, ...change, state: entry.to };
  const keys = Object.entries(jointKeys(next));
  const none = Object.fromEntries(keys.filter((pair) => !filled(pair)).map(([key]) => [key, 1]));
  const dueAt = next.clock?.dueAt ?? NEVER;
  const handles = entry.person !== null && (entry.move === 'accept' || entry.move === 'resolve');
  const joins = {
    ...(change.party && { seenBy: change.party.key }),
    ...(handles && { handledBy: entry.person }),
    // residents may flag it at the same moment: what they add stays
    ...(hide && { 'moderation.hidden': String(entry._id) }),
  };
  const after = await Reports.findOneAndUpdate(
    { _id: report._id, version: report.version },
    {
      $set: {
        ...change,
        state: entry.to,
        open: OPEN_STATES.includes(entry.to),
        public: isPublic(next),
        ...Object.fromEntries(keys.filter(filled)),
        ...(history && { history: [...history, entry] }),
        dueAt,
        nextAt: nextLook(next),
        // while it is shown under another number nobody decides anything about it
        tasks: entry.to === 'merged' ? [] : tasksOf(next.facts),
        updatedAt: entry.at,
        pending: { until: new Date(0) },
      },
      // residents may second it at the same moment: their weight is on the place already, and stays
      $inc: { version: 1, deskAt: dueAt.getTime() - report.dueAt.getTime() },
      ...(!history && { $push: { history: entry } }),
      ...(hide && { $min: { 'moderation.waiting': entry.at } }),
      ...(Object.keys(none).length > 0 && { $unset: none }),
      ...(Object.keys(joins).length > 0 && { $addToSet: joins }),
    },
    { returnDocument: 'after', ...(session && { session }) },
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
  change: Stepped,
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
