// Greeting, sessions and the end of transactions.
import { ObjectId, Timestamp } from 'bson';
import { SESSION_MINUTES } from '../sessions';
import { type Document, isDocument, MAX_DOCUMENT } from '../values';
import { MAX_MESSAGE } from '../wire';
import type { Context, Handler } from './context';

const START = new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });

/**
 * What a driver takes this server for: the only, always primary member of a replica set. Version 21 of the wire protocol,
 * because later ones promise commands that are not here; no `topologyVersion`, so that drivers ask now and then instead of waiting.
 */
const hello: Handler = ({ engine, connection }) => ({
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  secondary: false,
  setName: 'embedded',
  setVersion: 1,
  hosts: [engine.address],
  primary: engine.address,
  me: engine.address,
  electionId: new ObjectId('7fffffff0000000000000001'),
  lastWrite: { lastWriteDate: new Date(), opTime: { ts: START, t: 1 } },
  maxBsonObjectSize: MAX_DOCUMENT,
  maxMessageSizeBytes: MAX_MESSAGE,
  maxWriteBatchSize: 100, // a batch is one commit, and others wait for it
  localTime: new Date(),
  logicalSessionTimeoutMinutes: SESSION_MINUTES,
  connectionId: connection,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
  embedded: { pid: process.pid },
  ok: 1,
});

const buildInfo: Handler = () => ({
  version: '7.0.0',
  gitVersion: 'embedded',
  versionArray: [7, 0, 0, 0],
  bits: 64,
  maxBsonObjectSize: MAX_DOCUMENT,
  storageEngines: ['lmdb'],
  modules: [],
  ok: 1,
});

const sessionIds = (list: unknown): Buffer[] =>
  (Array.isArray(list) ? list : []).flatMap((lsid: unknown) => {
    const id = isDocument(lsid) ? (lsid.id as { buffer?: Uint8Array } | undefined) : undefined;
    return id?.buffer ? [Buffer.from(id.buffer)] : [];
  });

const endSessions = ({ engine }: Context, list: unknown): Document => {
  for (const id of sessionIds(list)) {
    engine.sessions.end(id);
    engine.cursors.killOfSession(id.toString('hex'));
  }
  return { ok: 1 };
};

const commitTransaction: Handler = async ({ engine, session }) => {
  if (session) await engine.sessions.commit(session);
  return { ok: 1 };
};

const abortTransaction: Handler = ({ engine, session }) => {
  if (session) engine.sessions.abort(session);
  return { ok: 1 };
};

export const serverCommands: Record<string, Handler> = {
  hello,
  ismaster: hello,
  isMaster: hello,
  ping: () => ({ ok: 1 }),
  buildInfo,
  buildinfo: buildInfo,
  connectionStatus: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 }),
  getParameter: () => ({ featureCompatibilityVersion: { version: '7.0' }, ok: 1 }),
  endSessions: (context, command) => endSessions(context, command.endSessions),
  killSessions: (context, command) => endSessions(context, command.killSessions),
  refreshSessions: () => ({ ok: 1 }),
  commitTransaction,
  abortTransaction,
};
