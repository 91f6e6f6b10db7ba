// What joint handling, supervision and referral change on a report (domain.md §4). They are facts, not states. Pure but for the
// calendar; commands write the result.
import type { Types } from 'mongoose';
import { dueAt } from '../../shared/clocks';
import { type Facts, supervisionOwed } from '../../shared/reports/facts';
import type { MoveName, ReferralBody } from '../../shared/reports/moves';
import type { Party } from '../areas';
import { Refusal } from '../core/refusal';
import { workCalendar } from './calendar';
import { reportSettings } from './catalogue';
import { dayWithin, eveningOf, morningOf } from './days';
import { pauseClock, resumeClock, startClock } from './deadlines';
import type { Given } from './effects';
import type { JointTask, ReportRecord } from './model';

/** What a command knows of the step beside what was sent. */
export interface StepMade {
  entry: Types.ObjectId;
  party: Party | null;
  person: string;
  label: string;
}

/** A department gets the county's term, or what the case itself is allowed, whichever ends first; frozen on its task. */
const limitFor = ({ limits }: ReportRecord, now: Date) =>
  dueAt(now, limits.handling, workCalendar()).at < dueAt(now, limits.joint, workCalendar()).at
    ? limits.handling
    : limits.joint;

/** @throws Refusal report.task-unknown */
const ended = (
  tasks: readonly JointTask[],
  id: string | undefined,
  state: JointTask['state'],
  made: StepMade,
  now: Date,
) => {
  if (!tasks.some((task) => task.state === 'open' && String(task._id) === id))
    throw new Refusal('report.task-unknown', { fields: { 'input.task': '这项协办已反馈或已免除' } });
  return tasks.map((task) =>
    String(task._id) === id ? { ...task, state, endedAt: now, entry: made.entry, escalatedTo: [] } : task,
  );
};

const onOpen = (tasks: readonly JointTask[], change: (task: JointTask) => Partial<JointTask>): JointTask[] =>
  tasks.map((task) => (task.state === 'open' ? { ...task, ...change(task) } : task));

/** Tasks of joint handling after a move; the same array when it does not touch them. @throws Refusal report.task-unknown */
export const jointAfter = (
  move: MoveName,
  report: ReportRecord,
  given: Given,
  made: StepMade | undefined,
  now: Date,
): JointTask[] => {
  const { joint } = report;
  switch (move) {
    case 'joint-add': {
      if (!made?.party) return joint;
      const clock = startClock('joint', limitFor(report, now), now);
      const { party, entry } = made;
      const ask = given.text ?? '';
      return [...joint, { _id: entry, party, ask, state: 'open', clock, endedAt: null, entry: null, escalatedTo: [] }];
    }
    case 'joint-answer':
      return made ? ended(joint, given.task, 'answered', made, now) : joint;
    case 'joint-release':
      return made ? ended(joint, given.task, 'released', made, now) : joint;
    case 'grant-suspension':
      return onOpen(joint, ({ clock }) => ({ clock: pauseClock(clock, now, morningOf(given.date ?? '')) }));
    case 'resume':
      return onOpen(joint, ({ clock }) => ({ clock: resumeClock(clock, now) }));
    case 'reject':
    case 'withdraw':
      // the case has ended: nobody owes anything
      return onOpen(joint, () => ({ state: 'released', endedAt: now, entry: made?.entry ?? null, escalatedTo: [] }));
    default:
      return joint;
  }
};

export const openTasks = (joint: readonly JointTask[]): JointTask[] => joint.filter(({ state }) => state === 'open');

/** Supervision after a move. @throws Refusal report.date-out-of-range */
const supervisionAfter = (
  move: MoveName,
  { supervision }: Facts,
  given: Given,
  made: StepMade | undefined,
  now: Date,
): Facts['supervision'] => {
  if (move === 'supervise') {
    const { supervisionMaxDays } = reportSettings.current();
    const by = eveningOf(given.date ?? '');
    return {
      state: 'owed',
      dueAt: dayWithin(by, now, supervisionMaxDays, now),
      by: made?.person ?? '',
      label: made?.label ?? '',
    };
  }
  if (!supervision || !supervisionOwed({ supervision })) return supervision;
  // a result is an answer; a case that ended otherwise owes none
  if (move === 'answer-supervision' || move === 'resolve') return { ...supervision, state: 'answered' };
  if (move === 'reject' || move === 'withdraw') return null;
  return move === 'supervision-overdue' ? { ...supervision, state: 'overdue' } : supervision;
};

const referralAfter = (move: MoveName, { referral }: Facts, given: Given, now: Date): Facts['referral'] => {
  if (move === 'refer')
    return { to: given.reason as ReferralBody, state: 'sent', sentAt: now, documents: given.documents ?? [] };
  if (!referral) return null;
  if (move === 'refer-receipt') return { ...referral, state: 'received' };
  // sent back: the documents are completed and a new receipt is owed
  if (move === 'refer-result') return { ...referral, state: given.reason === 'sent-back' ? 'sent' : 'done' };
  return referral;
};

/** The facts of this page after a move. @throws Refusal report.date-out-of-range */
export const togetherAfter = (
  move: MoveName,
  facts: Facts,
  joint: readonly JointTask[],
  given: Given,
  made: StepMade | undefined,
  now: Date,
): Pick<Facts, 'jointOpen' | 'supervision' | 'referral'> => ({
  jointOpen: openTasks(joint).length,
  supervision: supervisionAfter(move, facts, given, made, now),
  referral: referralAfter(move, facts, given, now),
});
