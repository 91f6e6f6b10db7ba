// The bytes of a file that waits to be checked or for its instant, in parts.
import { randomBytes } from 'node:crypto';
import { type ClientSession, Types } from 'mongoose';
import { type ImportKind, MOST_IMPORTED } from '../../../shared/areas/exchange-contract';
import type { Datum } from '../../../shared/geo';
import type { Actor } from '../../../shared/people/actor';
import { Refusal, refuseUnless } from '../../core/refusal';
import { type AreaImportRecord, AreaImports, ImportParts } from './model';

/** One document of the database holds 16 MB at most. */
const PART = 4 * 1024 * 1024;
/** A check whose process has said nothing for so long is begun again by whoever asks. */
export const LOST_MS = 20_000;

export interface Upload {
  kind: ImportKind;
  datum: Datum;
  complete: boolean;
  fileName: string;
  bytes: Buffer;
}
export const partIds = (id: string, parts: number) => Array.from({ length: parts }, (_, i) => `${id}/${i}`);

export const bytesOf = async ({ _id, parts }: AreaImportRecord): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for (const id of partIds(_id, parts)) {
    const part = await ImportParts.findById(id).lean();
    if (!part) throw new Refusal('areas.import-not-found');
    // the driver gives what BSON calls a binary
    chunks.push(Buffer.from((part.bytes as unknown as { buffer: Buffer }).buffer));
  }
  return Buffer.concat(chunks);
};

/**
 * Notes in the transaction that puts it in force that it is; refuses when somebody else has taken the import over meanwhile.
 * @throws Refusal areas.import-busy
 */
export const markApplied =
  (id: string, beatAt: Date) =>
  async (session: ClientSession, madeVersion: number): Promise<void> => {
    const { modifiedCount } = await AreaImports.updateOne(
      { _id: id, state: 'applying', beatAt },
      { $set: { state: 'applied', madeVersion } },
      { session },
    );
    refuseUnless(modifiedCount === 1, 'areas.import-busy');
  };

/** Keeps a file in the database. @throws Refusal areas.file-missing | areas.file-too-large */
export const keepImport = async (
  by: Actor | null,
  { kind, datum, complete, fileName, bytes }: Upload,
): Promise<AreaImportRecord> => {
  refuseUnless(bytes.length > 0, 'areas.file-missing');
  refuseUnless(bytes.length <= MOST_IMPORTED, 'areas.file-too-large');
  const now = new Date();
  const job: AreaImportRecord = {
    _id: randomBytes(12).toString('base64url'),
    by: by && new Types.ObjectId(by.personId),
    kind,
    datum,
    complete,
    fileName: fileName.slice(0, 100) || '文件',
    state: 'checking',
    validFrom: null,
    label: '',
    counties: [],
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
  return job;
};
