// iCalendar: one activity to put into one's calendar, and a feed of one's own shifts behind a secret address.
import { randomBytes } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { Types } from 'mongoose';
import { KINDS } from '../../shared/activities/kinds';
import type { Actor } from '../../shared/people/actor';
import { Activities, type CalendarFeed, CalendarFeeds, Shifts, SignUps } from './model';
import type { ActivityRecord, ShiftRecord, SignUpRecord } from './record';

const TOKEN_BYTES = 24;
const FEED_DAYS = 180;
const DAY = 86_400_000;
const TTL_S = 3600;

/** Identity of an event: the same in the file and in the feed, so that a calendar shows it once. */
const uid = (id: Types.ObjectId) => `${id}@yicheng-gongzhi`;

interface Event {
  activity: ActivityRecord;
  shift: Pick<ShiftRecord, '_id' | 'name' | 'from' | 'to'>;
  /** put in front: 候补 */
  note?: string;
}

const calendarText = (name: string, events: readonly Event[], now: Date): string => {
  const calendar = ical({
    name,
    prodId: { company: 'yicheng-gongzhi', product: 'activities', language: 'ZH-CN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: TTL_S,
  });
  for (const { activity, shift, note } of events)
    calendar.createEvent({
      id: uid(shift._id),
      // a later version replaces the earlier one in calendars that have it
      sequence: activity.version,
      stamp: now,
      start: shift.from,
      end: shift.to,
      summary: `${note ? `（${note}）` : ''}${activity.title} · ${shift.name}`,
      description: `${KINDS[activity.kind].name}\n${activity.about}${activity.bring ? `\n请带：${activity.bring}` : ''}`,
      location: { title: activity.place, geo: { lat: activity.location.lat, lon: activity.location.lng } },
      status:
        activity.state === 'cancelled'
          ? ICalEventStatus.CANCELLED
          : note
            ? ICalEventStatus.TENTATIVE
            : ICalEventStatus.CONFIRMED,
    });
  return calendar.toString();
};

/** All shifts of a public activity. */
export const activityCalendar = (activity: ActivityRecord, shifts: readonly ShiftRecord[], now: Date): string =>
  calendarText(
    activity.title,
    shifts.map((shift) => ({ activity, shift })),
    now,
  );

/** The secret address of a person's calendar; `renew` makes another and the old one useless. */
export const feedToken = async (actor: Actor, renew: boolean): Promise<string> => {
  const _id = new Types.ObjectId(actor.personId);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const row = await CalendarFeeds.findOneAndUpdate({ _id }, renew ? { $set: { token } } : { $setOnInsert: { token } }, {
    upsert: true,
    returnDocument: 'after',
  }).lean<CalendarFeed>();
  return row?.token ?? token;
};

/** One's shifts of the last and the coming half year; undefined when nobody has that address. */
export const feedCalendar = async (token: string, now: Date): Promise<string | undefined> => {
  const owner = await CalendarFeeds.findOne({ token }).lean<CalendarFeed>();
  if (!owner) return undefined;
  const rows = await SignUps.find({
    person: owner._id,
    to: { $gt: new Date(now.getTime() - FEED_DAYS * DAY) },
    state: { $in: ['confirmed', 'waiting', 'present', 'left', 'credited', 'dropped'] },
  })
    .sort({ to: 1 })
    .limit(500)
    .lean<SignUpRecord[]>();
  const [activities, shifts] = await Promise.all([
    Activities.find({ _id: { $in: rows.map(({ activity }) => activity) } }, { history: 0 }).lean<ActivityRecord[]>(),
    Shifts.find({ _id: { $in: rows.map(({ shift }) => shift) } }, { seats: 0, waiting: 0 }).lean<ShiftRecord[]>(),
  ]);
  const events = rows.flatMap((row): Event[] => {
    const activity = activities.find(({ _id }) => _id.equals(row.activity));
    const shift = shifts.find(({ _id }) => _id.equals(row.shift));
    return activity && shift ? [{ activity, shift, ...(row.state === 'waiting' && { note: '候补' }) }] : [];
  });
  return calendarText('彝城共治 · 我的班次', events, now);
};
