// What the clock does by itself: activities begin and end; whoever did not come is absent; whoever forgot to check out is closed at the
// shift's end and left to be confirmed; queues that waited for a shift that has begun are over.
import { forgetAbsences } from '../absences';
import { isChanged } from '../facts';
import { Activities, SignUps } from '../model';
import { type ActivityRecord, NEVER, type SignUpRecord } from '../record';
import { activitySettings } from '../settings';
import { bySystem, moveWhile, tryActivityMove } from './step';

const MINUTE = 60_000;
const BATCH = 500;

const turn = async (activity: ActivityRecord, now: Date): Promise<void> => {
  if (activity.state === 'published')
    await tryActivityMove(activity, now >= activity.endsAt ? 'finish' : 'start', bySystem(), now, {
      nextAt: now >= activity.endsAt ? NEVER : activity.endsAt,
    });
  else if (activity.state === 'running') await tryActivityMove(activity, 'finish', bySystem(), now, { nextAt: NEVER });
  else await Activities.updateOne({ _id: activity._id, version: activity.version }, { $set: { nextAt: NEVER } });
};

const step = (id: SignUpRecord['_id'], now: Date, graceEnds: Date) =>
  moveWhile(
    id,
    (row) => {
      if ((row.state === 'waiting' || row.state === 'asked') && row.from <= now)
        return { move: 'expire', by: bySystem(), change: { holds: null } };
      if (row.state === 'confirmed' && row.to <= now && isChanged(row)) return { move: 'lapse', by: bySystem() };
      if (row.state === 'confirmed' && row.to <= now)
        return { move: 'miss', by: bySystem(), change: { decidedAt: now } };
      if (row.state === 'present' && row.to <= graceEnds)
        // the shift's end, or the moment they came if that was later by hand
        return {
          move: 'close',
          by: bySystem(),
          change: {
            outAt: row.inAt && row.inAt > row.to ? row.inAt : row.to,
            unconfirmed: true,
            ...(row.how === 'code' && { how: 'clock' as const }),
          },
        };
      return undefined;
    },
    now,
  );

/** Does what is due. @returns how many moved */
export const runActivityClock = async (now: Date): Promise<number> => {
  const due = await Activities.find({ nextAt: { $lte: now } })
    .limit(BATCH)
    .lean<ActivityRecord[]>();
  for (const activity of due) await turn(activity, now);
  const graceEnds = new Date(now.getTime() - activitySettings.current().graceMinutes * MINUTE);
  const rows = await SignUps.find(
    {
      $or: [
        { state: { $in: ['waiting', 'asked'] }, from: { $lte: now } },
        { state: 'confirmed', to: { $lte: now } },
        { state: 'present', to: { $lte: graceEnds } },
      ],
    },
    { _id: 1 },
  )
    .limit(BATCH)
    .lean();
  for (const { _id } of rows) await step(_id, now, graceEnds);
  return due.length + rows.length + (await forgetAbsences(now));
};
