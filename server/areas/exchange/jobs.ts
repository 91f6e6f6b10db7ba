// An import on the administrator's page: upload, a check that goes on by itself and tells how far it is, and the switch.
import { Types } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import type { Log } from '../../core/log';
import { Refusal, refuseUnless } from '../../core/refusal';
import { applyPlan } from './apply';
import { planImport } from './check';
import { bytesOf, keepImport, LOST_MS, markApplied, type Upload } from './keep';
import { countyOf } from './kinds';
import { type AreaImportRecord, AreaImports } from './model';
import { type Plan, type Progress, touchedRows } from './plan';
import { reportOf } from './report';
import { announceImport } from './schedule';

const BEAT_MS = 500;
/** Writing goes on without a beat; a prefecture is written in a fraction of this. */
const INTERRUPTED_MS = 5 * 60_000;
/** What a job needs of the house around it. */
export interface Surroundings {
  log: Log;
  categories: () => ReadonlySet<string>;
  mayChange: (actor: Actor, county: string) => boolean;
}

/** Tells how far a check is, every so often. */
const tellingProgress = ({ _id }: AreaImportRecord): Progress => {
  let told = 0;
  return (step, share) => {
    if (Date.now() - told < BEAT_MS) return;
    told = Date.now();
    const fields = { progress: { step, share }, beatAt: new Date() };
    // a progress that is lost is only a progress; one that comes late is none
    void AreaImports.updateOne({ _id, state: 'checking' }, { $set: fields }).catch(() => undefined);
  };
};
const silently: Progress = () => undefined;

const planOf = async (
  job: AreaImportRecord,
  actor: Actor,
  { categories, mayChange }: Surroundings,
  progress: Progress,
): Promise<Plan> => {
  const plan = await planImport({ ...job, bytes: await bytesOf(job) }, categories(), progress);
  const foreign = touchedRows(plan).find((row) => !mayChange(actor, countyOf(row)));
  if (foreign)
    plan.errors.unshift({ at: null, code: foreign._id, text: '您只能改动自己管理的县市，这份文件会改动别处' });
  return plan;
};

const check = async (job: AreaImportRecord, actor: Actor, around: Surroundings): Promise<void> => {
  try {
    const report = reportOf(await planOf(job, actor, around, tellingProgress(job)));
    await AreaImports.updateOne(
      { _id: job._id, state: 'checking' },
      { $set: { state: 'checked', report, progress: { step: '核对完成', share: 1 }, beatAt: new Date() } },
    );
  } catch (error) {
    around.log.error({ err: error, import: job._id }, 'areas could not be checked');
    await AreaImports.updateOne(
      { _id: job._id, state: 'checking' },
      { $set: { state: 'failed', problem: '核对没有完成，请重新上传；再不行请联系技术人员。' } },
    ).catch(() => undefined);
  }
};

/** Keeps a file and begins to check it. */
export const beginImport = async (actor: Actor, file: Upload, around: Surroundings): Promise<AreaImportRecord> => {
  const job = await keepImport(actor, file);
  void check(job, actor, around);
  return job;
};

/** The process that put it in force at once is gone; an announced one is finished by the worker. */
const isInterrupted = ({ state, announced, beatAt }: AreaImportRecord): boolean =>
  state === 'applying' && !announced && Date.now() - beatAt.getTime() > INTERRUPTED_MS;

/** It was not put in force: that would be noted with it, and whoever is still at it is refused from now on. */
const endInterrupted = async (job: AreaImportRecord): Promise<AreaImportRecord> => {
  const ended = {
    state: 'failed' as const,
    problem: '换上时服务中断了，什么都没有改动。请重新上传核对。',
  };
  const { modifiedCount } = await AreaImports.updateOne(
    { _id: job._id, state: 'applying', beatAt: job.beatAt },
    { $set: ended },
  );
  if (modifiedCount === 1) return { ...job, ...ended };
  // it was put in force after all, between looking and writing
  return (await AreaImports.findById(job._id).lean<AreaImportRecord>()) ?? job;
};

/** One's own import. @throws Refusal areas.import-not-found */
export const importOf = async (actor: Actor, id: string, around: Surroundings): Promise<AreaImportRecord> => {
  const job = await AreaImports.findOne({ _id: id, by: new Types.ObjectId(actor.personId) }).lean<AreaImportRecord>();
  if (!job) throw new Refusal('areas.import-not-found');
  if (isInterrupted(job)) return endInterrupted(job);
  if (job.state !== 'checking' || Date.now() - job.beatAt.getTime() < LOST_MS) return job;
  // whoever moves the beat takes the check over: a second process asking at the same moment does not
  const { modifiedCount } = await AreaImports.updateOne(
    { _id: id, beatAt: job.beatAt },
    { $set: { beatAt: new Date() } },
  );
  if (modifiedCount === 1) void check(job, actor, around);
  return job;
};

/**
 * Puts a checked import in force, or by for the instant it is to be in force from; doing it again changes nothing.
 * @throws Refusal areas.import-busy | areas.import-faulty | areas.changed-meanwhile
 */
export const applyImport = async (
  actor: Actor,
  id: string,
  { label, now, validFrom }: { label: string; now: Date; validFrom: Date | null },
  around: Surroundings,
): Promise<AreaImportRecord> => {
  const job = await importOf(actor, id, around);
  if (job.state === 'applied' || job.state === 'scheduled') return job;
  refuseUnless(job.state === 'checked' && job.report, 'areas.import-busy');
  refuseUnless(job.report.errors.count === 0, 'areas.import-faulty');
  const beatAt = new Date();
  const taken = await AreaImports.updateOne({ _id: id, state: 'checked' }, { $set: { state: 'applying', beatAt } });
  refuseUnless(taken.modifiedCount === 1, 'areas.import-busy');
  try {
    const plan = await planOf(job, actor, around, silently);
    refuseUnless(plan.version === job.report.version, 'areas.changed-meanwhile');
    if (validFrom && validFrom > now) return await announceImport(job, plan, { actor, label, validFrom, now });
    const by = { actor, label, fileName: job.fileName, now };
    const madeVersion = await applyPlan(job.kind, plan, by, silently, markApplied(id, beatAt));
    return { ...job, state: 'applied', madeVersion };
  } catch (error) {
    const problem = error instanceof Refusal ? error.toProblem().detail : '没有换上，什么都没有改动。请重新上传核对。';
    // what is in force stays told as that, whatever went wrong afterwards
    await AreaImports.updateOne({ _id: id, state: 'applying' }, { $set: { state: 'failed', problem } });
    throw error;
  }
};
