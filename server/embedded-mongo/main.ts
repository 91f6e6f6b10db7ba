// The database process: `node embedded-mongo.cjs FOLDER [IDLE_MS]`. It outlives the server that started it and
// leaves when its last client has been gone for a while.
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { askPid } from './dial';
import { checkFiles, dataSize, prepareFolder, socketOf, writeIdentity } from './folder';
import { recorderTo } from './record';
import { ScanWorker } from './scan-pool';
import { DatabaseServer } from './server';
import { Store } from './store';
import { sweep } from './ttl';
import { join as joinKey, prefix } from './views';

/** Exit code that tells the starter to join the process that is there already. */
export const IN_USE = 3;
const SWEEP_MS = Number(process.env.EMBEDDED_SWEEP_MS ?? 10_000);
/** An orderly end takes no longer; what was acknowledged is on disk in any case. */
const STOP_MS = 8_000;
const OWNER = joinKey(prefix(0), Buffer.from('\0owner'));

class InUse extends Error {}

const inodeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.ino;

/**
 * Becomes the owner of the folder. The claim is a compare-and-set in LMDB's own cross-process write lock: whoever finds
 * the recorded owner's socket dead puts its own in place, unless another has done so since it looked.
 */
async function claim(store: Store, server: DatabaseServer, socket: string): Promise<void> {
  const own = `${socket}.${process.pid}`;
  rmSync(own, { force: true });
  await server.listen(own);
  for (;;) {
    store.lmdb.resetReadTxn();
    const seen = store.lmdb.get(OWNER);
    const pid = await askPid(socket);
    if (pid !== null) {
      rmSync(own, { force: true });
      const owner = pid || seen?.toString().split(' ')[0] || 'unknown';
      throw new InUse(`the data folder is in use by process ${owner}`);
    }
    const isMine = store.lmdb.transactionSync(() => {
      const now = store.lmdb.get(OWNER);
      if (seen && now ? !seen.equals(now) : seen !== now) return false;
      renameSync(own, socket);
      store.lmdb.put(OWNER, Buffer.from(`${process.pid} ${Date.now()}`));
      return true;
    });
    if (isMine) return;
  }
}

async function start(folder: string, idleMs: number): Promise<void> {
  process.umask(0o077);
  prepareFolder(folder);
  const socket = socketOf(folder);
  const pid = await askPid(socket);
  if (pid) throw new InUse(`the data folder is in use by process ${pid}`);
  checkFiles(folder);
  const store = new Store(folder);
  const scanProgram = join(__dirname, 'embedded-mongo-scan.cjs');
  const worker = existsSync(scanProgram) ? new ScanWorker(scanProgram, folder) : undefined;
  const server = new DatabaseServer(store, {
    address: socket,
    scan: worker && ((job, deadline) => worker.open(job, deadline)),
    recorder: process.env.EMBEDDED_RECORD ? recorderTo(process.env.EMBEDDED_RECORD) : undefined,
  });
  await claim(store, server, socket);
  writeIdentity(folder, dataSize(folder));
  const inode = inodeOf(socket);

  let isStopping = false;
  let housekeeping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_MS);
    try {
      await server.drain();
      await housekeeping;
      // nothing is written from here on, so another process may take the folder
      // (unless the folder was deleted and made anew: then the socket is that of another one already)
      if (inodeOf(socket) === inode) rmSync(socket, { force: true });
      await worker?.close();
      await server.close();
      writeIdentity(folder, dataSize(folder));
    } catch (error) {
      console.error('closing:', error); // the folder may have been removed; what was acknowledged is on disk anyway
    } finally {
      process.exit(0);
    }
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());

  setInterval(
    () => {
      if (server.isIdleFor(idleMs)) void stop();
    },
    Math.min(1000, idleMs / 4),
  );
  setInterval(() => {
    if (housekeeping || isStopping) return;
    housekeeping = sweep(server)
      .then(() => writeIdentity(folder, dataSize(folder)))
      .catch((error: unknown) => console.error('housekeeping:', error))
      .finally(() => {
        housekeeping = undefined;
      });
  }, SWEEP_MS);
}

// lmdb rejects promises of its own when a commit fails, e.g. on a full disk; the commands have been told already
process.on('unhandledRejection', (error) => console.error('storage:', error instanceof Error ? error.message : error));

const [folder, idle] = process.argv.slice(2);
if (!folder) {
  console.error('usage: embedded-mongo FOLDER [IDLE_MS]');
  process.exit(2);
}
start(folder, Number(idle ?? 10_000)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof InUse ? IN_USE : 1);
});
