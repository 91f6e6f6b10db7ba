// Database processes of a test's own, in folders of their own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as dial } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, deserialize, serialize } from 'bson';
import { type Db, MongoClient, type MongoClientOptions } from 'mongodb';
import { startEmbeddedDatabase } from '../../../server/embedded-mongo';

/** built once per run by the global set-up */
export const PROGRAM = join(__dirname, '..', '..', '..', 'dist', 'server', 'embedded-mongo.cjs');

const folders: string[] = [];
const clients: MongoClient[] = [];
const pids = new Set<number>();

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ycgz-db-'));
  folders.push(folder);
  return folder;
}

export interface Running {
  uri: string;
  pid: number;
  dataDir: string;
}

export async function start(dataDir = temporaryFolder(), idleExitMs = 60_000): Promise<Running> {
  const running = await startEmbeddedDatabase({ dataDir, idleExitMs, program: PROGRAM });
  pids.add(running.pid);
  return { ...running, dataDir };
}

export async function connect(uri: string, options: MongoClientOptions = {}): Promise<MongoClient> {
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 4000, ...options });
  clients.push(client);
  return client;
}

/** A database nobody else uses, with a client on it. */
export async function freshDatabase(
  options: MongoClientOptions = {},
): Promise<Running & { client: MongoClient; db: Db }> {
  const running = await start();
  const client = await connect(running.uri, options);
  return { ...running, client, db: client.db('portal') };
}

/** The program itself, with what it says. */
export function run(
  args: string[],
  env: NodeJS.ProcessEnv = {},
): { child: ChildProcess; said: () => string; exit: Promise<number | null> } {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  if (child.pid) pids.add(child.pid);
  return { child, said: () => said, exit: new Promise((resolve) => child.on('exit', resolve)) };
}

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

export async function until(holds: () => boolean | Promise<boolean>, patience = 10_000): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function kill(pid: number): Promise<void> {
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await until(() => !isAlive(pid));
}

/** Ends everything a test file has started. */
export async function cleanUp(): Promise<void> {
  await Promise.all(clients.splice(0).map((client) => client.close(true)));
  for (const pid of pids) await kill(pid);
  pids.clear();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** One command as it stands, without what a driver adds. */
export function send(uri: string, command: Document): Promise<Document> {
  const socket = dial(decodeURIComponent(uri.split('/')[2]!));
  const body = Buffer.from(serialize({ ...command, $db: 'portal' }));
  const head = Buffer.alloc(21);
  for (const [at, value] of [21 + body.length, 1, 0, 2013, 0].entries()) head.writeInt32LE(value, at * 4);
  socket.write(Buffer.concat([head, body]));
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < received.readInt32LE(0)) return;
      socket.destroy();
      resolve(deserialize(received.subarray(21)));
    });
  });
}
