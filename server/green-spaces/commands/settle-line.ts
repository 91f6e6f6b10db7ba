import type { Types } from 'mongoose';
import { inTurn } from '../../core/in-turn';
import { Refusal } from '../../core/refusal';
import { type AdoptionRecord, Adoptions } from '../adoption-model';
import { type PlotRecord, Plots } from '../plot-model';
import { entryFor, NEVER, plotAfter, takeStep } from '../steps';

const RETRY_MS = 3_600_000;
/** Somebody in line holds all they may elsewhere: they keep their place, the next one is asked. */
const isAtLimit = (error: unknown) => error instanceof Refusal && error.code === 'adoption.limit-reached';

const inState = (plot: string, state: 'applied' | 'waiting', without: readonly Types.ObjectId[] = []) =>
  Adoptions.findOne({ plot, state, _id: { $nin: [...without] } })
    .sort({ seq: 1 })
    .lean<AdoptionRecord>();

/** Begins what is approved. Also done by the clockwork, should this process die in between. */
export const startIfDue = async (adoption: AdoptionRecord, now: Date): Promise<AdoptionRecord> =>
  adoption.state === 'approved' && adoption.startAt && adoption.startAt <= now
    ? ((await takeStep(adoption, entryFor(adoption, 'start', now))) ?? adoption)
    : adoption;

/** The next step of a line; false when there is none. */
const settleOne = async (plot: PlotRecord, now: Date, passed: Types.ObjectId[]): Promise<boolean> => {
  const { _id, state, capacity, taken, applications, waiting, automatic } = plot;
  if (state === 'retired') {
    const first = (await inState(_id, 'applied')) ?? (await inState(_id, 'waiting'));
    if (!first) return false;
    await takeStep(first, entryFor(first, 'reject', now, { reason: 'unfit', text: '这块绿地不再开放认养' }));
    return true;
  }
  if (state !== 'open') return false;
  if (taken >= capacity && applications > 0) {
    const first = await inState(_id, 'applied');
    if (!first) return false;
    await takeStep(first, entryFor(first, 'pass-over', now));
    return true;
  }
  if (waiting === 0 || capacity - taken <= applications) return false;
  const next = await inState(_id, 'waiting', passed);
  if (!next) return false;
  try {
    if (automatic && !next.plaqueFlagged) {
      const approved = await takeStep(next, entryFor(next, 'approve', now), { startAt: now });
      if (approved) await startIfDue(approved, now);
    } else await takeStep(next, entryFor(next, 'promote', now));
  } catch (error) {
    if (!isAtLimit(error)) throw error;
    passed.push(next._id);
  }
  return true;
};

/**
 * Puts the line of a plot in order: whoever was not chosen waits, and when a place is free the first one moves up (is approved at
 * once where the plot decides by itself). What a crash leaves undone, `lineAt` brings back.
 */
export const settleLine = (code: string, now: Date): Promise<void> =>
  // each looks at the line anew, and whoever comes while another puts it in order has nothing left to do
  inTurn(`line:${code}`, () => settle(code, now));

const settle = async (code: string, now: Date): Promise<void> => {
  const passed: Types.ObjectId[] = [];
  for (;;) {
    const plot = await Plots.findById(code).lean<PlotRecord>();
    if (!plot || plot.lineAt > now) return;
    if (await settleOne(plot, now, passed)) continue;
    // nothing can be done now: all in line hold what they may elsewhere
    const { lineAt } = plotAfter(plot, plot);
    const later = lineAt.getTime() === NEVER.getTime() ? NEVER : new Date(now.getTime() + RETRY_MS);
    const { matchedCount } = await Plots.updateOne({ _id: code, version: plot.version }, { $set: { lineAt: later } });
    if (matchedCount === 1) return;
  }
};
