// Database processes of a test's own, in folders of their own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as dial } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, deserialize, serialize } from 'bson';
import { type Db, MongoClient, type MongoClientOptions } from 'mongodb';
import { failCommandsOnClosedSockets } from '../../../server/core/closed-sockets';
import { startEmbeddedDatabase } from '../../../server/embedded-mongo';

/** built once per run by the global set-up */
export const PROGRAM = join(__dirname, '..', '..', '..', 'dist', 'server', 'embedded-mongo.cjs');

const unguard = failCommandsOnClosedSockets();

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
  return { child, said: () => said, exit: new Promise((resolve) => child.once('exit', resolve)) };
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
    if (Date.now() > end) throw new Error(`waited ${patience} ms in vain for ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Says which step hangs instead of leaving it to the test's own clock. */
export async function within<T>(seconds: number, step: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${step} did not end within ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

export async function kill(pid: number): Promise<void> {
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await until(() => !isAlive(pid));
}

/** Ends everything a test file has started. */
export async function cleanUp(): Promise<void> {
  await within(10, 'closing the clients', Promise.all(clients.splice(0).map((client) => client.close(true))));
  for (const pid of pids) await kill(pid);
  pids.clear();
  unguard();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Commands as they stand, without what a driver adds, sent in one piece; the answers in the same order. */
export function sendTogether(uri: string, commands: Document[]): Promise<Document[]> {
  const socket = dial(decodeURIComponent(uri.split('/')[2]!));
  const messages = commands.flatMap((command, i) => {
    const body = Buffer.from(serialize({ ...command, $db: command.$db ?? 'portal' }));
    const head = Buffer.alloc(21);
    for (const [at, value] of [21 + body.length, i, 0, 2013, 0].entries()) head.writeInt32LE(value, at * 4);
    return [head, body];
  });
  socket.write(Buffer.concat(messages));
  const answers = new Promise<Document[]>((resolve, reject) => {
    const replies = new Map<number, Document>();
    let received = Buffer.alloc(0);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the connection was closed without an answer')));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 4 && received.length >= received.readInt32LE(0)) {
        const length = received.readInt32LE(0);
        replies.set(received.readInt32LE(8), deserialize(received.subarray(21, length)));
        received = received.subarray(length);
      }
      if (replies.size === commands.length) resolve(commands.map((_, i) => replies.get(i)!));
    });
  });
  const names = commands.map((command) => Object.keys(command)[0]).join(', ');
  return within(15, `the answer to ${names}`, answers).finally(() => socket.destroy());
}

export const send = async (uri: string, command: Document): Promise<Document> =>
  (await sendTogether(uri, [command]))[0]!;
