// What happens by itself: reminders, rungs, resumption, closing, and deadlines counted anew. Each step goes through the same guarded
// update as everybody's, so that several processes at once do each exactly once: whoever comes second finds another version.
import { Types } from 'mongoose';
import { type MoveName, stateAfter } from '../../../shared/reports/moves';
import { fullTimeText } from '../../../shared/words';
import { peopleOf } from '../../areas';
import { jointLook, mainLook, promiseFor, recountClock, supervisionLook } from '../deadlines';
import { type Change, changeAfter } from '../effects';
import { climb, ESCALATED, firstLevel, holdersOf, supervisorsOf } from '../ladder';
import { type Entry, type JointTask, type ReportRecord, Reports } from '../model';
import { tryStep } from './apply-step';

const BATCH = 100;
const SELF = '系统';

interface Words {
  text: string;
  told: readonly string[];
}

const stepOf = (report: ReportRecord, move: MoveName, { text, told }: Words, now: Date): Entry => ({
  _id: new Types.ObjectId(),
  at: now,
  move,
  from: report.state,
  to: stateAfter(move, report.state),
  person: null,
  role: null,
  label: SELF,
  text,
  photos: [],
  reason: null,
  party: null,
  told: told.map((id) => new Types.ObjectId(id)),
  moveId: `${move}-${report.clock?.startedAt.getTime() ?? 0}-${report.clock?.rung ?? 0}`,
});

const QUIET: Words = { text: '', told: [] };
const byTable = (report: ReportRecord, move: MoveName, now: Date) =>
  tryStep(report, stepOf(report, move, QUIET, now), changeAfter(move, report, {}, now));

const remind = (report: ReportRecord, now: Date) => {
  const clock = report.clock && { ...report.clock, rung: 1 };
  return tryStep(report, stepOf(report, 'remind', { text: '', told: holdersOf(report, now) }, now), { clock });
};

const climbOn = (report: ReportRecord, now: Date) => {
  const { clock } = report;
  if (!clock) return Promise.resolve(null);
  const first = clock.rung === 1;
  const { rung, next, passed } = climb(report, first ? firstLevel(report) : clock.level, now);
  const note = passed.length > 0 ? `（${passed.join('、')}，已越过）` : '';
  const text = rung ? `${ESCALATED}${rung.label}${note}` : `上级均无人在岗${note}`;
  const told = [...new Set([...(rung?.people ?? []), ...(first ? holdersOf(report, now) : [])])];
  const change: Change = {
    clock: { ...clock, rung: clock.rung + 1, level: next },
    overdue: true,
    ...(rung && { escalatedTo: [...report.escalatedTo, rung.key], escalatedLabel: rung.label }),
  };
  return tryStep(report, stepOf(report, first ? 'overdue' : 'escalate', { text, told }, now), change);
};

const replaced = (joint: readonly JointTask[], task: JointTask): JointTask[] =>
  joint.map((one) => (String(one._id) === String(task._id) ? task : one));
/** A step about one task: every task is reminded of and climbs by itself. */
const taskStep = (report: ReportRecord, task: JointTask, move: MoveName, words: Words, now: Date, change: Change) => {
  const entry = stepOf(report, move, words, now);
  const moveId = `${move}-${task._id}-${task.clock.rung}`;
  return tryStep(report, { ...entry, party: task.party, moveId }, change);
};

/** What is due on a task of joint handling: its own reminder and its own rungs, beginning at the department's head. */
const jointStep = (report: ReportRecord, task: JointTask, now: Date) => {
  const { clock, party } = task;
  const holders = peopleOf(party, now);
  if (clock.rung === 0) {
    const joint = replaced(report.joint, { ...task, clock: { ...clock, rung: 1 } });
    return taskStep(report, task, 'joint-remind', { text: '', told: holders }, now, { joint });
  }
  const first = clock.rung === 1;
  const { rung, next, passed } = climb({ ...report, party }, first ? 0 : clock.level, now);
  const note = passed.length > 0 ? `（${passed.join('、')}，已越过）` : '';
  const text = rung ? `${ESCALATED}${rung.label}${note}` : `上级均无人在岗${note}`;
  const told = [...new Set([...(rung?.people ?? []), ...(first ? [...holders, ...holdersOf(report, now)] : [])])];
  const climbed = {
    ...task,
    clock: { ...clock, rung: clock.rung + 1, level: next },
    ...(rung && { escalatedTo: [...task.escalatedTo, rung.key] }),
  };
  const change = { joint: replaced(report.joint, climbed) };
  return taskStep(report, task, first ? 'joint-overdue' : 'joint-escalate', { text, told }, now, change);
};

