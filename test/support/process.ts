// The server as a process of its own, as `npm start` runs it.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
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

/** longer than either takes on a busy machine, shorter than the tests that use them: what hangs is named by its own output */
const START_MS = Number(process.env.START_MS ?? 90_000);
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
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server did not start within ${START_MS} ms: ${output}`));
    }, START_MS);
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
