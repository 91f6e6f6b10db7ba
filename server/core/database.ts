// The only place that knows which database there is: the embedded one by default, a MongoDB replica set
// through MONGODB_URI; nothing else in the house can tell them apart.
import { mkdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import mongoose from 'mongoose';
import { failCommandsOnClosedSockets } from './closed-sockets';
import type { Config } from './config';
import type { Log } from './log';

const READY_MS = 2000;
/** pause between attempts to start a database that has ended and does not start */
const RESTART_MS = 5000;

mongoose.set('autoIndex', false);
mongoose.set('autoCreate', false);
mongoose.set('bufferCommands', false); // a dead database is an answer (503), not a queue
mongoose.set('strictQuery', 'throw');

/** Address of the database, starting the embedded one if that is what is configured, and again should it ever die. */
export const databaseUri = async (config: Pick<Config, 'mongodbUri' | 'dataDir'>, log?: Log): Promise<string> => {
  if (config.mongodbUri) return config.mongodbUri;
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  // loaded only when it is the database: production does not carry it
  const { startEmbeddedDatabase } = await import('../embedded-mongo');
  const { dataDir } = config;
  const { uri } = await startEmbeddedDatabase({ dataDir });
  // the driver comes back by itself once something answers at the same address
  mongoose.connection.on('disconnected', async () => {
    while (!stopping) {
      try {
        await startEmbeddedDatabase({ dataDir });
        return log?.warn('the embedded database had ended and was started again');
      } catch (error) {
        log?.error({ err: error }, 'the embedded database ended and could not be started again; trying on');
        await wait(RESTART_MS);
      }
    }
  });
  return uri;
};

/** Connects and builds every index; acknowledged writes are on disk (and on the majority of a replica set). */
export const connectDatabase = async (uri: string, log: Log): Promise<void> => {
  stopping = false;
  unwatch ??= failCommandsOnClosedSockets();
  await mongoose.connect(uri, {
    monitorCommands: process.env.NODE_ENV === 'test',
    serverSelectionTimeoutMS: 5000,
    writeConcern: { w: 'majority', journal: true },
    maxPoolSize: 32,
    appName: 'yicheng-gongzhi',
  });
  await buildIndexes();
  log.info('database connected, indexes built');
};

let indexesBuilt = false;
let stopping = false;
let unwatch: (() => void) | undefined;

const buildIndexes = async (): Promise<void> => {
  // side by side: what waits for the disk waits together
  await Promise.all(
    Object.values(mongoose.models).map(async (model) => {
      await model.createCollection();
      await model.createIndexes();
    }),
  );
  indexesBuilt = true;
};

export const disconnectDatabase = async (): Promise<void> => {
  indexesBuilt = false;
  stopping = true;
  await mongoose.disconnect();
  unwatch?.();
  unwatch = undefined;
};

/** Database reachable and indexes built; for /readyz. */
export const databaseReady = async (): Promise<boolean> => {
  if (!indexesBuilt || mongoose.connection.readyState !== 1) return false;
  // the driver itself sets no limit: a database that is there but does not answer would hold the question for ever
  const late = wait(READY_MS, false, { ref: false });
  const pinged = mongoose.connection.db?.command({ ping: 1 }).then(
    () => true,
    () => false,
  );
  return (await Promise.race([pinged, late])) ?? false;
};

/** E11000: a unique index refused the write, which is how races are lost. */
export const isDuplicateKey = (error: unknown, field?: string): boolean => {
  const { code, keyPattern } = error as { code?: number; keyPattern?: Record<string, unknown> };
  return code === 11000 && (field === undefined || (keyPattern !== undefined && field in keyPattern));
};
