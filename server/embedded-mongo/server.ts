// The database as a server on a socket: connections, dispatch, and the errors drivers understand.
import { createServer, type Server, type Socket } from 'node:net';
import type { Context, Engine, Handler, Reply } from './commands/context';
import { definitions } from './commands/definitions';
import { explaining } from './commands/explain';
import { reads } from './commands/reads';
import { serverCommands } from './commands/server';
import { writes } from './commands/writes';
import { Cursors, type RemoteSource } from './cursors';
import { WHO_IS_HERE } from './dial';
import { CommandError, fail } from './errors';
import type { Job } from './jobs';
import type { Recorder } from './record';
import { refuseUnsupported } from './refuse';
import { Sessions } from './sessions';
import type { Store } from './store';
import { SURFACE } from './surface';
import { type Document, encode } from './values';
import { Framer, frameReply, parseMessage, requestId } from './wire';

/** How long a starter has to connect after it has asked who is here. */
const EXPECTED_MS = 10_000;

const HANDLERS: Record<string, Handler> = { ...serverCommands, ...reads, ...writes, ...definitions, ...explaining };

export interface ServerOptions {
  address: string;
  scan?: (job: Job, deadline?: number) => RemoteSource;
  recorder?: Recorder;
}

export class DatabaseServer implements Engine {
  readonly cursors = new Cursors();
  readonly sessions: Sessions;
  readonly address: string;
  readonly scan?: (job: Job, deadline?: number) => RemoteSource;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private connections = 0;
  private running = 0;
  private isStopping = false;
  /** instant at which the last connection closed */
  private leftAt = Date.now();
  /** a starter has asked who is here, and no client has come since: one is on its way */
  private isExpecting = true;

  constructor(
    readonly store: Store,
    private readonly options: ServerOptions,
  ) {
    this.sessions = new Sessions(store);
    this.address = options.address;
    this.scan = options.scan;
    this.server = createServer((socket) => this.connection(socket));
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(path, resolve);
    });
  }

  /** Nobody has been here for that long; a client that is on its way is given `EXPECTED_MS`. */
  isIdleFor(ms: number): boolean {
    if (this.sockets.size || this.running) return false;
    return Date.now() - this.leftAt > (this.isExpecting ? Math.max(ms, EXPECTED_MS) : ms);
  }

  /** Takes no more commands and lets the running ones finish. */
  async drain(): Promise<void> {
    this.isStopping = true;
    for (let i = 0; this.running && i < 300; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  /** Closes connections and files. */
  async close(): Promise<void> {
    const stopped = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await stopped;
    await this.store.close();
  }

  private connection(socket: Socket): void {
    const id = ++this.connections;
    const framer = new Framer();
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.sessions.connectionClosed(id);
      this.leftAt = Date.now();
    });
    socket.on('data', (chunk) => {
      try {
        for (const message of framer.push(chunk)) void this.answer(socket, id, message);
      } catch {
        socket.destroy(); // not a driver on the other end
      }
    });
  }

  private async answer(socket: Socket, connection: number, message: Buffer): Promise<void> {
    this.running++;
    let body: Reply;
    let isLegacy = false;
    let wantsReply = true;
    try {
      const request = parseMessage(message);
      ({ isLegacy, wantsReply } = request);
      body = await this.run(request.command, connection);
      if (!Buffer.isBuffer(body)) body = encode(body);
    } catch (error) {
      body = encode(errorReply(error));
    }
    this.running--;
    if (wantsReply && !socket.destroyed) socket.write(frameReply(requestId(message), isLegacy, body));
  }

  private async run(command: Document, connection: number): Promise<Reply> {
    const name = Object.keys(command)[0] ?? fail(59, 'no command');
    if (this.isStopping) fail(91, 'the database is stopping');
    this.options.recorder?.(command);
    if (command.comment === WHO_IS_HERE) this.isExpecting = true;
    else if (command.client) this.isExpecting = false; // a driver's greeting on a new connection
    refuseUnsupported(name, command);
    const handler = HANDLERS[name] ?? fail(59, `no such command: '${name}'`);
    const context = this.context(name, command, connection);
    try {
      const reply = await handler(context, command);
      if (context.session && context.transaction && 'writeErrors' in reply) this.sessions.abort(context.session);
      return reply;
    } catch (error) {
      if (context.session && context.transaction && name !== 'commitTransaction') this.sessions.abort(context.session);
      throw error;
    }
  }

  private context(name: string, command: Document, connection: number): Context {
    const database = typeof command.$db === 'string' && command.$db ? command.$db : 'test';
    const target = name === 'getMore' ? command.collection : command[name];
    const namespace = typeof target === 'string' ? `${database}.${target}` : `${database}.$cmd`;
    const context: Context = { engine: this, database, namespace, connection, view: this.store.view };
    const maxTime = Number(command.maxTimeMS ?? 0);
    if (maxTime > 0) context.deadline = Date.now() + maxTime;
    const lsid = command.lsid as { id?: { buffer?: Uint8Array } } | undefined;
    if (lsid?.id?.buffer) context.session = this.sessions.get(Buffer.from(lsid.id.buffer));
    if (!context.session) return context;
    if (command.autocommit === false) this.enterTransaction(context, context.session, name, command);
    else if (command.txnNumber !== undefined) context.retry = Number(command.txnNumber);
    return context;
  }

  private enterTransaction(
    context: Context,
    session: NonNullable<Context['session']>,
    name: string,
    command: Document,
  ): void {
    if (!SURFACE.transaction.includes(name)) {
      fail(263, `Cannot run '${name}' in a multi-document transaction.`);
    }
    context.transaction = this.sessions.enter(session, command, name, context.connection);
    if (!context.transaction) return;
    context.view = context.transaction;
    const changed = this.store.catalog.get(context.namespace)?.version ?? 0;
    if (changed > context.transaction.catalogVersion) {
      this.sessions.abort(session);
      throw new CommandError(112, 'a collection or index changed since the transaction began', {
        labels: ['TransientTransactionError'],
      });
    }
  }
}

function errorReply(error: unknown): Document {
  const known =
    error instanceof CommandError ? error : new CommandError(8, error instanceof Error ? error.message : String(error));
  if (known !== error) console.error(error);
  const { code, codeName, message, extra, labels } = known;
  return { ok: 0, errmsg: message, code, codeName, ...extra, ...(labels ? { errorLabels: labels } : {}) };
}
