// From what was asked for to a seat: by the request itself, by its retry, or by the worker that finishes an interrupted one.
import { Refusal, refuseUnless } from '../../core/refusal';
import { volunteersById } from '../../volunteers';
import { SignUps } from '../model';
import type { SignUpRecord } from '../record';
import { refuseConflict } from './refuse-conflict';
import { claimSeats, releaseSeat } from './seats';

/** Whoever left volunteering while their sign-up was under way: leaving gives back what was written before, this what came after. */
const refuseLeft = async (rows: readonly SignUpRecord[]) => {
  const ids = rows.flatMap(({ volunteer }) => (volunteer ? [String(volunteer)] : []));
  if (ids.length === 0) return;
  const found = await volunteersById(ids);
  refuseUnless(found.filter(({ state }) => state === 'active').length === new Set(ids).size, 'volunteer.required');
};

/**
 * Seats, or places in the queue, for rows that stand as asked; safe to do again. What is refused leaves nothing behind.
 * @throws Refusal volunteer.required | sign-up.twice | sign-up.conflict | sign-up.closed | sign-up.moved
 */
export const bringIn = async (rows: readonly SignUpRecord[], now: Date): Promise<void> => {
  if (rows.length === 0) return;
  try {
    await refuseLeft(rows);
    for (const row of rows) await refuseConflict(row);
  } catch (error) {
    if (error instanceof Refusal) {
      for (const row of rows) await releaseSeat(row);
      await SignUps.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) }, state: 'asked' });
    }
    throw error;
  }
  const got = await claimSeats(rows, now);
  refuseUnless(got !== 'closed', 'sign-up.closed');
  refuseUnless(got !== 'moved', 'sign-up.moved');
};
