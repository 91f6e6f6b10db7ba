// Puts a checked file in force: one transaction, guarded by the version it was checked against. Old forms of rows are kept with the
// versions they were valid for; reports keep the number of the version they were routed by.
import mongoose, { type ClientSession } from 'mongoose';
import type { ImportKind } from '../../../shared/areas/exchange-contract';
import type { Actor } from '../../../shared/people/actor';
import { writeAudit } from '../../core/audit';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { refreshSnapshots } from '../../core/snapshot';
import { directory } from '../directory';
import { AreasFacts, FormerAreas } from '../model';
import { FIRST_VERSION, formerOf } from './former';
import type { Plan, Progress } from './plan';
import { rowsIn } from './world';

const AT_ONCE = 500;

export interface Applier {
  actor: Actor | null;
  label: string;
  fileName: string;
  now: Date;
}

/** An administrator who is changing the same row by hand sees that it was changed. */
const counted = (before: object) => ('version' in before ? { version: Number(before.version) + 1 } : {});

/** Raises the version, which nobody else may have done since. */
const raiseVersion = async (version: number, session: ClientSession): Promise<number> => {
  if (version === 0) {
    await AreasFacts.insertMany([{ _id: 'areas', version: FIRST_VERSION, illustrative: false }], { session });
    return FIRST_VERSION;
  }
  const raised = await AreasFacts.findOneAndUpdate(
    { _id: 'areas', version },
    { $inc: { version: 1 } },
    { session, returnDocument: 'after' },
  ).lean();
  if (!raised) throw new Refusal('areas.changed-meanwhile');
  return raised.version;
};

/** Written in the transaction that puts a file in force: what is told of it and what is in force never differ. */
type Along = (session: ClientSession, version: number) => Promise<void>;

/** @throws Refusal areas.import-faulty | areas.changed-meanwhile */
export const applyPlan = async (
  kind: ImportKind,
  plan: Plan,
  by: Applier,
  progress: Progress,
  along: Along = async () => undefined,
): Promise<number> => {
  refuseUnless(plan.errors.length === 0, 'areas.import-faulty');
  const { added, changed, retired } = plan;
  if (added.length + changed.length + retired.length === 0) {
    await mongoose.connection.transaction((session) => along(session, plan.version));
    return plan.version;
  }
  const rows = rowsIn(kind);
  let made = plan.version;
  try {
    await mongoose.connection.transaction(async (session) => {
      made = await raiseVersion(plan.version, session);
      const stamp = { since: made, validFrom: by.now };
      const former = [
        ...changed.map(({ before }) => formerOf(kind, before, made, { now: by.now, changed: true, successor: null })),
        ...retired.map(({ row, successor }) => formerOf(kind, row, made, { now: by.now, changed: false, successor })),
      ];
      const gone = [...changed.map(({ before }) => before._id), ...retired.map(({ row }) => row._id)];
      const fresh = [...changed.map(({ before, after }) => ({ ...after, ...counted(before) })), ...added].map(
        (row) => ({
          ...row,
          ...stamp,
        }),
      );
      for (let i = 0; i < former.length; i += AT_ONCE)
        await FormerAreas.collection.insertMany(former.slice(i, i + AT_ONCE) as never[], { session });
      for (let i = 0; i < gone.length; i += AT_ONCE)
        await rows.collection.deleteMany({ _id: { $in: gone.slice(i, i + AT_ONCE) } } as never, { session });
      for (let i = 0; i < fresh.length; i += AT_ONCE) {
        progress('写入', i / fresh.length);
        await rows.collection.insertMany(fresh.slice(i, i + AT_ONCE) as never[], { session });
      }
      await writeAudit(
        {
          actor: by.actor,
          label: by.label,
          at: by.now,
          act: 'import-areas',
          kind: 'areas',
          object: kind,
          text: `导入${by.fileName}：新增 ${added.length}，更改 ${changed.length}，停用 ${retired.length}，成为第 ${made} 版`,
          before: { version: plan.version },
          after: { version: made, added: added.length, changed: changed.length, retired: retired.length },
        },
        session,
      );
      await along(session, made);
      await directory.raise(session);
    });
  } catch (error) {
    // the first set of areas was made by somebody else at the same moment
    if (isDuplicateKey(error)) throw new Refusal('areas.changed-meanwhile');
    throw error;
  }
  progress('换上新的一版', 1);
  await refreshSnapshots();
  return made;
};
