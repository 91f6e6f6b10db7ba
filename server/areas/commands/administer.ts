// What the commands of administrators of areas have in common: one guarded change and its entry in the audit log in one transaction,
// and so is the news of it for the directories in memory. What changes routing raises the version of the areas, so that open cases are
// looked at again (reports keep the version they were routed by).
import mongoose, { type ClientSession } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import { writeAudit } from '../../core/audit';
import { Refusal, refuseUnless } from '../../core/refusal';
import { refreshSnapshots } from '../../core/snapshot';
import { adminLabel, canAdministerAt } from '../../people';
import { directory } from '../directory';
import { formerOf } from '../exchange/former';
import { type AreaFacts, AreasFacts, type Beat, Beats, type Department, Departments, FormerAreas } from '../model';

export interface Administrator {
  actor: Actor;
  now: Date;
}

/** What the log says of an act; the session it is part of is the transaction's. */
interface Told {
  act: string;
  kind: 'department' | 'beat' | 'responsibility';
  object: string;
  text: string;
  before?: unknown;
  after?: unknown;
}

/** A beat before and after; null: it was not there, or is no more. */
interface ChangedBeat {
  before: Beat | null;
  after: Beat | null;
}

/** Raises the version of the areas; a beat as it was stays on record with the versions it was valid for, as an import keeps it. */
const raiseVersion = async ({ before, after }: ChangedBeat, now: Date, session: ClientSession): Promise<void> => {
  const { version } = (await AreasFacts.findOneAndUpdate(
    { _id: 'areas' },
    { $inc: { version: 1 }, $setOnInsert: { illustrative: false } },
    { upsert: true, session, returnDocument: 'after' },
  ).lean<AreaFacts>()) as AreaFacts;
  if (before) {
    const ended = formerOf('beats', before, version, { now, changed: after !== null, successor: null });
    await FormerAreas.collection.insertOne(ended as never, { session });
  }
  if (after) await Beats.updateOne({ _id: after._id }, { $set: { since: version, validFrom: now } }, { session });
};

export const administer = async <T>(
  { actor, now }: Administrator,
  change: (session: ClientSession) => Promise<{ result: T; told: Told | null; reroutes?: ChangedBeat }>,
): Promise<T> => {
  const done = (await mongoose.connection.transaction(async (session) => {
    const { result, told, reroutes } = await change(session);
    if (told) await writeAudit({ actor, label: adminLabel(actor, now), at: now, ...told }, session);
    if (reroutes) await raiseVersion(reroutes, now, session);
    await directory.raise(session);
    return { result };
  })) as { result: T };
  await refreshSnapshots();
  return done.result;
};

/** 409 with what is there now. */
export const stale = (current: unknown) => new Refusal('administration.stale', { extra: { current } });

/** A department that takes cases of a county: its own or the prefecture's, not closed. @throws Refusal department.not-found */
export const usableDepartment = async (
  id: string,
  counties: readonly string[],
  session: ClientSession,
  field = 'department',
): Promise<Department> => {
  const found = await Departments.findById(id, null, { session }).lean<Department>();
  refuseUnless(found && !found.closedAt && counties.includes(found.county), 'department.not-found', {
    fields: { [field]: '部门不存在、已停用或不在本县市' },
  });
  return found;
};

/** @throws Refusal post.not-held */
export const refuseUnlessAdministers = (actor: Actor, county: string): void =>
  refuseUnless(canAdministerAt(actor, county), 'post.not-held');
