// The database as a process: who starts it, who may not, when it leaves, and what it does with damaged files.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, connect, isAlive, kill, PROGRAM, run, start, temporaryFolder, until, within } from './support';

const ROOT = join(__dirname, '..', '..', '..');
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const uriIn = (folder: string): string =>
  `mongodb://${encodeURIComponent(join(folder, 'portal.sock'))}/portal?directConnection=true`;

afterAll(cleanUp);

test('many starters at once share one process', async () => {
  const dataDir = temporaryFolder();
  const all = await Promise.all(Array.from({ length: 5 }, () => start(dataDir)));
  expect(new Set(all.map(({ pid }) => pid)).size).toBe(1);
  const [first] = all;
  const docs = (await connect(first!.uri)).db('portal').collection('docs');
  await docs.insertOne({ a: 1 });
  expect(await (await connect(all[4]!.uri)).db('portal').collection('docs').countDocuments()).toBe(1);
});

test('two programs started together on one folder: one owner, the other names it', async () => {
  const folder = temporaryFolder();
  const both = [run([folder, '60000']), run([folder, '60000'])];
  const firstEnd = Promise.race(both.map(async (one) => [one, await one.exit] as const));
  const [loser, code] = await within(15, 'the refusal of one of the two', firstEnd);
  const winner = both.find((one) => one !== loser)!;
  expect(code).toBe(3);
  expect(loser.said()).toContain(`in use by process ${winner.child.pid}`);
  expect(isAlive(winner.child.pid!)).toBe(true);
});

test('a second program is refused; a stale socket of a killed one is not in the way', async () => {
  const { dataDir, pid } = await start();
  const folder = join(dataDir, 'database');
  const second = run([folder]);
  expect(await within(15, 'the refusal', second.exit)).toBe(3);
  expect(second.said()).toContain(`in use by process ${pid}`);
  await kill(pid);
  expect((await start(dataDir)).pid).not.toBe(pid);
});

test('folder and socket are private', async () => {
  const { dataDir } = await start();
  const mode = (name: string): number => statSync(join(dataDir, 'database', name)).mode & 0o777;
  expect([mode('.'), mode('portal.sock'), mode('data.mdb')]).toEqual([0o700, 0o700 & mode('portal.sock'), 0o600]);
  expect(mode('portal.sock') & 0o077).toBe(0);
});

test('a path too long for a socket still works', async () => {
  const dataDir = join(temporaryFolder(), 'd'.repeat(120));
  mkdirSync(dataDir);
  const { uri } = await start(dataDir);
  await (await connect(uri)).db('portal').collection('docs').insertOne({ a: 1 });
  const socket = readFileSync(join(dataDir, 'database', 'socket-path'), 'utf8').trim();
  expect(statSync(join(socket, '..')).mode & 0o077).toBe(0);
});

