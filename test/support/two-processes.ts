// Two server processes on one database, their clock in a file that the test writes.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import mongoose, { type Connection } from 'mongoose';
import { api, freshFolder, type ServerProcess, startProcess } from './process';

const uriFor = (name: string): string => {
  const base = process.env.TEST_MONGODB_URI ?? '';
  return base.replace(/^(mongodb(?:\+srv)?:\/\/[^/]+)\/?[^?]*/, `$1/${name}`);
};

export interface TwoProcesses {
  readonly connection: Connection;
  setClock(at: number): void;
  now(): Date;
  /** of the one or the other process */
  url(i: number): string;
  token(name: string): Promise<string>;
  /** waits until nothing is left to do at this time */
  settled(left: (now: Date) => Promise<number>): Promise<void>;
  /** one of them ends and starts again */
  restartOne(): Promise<void>;
}

/** Starts both, lets `live` happen, ends both and removes everything. */
export const withTwoProcesses = async <T>(start: number, live: (both: TwoProcesses) => Promise<T>): Promise<T> => {
  const folder = freshFolder();
  const clock = join(folder, 'clock');
  let now = start;
  const setClock = (at: number) => {
    now = at;
    // whole or not at all: both processes read it all the time
    writeFileSync(`${clock}.new`, new Date(at).toISOString());
    renameSync(`${clock}.new`, clock);
  };
  setClock(start);
  const uri = uriFor(`two_${Date.now()}`);
  const environment = {
    NODE_ENV: 'test',
    DATA_DIR: folder,
    MONGODB_URI: uri,
    DEMO: 'on',
    RATE_LIMIT: 'off',
    TEST_CLOCK_FILE: clock,
  };
  const servers: ServerProcess[] = [];
  const connection = mongoose.createConnection(uri);
  try {
    for (let i = 0; i < 2; i++) servers.push(await startProcess(environment));
    const url = (i: number) => servers[i % 2]?.url ?? '';
    return await live({
      connection,
      setClock,
      now: () => new Date(now),
      url,
      token: async (name) =>
        String((await api(url(0), 'POST', '/api/v1/sessions', undefined, { code: `demo:${name}` })).body.token),
      settled: async (left) => {
        for (let i = 0; i < 600; i++) {
          if ((await left(new Date(now))) === 0) return;
          await wait(100);
        }
        throw new Error(`something is left undone at ${new Date(now).toISOString()}`);
      },
      restartOne: async () => {
        await servers[0]?.end();
        servers[0] = await startProcess(environment);
      },
    });
  } finally {
    await Promise.all(servers.map((server) => server.end('SIGKILL')));
    await connection.dropDatabase();
    await connection.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
