// Puts the server together: database, snapshots, application, workers; stops it cleanly.
import { createServer, type Server as HttpServer } from 'node:http';
import { join } from 'node:path';
import {
  activityOutbox,
  activityPhotosInUse,
  fillShifts,
  reactToActivity,
  reactToSignUp,
  resealActivities,
  runActivityClock,
  signUpOutbox,
} from './activities';
import { warnOfGaps } from './administration';
import { createApp } from './app';
import { applyDueImports } from './areas';
import { clockFrom } from './core/clock';
import type { Config } from './core/config';
import { connectDatabase, databaseUri, disconnectDatabase } from './core/database';
import { loadKeys } from './core/keys';
import { createLog } from './core/log';
import { claimDatabase } from './core/origin';
import { keepSnapshotsFresh, refreshSnapshots } from './core/snapshot';
import {
  adoptionOutbox,
  attachAdoptionPhotos,
  greenPhotosInUse,
  runGreenClockwork,
  seedAgreement,
} from './green-spaces';
import { diskStorage, markAttached, sweepLoose } from './media';
import { migrate } from './migrations';
import { limitOutbox, limitReporter, withdrawBlurred } from './moderation';
import { countStep, forgetOldTallies } from './nearby';
import {
  deliverActivity,
  deliverAdoptionMessages,
  deliverLimitMessages,
  deliverMessages,
  deliverSignUp,
  tellCarers,
} from './notifications';
import { endForgottenPatrols } from './patrols';
import { authenticateToken, providePostKeys } from './people';
import type { DemoPerson } from './portal/routes';
import {
  type Announcement,
  allCategories,
  announcePending,
  applyScheduled,
  finishHandOvers,
  photosInUse,
  recomputeDeadlines,
  runClockwork,
  scanReroutes,
  seedCatalogue,
} from './reports';
import { resealVolunteers } from './volunteers';
import { startWorkers } from './workers';

export interface Running {
  readonly http: HttpServer;
  readonly url: string;
  readonly demoPeople: readonly DemoPerson[];
  stop(): Promise<void>;
}

const ANNOUNCE_MS = 500;
const HAND_OVER_MS = 5_000;
const CATALOGUE_MS = 2_000;
/** A batch of open cases in each turn: 20,000 are looked through in under two minutes. */
const REROUTE_MS = 1_000;
const SWEEP_MS = 600_000;
const CLOCKWORK_MS = 5_000;
const RECOMPUTE_MS = 60_000;
/** With the poll of the snapshots, every process has it within three seconds of its instant. */
const ANNOUNCED_AREAS_MS = 1_000;
const RESEAL_MS = 3_600_000;
const FORGET_MS = 3_600_000;

const listen = (http: HttpServer, port: number, host: string) =>
  new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => resolve());
  });

