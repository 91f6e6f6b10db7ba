// A change of a patrol that is made again when another one came in between: batches of two devices, a batch and the end.
import { Refusal } from '../../core/refusal';
import { type PatrolRecord, Patrols } from '../model';

const TRIES = 8;

/**
 * @param change what becomes of the patrol as it is; null leaves it
 * @throws Refusal server.busy when others keep coming in between
 */
export const changePatrol = async (
  load: () => Promise<PatrolRecord>,
  change: (patrol: PatrolRecord) => Partial<PatrolRecord> | null,
): Promise<PatrolRecord> => {
  for (let tries = 0; tries < TRIES; tries++) {
    const patrol = await load();
    const fields = change(patrol);
    if (!fields) return patrol;
    const over = fields.endedAt !== undefined;
    const version = patrol.version + 1;
    const { modifiedCount } = await Patrols.updateOne(
      { _id: patrol._id, version: patrol.version },
      { $set: { ...fields, version }, ...(over && { $unset: { running: 1 } }) },
    );
    if (modifiedCount !== 1) continue;
    const { running, ...rest } = patrol;
    return { ...rest, ...(running && !over && { running }), ...fields, version };
  }
  throw new Refusal('server.busy');
};
