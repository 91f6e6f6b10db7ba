// The folder the data are in: private, recognisably ours, and owned by one process at a time.
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The kernel keeps 108 bytes for a socket's path, macOS 104. */
const LONGEST_SOCKET = 100;
const FORMAT = 'yicheng-embedded-database';
const LMDB_MAGIC = 0xbeefc0de;

interface Identity {
  format: string;
  version: number;
  /** size the data file had when it was last looked at; it never shrinks */
  bytes: number;
}

export const databaseFolder = (dataDir: string): string => join(resolve(dataDir), 'database');

function privateFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const stats = lstatSync(path);
  if (!stats.isDirectory() || (process.getuid && stats.uid !== process.getuid())) {
    throw new Error(`${path} is not a folder of this user`);
  }
  return path;
}

/** Where the socket of a folder is; a path too long for a socket gets a private folder among the temporary ones. */
export function socketOf(folder: string): string {
  const inside = join(folder, 'portal.sock');
  if (Buffer.byteLength(inside) <= LONGEST_SOCKET) return inside;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return join(tmpdir(), `ycgz-${process.getuid?.() ?? 0}-${name}`, 'portal.sock');
}

export function prepareFolder(folder: string): void {
  privateFolder(folder);
  const socket = socketOf(folder);
  if (socket.startsWith(folder)) return;
  privateFolder(join(socket, '..'));
  writeFileSync(join(folder, 'socket-path'), `${socket}\n`, { mode: 0o600 });
}

function readIdentity(folder: string): Identity | null {
  const file = join(folder, 'identity.json');
  if (!existsSync(file)) return null;
  try {
    const identity = JSON.parse(readFileSync(file, 'utf8')) as Identity;
    if (identity.format === FORMAT && identity.version === 1) return identity;
  } catch {
    throw new Error(`${file} is damaged; nothing was changed`);
  }
  throw new Error(`${file} belongs to another program or a newer version; nothing was changed`);
}

export function writeIdentity(folder: string, bytes: number): void {
  const file = join(folder, 'identity.json');
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify({ format: FORMAT, version: 1, bytes } satisfies Identity)}\n`, {
    mode: 0o600,
    flush: true,
  });
  renameSync(temporary, file);
}

export const dataSize = (folder: string): number => {
  const file = join(folder, 'data.mdb');
  return existsSync(file) ? statSync(file).size : 0;
};

/** The two head pages of LMDB: magic number, and roots of the trees, which must lie within the file. */
function refuseTornData(file: string): void {
  const head = Buffer.alloc(4096 + 160);
  const descriptor = openSync(file, 'r');
  const read = readSync(descriptor, head, 0, head.length, 0);
  closeSync(descriptor);
  const { size } = statSync(file); // after the head: another process that has just started may let the file grow
  const page = read >= 56 ? head.readUInt32LE(48) : 0;
  const isOurs = page >= 512 && page <= 65536 && head.readUInt32LE(24) === LMDB_MAGIC;
  if (!isOurs) throw new Error(`${file} is not a database file; nothing was changed`);
  const metas = [0, page].filter((at) => at + 160 <= read && head.readUInt32LE(at + 24) === LMDB_MAGIC);
  const newest = metas.reduce((a, b) => (head.readBigUInt64LE(b + 152) > head.readBigUInt64LE(a + 152) ? b : a), 0);
  const roots = [head.readBigUInt64LE(newest + 88), head.readBigUInt64LE(newest + 136)];
  const pages = BigInt(Math.floor(size / page));
  const none = 2n ** 64n - 1n;
  if (size < page * 2 || roots.some((root) => root !== none && root >= pages)) {
    throw new Error(`${file} is torn: it ends before its own contents; nothing was changed. Restore it from a backup`);
  }
}

/**
 * Looks before anything is opened: LMDB would take an empty or strange file for a new database.
 * @throws Error naming the file, which is left as it is
 */
export function checkFiles(folder: string): void {
  const file = join(folder, 'data.mdb');
  // in this order: another process that starts now writes its identity before its data
  const isThere = existsSync(file);
  const identity = readIdentity(folder);
  const size = dataSize(folder);
  if (!identity) {
    if (isThere) throw new Error(`${file} was not made by this program; nothing was changed`);
    writeIdentity(folder, 0);
    return;
  }
  if (size < identity.bytes) {
    throw new Error(
      `${file} is torn: it had ${identity.bytes} bytes and has ${size}; nothing was changed. Restore it from a backup`,
    );
  }
  if (size > 0) refuseTornData(file);
}
