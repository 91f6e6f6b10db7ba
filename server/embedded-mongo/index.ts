// Starting the embedded database, or joining the one that is running: all the rest of the house knows of it.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { askPid } from './dial';
import { databaseFolder, prepareFolder, socketOf } from './folder';

export interface EmbeddedDatabaseOptions {
  /** folder of the portal's data; the database keeps its own folder in it */
  dataDir: string;
  /** milliseconds the process stays after its last client has left, 10,000 by default */
  idleExitMs?: number;
  /** the bundled database program, by default the one beside the running bundle or in dist/server */
  program?: string;
}

export interface EmbeddedDatabase {
  /** for the `mongodb` driver and mongoose; names the database `portal` */
  uri: string;
  pid: number;
}

const START_MS = 20_000;
/** exit code of a process that found another one in charge, see main.ts */
const IN_USE = 3;

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

function programOf(options: EmbeddedDatabaseOptions): string {
  const candidates = options.program
    ? [options.program]
    : [join(__dirname, 'embedded-mongo.cjs'), resolve(__dirname, '..', '..', 'dist', 'server', 'embedded-mongo.cjs')];
  const found = candidates.find((file) => existsSync(file));
  if (!found) throw new Error(`the database program is not built (${candidates.join(', ')}); run npm run build:server`);
  return found;
}

interface Started {
  child: ChildProcess;
  exited: () => number | null | undefined;
}

/** A process of its own group with its own log: it must survive the server that started it. */
function spawnDatabase(options: EmbeddedDatabaseOptions, folder: string): Started {
  const log = openSync(join(folder, 'database.log'), 'a', 0o600);
  const child = spawn(process.execPath, [programOf(options), folder, String(options.idleExitMs ?? 10_000)], {
    detached: true,
    stdio: ['ignore', 'ignore', log],
  });
  closeSync(log);
  let code: number | null | undefined;
  child.on('exit', (exitCode) => {
    code = exitCode;
  });
  child.on('error', () => {
    code = null;
  });
  child.unref();
  return { child, exited: () => code };
}

const lastLine = (file: string): string => readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '';

/**
 * Joins the database process of the folder, or starts it, and resolves once it accepts commands.
 * @throws Error when the data are damaged or foreign, with what the process said
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const folder = databaseFolder(options.dataDir);
  prepareFolder(folder);
  const socket = socketOf(folder);
  const deadline = Date.now() + START_MS;
  let started: Started | undefined;
  while (Date.now() < deadline) {
    const pid = await askPid(socket);
    if (pid) return { uri: uriOf(socket), pid };
    const code = started?.exited();
    if (code !== undefined && code !== IN_USE && code !== 0) {
      throw new Error(`the database did not start: ${lastLine(join(folder, 'database.log'))}`);
    }
    if (!started || code !== undefined) started = spawnDatabase(options, folder);
    await wait(25);
  }
  throw new Error(`the database in ${folder} did not answer within ${START_MS / 1000} s`);
}

/** `directConnection`, because drivers write the host names of a replica set in lower case and paths must stay as they are. */
const uriOf = (socket: string): string =>
  `mongodb://${encodeURIComponent(socket)}/portal?directConnection=true&serverMonitoringMode=poll`;
