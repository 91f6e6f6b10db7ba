// Every step of an adoption: one guarded update {_id, version} changes state, history and what is to be announced. A step that
// takes or frees a place goes through one transaction with the plot and with the person's own document, so that neither a plot
// nor a person ever holds more than allowed, whatever races.
import { randomBytes } from 'node:crypto';
import mongoose, { type ClientSession, Types } from 'mongoose';
import { makeCertificateNumber } from '../../shared/green-spaces/certificate-number';
import { endOfTerm, nextStep } from '../../shared/green-spaces/clock';
import { type AdoptionMoveName, adoptionStateAfter } from '../../shared/green-spaces/moves';
import {
  type AdoptionState,
  COUNTED_STATES,
  ENDED_ADOPTION_STATES,
  ownPlacesTaken,
  placesTaken,
} from '../../shared/green-spaces/states';
import { inTurn } from '../core/in-turn';
import { toAnnounce } from '../core/outbox';
import { Refusal, refuseUnless } from '../core/refusal';
import { Adopters, type AdoptionEntry, type AdoptionRecord, Adoptions } from './adoption-model';
import { type PlotRecord, Plots } from './plot-model';
import { greenSpaceSettings } from './settings';

export const NEVER = new Date('9999-01-01T00:00:00Z');
export const SELF = '系统';

export type AdoptionChange = Partial<
  Pick<
    AdoptionRecord,
    'facts' | 'startAt' | 'endAt' | 'endedAt' | 'certificate' | 'predecessor' | 'years' | 'lastCareAt' | 'plaqueFlagged'
  >
>;

export const isOpen = (state: AdoptionState): boolean => state === 'waiting' || COUNTED_STATES.includes(state);

/** When the clockwork has to look again. */
export const nextLookAt = (
  adoption: Pick<
    AdoptionRecord,
    'state' | 'mode' | 'facts' | 'startAt' | 'endAt' | 'lastCareAt' | 'lastDone' | 'tasks' | 'neglectDays'
  >,
): Date => nextStep(adoption, greenSpaceSettings.current())?.at ?? NEVER;

interface Counts {
  readonly taken: number;
  readonly applications: number;
  readonly waiting: number;
}
/** What the counts of a plot make of it: whether it is free, and whether its line has to be looked at. */
export const plotAfter = (plot: Pick<PlotRecord, 'state' | 'capacity'>, counts: Counts) => {
  const { taken, applications, waiting } = counts;
  const places = plot.capacity - taken;
  const unsettled =
    plot.state === 'retired'
      ? applications + waiting > 0
      : plot.state === 'open' && ((places <= 0 && applications > 0) || (waiting > 0 && places > applications));
  return {
    taken,
    applications,
    waiting,
    listed: plot.state !== 'retired',
    free: plot.state === 'open' && places > 0,
    lineAt: unsettled ? new Date(0) : NEVER,
  };
};

const holds = (state: AdoptionState | null, which: AdoptionState) => Number(state === which);

/** Changes the counts of a plot within a transaction. @throws Refusal plot.full | plot.not-open */
export const countOnPlot = async (
  code: string,
  from: AdoptionState | null,
  to: AdoptionState,
  session: ClientSession,
  line = 0,
): Promise<void> => {
  const plot = await Plots.findById(code).session(session).lean<PlotRecord>();
  if (!plot) throw new Refusal('plot.not-found');
  const place = placesTaken(from, to);
  refuseUnless(place < 1 || plot.taken < plot.capacity, 'plot.full');
  refuseUnless(place < 1 || plot.state === 'open', 'plot.not-open');
  const counts = {
    taken: plot.taken + place,
    applications: plot.applications + holds(to, 'applied') - holds(from, 'applied'),
    waiting: plot.waiting + holds(to, 'waiting') - holds(from, 'waiting'),
  };
  await Plots.updateOne(
    { _id: code, version: plot.version },
    { $set: plotAfter(plot, counts), $inc: { version: 1, line } },
    { session },
  );
};

