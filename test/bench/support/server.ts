// The real application in this process on the embedded database, with the demonstration's areas and people.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Koa from 'koa';
import { startEmbeddedDatabase } from '../../../server/embedded-mongo';
import { startTestApp, type TestApp } from '../../support/app';

export interface BenchServer {
  t: TestApp;
  /** serves a Koa application on a free port of the loopback */
  serve(app: Koa): Promise<number>;
  databasePid: number;
  stop(): Promise<void>;
}

interface Options {
  /** every command to the database is announced, for counting; costs time, so not for measuring it */
  monitored?: boolean;
}

/** In production mode, as the figures are meant; `monitored` for looking. */
export const startBenchServer = async ({ monitored = false }: Options = {}): Promise<BenchServer> => {
  process.env.NODE_ENV = monitored ? 'test' : 'production';
  const folder = mkdtempSync(join(tmpdir(), 'ycgz-bench-'));
  process.env.TEST_FOLDER = folder;
  const program = join(process.cwd(), 'dist', 'server', 'embedded-mongo.cjs');
  const { uri, pid } = await startEmbeddedDatabase({ dataDir: folder, program });
  process.env.TEST_MONGODB_URI = uri;
  const t = await startTestApp({ config: { mode: 'production' } });
  const servers: ReturnType<typeof createServer>[] = [];
  return {
    t,
    databasePid: pid,
    serve: async (app) => {
      const server = createServer(app.callback()).listen(0, '127.0.0.1');
      servers.push(server);
      await new Promise((resolve) => server.once('listening', resolve));
      return (server.address() as AddressInfo).port;
    },
    stop: async () => {
      for (const server of servers) server.close();
      await t.stop();
      process.kill(pid, 'SIGTERM');
      // the database closes its files first
      await new Promise((resolve) => setTimeout(resolve, 1000));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
