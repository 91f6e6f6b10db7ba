// Asks the socket of a folder who answers on it. A socket accepts connections exactly as long as its process lives,
// which no file with a process number in it can promise.

import { connect } from 'node:net';
import { serialize } from 'bson';
import { decode } from './decoding';
import { isDocument } from './values';

/** Tells a starter's question from a driver's greeting. */
export const WHO_IS_HERE = 'who is here?';

const HELLO = Buffer.from(serialize({ hello: 1, comment: WHO_IS_HERE, $db: 'admin' }));

/** No socket file, or one whose process has ended; every other failure (a full backlog, say) has somebody behind it. */
const NOBODY = new Set(['ENOENT', 'ECONNREFUSED']);

/** Process number of the database behind a socket; null when nobody is there, 0 when somebody is but does not say. */
export function askPid(socketPath: string, patience = 3000): Promise<number | null> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    let received = Buffer.alloc(0);
    const finish = (pid: number | null): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(pid);
    };
    const timer = setTimeout(() => finish(0), patience);
    socket.on('error', (error: NodeJS.ErrnoException) => finish(NOBODY.has(error.code ?? '') ? null : 0));
    socket.on('close', () => finish(0));
    socket.on('connect', () => {
      const head = Buffer.alloc(21);
      head.writeInt32LE(21 + HELLO.length, 0);
      head.writeInt32LE(1, 4);
      head.writeInt32LE(2013, 12);
      socket.write(Buffer.concat([head, HELLO]));
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < received.readInt32LE(0)) return;
      const { embedded } = decode(received.subarray(21));
      finish(isDocument(embedded) ? Number(embedded.pid) : 0);
    });
  });
}
