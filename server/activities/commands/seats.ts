// Seats of a shift: claimed, given back, filled from the queue. Each is one guarded update of the shift; what follows from it (states of
// sign-ups) can be done again by anybody, so that a crash in between is finished by the worker.
import type { Types } from 'mongoose';
import { Refusal } from '../../core/refusal';
import { Shifts, SignUps } from '../model';
import type { Seat, ShiftRecord, SignUpRecord } from '../record';
import { bySystem, moveWhile } from './step';

const TRIES = 50;
const has = (seats: readonly Seat[], id: Types.ObjectId) => seats.some(({ _id }) => _id.equals(id));

export type Claim = 'seat' | 'queue' | 'closed' | 'moved';

/**
 * Takes seats for all of a party, or a place in the queue for all of them. Whoever comes while others wait waits behind them,
 * even if a seat happens to be free. Asking again changes nothing.
 */
const claim = async ({ shift, from, to }: SignUpRecord, seats: readonly Seat[]): Promise<Claim> => {
  const [first] = seats;
  if (!first) return 'closed';
  const n = seats.reduce((sum, seat) => sum + seat.n, 0);
  // at the time that was asked for: a shift moved in between is another one to whoever asked
  const fresh = {
    _id: shift,
    from,
    to,
    open: true,
    'seats._id': { $ne: first._id },
    'waiting._id': { $ne: first._id },
  };
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const seated = await Shifts.updateOne(
      { ...fresh, free: { $gte: n }, queued: 0 },
      { $push: { seats: { $each: [...seats] } }, $inc: { free: -n, version: 1 } },
    );
    if (seated.modifiedCount === 1) return 'seat';
    const queued = await Shifts.updateOne(
      { ...fresh, $or: [{ free: { $lt: n } }, { queued: { $gt: 0 } }] },
      // a seat given back in between must not wait for the next one to be: the worker looks again
      { $push: { waiting: { $each: [...seats] } }, $inc: { queued: seats.length, version: 1 }, $set: { work: true } },
    );
    if (queued.modifiedCount === 1) return 'queue';
    const now = await Shifts.findById(shift).lean<ShiftRecord>();
    if (now && has(now.seats, first._id)) return 'seat';
    if (now && has(now.waiting, first._id)) return 'queue';
    if (!now?.open) return 'closed';
    if (now.from.getTime() !== from.getTime() || now.to.getTime() !== to.getTime()) return 'moved';
  }
  throw new Refusal('server.busy');
};

/** A seat was given: whoever asked or waited is in. A late one may be given back until the shift begins. */
const seated = (id: Types.ObjectId, now: Date) =>
  moveWhile(
    id,
    ({ state, cancelUntil, from }) =>
      state === 'asked'
        ? { move: 'confirm', by: bySystem() }
        : state === 'waiting'
          ? { move: 'promote', by: bySystem(), change: { cancelUntil: now > cancelUntil ? from : cancelUntil } }
          : undefined,
    now,
  );
const queuedUp = (id: Types.ObjectId, now: Date) =>
  moveWhile(id, ({ state }) => (state === 'asked' ? { move: 'queue', by: bySystem() } : undefined), now);

/**
 * Brings what was asked for to its seats or into the queue. Safe to do again, by the request that was interrupted or by the worker.
 * @returns `closed` when the shift takes nobody any more, `moved` when it was moved meanwhile; then nothing of it is left
 */
export const claimSeats = async (asked: readonly SignUpRecord[], now: Date): Promise<Claim> => {
  const [first] = asked;
  if (!first) return 'closed';
  const got = await claim(
    first,
    asked.map(({ _id, seats: n, party }) => ({ _id, n, party })),
  );
  if (got === 'closed' || got === 'moved')
    await SignUps.deleteMany({ _id: { $in: asked.map(({ _id }) => _id) }, state: 'asked' });
  else for (const { _id } of asked) await (got === 'seat' ? seated(_id, now) : queuedUp(_id, now));
  return got;
};

/** Gives back the seat or the place in the queue; done again, it changes nothing. */
export const releaseSeat = async ({
  _id,
  shift,
  seats: n,
}: Pick<SignUpRecord, '_id' | 'shift' | 'seats'>): Promise<void> => {
  const { modifiedCount } = await Shifts.updateOne(
    { _id: shift, 'seats._id': _id },
    { $pull: { seats: { _id } }, $inc: { free: n, version: 1 }, $set: { work: true } },
  );
  if (modifiedCount === 0)
    await Shifts.updateOne(
      { _id: shift, 'waiting._id': _id },
      { $pull: { waiting: { _id } }, $inc: { queued: -1, version: 1 }, $set: { work: true } },
    );
};

/** Fills free seats from the queue, in order: the first party in it, or nobody. Nobody is called to a shift that has begun. */
export const fillShift = async (id: Types.ObjectId, now: Date): Promise<void> => {
  for (;;) {
    const shift = await Shifts.findById(id).lean<ShiftRecord>();
    if (!shift?.work) return;
    const [head] = shift.waiting;
    const next = head ? shift.waiting.filter(({ party }) => party === head.party) : [];
    const n = next.reduce((sum, seat) => sum + seat.n, 0);
    if (shift.open && head && n <= shift.free && now < shift.from) {
      await Shifts.updateOne(
        { _id: id, version: shift.version },
        {
          $pull: { waiting: { party: head.party } },
          $push: { seats: { $each: next }, promoted: { $each: next.map(({ _id }) => _id) } },
          $inc: { free: -n, queued: -next.length, version: 1 },
        },
      );
      continue;
    }
    for (const one of shift.promoted) await seated(one, now);
    await Shifts.updateOne(
      { _id: id, version: shift.version },
      { $set: { promoted: [] }, $unset: { work: 1 }, $inc: { version: 1 } },
    );
  }
};

/** The worker's part: every shift with something to do. @returns how many */
export const fillShifts = async (now: Date): Promise<number> => {
  const rows = await Shifts.find({ work: true }, { _id: 1 }).lean();
  for (const { _id } of rows) await fillShift(_id, now);
  return rows.length;
};