/** A server of its own process that connects, writes and stays. */
async function otherServer(uri: string): Promise<ChildProcess> {
  const program = `const { MongoClient } = require('mongodb'); MongoClient.connect(${JSON.stringify(uri)}).then(async (c) => { await c.db('portal').collection('d').insertOne({ a: 1 }); console.log('ready'); setInterval(() => {}, 1000); });`;
  const child = spawn(process.execPath, ['-e', program], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the other server ended with ${code}: ${said}`)));
  });
  await within(15, 'the start of the other server', ready);
  return child;
}

test('outlives a killed client server and leaves when the last client has', async () => {
  const dataDir = temporaryFolder();
  const { uri, pid } = await start(dataDir, 700);
  const child = await otherServer(uri);
  const other = await connect(uri);
  child.kill('SIGKILL');
  await wait(1200);
  expect(isAlive(pid)).toBe(true);
  expect(await other.db('portal').collection('d').countDocuments()).toBe(1);
  await other.close();
  await until(() => !isAlive(pid));
  const again = await start(dataDir);
  expect(await (await connect(again.uri)).db('portal').collection('d').countDocuments()).toBe(1);
});

test('a server slow to connect still finds the process it has started', async () => {
  const { uri, pid } = await start(temporaryFolder(), 200);
  await wait(1500);
  const client = await connect(uri);
  await client.db('portal').collection('d').insertOne({ a: 1 });
  await client.close();
  await until(() => !isAlive(pid), 4000);
});

test('leaves also when its folder has been removed, and lets the socket of a new one be', async () => {
  const { pid, dataDir, uri } = await start(temporaryFolder(), 500);
  const client = await connect(uri);
  rmSync(dataDir, { recursive: true });
  const other = await start(dataDir);
  await client.close();
  await until(() => !isAlive(pid));
  expect((await start(dataDir)).pid).toBe(other.pid);
});

test('ten seconds are the time it stays when nobody says otherwise', async () => {
  const folder = temporaryFolder();
  const { child } = run([folder]);
  const client = await connect(uriIn(folder));
  const left = Date.now();
  await client.close();
  await wait(8000);
  expect(isAlive(child.pid!)).toBe(true);
  await until(() => child.exitCode !== null);
  expect(child.exitCode).toBe(0);
  expect(Date.now() - left).toBeGreaterThan(9900);
}, 40_000);

test('a polite end answers what is under way and takes no more', async () => {
  const { uri, pid, dataDir } = await start();
  const docs = (await connect(uri, { retryWrites: false, serverSelectionTimeoutMS: 500 }))
    .db('portal')
    .collection('docs');
  let acknowledged = 0;
  const loops = Array.from({ length: 8 }, async () => {
    for (;;) {
      await docs.insertOne({ a: 1 });
      acknowledged++;
    }
  });
  const ended = Promise.allSettled(loops);
  await until(() => acknowledged > 50);
  process.kill(pid, 'SIGTERM');
  await until(() => !isAlive(pid));
  await within(15, 'the end of the writers', ended);
  const again = await start(dataDir);
  const found = await (await connect(again.uri)).db('portal').collection('docs').countDocuments();
  expect(found).toBeGreaterThanOrEqual(acknowledged);
  expect(found - acknowledged).toBeLessThanOrEqual(8);
});

test('a stopped process holds nobody up for ever: joining it is given up with its name', async () => {
  const { pid, dataDir } = await start();
  process.kill(pid, 'SIGSTOP');
  const second = run([join(dataDir, 'database')]);
  expect(await within(15, 'the refusal', second.exit)).toBe(3);
  expect(second.said()).toContain(`in use by process ${pid}`);
  process.kill(pid, 'SIGCONT');
  expect((await start(dataDir)).pid).toBe(pid);
});

describe('damaged and foreign files are named and left alone', () => {
  const bytes = (file: string): string => readFileSync(file).toString('base64');

  async function refusal(folder: string, file: string): Promise<string> {
    const before = bytes(file);
    const one = run([folder]);
    expect(await within(15, 'the refusal', one.exit)).toBe(1);
    expect(bytes(file)).toBe(before);
    return one.said();
  }

  async function usedFolder(): Promise<{ folder: string; data: string }> {
    const { dataDir, uri, pid } = await start();
    const docs = (await connect(uri)).db('portal').collection('docs');
    await docs.insertMany(Array.from({ length: 500 }, (_, i) => ({ i, pad: 'x'.repeat(500) })));
    process.kill(pid, 'SIGTERM');
    await until(() => !isAlive(pid));
    const folder = join(dataDir, 'database');
    return { folder, data: join(folder, 'data.mdb') };
  }

  test('a file of something else', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'data.mdb'), 'not a database');
    expect(await refusal(folder, join(folder, 'data.mdb'))).toContain('was not made by this program');
  });

  test('a file cut short', async () => {
    const { folder, data } = await usedFolder();
    truncateSync(data, 40_000);
    expect(await refusal(folder, data)).toContain('is torn');
  });

  test('an emptied file', async () => {
    const { folder, data } = await usedFolder();
    truncateSync(data, 0);
    expect(await refusal(folder, data)).toContain('is torn');
  });

  test('a file with its head overwritten', async () => {
    const { folder, data } = await usedFolder();
    const size = statSync(data).size;
    writeFileSync(data, Buffer.alloc(size, 7));
    expect(await refusal(folder, data)).toContain('is not a database file');
  });

  test('the starter passes the reason on', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'database'), { mode: 0o700 });
    writeFileSync(join(dataDir, 'database', 'data.mdb'), 'not a database');
    await expect(start(dataDir)).rejects.toThrow('was not made by this program');
  });
});

test('a full disk is a clear error and loses nothing that was acknowledged', async () => {
  const folder = temporaryFolder();
  // a limit on the size of files, in blocks of 512 bytes in the shell's arithmetic; the signal that goes with it is ignored
  const shell = spawn(
    'sh',
    ['-c', `trap '' XFSZ; ulimit -f 4096; exec "${process.execPath}" "${PROGRAM}" "${folder}" 60000`],
    { stdio: 'ignore' },
  );
  const uri = `${uriIn(folder)}&retryWrites=false`;
  const client = await connect(uri);
  const docs = client.db('portal').collection<{ _id: number; pad: string }>('docs');
  let acknowledged = 0;
  const refused = await (async () => {
    for (;;) {
      try {
        await docs.insertOne({ _id: acknowledged, pad: 'x'.repeat(8000) });
        acknowledged++;
      } catch (error) {
        return error;
      }
    }
  })();
  expect(refused).toMatchObject({ code: 14031 });
  expect(acknowledged).toBeGreaterThan(100);
  const all = { pad: { $exists: true } };
  expect(await docs.countDocuments(all)).toBe(acknowledged);
  // an index that does not fit leaves no trace, in memory neither
  await expect(docs.createIndex({ pad: 1, _id: 1 })).rejects.toMatchObject({ code: 14031 });
  expect(await docs.indexes()).toHaveLength(1);
  expect(await docs.countDocuments({ pad: { $gte: '' } })).toBe(acknowledged);
  const session = client.startSession();
  const full = session.withTransaction(async () => {
    for (let i = 0; i < 100; i++) await docs.insertOne({ _id: -1 - i, pad: 'x'.repeat(4000) }, { session });
  });
  await expect(full).rejects.toMatchObject({ code: 14031 });
  await session.endSession();
  await client.close();
  shell.kill('SIGKILL');
  await until(() => shell.exitCode !== null || shell.signalCode !== null);
  const again = run([folder, '60000']);
  const after = (await connect(uri)).db('portal').collection<{ _id: number; pad: string }>('docs');
  expect(await after.countDocuments(all)).toBe(acknowledged);
  await after.createIndex({ pad: 1, _id: 1 });
  expect(await after.find(all, { hint: 'pad_1__id_1' }).toArray()).toHaveLength(acknowledged);
  again.child.kill('SIGTERM');
}, 60_000);

test('the commands a client sends can be recorded as shapes', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'commands.jsonl');
  const { child } = run([folder, '60000'], { EMBEDDED_RECORD: file });
  const docs = (await connect(uriIn(folder))).db('portal').collection('docs');
  await docs.find({ state: 'open', n: { $gte: 3 } }).toArray();
  await docs.find({ state: 'closed', n: { $gte: 4 } }).toArray();
  const finds = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"find"'));
  expect(finds.map((line) => JSON.parse(line))).toEqual([
    { find: 'string', filter: { state: 'string', n: { $gte: 'number' } } },
  ]);
  child.kill('SIGTERM');
});

test('without arguments the program says how it is used', () => {
  expect(() => execFileSync(process.execPath, [PROGRAM], { stdio: 'pipe', timeout: 15_000 })).toThrow('usage');
});
