// Data of reports that administrators keep in the collection of settings: replaced as a whole, with its entry in the audit log.
import mongoose from 'mongoose';
import type { Actor } from '../../shared/people/actor';
import { writeAudit } from '../core/audit';
import { Refusal, refuseUnless } from '../core/refusal';
import { replaceSetting } from '../core/settings';
import type { Snapshot } from '../core/snapshot';
import { adminLabel } from '../people';

interface Stored {
  name: string;
  version: number;
  value: unknown;
  before: unknown;
  /** what the log says it is now; the value itself unless given */
  told?: unknown;
  text: string;
  /** what is made from it, besides the settings */
  raises?: Pick<Snapshot<unknown>, 'raise'>;
}

/**
 * @param current read again for whoever was too late
 * @throws Refusal administration.stale with `current`
 */
export const changeStored = async (
  actor: Actor,
  now: Date,
  { name, version, value, before, told = value, text, raises }: Stored,
  current: () => Promise<unknown>,
): Promise<void> => {
  try {
    await mongoose.connection.transaction(async (session) => {
      refuseUnless(await replaceSetting(name, version, value, session), 'administration.stale');
      await raises?.raise(session);
      const label = adminLabel(actor, now);
      const act = { actor, label, at: now, act: `change-${name}`, kind: 'settings', object: name, text };
      await writeAudit({ ...act, before, after: told }, session);
    });
  } catch (error) {
    const lost = error instanceof Refusal && error.code === 'administration.stale';
    throw lost ? new Refusal('administration.stale', { extra: { current: await current() } }) : error;
  }
};
