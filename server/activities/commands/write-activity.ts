// Writing an activity: a draft, a series of them, and later revisions. Shifts keep their identity by the id the organiser's client chose.
import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import { occurrences } from '../../../shared/activities/recurrence';
import { canMoveActivity } from '../../../shared/activities/states';
import type {
  createActivity as createContract,
  reviseActivity as reviseContract,
} from '../../../shared/activities/write-contract';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import { areaNamed, dispatcherOf, partyNamed, whoAnswers } from '../../areas';
import { isDuplicateKey } from '../../core/database';
import { toAnnounce } from '../../core/outbox';
import { Refusal, refuseUnless } from '../../core/refusal';
import { seal } from '../../core/sealed';
import { ownPhotos, type PhotoFacts } from '../../media';
import { groupNamed } from '../../volunteers';
import { Activities, Shifts, SignUps } from '../model';
import { keysOf, organisedActivity, shiftsOf } from '../queries';
import type { ActivityRecord, ShiftRecord } from '../record';
import { activitySettings } from '../settings';
import { fillShift } from './seats';
import { organiserLabel, tryActivityMove } from './step';

type Draft = Validated<typeof createContract>['body'];
type Revision = Validated<typeof reviseContract>['body'];
type Written = Omit<Draft, 'activityId' | 'repeat'>;

const HOUR = 3_600_000;

/** 楚雄市派遣员 · 市城市管理局 · 北浦志愿队 */
export const organiserName = (key: string): string => {
  if (key.startsWith('group:')) return groupNamed(key.slice(6))?.name ?? '志愿队';
  if (key.startsWith('dispatcher:')) return `${dispatcherOf(key.slice(11)).name}城市管理`;
  return partyNamed(key)?.name ?? '';
};

/** What the words say, worked out. @throws Refusal activity.not-yours | place.outside | request.invalid | media.not-yours */
const compose = async (
  actor: Actor,
  body: Written,
  keys: readonly Uint8Array[],
  kept: readonly PhotoFacts[],
  now: Date,
) => {
  refuseUnless(keysOf(actor).includes(body.organiser), 'activity.not-yours', {
    fields: { organiser: '只能用自己单位或自己带的志愿队的名义' },
  });
  const where = whoAnswers(body.location, 'other');
  const area = body.area === null ? undefined : areaNamed(body.area);
  refuseUnless(body.area === null || area, 'request.invalid', { fields: { area: '没有这个区域，请检查编码' } });
  const fresh = await ownPhotos(
    actor,
    body.photos.filter((id) => !kept.some(({ _id }) => _id === id)),
  );
  const photos = body.photos.flatMap((id) => [...kept, ...fresh].find(({ _id }) => _id === id) ?? []);
  const shifts = body.shifts.map(({ from, to, ...shift }) => ({ ...shift, from: new Date(from), to: new Date(to) }));
  const startsAt = new Date(Math.min(...shifts.map(({ from }) => from.getTime())));
  const endsAt = new Date(Math.max(...shifts.map(({ to }) => to.getTime())));
  const record = {
    kind: body.kind,
    title: body.title,
    about: body.about,
    organiser: body.organiser,
    organiserName: organiserName(body.organiser),
    contact: seal(keys, JSON.stringify({ name: body.contact, phone: body.phone })),
    place: body.place,
    location: { lng: where.lng, lat: where.lat },
    radiusM: body.radiusM ?? activitySettings.current().radiusM,
    county: where.county,
    divisions: where.divisions.map(({ code }) => code),
    area: area ? { code: area.code, name: area.name } : null,
    audience: body.audience,
    bring: body.bring,
    risks: body.risks,
    insurance: body.insurance,
    signUpFrom: body.signUpFrom ? new Date(body.signUpFrom) : now,
    signUpUntil: body.signUpUntil ? new Date(body.signUpUntil) : startsAt,
    cancelHours: body.cancelHours ?? activitySettings.current().cancelHours,
    photos,
    startsAt,
    endsAt,
  };
  return { record, shifts };
};

const shiftRecord = (
  activity: Types.ObjectId,
  shift: Awaited<ReturnType<typeof compose>>['shifts'][number],
  open: boolean,
): ShiftRecord => ({
  _id: new Types.ObjectId(),
  activity,
  key: shift.id,
  name: shift.name,
  from: shift.from,
  to: shift.to,
  capacity: shift.capacity,
  minAge: shift.minAge,
  skills: shift.skills,
  open,
  free: shift.capacity,
  seats: [],
  queued: 0,
  waiting: [],
  promoted: [],
  version: 1,
});

const fingerprintOf = (body: Draft) =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22);

