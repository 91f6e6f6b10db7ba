// The server as a process of its own, as `npm start` runs it.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** sends the signal and waits for the end */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'ycgz-'));

/**
 * The instant at which walks and journeys live, in server and browser: an ordinary working day, so that nothing hangs on the hour,
 * the weekday or the holidays of the machine. `WALK_AT=2027-02-10T15:30:00Z` tries another one.
 */
export const WALK_AT = process.env.WALK_AT ?? '2026-11-24T02:00:00Z';

/** Environment of a server whose clock a file in its folder holds. */
export const clockIn = (folder: string, iso = WALK_AT): { NODE_ENV: string; TEST_CLOCK_FILE: string } => {
  const file = join(folder, 'clock');
  writeFileSync(file, iso);
  return { NODE_ENV: 'test', TEST_CLOCK_FILE: file };
};

/** longer than either takes on a busy machine, shorter than the tests that use them: what hangs is named by its own output */
const START_MS = Number(process.env.START_MS ?? 90_000);
/** a demonstration tells fifty stories and draws their pictures first */
const START_DEMO_MS = Math.max(START_MS, 150_000);
const END_MS = 15_000;

const ended = (child: ChildProcess, output: () => string) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise<number | null>((resolve, reject) => {
        const timer = setTimeout(() => {
          child.kill('SIGKILL');
          reject(new Error(`the server did not end within ${END_MS} ms: ${output()}`));
        }, END_MS);
        child.once('exit', (code) => {
          clearTimeout(timer);
          resolve(code);
        });
      });

/** Starts the built server on a free port and waits for its address. @throws with its output when it refuses to start */
export const startProcess = (environment: Record<string, string>): Promise<ServerProcess> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'dist', 'server', 'main.cjs')], {
      cwd: root,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        PORT: '0',
        HOST: '127.0.0.1',
        LOG_LEVEL: 'error',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const startMs = environment.DEMO === 'on' ? START_DEMO_MS : START_MS;
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server did not start within ${startMs} ms: ${output}`));
    }, startMs);
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /http:\/\/localhost:(\d+)/.exec(output);
      if (!url) return;
      clearTimeout(timer);
      resolve({
        url: `http://127.0.0.1:${url[1]}`,
        child,
        end: (signal = 'SIGTERM') => {
          child.kill(signal);
          return ended(child, () => output);
        },
      });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`exit ${code}: ${output}`));
    });
  });

/** The embedded database that keeps its files in the folder. */
export const databaseOf = (folder: string): number | undefined =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return command.includes('embedded-mongo') && command.includes(folder);
      } catch {
        return false;
      }
    });

/** JSON over HTTP, with the status. */
export const api = async (url: string, method: string, path: string, token?: string, body?: unknown) => {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  // the shape depends on the endpoint; tests look at what they need
  return { status: response.status, body: (await response.json()) as Record<string, never> };
};
