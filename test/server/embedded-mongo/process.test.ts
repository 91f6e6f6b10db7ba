// The database as a process: who starts it, who may not, when it leaves, and what it does with damaged files.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, connect, isAlive, kill, PROGRAM, run, start, temporaryFolder, until } from './support';

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
  const [loser, code] = await Promise.race(both.map(async (one) => [one, await one.exit] as const));
  const winner = both.find((one) => one !== loser)!;
  expect(code).toBe(3);
  expect(loser.said()).toContain(`in use by process ${winner.child.pid}`);
  expect(isAlive(winner.child.pid!)).toBe(true);
});

test('a second program is refused; a stale socket of a killed one is not in the way', async () => {
  const { dataDir, pid } = await start();
  const folder = join(dataDir, 'database');
  const second = run([folder]);
  expect(await second.exit).toBe(3);
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

test('outlives a killed client server and leaves when the last client has', async () => {
  const dataDir = temporaryFolder();
  const { uri, pid } = await start(dataDir, 700);
  const program = `const { MongoClient } = require('mongodb'); MongoClient.connect(${JSON.stringify(uri)}).then(async (c) => { await c.db('portal').collection('d').insertOne({ a: 1 }); console.log('ready'); setInterval(() => {}, 1000); });`;
  const child = spawn(process.execPath, ['-e', program], {
    cwd: join(__dirname, '..', '..', '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const other = await connect(uri);
  child.kill('SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(isAlive(pid)).toBe(true);
  expect(await other.db('portal').collection('d').countDocuments()).toBe(1);
  await other.close();
  await until(() => !isAlive(pid));
  const again = await start(dataDir);
  expect(await (await connect(again.uri)).db('portal').collection('d').countDocuments()).toBe(1);
});

test('leaves also when its folder has been removed', async () => {
  const { pid, dataDir, uri } = await start(temporaryFolder(), 500);
  const client = await connect(uri);
  rmSync(dataDir, { recursive: true });
  await new Promise((resolve) => setTimeout(resolve, 100)); // long enough to count as a client
  await client.close();
  await until(() => !isAlive(pid));
});

describe('damaged and foreign files are named and left alone', () => {
  const bytes = (file: string): string => readFileSync(file).toString('base64');

  async function refusal(folder: string, file: string): Promise<string> {
    const before = bytes(file);
    const one = run([folder]);
    expect(await one.exit).toBe(1);
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
  const uri = `mongodb://${encodeURIComponent(join(folder, 'portal.sock'))}/portal?directConnection=true&retryWrites=false`;
  const client = await connect(uri);
  const docs = client.db('portal').collection<{ _id: number; pad: string }>('docs');
  let acknowledged = 0;
  const refused = await (async () => {
    for (;;) {
      try {
        await docs.insertOne({ _id: acknowledged, pad: 'x'.repeat(4000) });
        acknowledged++;
      } catch (error) {
        return error;
      }
    }
  })();
  expect(refused).toMatchObject({ code: 14031 });
  expect(acknowledged).toBeGreaterThan(100);
  expect(await docs.countDocuments({ pad: { $exists: true } })).toBe(acknowledged);
  await client.close();
  shell.kill('SIGKILL');
  await until(() => shell.exitCode !== null || shell.signalCode !== null);
  const again = run([folder, '60000']);
  const after = (await connect(uri)).db('portal').collection('docs');
  expect(await after.countDocuments({ pad: { $exists: true } })).toBe(acknowledged);
  again.child.kill('SIGTERM');
}, 60_000);

test('the commands a client sends can be recorded as shapes', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'commands.jsonl');
  const { child } = run([folder, '60000'], { EMBEDDED_RECORD: file });
  const uri = `mongodb://${encodeURIComponent(join(folder, 'portal.sock'))}/portal?directConnection=true`;
  const docs = (await connect(uri)).db('portal').collection('docs');
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
  expect(() => execFileSync(process.execPath, [PROGRAM], { stdio: 'pipe' })).toThrow('usage');
});
