// A command must never wait for ever. The driver, told by a socket that it takes nothing more for now, waits until it
// drains or fails; a socket that the other side has just closed does neither, it only closes, and the command would hang
// with its request. Whoever still waits for a socket to drain when it closes is told here, in the driver's own terms.
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { MongoNetworkError } from 'mongodb';

let isWatching = false;

function watch(message: unknown): void {
  const { socket } = message as { socket: Socket };
  socket.once('close', () => {
    if (!socket.listenerCount('drain') || !socket.listenerCount('error')) return;
    socket.emit('error', new MongoNetworkError('the connection was closed before the command could be sent'));
  });
}

/** From now on in this process; once is enough. */
export function failCommandsOnClosedSockets(): void {
  if (isWatching) return;
  isWatching = true;
  subscribe('net.client.socket', watch);
}
