// Many cases moved by one decision: each has its step on its own timeline, and the decision as a whole stands in the record of acts,
// with numbers instead of the cases themselves, since whoever reads that record may not see them.
import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import type { Actor } from '../../shared/people/actor';
import { Audit } from '../core/audit';
import { isDuplicateKey } from '../core/database';
import { adminLabel } from '../people';

interface Batch {
  act: 'reassign-reports' | 'decide-reroutes';
  batchId: string;
  text: string;
  after: Record<string, unknown>;
}

const idOf = (personId: string, batchId: string, part: string) =>
  new Types.ObjectId(createHash('sha256').update(`${personId}|${batchId}|${part}`).digest('hex').slice(0, 24));

const write = async (actor: Actor, part: 'asked' | 'done', { batchId, ...batch }: Batch, now: Date): Promise<void> => {
  const { personId } = actor;
  // the same batch is the same entry: of two requests at once the second finds it there
  const _id = idOf(personId, batchId, part);
  const person = new Types.ObjectId(personId);
  const label = adminLabel(actor, now);
  try {
    await Audit.create({ _id, person, label, at: now, kind: 'batch', object: batchId, before: null, ...batch });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
};

/**
 * Works a batch off with both ends on the record, each once however often it is sent: what was asked for before the first step, so that
 * a crash on the way cannot lose who moved cases; what came of it after the last.
 */
export const onRecord = async <T>(
  actor: Actor,
  { act, batchId, asked }: Pick<Batch, 'act' | 'batchId'> & { asked: Pick<Batch, 'text' | 'after'> },
  now: Date,
  work: () => Promise<{ result: T } & Pick<Batch, 'text' | 'after'>>,
): Promise<T> => {
  await write(actor, 'asked', { act, batchId, ...asked }, now);
  const { result, text, after } = await work();
  await write(actor, 'done', { act, batchId, text, after }, now);
  return result;
};