/** Inserts what is not there yet: another process, or an earlier try, may have written some of it. */
const insertMissing = async (insert: () => Promise<unknown>): Promise<void> => {
  try {
    await insert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
};

/** Writes a draft, or one for every occurrence of a series. The same activityId again gives the same ones. @throws Refusal activity.* */
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
  for (const { activity } of made) await insertMissing(() => Activities.insertMany([activity]));
  const stored = await all();
  for (const row of stored) {
    refuseUnless(row.fingerprint === fingerprint, 'activity.id-reused');
    const wanted = made.find(({ activity }) => activity.activityId === row.activityId);
    if ((await Shifts.countDocuments({ activity: row._id })) === 0 && wanted)
      await insertMissing(() => Shifts.insertMany(wanted.shifts.map((shift) => ({ ...shift, activity: row._id }))));
  }
  return stored;
};
/** Nothing for the clock to do. */
export const NEVER = new Date('9999-12-31T00:00:00Z');

/** Times, places and capacities of shifts as written; who has a seat keeps it. @throws Refusal activity.capacity-taken */
const applyShifts = async (
  activity: ActivityRecord,
  shifts: Awaited<ReturnType<typeof compose>>['shifts'],
  now: Date,
): Promise<void> => {
  const open = activity.state === 'published';
  const stored = await shiftsOf(activity._id);
  for (const shift of shifts) {
    const old = stored.find(({ key }) => key === shift.id);
    if (!old) {
      await insertMissing(() => Shifts.insertMany([shiftRecord(activity._id, shift, open)]));
      continue;
    }
    const { name, from, to, minAge, skills } = shift;
    // guarded by the capacity it was, so that done twice it changes it once
    await Shifts.updateOne(
      { _id: old._id, capacity: old.capacity },
      {
        $set: { name, from, to, minAge, skills, capacity: shift.capacity, work: true },
        $inc: { free: shift.capacity - old.capacity, version: 1 },
      },
    );
    if (from.getTime() !== old.from.getTime() || to.getTime() !== old.to.getTime())
      await SignUps.updateMany(
        { shift: old._id, state: { $in: ['asked', 'waiting', 'confirmed'] } },
        { $set: { from, to, cancelUntil: new Date(from.getTime() - activity.cancelHours * HOUR) } },
      );
    await fillShift(old._id, now);
  }
  for (const old of stored)
    if (!shifts.some(({ id }) => id === old.key) && old.free === old.capacity && old.queued === 0)
      await Shifts.deleteOne({ _id: old._id, free: old.capacity, queued: 0 });
};

/** Changes an activity; the same moveId again is a retry. @throws Refusal activity.* | place.outside | media.not-yours */
export const reviseActivity = async (
  actor: Actor,
  id: string,
  body: Revision,
  keys: readonly Uint8Array[],
  now: Date,
): Promise<ActivityRecord> => {
  const activity = await organisedActivity(actor, id);
  if (activity.history.some(({ moveId }) => moveId === body.moveId)) return activity;
  refuseUnless(body.version === activity.version, 'activity.stale');
  refuseUnless(canMoveActivity('revise', activity.state, 'organiser'), 'activity.move-not-allowed');
  // the dispatcher may correct what a group wrote, under the group's name
  const { record, shifts } = await compose(
    actor,
    {
      ...body,
      organiser: keysOf(actor).includes(activity.organiser) ? body.organiser : (keysOf(actor)[0] ?? body.organiser),
    },
    keys,
    activity.photos,
    now,
  );
  const stored = await shiftsOf(activity._id);
  for (const old of stored) {
    const fresh = shifts.find(({ id: key }) => key === old.key);
    const taken = old.capacity - old.free;
    refuseUnless(fresh ? fresh.capacity >= taken : taken + old.queued === 0, 'activity.capacity-taken', {
      detail: `“${old.name}”已有 ${taken} 人报名，名额不能少于 ${taken}。`,
    });
  }
  const organiser = keysOf(actor).includes(activity.organiser)
    ? {}
    : { organiser: activity.organiser, organiserName: activity.organiserName };
  const moved = record.startsAt.getTime() !== activity.startsAt.getTime() || record.place !== activity.place;
  const by = {
    actor,
    label: organiserLabel(actor, activity.organiserName, now),
    moveId: body.moveId,
    text: moved ? '时间或地点有变化' : '',
  };
  const change = { ...record, ...organiser, nextAt: activity.state === 'published' ? record.startsAt : NEVER };
  const after = await tryActivityMove(activity, 'revise', by, now, change);
  refuseUnless(after, 'activity.stale');
  await applyShifts(after, shifts, now);
  return after;
};
