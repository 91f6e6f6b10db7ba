import { Types } from 'mongoose';
import type { Validated } from '../../shared/endpoint';
import type { listWall } from '../../shared/green-spaces/honours-contract';
import { HOLDING_STATES, LIVING_STATES } from '../../shared/green-spaces/states';
import type { Actor } from '../../shared/people/actor';
import { after, fromCursor, toCursor } from '../core/cursor';
import { refuseUnless } from '../core/refusal';
import { type AdoptionRecord, Adoptions } from './adoption-model';
import { type CareLogRecord, CareLogs } from './care-log-model';
import { type PlotRecord, Plots } from './plot-model';
import { canSeeAdoption } from './policy';

const isId = (value: unknown) => value instanceof Types.ObjectId;
/** numbers stand in cursors as text: as such they would come back as the database's own types */
const isCount = (value: unknown) => typeof value === 'string' && /^\d{1,9}$/.test(value);

/** An adoption by its id. @throws Refusal adoption.not-found, also when the actor may not see it */
export const visibleAdoption = async (actor: Actor | null, id: string): Promise<AdoptionRecord> => {
  const found = Types.ObjectId.isValid(id) ? await Adoptions.findById(id).lean<AdoptionRecord>() : null;
  refuseUnless(found && canSeeAdoption(actor, found), 'adoption.not-found');
  return found;
};

/** Own open adoptions, as code → adoption: what the person holds, applied for or helps with. */
export const openAdoptionsOf = async (actor: Actor | null): Promise<ReadonlyMap<string, AdoptionRecord>> => {
  if (!actor) return new Map();
  const person = new Types.ObjectId(actor.personId);
  const rows = await Adoptions.find(
    { $or: [{ adopter: person }, { 'members.person': person }], open: true },
    { history: 0 },
  )
    .limit(50)
    .lean<AdoptionRecord[]>();
  return new Map(rows.map((row) => [row.plot, row]));
};

/** Everything of one's own, what goes on first. */
export const adoptionsOf = async (actor: Actor): Promise<AdoptionRecord[]> => {
  const person = new Types.ObjectId(actor.personId);
  return Adoptions.find({ $or: [{ adopter: person }, { 'members.person': person }] }, { history: 0 })
    .sort({ open: -1, appliedAt: -1 })
    .limit(100)
    .lean<AdoptionRecord[]>();
};

/** Place in the line, from 1. */
export const positionOf = async (adoption: AdoptionRecord): Promise<number | null> =>
  adoption.state === 'waiting'
    ? 1 + (await Adoptions.countDocuments({ plot: adoption.plot, state: 'waiting', seq: { $lt: adoption.seq } }))
    : null;

/** Adopters of a plot now. */
export const holdersOfPlot = (code: string): Promise<AdoptionRecord[]> =>
  Adoptions.find({ plot: code, state: { $in: [...HOLDING_STATES] } }, { history: 0 })
    .sort({ seq: 1 })
    .limit(50)
    .lean<AdoptionRecord[]>();

/** The wall: those who agreed, most care first. */
export const wall = async ({ cursor, limit }: Validated<typeof listWall>['query']) => {
  const [visits, id] = cursor ? fromCursor(cursor, [isCount, isId]) : [];
  const beyond = cursor ? after('care.visits', -1, '_id', -1, [Number(visits), id]) : {};
  const rows = await Adoptions.find(
    { onWall: true, state: { $in: [...LIVING_STATES] }, plaqueFlagged: false, plaqueHidden: { $ne: true }, ...beyond },
    { history: 0 },
  )
    .sort({ 'care.visits': -1, _id: -1 })
    .limit(limit + 1)
    .lean<AdoptionRecord[]>();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? toCursor([String(last.care.visits), last._id]) : null };
};

/** Which of these photos a plot, an adoption or a care log refers to. */
export const greenPhotosInUse = async (ids: string[]): Promise<Set<string>> => {
  const among = { $in: ids };
  const [plots, adoptions, logs] = await Promise.all([
    Plots.find({ 'photos._id': among }, { photos: 1 }).lean<PlotRecord[]>(),
    Adoptions.find({ 'history.photos._id': among }, { history: 1 }).lean<AdoptionRecord[]>(),
    CareLogs.find({ 'photos._id': among }, { photos: 1 }).lean<CareLogRecord[]>(),
  ]);
  return new Set(
    [
      ...plots.flatMap(({ photos }) => photos),
      ...adoptions.flatMap(({ history }) => history.flatMap(({ photos }) => photos)),
      ...logs.flatMap(({ photos }) => photos),
    ].map(({ _id }) => _id),
  );
};
