// Sessions: their open transaction, and the memory of their last retryable write. That memory is written in
// the same commit as the write itself, so a driver that asks again after a crash gets the first answer.
import { decode } from './decoding';
import { type CommandError, fail, noTransaction } from './errors';
import type { OpenTransaction, Store } from './store';
import { type Document, encode } from './values';
import { join, type Overlay, prefix } from './views';

/** MongoDB's transactionLifetimeLimitSeconds */
const LIFETIME_MS = 60_000;
/** MongoDB's session timeout; the driver is told the same */
export const SESSION_MINUTES = 30;

export interface Session {
  id: Buffer;
  name: string;
  number: number;
  transaction?: OpenTransaction;
  state: 'none' | 'open' | 'committed' | 'aborted';
  timer?: NodeJS.Timeout;
  /** connection the transaction was last heard on; when it closes the transaction ends */
  connection: number;
  usedAt: number;
}

interface Remembered {
  number: bigint;
  reply: Document;
  at: Date;
}

const HISTORY = prefix(1);

const gone = (number: number): CommandError =>
  noTransaction(`Given transaction number ${number} does not match any in-progress transactions.`);

export class Sessions {
  private readonly sessions = new Map<string, Session>();

  constructor(private readonly store: Store) {}

  get(id: Buffer): Session {
    const name = id.toString('hex');
    let session = this.sessions.get(name);
    if (!session) {
      session = { id, name, number: -1, state: 'none', connection: 0, usedAt: 0 };
      this.sessions.set(name, session);
    }
    session.usedAt = Date.now();
    return session;
  }

  /** The transaction a command belongs to, begun if it says so. Undefined for a commit or abort of one that has ended. */
  enter(session: Session, command: Document, name: string, connection: number): OpenTransaction | undefined {
    const number = Number(command.txnNumber);
    session.connection = connection;
    if (command.startTransaction === true) {
      if (session.number > number) fail(225, `Cannot start transaction ${number}: a newer one has already started`);
      if (session.number === number && session.transaction) fail(117, `transaction ${number} is already in progress`);
      this.abort(session);
      session.number = number;
      session.state = 'open';
      session.transaction = this.store.begin();
      session.timer = setTimeout(() => this.abort(session), LIFETIME_MS);
      session.timer.unref();
      return session.transaction;
    }
    if (session.number === number && session.transaction) return session.transaction;
    if (name === 'commitTransaction' && this.wasCommitted(session, number)) return undefined;
    if (name === 'abortTransaction' && session.number === number && session.state === 'aborted') return undefined;
    throw gone(number);
  }

  private wasCommitted(session: Session, number: number): boolean {
    if (session.number === number && session.state === 'committed') return true;
    const last = this.recall(this.store.view, session);
    return last !== undefined && Number(last.number) === number && last.reply.committed === true;
  }

  async commit(session: Session): Promise<void> {
    const { transaction, number } = session;
    if (!transaction) return;
    clearTimeout(session.timer);
    session.transaction = undefined;
    session.state = 'aborted';
    await this.store.finish(transaction, this.record(session, number, { committed: true }));
    session.state = 'committed';
  }

  abort(session: Session): void {
    clearTimeout(session.timer);
    session.transaction?.release();
    if (session.transaction) session.state = 'aborted';
    session.transaction = undefined;
  }

  end(id: Buffer): void {
    const session = this.sessions.get(id.toString('hex'));
    if (!session) return;
    this.abort(session);
    this.sessions.delete(session.name);
  }

  /** A client that went away must not leave documents locked. */
  connectionClosed(connection: number): void {
    for (const session of this.sessions.values()) {
      if (session.transaction && session.connection === connection) this.abort(session);
    }
  }

  private recall(view: Pick<Overlay, 'get'>, session: Session): Remembered | undefined {
    const raw = view.get(join(HISTORY, session.id));
    return raw && (decode(raw) as unknown as Remembered);
  }

  private record(session: Session, number: number, reply: Document): { key: Buffer; value: Buffer } {
    return { key: join(HISTORY, session.id), value: encode({ number, reply, at: new Date() }) };
  }

  /** The reply a retryable write already got, or that of doing it now. */
  once(target: Overlay, session: Session, number: number, change: () => Document): Document {
    const last = this.recall(target, session);
    if (last && Number(last.number) === number) return last.reply;
    if (last && Number(last.number) > number)
      fail(
        225,
        `Retryable write with txnNumber ${number} is prohibited on this session: a newer one has already been used`,
      );
    const reply = change();
    const { key, value } = this.record(session, number, reply);
    target.put(key, value);
    return reply;
  }

  /** Forgets sessions nobody has used for their lifetime, in memory and on disk. */
  async forget(): Promise<void> {
    const before = Date.now() - SESSION_MINUTES * 60_000;
    for (const session of this.sessions.values())
      if (!session.transaction && session.usedAt < before) this.sessions.delete(session.name);
    await this.store.write((target) => {
      let left = 500;
      for (const [key, raw] of target.range(HISTORY, prefix(2))) {
        if (left-- <= 0) break;
        if ((decode(raw) as unknown as Remembered).at.getTime() < before) target.delete(key);
      }
    });
  }
}
