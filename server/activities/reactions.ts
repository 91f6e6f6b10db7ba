// What is to be done about an entry after it was written, by the worker: finishing what was interrupted. Each can be done again.

import { Refusal } from '../core/refusal';
import { markAttached } from '../media';
import { credit, followUp } from './commands/move-activity';
import { refuseConflict } from './commands/refuse-conflict';
import { claimSeats, fillShift, releaseSeat } from './commands/seats';
import { Activities, SignUps } from './model';
import type { ActivityEntry, ActivityRecord, SignUpEntry, SignUpRecord } from './record';

export const reactToActivity =
  (now: () => Date) =>
  async (activity: ActivityRecord, entry: ActivityEntry): Promise<void> => {
    await markAttached([...activity.photos, ...(activity.summary?.photos ?? [])].map(({ _id }) => _id));
    await followUp(activity, entry.move, now());
  };

export const reactToSignUp =
  (now: () => Date) =>
  async (signUp: SignUpRecord, entry: SignUpEntry): Promise<void> => {
    if (entry.move === 'ask' && signUp.state === 'asked') {
      const party = await SignUps.find({ shift: signUp.shift, party: signUp.party, state: 'asked' }).lean<
        SignUpRecord[]
      >();
      try {
        for (const row of party) await refuseConflict(row);
        await claimSeats(party, now());
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        await SignUps.deleteMany({ _id: { $in: party.map(({ _id }) => _id) }, state: 'asked' });
      }
    }
    if (entry.move === 'cancel' || entry.move === 'drop' || entry.move === 'expire') {
      await releaseSeat(signUp);
      await fillShift(signUp.shift, now());
    }
    // hours settled already: who is put right afterwards gets theirs at once
    if (entry.to === 'left' && signUp.state === 'left') {
      const activity = await Activities.findById(signUp.activity, { state: 1 }).lean<Pick<ActivityRecord, 'state'>>();
      if (activity?.state === 'settled') await credit(signUp._id, now());
    }
  };
