// Attendance as the volunteers' room needs it: services, hours, absences, and taking somebody out of it.
import type { Types } from 'mongoose';
import { canMoveSignUp } from '../../shared/activities/sign-ups';
import type { ServiceView } from '../../shared/volunteers/views';
import type { ServiceBook, VolunteerRecord } from '../volunteers';
import { volunteerSettings } from '../volunteers';
import { absencesOf, keepAbsences, liftAbsence } from './absences';
import { fillShift, releaseSeat } from './commands/seats';
import { moveWhile } from './commands/step';
import { factsOf } from './facts';
import { Activities, Shifts, SignUps } from './model';
import type { ActivityRecord, ShiftRecord, SignUpRecord } from './record';

const DAY = 86_400_000;

/** 扫码签到签退 · 组织者补签：手机没电 · 忘记签退，组织者确认 */
const howText = ({ how, handReason, corrections }: SignUpRecord): string => {
  if (corrections.length > 0) return '已更正时长';
  if (how === 'hand') return `组织者补签：${handReason}`;
  return how === 'clock' ? '忘记签退，组织者已确认' : '扫码签到签退';
};

const presentService = (
  row: SignUpRecord,
  activity: ActivityRecord,
  shift: ShiftRecord | undefined,
  now: Date,
): ServiceView => ({
  signUp: String(row._id),
  activity: { id: String(activity._id), title: activity.title, kind: activity.kind },
  shift: shift?.name ?? '',
  place: activity.place,
  from: (row.inAt ?? row.from).toISOString(),
  to: (row.outAt ?? row.to).toISOString(),
  minutes: row.minutes,
  hours: row.hours,
  how: howText(row),
  corrections: row.corrections.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
  objection: row.objection && { text: row.objection.text, answer: row.objection.answer },
  objectUntil: row.decidedAt
    ? new Date(row.decidedAt.getTime() + volunteerSettings.current().objectionDays * DAY).toISOString()
    : null,
  can: { object: canMoveSignUp('object', factsOf(row, now), new Set(['participant'])) },
  version: row.version,
});

const giveUp = async ({ _id }: Pick<VolunteerRecord, '_id'>, now: Date): Promise<void> => {
  const rows = await SignUps.find({ volunteer: _id, state: { $in: ['asked', 'waiting', 'confirmed'] } }).lean<
    SignUpRecord[]
  >();
  for (const row of rows) {
    await moveWhile(
      row._id,
      ({ state }) =>
        ['waiting', 'confirmed', 'asked'].includes(state)
          ? {
              // leaving is no absence, however late: the place is free again
              move: 'cancel',
              by: { actor: null, label: '本人', moveId: `leave-${row._id}`, text: '退出志愿服务' },
              change: { holds: null },
            }
          : undefined,
      now,
    );
    await releaseSeat(row);
    await fillShift(row.shift, now);
  }
};

/** What tells who it was goes out of every row; times, hours and states stay. */
const forget: ServiceBook['forget'] = async (volunteer, keys, now) => {
  await keepAbsences(volunteer, keys, now);
  const rows = await SignUps.find(
    { volunteer: volunteer._id },
    { _id: 1, history: 1, objection: 1, rating: 1, version: 1 },
  ).lean<SignUpRecord[]>();
  for (const { _id } of rows)
    for (;;) {
      const row = await SignUps.findById(_id).lean<SignUpRecord>();
      if (!row) break;
      const { modifiedCount } = await SignUps.updateOne(
        { _id, version: row.version },
        {
          $set: {
            person: null,
            participant: `gone:${_id}`,
            family: null,
            print: null,
            objection: row.objection && {
              ...row.objection,
              text: '（已删除）',
              answer: row.objection.answer && '（已删除）',
            },
            rating: row.rating && { ...row.rating, text: '' },
            handReason: row.handReason && '（已删除）',
            corrections: row.corrections.map((one) => ({ ...one, reason: '（已删除）' })),
            history: row.history.map((entry) => ({
              ...entry,
              person: entry.person && volunteer.person && entry.person.equals(volunteer.person) ? null : entry.person,
              text: '',
            })),
          },
          $inc: { version: 1 },
        },
      );
      if (modifiedCount === 0) continue;
      // excused while it was being kept
      if (row.state !== 'absent') await liftAbsence(_id, keys);
      break;
    }
};

export const serviceBook: ServiceBook = {
  servicesOf: async ({ _id }, now) => {
    const rows = await SignUps.find({ volunteer: _id, state: 'credited' }).sort({ from: -1 }).lean<SignUpRecord[]>();
    const [activities, shifts] = await Promise.all([
      Activities.find({ _id: { $in: rows.map(({ activity }) => activity) } }, { history: 0 }).lean<ActivityRecord[]>(),
      Shifts.find({ _id: { $in: rows.map(({ shift }) => shift) } }, { name: 1 }).lean<ShiftRecord[]>(),
    ]);
    const byId = new Map(activities.map((one) => [String(one._id), one]));
    const names = new Map(shifts.map((one) => [String(one._id), one]));
    return rows.flatMap((row) => {
      const activity = byId.get(String(row.activity));
      return activity ? [presentService(row, activity, names.get(String(row.shift)), now)] : [];
    });
  },
  hoursOf: async (volunteers) => {
    const rows = await SignUps.aggregate<{ _id: Types.ObjectId; hours: number }>([
      { $match: { volunteer: { $in: volunteers.map(({ _id }) => _id) }, state: 'credited' } },
      { $group: { _id: '$volunteer', hours: { $sum: '$hours' } } },
    ]);
    return new Map(rows.map(({ _id, hours }) => [String(_id), hours]));
  },
  absencesOf,
  giveUp,
  forget,
};