/** Changes the person's own count within a transaction. @throws Refusal adoption.limit-reached */
export const countOnPerson = async (person: Types.ObjectId, by: -1 | 0 | 1, session: ClientSession): Promise<void> => {
  if (by === 0) return;
  const { perPerson } = greenSpaceSettings.current();
  const guard = by === 1 ? { held: { $lt: perPerson } } : {};
  const { matchedCount } = await Adopters.updateOne({ _id: person, ...guard }, { $inc: { held: by } }, { session });
  refuseUnless(matchedCount === 1, 'adoption.limit-reached', {
    detail: `每个人同时最多认养 ${perPerson} 处（含在审的申请），先照顾好手上的吧。`,
  });
};

export const ensureAdopter = async (person: Types.ObjectId): Promise<void> => {
  await Adopters.updateOne({ _id: person }, { $setOnInsert: { held: 0 } }, { upsert: true });
};

/** Somebody else was faster. */
class Lost extends Error {}

/** Changes a plot's counts and what stands in them within one transaction; those of the same plot come one after the other. */
export const onPlot = <T>(code: string, work: (session: ClientSession) => Promise<T>): Promise<T | null> =>
  inTurn(`plot:${code}`, () => inTransaction(work));

/** Runs within one transaction, repeated on conflicts; null when the guarded update found another version. */
export const inTransaction = async <T>(work: (session: ClientSession) => Promise<T>): Promise<T | null> => {
  let result: T | null = null;
  try {
    await mongoose.connection.transaction(async (session) => {
      result = await work(session);
    });
  } catch (error) {
    if (error instanceof Lost) return null;
    throw error;
  }
  return result;
};

export const entryFor = (
  adoption: Pick<AdoptionRecord, 'state'>,
  move: AdoptionMoveName,
  now: Date,
  over: Partial<AdoptionEntry> = {},
): AdoptionEntry => ({
  _id: new Types.ObjectId(),
  at: now,
  move,
  from: adoption.state,
  to: adoptionStateAfter(move, adoption.state),
  person: null,
  label: SELF,
  text: '',
  photos: [],
  reason: null,
  moveId: `${move}-${now.getTime()}`,
  ...over,
});

/** What starting means: the term, the certificate, and who cared before. */
const begun = async (adoption: AdoptionRecord, now: Date): Promise<AdoptionChange> => {
  const before = await Adoptions.findOne({ plot: adoption.plot, endedAt: { $ne: null }, certificate: { $ne: null } })
    .sort({ endedAt: -1 })
    .lean<AdoptionRecord>();
  const startAt = adoption.startAt ?? now;
  return {
    startAt,
    endAt: endOfTerm(startAt, adoption.years),
    certificate: adoption.certificate ?? { number: makeCertificateNumber(randomBytes(10)), at: now },
    predecessor: before?._id ?? null,
  };
};

/** @returns the adoption after the step; null when somebody else was faster. @throws Refusal plot.full | plot.not-open | adoption.limit-reached */
export const takeStep = async (
  adoption: AdoptionRecord,
  entry: AdoptionEntry,
  given: AdoptionChange = {},
): Promise<AdoptionRecord | null> => {
  const { from, to } = entry;
  const change: AdoptionChange = {
    ...(entry.move === 'start' && (await begun(adoption, entry.at))),
    ...(to !== from && ENDED_ADOPTION_STATES.includes(to) && { endedAt: entry.at }),
    ...given,
  };
  const next = { ...adoption, ...change, state: to };
  const update = {
    $set: { ...change, state: to, open: isOpen(to), nextAt: nextLookAt(next), ...toAnnounce() },
    $inc: { version: 1 },
    $push: { history: entry },
  };
  const write = (session?: ClientSession) =>
    Adoptions.findOneAndUpdate({ _id: adoption._id, version: adoption.version }, update, {
      returnDocument: 'after',
      ...(session && { session }),
    }).lean<AdoptionRecord>();
  if (from === to || countedAs(from) === countedAs(to)) return write();
  await ensureAdopter(adoption.adopter);
  return onPlot(adoption.plot, async (session) => {
    const after = await write(session);
    if (!after) throw new Lost();
    await countOnPerson(adoption.adopter, ownPlacesTaken(from, to), session);
    await countOnPlot(adoption.plot, from, to, session);
    return after;
  });
};
/** Which of the plot's three counts a state stands in. */
const countedAs = (state: AdoptionState | null): 'applied' | 'waiting' | 'held' | null =>
  state === null || !isOpen(state) ? null : state === 'applied' || state === 'waiting' ? state : 'held';