/** The answer a chief ordered did not come: the chief and whoever owes it are told. */
const supervisionStep = (report: ReportRecord, now: Date) => {
  const { supervision } = report.facts;
  const told = [...new Set([...supervisorsOf(report, now), ...holdersOf(report, now)])];
  const entry = stepOf(report, 'supervision-overdue', { text: '', told }, now);
  const moveId = `supervision-overdue-${supervision?.dueAt.getTime() ?? 0}`;
  return tryStep(report, { ...entry, moveId }, changeAfter('supervision-overdue', report, {}, now));
};

/** The one thing that is due on a report, the earliest first; null when somebody else did it first. */
const nextStep = (report: ReportRecord, now: Date): Promise<ReportRecord | null> => {
  const main = mainLook(report);
  const joint = jointLook(report);
  const supervised = supervisionLook(report);
  if (joint && joint.at < main && joint.at <= supervised) return jointStep(report, joint.task, now);
  if (supervised < main) return supervisionStep(report, now);
  if (report.state === 'suspended') return byTable(report, 'resume', now);
  if (report.clock?.phase === 'rating') return byTable(report, 'auto-close', now);
  return report.clock?.rung === 0 ? remind(report, now) : climbOn(report, now);
};

/**
 * Does everything that is due, earliest first. A report that fails is left for the next run, the others go on.
 * @returns number of steps done by this process
 * @throws the first failure, after everything else was done
 */
export const runClockwork = async (now: Date): Promise<number> => {
  const failed: { id: Types.ObjectId; error: unknown }[] = [];
  let done = 0;
  for (;;) {
    const due = await Reports.find({ nextAt: { $lte: now }, _id: { $nin: failed.map(({ id }) => id) } })
      .sort({ nextAt: 1 })
      .limit(BATCH)
      .lean<ReportRecord[]>();
    for (const report of due)
      try {
        if (await nextStep(report, now)) done++;
      } catch (error) {
        failed.push({ id: report._id, error });
      }
    if (due.length === 0) break;
  }
  if (failed[0]) throw failed[0].error;
  return done;
};

/**
 * Does what was due on one report up to an instant, each step at the moment it was due: for reports that are written down later
 * than they happened.
 */
export const catchUp = async (report: ReportRecord, until: Date): Promise<ReportRecord> => {
  let current = report;
  while (current.nextAt <= until) {
    const next = await nextStep(current, current.nextAt);
    if (!next) break;
    current = next;
  }
  return current;
};

/** Tasks whose days ran into a year nobody had published. */
const recountedTasks = ({ joint }: ReportRecord): JointTask[] =>
  joint.map((task) =>
    task.state === 'open' && task.clock.provisional
      ? { ...task, clock: recountClock(task.clock, task.clock.limit) }
      : task,
  );

const recounted = (report: ReportRecord): Change => {
  const clock = report.clock?.provisional ? recountClock(report.clock, report.clock.limit) : report.clock;
  if (clock?.phase === 'handling') return { clock, resolveBy: clock.dueAt, provisional: clock.provisional };
  const promise = promiseFor(report.limits, clock?.phase === 'acceptance' ? clock.startedAt : report.submittedAt);
  return { clock, ...promise };
};

/** Joint tasks may wait for a year that the case's own promise does not reach. */
const waitsForAYear = {
  $or: [
    { provisional: true, open: true },
    { cooperating: { $exists: true }, 'joint.clock.provisional': true },
  ],
};
const dueDates = (joint: readonly JointTask[]) => joint.map(({ clock }) => clock.dueAt.getTime()).join();

/** Counts provisional deadlines anew, when the holidays of a year have arrived; what moved is told on the timeline. */
export const recomputeDeadlines = async (now: Date): Promise<number> => {
  let done = 0;
  for (const report of await Reports.find(waitsForAYear).lean<ReportRecord[]>()) {
    if (report.state === 'suspended') continue;
    const change = report.provisional ? recounted(report) : {};
    const joint = recountedTasks(report);
    const [before, after] = [report.resolveBy, change.resolveBy ?? report.resolveBy];
    const tasksMoved = dueDates(joint) !== dueDates(report.joint);
    const moved =
      before.getTime() !== after.getTime() ||
      (change.clock !== undefined && report.clock?.dueAt.getTime() !== change.clock?.dueAt.getTime());
    const stillOpen = change.provisional ?? false;
    const settled = joint.some(({ clock }, i) => report.joint[i]?.clock.provisional && !clock.provisional);
    if (!moved && !tasksMoved && !settled && (stillOpen || !report.provisional)) continue;
    const texts = [
      ...(moved ? [`应办结时间由${fullTimeText(before)}调整为${fullTimeText(after)}`] : []),
      ...(tasksMoved ? ['协办单位的时限按放假安排重新计算'] : []),
    ];
    const text = texts.join('；') || '时限不变，不再是暂定';
    if (await tryStep(report, stepOf(report, 'recompute', { text, told: [] }, now), { ...change, joint })) done++;
  }
  return done;
};
