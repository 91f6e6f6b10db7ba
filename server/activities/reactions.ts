// What is to be done about an entry after it was written, by the worker: finishing what was interrupted. Each can be done again.

import { Refusal } from '../core/refusal';
import { markAttached } from '../media';
import { liftAbsence } from './absences';
import { bringIn } from './commands/bring-in';
import { credit, followUp } from './commands/move-activity';
import { fillShift, releaseSeat } from './commands/seats';
import { Activities, SignUps } from './model';
import type { ActivityEntry, ActivityRecord, SignUpEntry, SignUpRecord } from './record';

export const reactToActivity =
  (now: () => Date) =>
  async (activity: ActivityRecord, entry: ActivityEntry): Promise<void> => {
    await markAttached([...activity.photos, ...(activity.summary?.photos ?? [])].map(({ _id }) => _id));
    await followUp(activity, entry.move, now());
  };

export const reactToSignUp =
  (now: () => Date, keys: readonly Uint8Array[]) =>
  async (signUp: SignUpRecord, entry: SignUpEntry): Promise<void> => {
    if (entry.move === 'ask' && signUp.state === 'asked') {
      const party = await SignUps.find({ shift: signUp.shift, party: signUp.party, state: 'asked' }).lean<
        SignUpRecord[]
      >();
      try {
        await bringIn(party, now());
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
    if (entry.from === 'absent' && entry.to !== 'absent') await liftAbsence(signUp._id, keys);
    if (entry.move === 'cancel' || entry.move === 'drop' || entry.move === 'expire') {
      await releaseSeat(signUp);
      await fillShift(signUp.shift, now());
    }
    // hours settled already, or nobody will: who is put right afterwards gets theirs at once
    if (entry.to === 'left' && signUp.state === 'left') {
      const activity = await Activities.findById(signUp.activity, { state: 1 }).lean<Pick<ActivityRecord, 'state'>>();
      if (activity?.state === 'settled' || activity?.state === 'cancelled') await credit(signUp._id, now());
    }
  };