/** Starts everything; resolves when requests are answered. */
export const startServer = async (config: Config, h5: string | null): Promise<Running> => {
  const log = createLog(config);
  const keys = await loadKeys(config);
  providePostKeys(keys.fields);
  await connectDatabase(await databaseUri(config, log), log);
  await claimDatabase(config.demo);
  await seedCatalogue();
  await seedAgreement();
  await refreshSnapshots();
  await migrate(log);
  const storage = diskStorage(join(config.dataDir, 'media'));
  const now = clockFrom(config.mode, process.env.TEST_CLOCK_FILE);

  // loaded only when asked for: a production server carries no demo code in memory
  const demo = config.demo ? await import('./demo') : null;
  if (demo) await demo.seedDemo({ keys, storage, now: now() }, log);
  await refreshSnapshots();

  const deps = { config, keys, log, now, authenticate: (token: string) => authenticateToken(keys.token, token, now()) };
  const app = createApp({ deps, storage, demoPeople: demo?.DEMO_PEOPLE ?? [], h5 });
  const http = createServer(app.callback());
  await listen(http, config.port, config.host);
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : config.port;

  warnOfGaps(now(), log);

  const deliver = deliverMessages(now);
  const attach = ({ report, entry }: Announcement) =>
    markAttached([...(entry.move === 'submit' ? report.photos : []), ...entry.photos].map((photo) => photo._id));
  const inUse = async (ids: string[]) =>
    new Set(
      (await Promise.all([photosInUse(ids), greenPhotosInUse(ids), activityPhotosInUse(ids)])).flatMap((found) => [
        ...found,
      ]),
    );
  const stopWorkers = startWorkers(
    [
      {
        name: 'announce',
        everyMs: ANNOUNCE_MS,
        run: (isStopping) =>
          announcePending(
            [countStep, attach, withdrawBlurred(storage), limitReporter, deliver, tellCarers],
            isStopping,
          ),
      },
      {
        name: 'announce-limits',
        everyMs: ANNOUNCE_MS,
        run: (isStopping) => limitOutbox.announcePending([deliverLimitMessages(now)], isStopping),
      },
      {
        name: 'announce-adoptions',
        everyMs: ANNOUNCE_MS,
        run: (isStopping) =>
          adoptionOutbox.announcePending([attachAdoptionPhotos, deliverAdoptionMessages(now)], isStopping),
      },
      {
        name: 'adoption-clockwork',
        everyMs: config.mode === 'test' ? ANNOUNCE_MS : CLOCKWORK_MS,
        run: () => runGreenClockwork(now()),
      },
      {
        name: 'announce-activities',
        everyMs: ANNOUNCE_MS,
        run: async (isStopping) => {
          await activityOutbox.announcePending([reactToActivity(now), deliverActivity(now)], isStopping);
          await signUpOutbox.announcePending([reactToSignUp(now, keys.fields), deliverSignUp(now)], isStopping);
        },
      },
      { name: 'fill-shifts', everyMs: ANNOUNCE_MS, run: () => fillShifts(now()) },
      {
        name: 'activity-clock',
        everyMs: config.mode === 'test' ? ANNOUNCE_MS : CLOCKWORK_MS,
        run: () => runActivityClock(now()),
      },
      {
        name: 'reseal',
        everyMs: RESEAL_MS,
        run: async () => (await resealVolunteers(keys.fields)) + (await resealActivities(keys.fields)),
      },
      {
        name: 'clockwork',
        everyMs: config.mode === 'test' ? ANNOUNCE_MS : CLOCKWORK_MS,
        run: () => runClockwork(now()),
      },
      { name: 'recompute-deadlines', everyMs: RECOMPUTE_MS, run: () => recomputeDeadlines(now()) },
      { name: 'hand-overs', everyMs: HAND_OVER_MS, run: () => finishHandOvers(now()) },
      { name: 'catalogue', everyMs: CATALOGUE_MS, run: () => applyScheduled(now()) },
      { name: 'reroutes', everyMs: REROUTE_MS, run: () => scanReroutes(now()) },
      {
        name: 'announced-areas',
        everyMs: ANNOUNCED_AREAS_MS,
        run: () => applyDueImports(now(), { log, categories: () => new Set(allCategories().map(({ id }) => id)) }),
      },
      { name: 'patrols', everyMs: RECOMPUTE_MS, run: () => endForgottenPatrols(now()) },
      { name: 'forget-map-days', everyMs: FORGET_MS, run: () => forgetOldTallies(now()) },
      { name: 'sweep-media', everyMs: SWEEP_MS, run: () => sweepLoose(storage, inUse) },
    ],
    log,
  );
  const stopSnapshots = keepSnapshotsFresh((error) =>
    log.warn({ err: error }, 'areas and posts could not be refreshed'),
  );

  return {
    http,
    url: `http://localhost:${port}`,
    demoPeople: demo?.DEMO_PEOPLE ?? [],
    stop: async () => {
      stopSnapshots();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeIdleConnections();
      });
      await stopWorkers();
      await disconnectDatabase();
    },
  };
};
