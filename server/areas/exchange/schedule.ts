// Imports that were announced: kept until the instant they are for, then checked once more against what is in force by then and put
// in force. Whoever looks sees them beforehand, and can take them back.
import mongoose from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import { writeAudit } from '../../core/audit';
import type { Log } from '../../core/log';
import { Refusal, refuseUnless } from '../../core/refusal';
import { AreasFacts } from '../model';
import { applyPlan } from './apply';
import { planImport } from './check';
import { bytesOf, LOST_MS, markApplied, partIds } from './keep';
import { countyOf } from './kinds';
import { type AreaImportRecord, AreaImports, ImportParts } from './model';
import { type Plan, touchedRows } from './plan';

/** A large file takes a while to check: it is checked so long before, and once more only if the areas have changed since. */
const LEAD_MS = 30_000;
const SHOWN = 20;

/** Every county a plan touches. */
export const countiesOf = (plan: Plan): string[] => [...new Set(touchedRows(plan).map(countyOf))];

export interface Announced {
  actor: Actor | null;
  label: string;
  validFrom: Date;
  /** by the domain's clock */
  now: Date;
}

/** Puts a checked import by for its instant; on the record in the same transaction. */
export const announceImport = async (
  job: AreaImportRecord,
  plan: Plan,
  { actor, label, validFrom, now }: Announced,
): Promise<AreaImportRecord> => {
  // what is kept for a day is kept for a day after that instant
  const createdAt = new Date(Date.now() + validFrom.getTime() - now.getTime());
  const fields = {
    state: 'scheduled' as const,
    announced: true as const,
    validFrom,
    label,
    counties: countiesOf(plan),
    createdAt,
  };
  const act = {
    actor,
    label,
    at: now,
    act: 'schedule-areas',
    kind: 'areas',
    object: job.kind,
    text: `排定导入${job.fileName}，${validFrom.toISOString()} 生效`,
    after: { import: job._id, validFrom: validFrom.toISOString() },
  };
  await mongoose.connection.transaction(async (session) => {
    await ImportParts.updateMany({ _id: { $in: partIds(job._id, job.parts) } }, { $set: { createdAt } }, { session });
    await AreaImports.updateOne({ _id: job._id }, { $set: fields }, { session });
    await writeAudit(act, session);
  });
  return { ...job, ...fields };
};

/** Announced imports, and what has become of the last ones; the next to come first. */
export const announcedImports = (): Promise<AreaImportRecord[]> =>
  AreaImports.find({ announced: true }).sort({ validFrom: -1 }).limit(SHOWN).lean<AreaImportRecord[]>();

/**
 * Takes an announced import back; doing it again changes nothing.
 * @throws Refusal areas.import-not-found | post.not-held | areas.not-scheduled
 */
export const withdrawImport = async (
  actor: Actor,
  id: string,
  label: string,
  now: Date,
  mayChange: (actor: Actor, county: string) => boolean,
): Promise<AreaImportRecord> => {
  const job = await AreaImports.findOne({ _id: id, announced: true }).lean<AreaImportRecord>();
  if (!job) throw new Refusal('areas.import-not-found');
  refuseUnless(
    job.counties.every((county) => mayChange(actor, county)),
    'post.not-held',
  );
  if (job.state === 'withdrawn') return job;
  const act = {
    actor,
    label,
    at: now,
    act: 'withdraw-areas',
    kind: 'areas',
    object: job.kind,
    text: `撤回排定的导入${job.fileName}`,
    before: { import: id, validFrom: job.validFrom?.toISOString() ?? null },
  };
  await mongoose.connection.transaction(async (session) => {
    const { modifiedCount } = await AreaImports.updateOne(
      { _id: id, state: 'scheduled' },
      { $set: { state: 'withdrawn' } },
      { session },
    );
    refuseUnless(modifiedCount === 1, 'areas.not-scheduled');
    await writeAudit(act, session);
  });
  return { ...job, state: 'withdrawn' };
};

/** Plans worked out ahead, by import. */
const ready = new Map<string, Plan>();

const planFor = async (job: AreaImportRecord, categories: ReadonlySet<string>): Promise<Plan> => {
  const known = ready.get(job._id);
  const facts = await AreasFacts.findById('areas', { version: 1 }).lean<{ version: number }>();
  if (known && known.version === (facts?.version ?? 0)) return known;
  const plan = await planImport({ ...job, bytes: await bytesOf(job) }, categories, () => undefined);
  // it was allowed for these counties: what changed since must not carry it into others
  const foreign = countiesOf(plan).find((county) => !job.counties.includes(county));
  if (foreign) plan.errors.unshift({ at: null, code: foreign, text: '排定之后区划有改动，这份文件会改动别的县市' });
  ready.set(job._id, plan);
  return plan;
};

const putInForce = async (job: AreaImportRecord, validFrom: Date, categories: ReadonlySet<string>): Promise<void> => {
  const beat = { state: 'applying' as const, beatAt: new Date() };
  const taken = await AreaImports.updateOne({ _id: job._id, state: job.state, beatAt: job.beatAt }, { $set: beat });
  if (taken.modifiedCount !== 1) return;
  const by = { actor: null, label: job.label, fileName: job.fileName, now: validFrom };
  const apply = async () =>
    applyPlan(job.kind, await planFor(job, categories), by, () => undefined, markApplied(job._id, beat.beatAt));
  await apply().catch((error: unknown) => {
    // somebody changed the areas between looking and writing: once more on what is there now
    if (error instanceof Refusal && error.code === 'areas.changed-meanwhile') return apply();
    throw error;
  });
  ready.delete(job._id);
};

/** Puts in force what was announced for now, the earliest first; also what a process that died left in the middle. */
export const applyDueImports = async (
  now: Date,
  { log, categories }: { log: Log; categories: () => ReadonlySet<string> },
): Promise<number> => {
  const lost = new Date(Date.now() - LOST_MS);
  const due = await AreaImports.find({ announced: true, validFrom: { $lte: new Date(now.getTime() + LEAD_MS) } })
    .sort({ validFrom: 1 })
    .lean<AreaImportRecord[]>();
  let many = 0;
  for (const job of due) {
    const left = job.state === 'applying' && job.beatAt < lost;
    if (!job.validFrom || (job.state !== 'scheduled' && !left)) continue;
    try {
      if (job.validFrom > now) await planFor(job, categories());
      else {
        await putInForce(job, job.validFrom, categories());
        many++;
      }
    } catch (error) {
      if (job.validFrom > now) continue;
      if (!(error instanceof Refusal)) {
        log.error({ err: error, import: job._id }, 'announced areas could not be put in force, will try again');
        continue;
      }
      log.warn({ code: error.code, import: job._id }, 'announced areas were not put in force');
      const plan = ready.get(job._id);
      const [first] = plan?.errors ?? [];
      const problem = first
        ? `到时重新核对有 ${plan?.errors.length} 处错误，没有换上。第一处：${first.code ?? ''} ${first.text}`
        : '到时没有换上，什么都没有改动。请重新上传核对。';
      await AreaImports.updateOne(
        { _id: job._id, state: { $in: ['scheduled', 'applying'] } },
        { $set: { state: 'failed', problem } },
      );
      ready.delete(job._id);
    }
  }
  return many;
};
