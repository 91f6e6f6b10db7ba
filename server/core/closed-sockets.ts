// A command must never wait for ever. The driver, told by a socket that it takes nothing more for now, waits until it
// drains or fails. A socket that the other side has just closed tells the same and then does neither, so the command and
// its request would hang; and where it does fail, the driver passes on a bare EPIPE that it does not know how to retry.
// Here such a write throws, which the driver turns into its own network error.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

const GUARDED = Symbol.for('yicheng.guarded-socket');
/** operations of MongoDB's wire protocol that a driver sends */
const OPERATIONS = [2004, 2012, 2013];

/** Other protocols' sockets stay as they are: their users know how to live with them. */
const isCommand = (chunk: unknown): boolean =>
  ArrayBuffer.isView(chunk) &&
  chunk.byteLength >= 16 &&
  OPERATIONS.includes(new DataView(chunk.buffer, chunk.byteOffset).getInt32(12, true));

function guard(message: unknown): void {
  const { socket } = message as { socket: Socket & { [GUARDED]?: true } };
  if (socket[GUARDED]) return;
  socket[GUARDED] = true;
  let write = socket.write as (...args: unknown[]) => boolean;
  const guarded = (...args: unknown[]): boolean => {
    const isTaken = write.apply(socket, args);
    if (!isTaken && (socket.destroyed || socket.errored) && isCommand(args[0]))
      throw socket.errored ?? new Error('the connection is closed');
    return isTaken;
  };
  // Node itself replaces `write` when a socket connects and when its other side ends
  Object.defineProperty(socket, 'write', {
    get: () => guarded,
    set: (replaced: typeof write) => {
      write = replaced;
    },
  });
}

const CHANNEL = 'net.client.socket';

/** Guards every connection opened from now on (TLS excepted), until the returned function is called. */
export function failCommandsOnClosedSockets(): () => void {
  subscribe(CHANNEL, guard);
  return () => void unsubscribe(CHANNEL, guard);
}
