import type { Actor } from '../../../shared/people/actor';
import { ended } from '../measure';
import { type PatrolRecord, Patrols } from '../model';
import { ownPatrol } from '../queries';
import { patrolSettings } from '../settings';
import { changePatrol } from './change-patrol';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Ends one's patrol; one that is over stays as it is. @throws Refusal patrol.not-found */
export const endPatrol = (actor: Actor, id: string, secondsAgo: number, now: Date): Promise<PatrolRecord> =>
  changePatrol(
    () => ownPatrol(actor, id),
    (patrol) => {
      if (!patrol.running) return null;
      const at = new Date(Math.max(patrol.startedAt.getTime(), now.getTime() - secondsAgo * 1000));
      return { ...ended(patrol, patrolSettings.current()), endedAt: at, endedBy: 'person', heardAt: now };
    },
  );

/** Ends patrols nobody hears of any more and those that last too long, at the moment they were heard of last. */
export const endForgottenPatrols = async (now: Date): Promise<number> => {
  const settings = patrolSettings.current();
  const silent = now.getTime() - settings.silentMinutes * MINUTE_MS;
  const longest = now.getTime() - settings.longestHours * HOUR_MS;
  const isForgotten = ({ running, heardAt, startedAt }: PatrolRecord) =>
    running && (heardAt.getTime() < silent || startedAt.getTime() < longest);
  const running = await Patrols.find({ running: true }).lean<PatrolRecord[]>();
  let many = 0;
  for (const { _id } of running.filter(isForgotten))
    await changePatrol(
      async () => (await Patrols.findById(_id).lean<PatrolRecord>()) as PatrolRecord,
      (patrol) => {
        // it was heard of again, or ended, in between
        if (!isForgotten(patrol)) return null;
        many++;
        return { ...ended(patrol, settings), endedAt: patrol.heardAt, endedBy: 'clock' };
      },
    );
  return many;
};
