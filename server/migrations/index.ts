// What an upgrade changes in the data, forward only. One process at a time runs the list at start; each step looks for documents that
// still have the older shape, so that running it again, or after a crash in the middle, changes nothing that is done.
import { setTimeout as wait } from 'node:timers/promises';
import mongoose, { Schema } from 'mongoose';
import { upgradeActivities } from '../activities';
import { releaseLease, takeLease } from '../core/lease';
import type { Log } from '../core/log';
import { queueDoubtfulPlaques } from '../green-spaces';
import { verifyMap } from '../nearby';
import { upgradeReports, upgradeTogether } from '../reports';

interface Migration {
  readonly id: string;
  run(): Promise<void>;
}
/** In order of release; never changed once released, only added to. */
const MIGRATIONS: readonly Migration[] = [
  { id: '2026-11-life-of-a-report', run: upgradeReports },
  { id: '2026-11-working-together', run: upgradeTogether },
  {
    id: '2026-11-map-of-reports',
    run: async () => {
      await verifyMap(true, new Date());
    },
  },
  { id: '2026-11-doubtful-plaques', run: queueDoubtfulPlaques },
  { id: '2026-11-contacts-name-their-key', run: upgradeActivities },
];

const Done = mongoose.model(
  'Migration',
  new Schema<{ _id: string; at: Date }>({ _id: String, at: Date }, { versionKey: false }),
  'migrations',
);

const LEASE_MS = 60_000;
const RETRY_MS = 500;

/** Runs what has not been run; waits while another process does. */
export const migrate = async (log: Log): Promise<void> => {
  const pending = async () => {
    const done = new Set((await Done.find().lean()).map(({ _id }) => _id));
    return MIGRATIONS.filter(({ id }) => !done.has(id));
  };
  while ((await pending()).length > 0) {
    if (!(await takeLease('migrations', LEASE_MS))) {
      await wait(RETRY_MS);
      continue;
    }
    for (const { id, run } of await pending()) {
      await run();
      await Done.updateOne({ _id: id }, { $set: { at: new Date() } }, { upsert: true });
      log.info({ migration: id }, 'data upgraded');
    }
    await releaseLease('migrations');
  }
};
