// What happens to adoptions by itself: reminders, lapse, renewal, expiry, release, and lines that a crash left unsettled. Each step
// goes through the same guarded update as everybody's: several processes at once do each exactly once.
import type { Types } from 'mongoose';
import { CARE_TASKS, dueTasks } from '../../../shared/green-spaces/care';
import { type Due, nextStep } from '../../../shared/green-spaces/clock';
import { dateText } from '../../../shared/words';
import { dayOf } from '../../../shared/workdays';
import { type AdoptionRecord, Adoptions } from '../adoption-model';
import { Plots } from '../plot-model';
import { greenSpaceSettings } from '../settings';
import { type AdoptionChange, entryFor, NEVER, takeStep } from '../steps';
import { settleLine } from './settle-line';

const BATCH = 100;
const DAY = 86_400_000;

const dueText = (adoption: AdoptionRecord, now: Date): string => {
  const today = dayOf(now.getTime());
  const start = dayOf((adoption.startAt ?? now).getTime());
  const names = dueTasks(adoption.tasks, adoption.lastDone, start)
    .filter(({ day }) => day <= today)
    .map(({ task }) => CARE_TASKS[task].name);
  return names.join('、');
};

const daysSince = (from: Date | null, now: Date) => (from ? Math.floor((now.getTime() - from.getTime()) / DAY) : 0);

/** Words and facts of a step of the clock. */
const effectOf = (adoption: AdoptionRecord, { move }: Due, now: Date): { text: string; change: AdoptionChange } => {
  const { facts, endAt } = adoption;
  const quiet = daysSince(adoption.lastCareAt ?? adoption.startAt, now);
  switch (move) {
    case 'remind-due':
      return { text: dueText(adoption, now), change: { facts: { ...facts, dueReminded: true } } };
    case 'remind-neglect':
      return {
        text: `已经 ${quiet} 天没有养护记录`,
        change: { facts: { ...facts, neglectReminders: facts.neglectReminders + 1 } },
      };
    case 'lapse':
      return { text: `${quiet} 天没有养护记录`, change: {} };
    case 'fall-due':
      return { text: `${dateText(endAt ?? now)}到期`, change: {} };
    case 'remind-renewal': {
      const until = new Date((endAt ?? now).getTime() + greenSpaceSettings.current().priorityDays * DAY);
      return { text: `${dateText(until)}前您可以优先续期`, change: { facts: { ...facts, renewalReminded: true } } };
    }
    default:
      return { text: '', change: {} };
  }
};

const oneStep = async (adoption: AdoptionRecord, now: Date): Promise<boolean> => {
  const due = nextStep(adoption, greenSpaceSettings.current());
  if (!due || due.at > now) {
    // a figure or a rhythm was changed since: look again when it is time
    await Adoptions.updateOne({ _id: adoption._id, version: adoption.version }, { $set: { nextAt: due?.at ?? NEVER } });
    return false;
  }
  const { text, change } = effectOf(adoption, due, now);
  // the version tells one reminder from the next at the same instant
  const entry = entryFor(adoption, due.move, now, { text, moveId: `${due.move}-${adoption.version}` });
  const after = await takeStep(adoption, entry, change);
  if (after && !after.open) await settleLine(after.plot, now);
  return after !== null;
};

/**
 * Does everything that is due, earliest first; what fails is left for the next run, the others go on.
 * @returns number of steps made by this process
 * @throws the first failure, after everything else was done
 */
export const runGreenClockwork = async (now: Date): Promise<number> => {
  const failed: { id: Types.ObjectId; error: unknown }[] = [];
  let done = 0;
  for (;;) {
    const due = await Adoptions.find({ nextAt: { $lte: now }, _id: { $nin: failed.map(({ id }) => id) } })
      .sort({ nextAt: 1 })
      .limit(BATCH)
      .lean<AdoptionRecord[]>();
    for (const adoption of due)
      try {
        if (await oneStep(adoption, now)) done++;
      } catch (error) {
        failed.push({ id: adoption._id, error });
      }
    if (due.length === 0) break;
  }
  for (const { _id } of await Plots.find({ lineAt: { $lte: now } }, { _id: 1 })
    .limit(BATCH)
    .lean())
    await settleLine(_id, now);
  if (failed[0]) throw failed[0].error;
  return done;
};

/** Does what was due on one adoption up to an instant, each at its moment: for what is written down later than it happened. */
export const catchUpAdoption = async (id: Types.ObjectId, until: Date): Promise<void> => {
  for (;;) {
    const adoption = await Adoptions.findById(id).lean<AdoptionRecord>();
    if (!adoption || adoption.nextAt > until || !(await oneStep(adoption, adoption.nextAt))) return;
  }
};
