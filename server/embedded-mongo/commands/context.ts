import type { Cursors, RemoteSource } from '../cursors';
import type { Job } from '../jobs';
import type { Session, Sessions } from '../sessions';
import type { OpenTransaction, Store } from '../store';
import type { Document } from '../values';
import type { View } from '../views';

/** What every command can reach. */
export interface Engine {
  readonly store: Store;
  readonly cursors: Cursors;
  readonly sessions: Sessions;
  /** host name the driver is told; it must be the address it has dialled */
  readonly address: string;
  /** starts a read in the worker, where there is one */
  readonly scan?: (job: Job, deadline?: number) => RemoteSource;
}

/** One command on its way. */
export interface Context {
  engine: Engine;
  database: string;
  /** `database.collection` where the command names a collection */
  namespace: string;
  connection: number;
  session?: Session;
  transaction?: OpenTransaction;
  /** number of a retryable write */
  retry?: number;
  /** instant by which `maxTimeMS` wants it done */
  deadline?: number;
  /** newest data, or the transaction's */
  view: View;
}

export type Reply = Document | Buffer;
export type Handler = (context: Context, command: Document) => Reply | Promise<Reply>;
