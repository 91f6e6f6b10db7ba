// A command sent in the moment between the end of a connection and its close is answered with a network error.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { MongoClient, MongoNetworkError } from 'mongodb';
import { failCommandsOnClosedSockets } from '../../../server/core/closed-sockets';
import { freshFolder } from '../../support/process';

const folder = freshFolder();
const path = join(folder, 'proxy.sock');
let unguard: () => void;
let proxy: Server;
let client: MongoClient;
/** the connection of the proxy that carried the last command */
let last: Socket;
const sockets: Socket[] = [];
const note = (message: unknown): void => void sockets.push((message as { socket: Socket }).socket);

const target = (): Socket => {
  const host = decodeURIComponent(new URL(process.env.TEST_MONGODB_URI ?? '').host);
  const [name = '', port] = host.split(':');
  return host.startsWith('/') ? connect(host) : connect(Number(port), name);
};

beforeAll(async () => {
  unguard = failCommandsOnClosedSockets();
  proxy = createServer((socket) => {
    const database = target();
    socket.on('data', (chunk) => {
      if (chunk.includes('ping')) last = socket;
      database.write(chunk);
    });
    database.pipe(socket);
    for (const end of [socket, database]) end.on('error', () => undefined);
    socket.on('close', () => database.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(path, resolve));
  subscribe('net.client.socket', note);
  client = await MongoClient.connect(`mongodb://${encodeURIComponent(path)}/?directConnection=true&maxPoolSize=1`);
});
afterAll(async () => {
  unguard();
  unsubscribe('net.client.socket', note);
  await client.close();
  proxy.close();
  rmSync(folder, { recursive: true });
});

test('neither hangs nor stays', async () => {
  const ping = () => client.db('admin').command({ ping: 1 });
  await ping();
  const outcome = new Promise((resolve) => {
    for (const socket of sockets) {
      // the read side has ended; in the next phase of the loop the socket is destroyed and not yet closed
      socket.once('end', () => setImmediate(() => ping().then(resolve, resolve)));
    }
  });
  last.end();
  expect(await outcome).toBeInstanceOf(MongoNetworkError);
  expect(await ping()).toMatchObject({ ok: 1 });
});
