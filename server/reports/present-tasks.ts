// Joint handling as people read it: who works on what. Everybody may know that; the clocks are for those concerned.
import { remainingText } from '../../shared/clocks';
import type { Actor } from '../../shared/people/actor';
import type { JointTaskView } from '../../shared/reports/contract';
import { workCalendar } from './calendar';
import type { Glasses } from './content';
import { clockState } from './deadlines';
import type { JointTask, ReportRecord } from './model';
import { canHandle, deskKeys } from './policy';

const STATE_TEXT: Readonly<Record<JointTask['state'], string>> = {
  open: '正在办',
  answered: '已反馈',
  released: '不再参与',
};

const clockOf = ({ clock }: JointTask, now: Date): JointTaskView['clock'] => ({
  dueAt: clock.dueAt.toISOString(),
  state: clockState(clock, now),
  text: remainingText(now, clock.dueAt, clock.limit.kind, workCalendar()),
});

/** Tasks in the order they were asked; the clock of a task for staff who oversee the case, and for the department itself. */
export const presentTasks = (
  report: ReportRecord,
  actor: Actor | null,
  now: Date,
  glasses: Glasses,
): JointTaskView[] => {
  if (report.joint.length === 0) return [];
  const staff = canHandle(actor, report);
  const keys = actor ? deskKeys(actor) : [];
  return report.joint.map((task) => {
    const theirs = keys.includes(task.party.key);
    const open = task.state === 'open';
    return {
      id: String(task._id),
      department: task.party.name,
      // the words of the entry that asked for it
      ask: glasses.entry(task._id, task.ask),
      state: task.state,
      stateText: STATE_TEXT[task.state],
      askedAt: task.clock.startedAt.toISOString(),
      mine: open && theirs,
      clock: open && report.state !== 'suspended' && (staff || theirs) ? clockOf(task, now) : null,
      endedAt: task.endedAt?.toISOString() ?? null,
    };
  });
};
