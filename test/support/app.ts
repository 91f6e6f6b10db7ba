// The real application on a real database of its own; only the clock and WeChat are faked.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type Koa from 'koa';
import mongoose from 'mongoose';
import supertest from 'supertest';
import {
  activityOutbox,
  fillShifts,
  reactToActivity,
  reactToSignUp,
  runActivityClock,
  signUpOutbox,
} from '../../server/activities';
import { createApp } from '../../server/app';
import { type Config, readConfig } from '../../server/core/config';
import { connectDatabase, disconnectDatabase } from '../../server/core/database';
import type { Deps } from '../../server/core/deps';
import { createLog } from '../../server/core/log';
import { refreshSnapshots, reloadSnapshots } from '../../server/core/snapshot';
import { DEMO_PEOPLE, seedAreas, seedPeople } from '../../server/demo';
import { adoptionOutbox, attachAdoptionPhotos, runGreenClockwork, seedAgreement } from '../../server/green-spaces';
import { diskStorage, markAttached, type Storage } from '../../server/media';
import { limitOutbox, limitReporter, withdrawBlurred } from '../../server/moderation';
import { countStep } from '../../server/nearby';
import {
  deliverActivity,
  deliverAdoptionMessages,
  deliverLimitMessages,
  deliverMessages,
  deliverSignUp,
  tellCarers,
} from '../../server/notifications';
import { authenticateToken, providePostKeys } from '../../server/people';
import { type Announcement, announcePending, runClockwork, seedCatalogue } from '../../server/reports';

export interface TestApp {
  readonly app: Koa;
  readonly deps: Deps;
  readonly storage: Storage;
  /** a supertest agent on the application */
  readonly http: ReturnType<typeof supertest>;
  /** moves the domain's clock */
  setTime(iso: string): void;
  /** bearer header of a person, signed in through the API */
  as(name: string): Promise<{ authorization: string }>;
  /** runs the reactions that a worker would run */
  announce(): Promise<number>;
  /** does what is due by the domain's clock, as a worker would: reminders, rungs, resumption, closing */
  tick(): Promise<number>;
  stop(): Promise<void>;
}

/** Tuesday, 24 November 2026, 10:00 in Yunnan: an ordinary working day. */
export const WORKING_TUESDAY = '2026-11-24T02:00:00Z';

const uriOf = (database: string): string => {
  const base = process.env.TEST_MONGODB_URI;
  if (!base) throw new Error('the test database was not started');
  return base.replace(/^(mongodb(?:\+srv)?:\/\/[^/]+)\/?[^?]*/, `$1/${database}`);
};

interface Options {
  config?: Partial<Config>;
  /** without the demonstration's areas and people */
  bare?: boolean;
}

export const startTestApp = async ({ config: overrides = {}, bare = false }: Options = {}): Promise<TestApp> => {
  const folder = process.env.TEST_FOLDER ?? '';
  const config: Config = {
    ...readConfig({ NODE_ENV: 'test', DEMO: 'on', RATE_LIMIT: 'off', LOG_LEVEL: 'error', DATA_DIR: folder }),
    ...overrides,
  };
  const key = () => new Uint8Array(randomBytes(32));
  const keys = { token: key(), media: key(), slips: key(), fields: [key()] };
  providePostKeys(keys.fields);
  const log = createLog(config);
  await connectDatabase(uriOf(`t_${randomBytes(6).toString('hex')}`), log);

  let time = new Date(WORKING_TUESDAY);
  const now = () => time;
  const storage = diskStorage(join(folder, 'media'));
  await seedCatalogue();
  await seedAgreement();
  if (!bare) {
    await seedAreas();
    await seedPeople(keys.fields, now());
  }
  await reloadSnapshots();

  const deps: Deps = { config, keys, log, now, authenticate: (token) => authenticateToken(keys.token, token, now()) };
  const app = createApp({ deps, storage, demoPeople: DEMO_PEOPLE, h5: null });
  const http = supertest(app.callback());
  const attach = ({ report, entry }: Announcement) =>
    markAttached([...report.photos, ...entry.photos].map((photo) => photo._id));
  const tokens = new Map<string, string>();
  return {
    app,
    deps,
    storage,
    http,
    setTime: (iso) => {
      time = new Date(iso);
    },
    as: async (name) => {
      let token = tokens.get(name);
      if (!token) {
        const reply = await http.post('/api/v1/sessions').send({ code: `demo:${name}` });
        token = String(reply.body.token);
        tokens.set(name, token);
      }
      await refreshSnapshots();
      return { authorization: `Bearer ${token}` };
    },
    announce: async () => {
      await fillShifts(now());
      const told = await announcePending([
        countStep,
        attach,
        withdrawBlurred(storage),
        limitReporter,
        deliverMessages(now),
        tellCarers,
      ]);
      return (
        told +
        (await limitOutbox.announcePending([deliverLimitMessages(now)])) +
        (await adoptionOutbox.announcePending([attachAdoptionPhotos, deliverAdoptionMessages(now)])) +
        (await activityOutbox.announcePending([reactToActivity(now), deliverActivity(now)])) +
        (await signUpOutbox.announcePending([reactToSignUp(now, deps.keys.fields), deliverSignUp(now)]))
      );
    },
    tick: async () => (await runClockwork(now())) + (await runGreenClockwork(now())) + (await runActivityClock(now())),
    stop: async () => {
      await mongoose.connection.dropDatabase();
      await disconnectDatabase();
    },
  };
};
