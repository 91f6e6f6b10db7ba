// Writing an activity: a draft, or a series of them.
import { createHash } from 'node:crypto';
import mongoose, { Types } from 'mongoose';
import { occurrences } from '../../../shared/activities/recurrence';
import type { Actor } from '../../../shared/people/actor';
import { isDuplicateKey } from '../../core/database';
import { toAnnounce } from '../../core/outbox';
import { Refusal, refuseUnless } from '../../core/refusal';
import { Activities, Shifts } from '../model';
import { type ActivityRecord, NEVER, type ShiftRecord } from '../record';
import { shiftRecord } from './apply-shifts';
import { compose, type Draft } from './compose-activity';
import { organiserLabel } from './step';

const fingerprintOf = (body: Draft) =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22);

/** Writes a draft, or one for every occurrence of a series, with their shifts: all of it or nothing. The same activityId again gives the same ones. @throws Refusal activity.* */
export const createActivity = async (
  actor: Actor,
  body: Draft,
  keys: readonly Uint8Array[],
  now: Date,
): Promise<ActivityRecord[]> => {
  const { record, shifts } = await compose(actor, body, keys, [], now);
  const author = new Types.ObjectId(actor.personId);
  const fingerprint = fingerprintOf(body);
  let dates = [record.startsAt];
  if (body.repeat) {
    try {
      dates = occurrences(record.startsAt, body.repeat).map(({ at }) => at);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new Refusal('request.invalid', { fields: { repeat: '重复的日期不对，请检查' } });
    }
    refuseUnless(dates.length > 0, 'request.invalid', {
      fields: { 'repeat.until': '这样重复一次也没有，请改截止日期' },
    });
  }
  const label = organiserLabel(actor, record.organiserName, now);
  const made = dates.map((at, i): { activity: ActivityRecord; shifts: ShiftRecord[] } => {
    const moved = at.getTime() - record.startsAt.getTime();
    const later = (date: Date) => new Date(date.getTime() + moved);
    const _id = new Types.ObjectId();
    return {
      activity: {
        _id,
        author,
        activityId: i === 0 ? body.activityId : `${body.activityId}.${i}`,
        fingerprint,
        series: body.repeat ? body.activityId : null,
        ...record,
        signUpUntil: later(record.signUpUntil),
        startsAt: later(record.startsAt),
        endsAt: later(record.endsAt),
        state: 'draft',
        nextAt: NEVER,
        cancelledBecause: null,
        summary: null,
        version: 1,
        history: [
          {
            _id: new Types.ObjectId(),
            at: now,
            move: 'draft',
            from: null,
            to: 'draft',
            person: author,
            label,
            text: '',
            moveId: body.activityId,
          },
        ],
        announced: 0,
        ...toAnnounce(),
      },
      shifts: shifts.map((shift) =>
        shiftRecord(_id, { ...shift, from: later(shift.from), to: later(shift.to) }, false),
      ),
    };
  });
  const all = () =>
    Activities.find({ author, activityId: { $in: made.map(({ activity }) => activity.activityId) } })
      .sort({ startsAt: 1 })
      .lean<ActivityRecord[]>();
  try {
    await mongoose.connection.transaction(async (session) => {
      await Activities.insertMany(
        made.map(({ activity }) => activity),
        { session },
      );
      await Shifts.insertMany(
        made.flatMap((one) => one.shifts),
        { session },
      );
    });
  } catch (error) {
    // written already, by an earlier try
    if (!isDuplicateKey(error)) throw error;
  }
  const stored = await all();
  for (const row of stored) refuseUnless(row.fingerprint === fingerprint, 'activity.id-reused');
  return stored;
};
