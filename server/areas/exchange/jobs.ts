// An import on the administrator's page: upload, a check that goes on by itself and tells how far it is, and the switch.
import { randomBytes } from 'node:crypto';
import { Types } from 'mongoose';
import { type ImportKind, MOST_IMPORTED } from '../../../shared/areas/exchange-contract';
import type { Datum } from '../../../shared/geo';
import type { Actor } from '../../../shared/people/actor';
import type { Log } from '../../core/log';
import { Refusal, refuseUnless } from '../../core/refusal';
import { applyPlan } from './apply';
import { planImport } from './check';
import { countyOf } from './kinds';
import { type AreaImportRecord, AreaImports, ImportParts } from './model';
import type { Plan } from './plan';
import { reportOf } from './report';

/** One document of the database holds 16 MB at most. */
const PART = 4 * 1024 * 1024;
const BEAT_MS = 500;
/** A check whose process has said nothing for so long is begun again by whoever asks. */
const LOST_MS = 20_000;

export interface Upload {
  kind: ImportKind;
  datum: Datum;
  complete: boolean;
  fileName: string;
  bytes: Buffer;
}
/** What a job needs of the house around it. */
export interface Surroundings {
  log: Log;
  categories: () => ReadonlySet<string>;
  mayChange: (actor: Actor, county: string) => boolean;
}

const partIds = (id: string, parts: number) => Array.from({ length: parts }, (_, i) => `${id}/${i}`);

const bytesOf = async ({ _id, parts }: AreaImportRecord): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for (const id of partIds(_id, parts)) {
    const part = await ImportParts.findById(id).lean();
    if (!part) throw new Refusal('areas.import-not-found');
    // the driver gives what BSON calls a binary
    chunks.push(Buffer.from((part.bytes as unknown as { buffer: Buffer }).buffer));
  }
  return Buffer.concat(chunks);
};

const planOf = async (job: AreaImportRecord, actor: Actor, { categories, mayChange }: Surroundings): Promise<Plan> => {
  let told = 0;
  const progress = (step: string, share: number) => {
    if (Date.now() - told < BEAT_MS) return;
    told = Date.now();
    // a progress that is lost is only a progress
    void AreaImports.updateOne({ _id: job._id }, { $set: { progress: { step, share }, beatAt: new Date() } }).catch(
      () => undefined,
    );
  };
  const plan = await planImport({ ...job, bytes: await bytesOf(job) }, categories(), progress);
  const rows = [...plan.added, ...plan.changed.map(({ after }) => after), ...plan.retired.map(({ row }) => row)];
  const foreign = rows.find((row) => !mayChange(actor, countyOf(row)));
  if (foreign)
    plan.errors.unshift({ at: null, code: foreign._id, text: '您只能改动自己管理的县市，这份文件会改动别处' });
  return plan;
};

const check = async (job: AreaImportRecord, actor: Actor, around: Surroundings): Promise<void> => {
  try {
    const report = reportOf(await planOf(job, actor, around));
    await AreaImports.updateOne(
      { _id: job._id, state: 'checking' },
      { $set: { state: 'checked', report, progress: { step: '核对完成', share: 1 }, beatAt: new Date() } },
    );
  } catch (error) {
    around.log.error({ err: error, import: job._id }, 'areas could not be checked');
    await AreaImports.updateOne(
      { _id: job._id },
      { $set: { state: 'failed', problem: '核对没有完成，请重新上传；再不行请联系技术人员。' } },
    ).catch(() => undefined);
  }
};

/** Keeps a file and begins to check it. */
export const beginImport = async (
  actor: Actor,
  { kind, datum, complete, fileName, bytes }: Upload,
  around: Surroundings,
): Promise<AreaImportRecord> => {
  refuseUnless(bytes.length > 0, 'areas.file-missing');
  refuseUnless(bytes.length <= MOST_IMPORTED, 'areas.file-too-large');
  const now = new Date();
  const job: AreaImportRecord = {
    _id: randomBytes(12).toString('base64url'),
    by: new Types.ObjectId(actor.personId),
    kind,
    datum,
    complete,
    fileName: fileName.slice(0, 100) || '文件',
    state: 'checking',
    progress: { step: '读文件', share: 0 },
    problem: null,
    report: null,
    madeVersion: null,
    parts: Math.ceil(bytes.length / PART),
    createdAt: now,
    beatAt: now,
  };
  for (const [i, _id] of partIds(job._id, job.parts).entries())
    await ImportParts.create({ _id, bytes: bytes.subarray(i * PART, (i + 1) * PART), createdAt: now });
  await AreaImports.create(job);
  void check(job, actor, around);
  return job;
};

/** One's own import. @throws Refusal areas.import-not-found */
export const importOf = async (actor: Actor, id: string, around: Surroundings): Promise<AreaImportRecord> => {
  const job = await AreaImports.findOne({ _id: id, by: new Types.ObjectId(actor.personId) }).lean<AreaImportRecord>();
  if (!job) throw new Refusal('areas.import-not-found');
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
 * Puts a checked import in force; doing it again changes nothing.
 * @throws Refusal areas.import-busy | areas.import-faulty | areas.changed-meanwhile
 */
export const applyImport = async (
  actor: Actor,
  id: string,
  label: string,
  now: Date,
  around: Surroundings,
): Promise<AreaImportRecord> => {
  const job = await importOf(actor, id, around);
  if (job.state === 'applied') return job;
  refuseUnless(job.state === 'checked' && job.report, 'areas.import-busy');
  refuseUnless(job.report.errors.count === 0, 'areas.import-faulty');
  const taken = await AreaImports.updateOne({ _id: id, state: 'checked' }, { $set: { state: 'applying' } });
  refuseUnless(taken.modifiedCount === 1, 'areas.import-busy');
  try {
    const plan = await planOf(job, actor, around);
    refuseUnless(plan.version === job.report.version, 'areas.changed-meanwhile');
    const by = { actor, label, fileName: job.fileName, now };
    const madeVersion = await applyPlan(job.kind, plan, by, () => undefined);
    await AreaImports.updateOne({ _id: id }, { $set: { state: 'applied', madeVersion } });
    return { ...job, state: 'applied', madeVersion };
  } catch (error) {
    const problem = error instanceof Refusal ? error.toProblem().detail : '没有换上，什么都没有改动。请重新上传核对。';
    await AreaImports.updateOne({ _id: id }, { $set: { state: 'failed', problem } });
    throw error;
  }
};
