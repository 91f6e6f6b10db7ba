// Care as people read it: what is due, in words, and the log.
import { CARE_TASKS, type DueTask, dueTasks } from '../../shared/green-spaces/care';
import { type CareLogView, REMOTE_REASONS, type RemoteReason } from '../../shared/green-spaces/care-contract';
import { LIVING_STATES } from '../../shared/green-spaces/states';
import { maskName } from '../../shared/words';
import { dateOfDay, dayOf } from '../../shared/workdays';
import { unseal } from '../core/sealed';
import { presentPhoto } from '../media';
import type { AdoptionRecord } from './adoption-model';
import type { CareLogRecord } from './care-log-model';
import type { GreenViewer } from './viewer';

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];
const dueWords = (day: number, today: number) => {
  if (day < today) return `晚了 ${today - day} 天`;
  if (day === today) return '今天该做';
  if (day === today + 1) return '明天该做';
  // 1970-01-01 was a Thursday
  return day < today + 7
    ? `周${WEEKDAYS[(day + 4) % 7]}该做`
    : `${Number(dateOfDay(day).slice(5, 7))}月${Number(dateOfDay(day).slice(8))}日该做`;
};
export const presentDue = ({ task, day }: DueTask, today: number) => ({
  task,
  name: CARE_TASKS[task].name,
  icon: CARE_TASKS[task].icon,
  date: dateOfDay(day),
  text: dueWords(day, today),
  overdue: day < today,
});

/** What is due on an adoption that lives by labour; nothing else is. */
export const dueOf = (adoption: AdoptionRecord): readonly DueTask[] =>
  LIVING_STATES.includes(adoption.state) && adoption.mode === 'labour' && adoption.startAt
    ? dueTasks(adoption.tasks, adoption.lastDone, dayOf(adoption.startAt.getTime()))
    : [];

/** The soonest thing somebody has to do today or should have done, over their adoptions. */
export const dueToday = (adoptions: readonly AdoptionRecord[], now: Date) => {
  const today = dayOf(now.getTime());
  const [first] = adoptions
    .flatMap((adoption) => dueOf(adoption).map((due) => ({ adoption, due })))
    .filter(({ due }) => due.day <= today)
    .sort((a, b) => a.due.day - b.due.day);
  if (!first) return null;
  const { name, icon, text } = presentDue(first.due, today);
  return { adoption: String(first.adoption._id), plot: first.adoption.plotName, task: name, icon, text };
};

/** A log as its family and the unit read it; `public`: without words and names. */
export const presentCareLog = (
  log: CareLogRecord,
  viewer: GreenViewer,
  adoption: Pick<AdoptionRecord, 'adopter' | 'members'> | null,
): CareLogView => {
  const member = adoption?.members.find(({ person }) => person.equals(log.person));
  return {
    id: String(log._id),
    at: log.at.toISOString(),
    tasks: log.tasks.map((task) => ({ task, name: CARE_TASKS[task].name })),
    minutes: log.minutes,
    photos: log.photos
      .filter(({ _id }) => adoption || !log.hiddenPhotos?.includes(_id))
      .map((photo) => presentPhoto(viewer.mediaKey, photo)),
    note: adoption ? log.note : '',
    atPlace: log.atPlace,
    remote: log.remote === null ? null : REMOTE_REASONS[log.remote as RemoteReason],
    by: member ? `家人 ${maskName(unseal(viewer.fieldKeys, member.name))}` : '认养人',
  };
};
