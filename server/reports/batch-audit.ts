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

/** Written once for a batch, however often it is sent; after its steps, which are what counts. */
export const auditBatch = async (actor: Actor, { batchId, ...batch }: Batch, now: Date): Promise<void> => {
  const { personId } = actor;
  // the same batch is the same entry: of two requests at once the second finds it there
  const _id = new Types.ObjectId(createHash('sha256').update(`${personId}|${batchId}`).digest('hex').slice(0, 24));
  const person = new Types.ObjectId(personId);
  const label = adminLabel(actor, now);
  try {
    await Audit.create({ _id, person, label, at: now, kind: 'batch', object: batchId, before: null, ...batch });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
};
