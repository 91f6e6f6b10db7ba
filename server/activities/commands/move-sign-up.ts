import { KINDS } from '../../../shared/activities/kinds';
import type { moveSignUp as contract } from '../../../shared/activities/sign-up-contract';
import { type AskedMove, canMoveSignUp, signUpMove } from '../../../shared/activities/sign-ups';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import { countedMinutes, hoursFor } from '../../../shared/volunteers/hours';
import { Refusal, refuseUnless } from '../../core/refusal';
import { liftAbsence } from '../absences';
import { factsOf } from '../facts';
import { Activities, SignUps } from '../model';
import { overlapsOf } from '../overlaps';
import { rolesTo } from '../policy';
import { keysOf, visibleSignUp } from '../queries';
import type { ActivityRecord, SignUpRecord } from '../record';
import { fillShift, releaseSeat } from './seats';
import { organiserLabel, tryMove } from './step';

type Asked = Validated<typeof contract>['body'];
const DAY = 86_400_000;

/** Minutes and hours that a presence counts for; hours for volunteers on kinds that credit them only. */
export const creditOf = (row: Pick<SignUpRecord, 'volunteer' | 'kind' | 'from' | 'to'>, inAt: Date, outAt: Date) => {
  const minutes = countedMinutes({ from: inAt, to: outAt }, row);
  return { minutes, hours: row.volunteer && KINDS[row.kind].counts ? hoursFor(minutes) : 0 };
};

/** Times an organiser gives: within a day of the shift, in order, not ahead of now. @throws Refusal sign-up.times-wrong */
const timesOf = (row: SignUpRecord, { move, input }: Asked, now: Date): { inAt?: Date; outAt?: Date } => {
  const { times } = signUpMove(move);
  if (times === 'none') return {};
  const read = (value: string | undefined, field: string) => {
    if (value === undefined) throw new Refusal('sign-up.times-wrong', { fields: { [`input.${field}`]: '请填写时间' } });
    return new Date(value);
  };
  const inAt = times === 'out' ? undefined : read(input.inAt, 'inAt');
  const outAt = times === 'in' ? undefined : read(input.outAt, 'outAt');
  const [first, last] = [inAt ?? row.inAt, outAt];
  const near = (at: Date) => Math.abs(at.getTime() - row.from.getTime()) <= DAY && at <= now;
  refuseUnless(
    (!inAt || near(inAt)) && (!outAt || near(outAt)) && (!first || !last || first <= last),
    'sign-up.times-wrong',
    { fields: { [inAt ? 'input.inAt' : 'input.outAt']: '要在班次当天，不晚于现在，签退在签到之后' } },
  );
  return { ...(inAt && { inAt }), ...(outAt && { outAt }) };
};

type Change = Parameters<typeof tryMove>[4];

/** What a move changes besides the state. */
const changeFor = (row: SignUpRecord, asked: Asked, label: string, now: Date): Change => {
  const { move, input } = asked;
  const { inAt, outAt } = timesOf(row, asked, now);
  const hand = { how: 'hand' as const, handReason: input.text };
  const changes: Record<AskedMove, () => Change> = {
    cancel: () => ({ holds: null }),
    keep: () => ({ changed: null }),
    object: () => ({ objection: { text: input.text, at: now, answer: null } }),
    answer: () => ({ objection: row.objection && { ...row.objection, answer: input.text } }),
    'hand-in': () => ({ ...hand, inAt: inAt ?? now, decidedAt: null }),
    'hand-out': () => ({ ...hand, outAt: outAt ?? now, unconfirmed: false }),
    record: () => ({ ...hand, inAt: inAt ?? now, outAt: outAt ?? now, unconfirmed: false, decidedAt: null }),
    attest: () => ({ outAt: outAt ?? now, unconfirmed: false }),
    excuse: () => ({}),
    correct: () => {
      const credit = creditOf(row, inAt ?? row.from, outAt ?? row.to);
      const correction = { at: now, by: label, reason: input.text, before: row.hours, after: credit.hours };
      return { inAt: inAt ?? null, outAt: outAt ?? null, ...credit, corrections: [...row.corrections, correction] };
    },
  };
  return changes[move]();
};

/**
 * One step of a sign-up asked for by name, as the table allows. The same moveId again is a retry.
 * @throws Refusal sign-up.* | activity.not-yours | activity.words-required
 */
export const moveSignUp = async (
  actor: Actor,
  id: string,
  asked: Asked,
  keys: readonly Uint8Array[],
  now: Date,
): Promise<SignUpRecord> => {
  const row = await visibleSignUp(actor, id);
  const { move, moveId, input } = asked;
  const earlier = row.history.find((e) => e.moveId === moveId && String(e.person) === actor.personId);
  if (earlier) {
    refuseUnless(earlier.move === move, 'sign-up.move-reused');
    return row;
  }
  const roles = rolesTo(actor, row, keysOf(actor));
  const table = signUpMove(move);
  refuseUnless(
    table.by.some((by) => roles.has(by)),
    'activity.not-yours',
  );
  refuseUnless(asked.version === row.version, 'sign-up.stale');
  const facts = factsOf(row, now);
  if (!canMoveSignUp(move, facts, roles))
    throw new Refusal(
      move === 'cancel' && row.state === 'confirmed' ? 'sign-up.too-late-to-cancel' : 'sign-up.move-not-allowed',
    );
  const overlap = move === 'keep' ? (await overlapsOf([row])).get(String(row._id)) : undefined;
  refuseUnless(overlap === undefined, 'sign-up.conflict', {
    detail: overlap && `这个时间您还报了“${overlap.title}”，请先取消其中一个。`,
  });
  refuseUnless(table.text !== 'required' || input.text, 'activity.words-required', {
    fields: { 'input.text': '请写明原因' },
  });
  const activity = await Activities.findById(row.activity, { organiserName: 1, state: 1 }).lean<ActivityRecord>();
  const label = roles.has('organiser') ? organiserLabel(actor, activity?.organiserName ?? '', now) : '本人';
  const after = await tryMove(
    row,
    move,
    { actor, label, moveId, text: input.text },
    now,
    changeFor(row, asked, label, now),
  );
  if (!after) {
    const current = await SignUps.findById(row._id).lean<SignUpRecord>();
    if (current?.history.some((e) => e.moveId === moveId)) return current;
    throw new Refusal('sign-up.stale');
  }
  if (row.state === 'absent' && after.state !== 'absent') await liftAbsence(after._id, keys);
  if (move === 'cancel') {
    // now, so that who waits hears at once; the outbox does the same should this be interrupted
    await releaseSeat(after);
    await fillShift(after.shift, now);
  }
  return after;
};
