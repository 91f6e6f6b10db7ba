import { Types } from 'mongoose';
import { readCode } from '../../../shared/activities/codes';
import type { attend as contract } from '../../../shared/activities/sign-up-contract';
import { canMoveSignUp } from '../../../shared/activities/sign-ups';
import type { Validated } from '../../../shared/endpoint';
import { haversine, toWgs84 } from '../../../shared/geo';
import type { Actor } from '../../../shared/people/actor';
import { clockText, distanceText } from '../../../shared/words';
import { Refusal, refuseUnless } from '../../core/refusal';
import { type Judged, judgeCode } from '../codes';
import { codeTimes, factsOf } from '../facts';
import { Activities, SignUps } from '../model';
import type { ActivityRecord, SignUpRecord } from '../record';
import { tryMove } from './step';

type Given = Validated<typeof contract>['body'];
const LONGEST_SHIFT = 86_400_000;

/** Sign-ups of an account that could be meant: around now, and on the shift of the code where it names one. */
const candidates = async (
  actor: Actor,
  given: Given,
  shift: string | undefined,
  now: Date,
): Promise<SignUpRecord[]> => {
  const rows = await SignUps.find({
    person: new Types.ObjectId(actor.personId),
    to: { $gt: new Date(now.getTime() - LONGEST_SHIFT), $lt: new Date(now.getTime() + LONGEST_SHIFT * 2) },
    state: { $in: ['confirmed', 'present', 'left'] },
  }).lean<SignUpRecord[]>();
  return rows
    .filter((row) => shift === undefined || String(row.shift) === shift)
    .filter((row) => given.signUp === undefined || String(row._id) === given.signUp);
};

/** Only shifts that were moved can overlap; nobody serves on two at once. */
const presentElsewhere = ({ _id, participant, from, to }: SignUpRecord) =>
  SignUps.exists({ _id: { $ne: _id }, participant, from: { $lt: to }, to: { $gt: from }, state: 'present' });

const placeRefusal = (activity: ActivityRecord, metres: number) =>
  new Refusal('attendance.too-far', {
    detail: `您离活动地点${distanceText(metres)}，要在 ${activity.radiusM} 米以内。定位不准请找组织者补签。`,
    extra: { distanceM: Math.round(metres), radiusM: activity.radiusM },
  });

/**
 * Checks in, or out, by the code on the organiser's screen and by place: both, in the shift's time. The same moveId again is a retry.
 * @throws Refusal attendance.* | sign-up.*
 */
export const attend = async (actor: Actor, given: Given, key: Uint8Array, now: Date): Promise<SignUpRecord> => {
  const read = readCode(given.code);
  if (!read) throw new Refusal('attendance.code-wrong');
  const move = given.direction === 'in' ? 'check-in' : 'check-out';
  const rows = await candidates(actor, given, read.shift, now);
  const again = rows.find((row) => row.history.some(({ moveId }) => moveId === given.moveId));
  if (again) {
    refuseUnless(
      again.history.some((e) => e.moveId === given.moveId && e.move === move),
      'sign-up.move-reused',
    );
    return again;
  }
  const judged = rows.map((row) => ({ row, judged: judgeCode(key, String(row.shift), read.code, now) }));
  const good = judged.filter(
    (one): one is { row: SignUpRecord; judged: Extract<Judged, { verdict: 'good' }> } => one.judged.verdict === 'good',
  );
  if (good.length === 0) {
    if (judged.some(({ judged: { verdict } }) => verdict === 'late')) throw new Refusal('attendance.code-late');
    throw new Refusal(rows.length === 0 ? 'attendance.no-sign-up' : 'attendance.code-wrong');
  }
  const mine = new Set(['participant'] as const);
  const chosen = good.find(({ row }) => canMoveSignUp(move, factsOf(row, now), mine)) ?? good[0];
  if (!chosen) throw new Refusal('attendance.code-wrong');
  const {
    row,
    judged: { at },
  } = chosen;
  refuseUnless(canMoveSignUp(move, factsOf(row, now), mine), 'sign-up.move-not-allowed');
  const times = codeTimes(row);
  const until = given.direction === 'in' ? times.inUntil : times.outUntil;
  refuseUnless(at >= times.from && at <= until, 'attendance.wrong-time', {
    detail: `请在 ${clockText(times.from)}–${clockText(until)} 之间${given.direction === 'in' ? '签到' : '签退'}。`,
  });
  const [activity, elsewhere] = await Promise.all([
    Activities.findById(row.activity, { history: 0 }).lean<ActivityRecord>(),
    given.direction === 'in' ? presentElsewhere(row) : null,
  ]);
  refuseUnless(!elsewhere, 'sign-up.conflict', {
    detail: '您这个时间还有一个班次没有签退，请先签退，再到这里签到。',
  });
  if (!activity) throw new Refusal('attendance.no-sign-up');
  const here = toWgs84([given.location.lng, given.location.lat], given.location.datum);
  const metres = haversine(here, [activity.location.lng, activity.location.lat]);
  if (metres > activity.radiusM) throw placeRefusal(activity, metres);

  const by = { actor, label: '本人', moveId: given.moveId };
  const after = await tryMove(
    row,
    move,
    by,
    now,
    given.direction === 'in'
      ? { inAt: at, how: 'code' }
      : { outAt: at > (row.inAt ?? at) ? at : row.inAt, unconfirmed: false },
  );
  if (after) return after;
  const current = await SignUps.findById(row._id).lean<SignUpRecord>();
  if (current?.history.some(({ moveId }) => moveId === given.moveId)) return current;
  throw new Refusal('sign-up.stale');
};

/** Writes down that somebody came and went by code, for the past of the demonstration: codes of days gone by are worth nothing. */
export const attendedBy = async (row: SignUpRecord, inAt: Date, outAt: Date): Promise<void> => {
  const by = (moveId: string) => ({ actor: null, label: '本人', moveId });
  const inside = await tryMove(row, 'check-in', by(`in-${row._id}`), inAt, { inAt, how: 'code' });
  if (inside) await tryMove(inside, 'check-out', by(`out-${row._id}`), outAt, { outAt });
};
