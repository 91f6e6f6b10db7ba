// Writes and transactions over LMDB: one writer at a time, many writes per commit, every reply after the
// commit is on disk.
import { open } from 'lmdb';
import { Catalog, type Collection, type Index } from './catalog';
import type { WriteTarget } from './documents';
import { asStorageError, CommandError, noTransaction, writeConflict } from './errors';
import { CommittedView, type Lmdb, Overlay, snapshotOf, text, type View } from './views';

/** Thrown inside a write that meets a document an open transaction has changed; the write is tried again later. */
class WaitForTransaction extends Error {
  constructor(readonly finished: Promise<void>) {
    super('waiting for an open transaction');
  }
}

/** A write of its own: sees the newest data and waits for open transactions. */
class DirectWrite extends Overlay implements WriteTarget {
  readonly becameMultikey = new Map<Index, Collection>();

  constructor(
    base: View,
    private readonly locks: Map<string, OpenTransaction>,
  ) {
    super(base);
  }

  lock(key: Buffer): void {
    const holder = this.locks.get(text(key));
    if (holder) throw new WaitForTransaction(holder.finished);
  }
}

const differ = (a: Buffer | undefined, b: Buffer | undefined): boolean => (a && b ? !a.equals(b) : a !== b);

/** Multi-document transaction: a snapshot with its own writes on top, and locks on the documents it changed. */
export class OpenTransaction extends Overlay implements WriteTarget {
  readonly becameMultikey = new Map<Index, Collection>();
  readonly finished: Promise<void>;
  private readonly held = new Set<string>();
  private end: () => void = () => undefined;
  private isOver = false;
  private readonly written = new Set<Collection>();

  constructor(
    base: View,
    private readonly newest: View,
    private readonly locks: Map<string, OpenTransaction>,
    readonly catalogVersion: number,
    private readonly releaseSnapshot: () => void,
  ) {
    super(base, true);
    this.finished = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  lock(key: Buffer, collection: Collection): void {
    // a command may still be under way when its transaction is aborted; what it locked then nobody would ever release
    if (this.isOver) throw noTransaction('the transaction has ended');
    const name = text(key);
    const holder = this.locks.get(name);
    if (holder === this) return;
    if (holder || differ(this.base.get(key), this.newest.get(key))) throw writeConflict();
    this.locks.set(name, this);
    this.held.add(name);
    this.written.add(collection);
  }

  /** @throws CommandError 112 when anything it wrote has been written by others, or has got other indexes, since it began */
  check(): void {
    for (const { isDropped, version } of this.written)
      if (isDropped || version > this.catalogVersion) throw writeConflict();
    for (const { key, seen } of this.changes.values()) if (differ(seen, this.newest.get(key))) throw writeConflict();
  }

  release(): void {
    this.isOver = true;
    for (const name of this.held) this.locks.delete(name);
    this.held.clear();
    this.releaseSnapshot();
    this.end();
  }
}

async function before(deadline: number | undefined, event: Promise<void>): Promise<void> {
  if (deadline === undefined) return event;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const expired = new CommandError(50, 'operation exceeded time limit');
    timer = setTimeout(() => reject(expired), Math.max(0, deadline - Date.now()));
  });
  await Promise.race([event, late]).finally(() => clearTimeout(timer));
}

export class Store {
  readonly lmdb: Lmdb;
  readonly view: View;
  readonly catalog: Catalog;
  private readonly locks = new Map<string, OpenTransaction>();
  /** a commit has failed, so the definitions in memory may be ahead of those on disk */
  private isCatalogAhead = false;

  /** @param folder holds `data.mdb`; only one process may have it open, see main.ts */
  constructor(folder: string) {
    this.lmdb = openLmdb(folder);
    this.view = new CommittedView(this.lmdb);
    this.catalog = new Catalog(this.view);
    this.lmdb.on('aftercommit', ({ txnId }: { txnId?: number }) => {
      if (txnId === undefined) this.isCatalogAhead = true;
    });
  }

  /**
   * Runs `change` inside the single writer and resolves once its writes are on disk. Nothing is written when it throws.
   * @param deadline instant until which it waits for open transactions
   * @throws CommandError 14031 when the disk is full, 50 past the deadline
   */
  async write<T>(change: (target: WriteTarget) => T, deadline?: number): Promise<T> {
    for (;;) {
      try {
        return await this.commit(() => {
          const target = new DirectWrite(this.view, this.locks);
          const result = change(target);
          this.apply(target);
          return result;
        });
      } catch (error) {
        if (!(error instanceof WaitForTransaction)) throw error;
        await before(deadline, error.finished);
      }
    }
  }

  /** lmdb does not undo what a failing callback has put, hence overlays: everything that may throw comes first. */
  private async commit<T>(change: () => T): Promise<T> {
    try {
      const done = await this.lmdb.transaction(() => ({ result: this.guarded(change) }));
      return done.result;
    } catch (error) {
      if (error instanceof WaitForTransaction) throw error;
      if (this.isCatalogAhead) await this.lmdb.transaction(() => this.guarded(() => undefined));
      throw await asStorageError(error);
    }
  }

  /**
   * Puts the definitions in memory back to what is on disk when a change of them was refused, or when a commit before
   * this one failed. Inside the writer, because there the disk shows what earlier changes of the same commit have made.
   */
  private guarded<T>(change: () => T): T {
    if (this.isCatalogAhead) this.catalog.load();
    this.isCatalogAhead = false;
    const before = this.catalog.version;
    try {
      return change();
    } catch (error) {
      if (this.catalog.version !== before) this.catalog.load();
      throw error;
    }
  }

  private apply(target: WriteTarget): void {
    for (const collection of new Set(target.becameMultikey.values())) {
      if (!collection.isDropped) this.catalog.save(target, collection);
    }
    for (const { key, value } of target.changes.values()) {
      if (value) this.lmdb.put(key, value);
      else this.lmdb.remove(key);
    }
  }

  begin(): OpenTransaction {
    const snapshot = snapshotOf(this.lmdb);
    const base = new CommittedView(this.lmdb, snapshot);
    let isOpen = true;
    return new OpenTransaction(base, this.view, this.locks, this.catalog.version, () => {
      if (isOpen) snapshot.done();
      isOpen = false;
    });
  }

  /** @param last one more record for the same commit, e.g. the session's outcome */
  async finish(transaction: OpenTransaction, last?: { key: Buffer; value: Buffer }): Promise<void> {
    try {
      if (!transaction.changes.size) return;
      await this.commit(() => {
        transaction.check();
        if (last) this.lmdb.put(last.key, last.value);
        this.apply(transaction);
      });
    } finally {
      transaction.release();
    }
  }

  close(): Promise<void> {
    return this.lmdb.close();
  }
}

/** `overlappingSync` off: a commit is acknowledged after its own fdatasync, as plain LMDB does it. */
export function openLmdb(folder: string): Lmdb {
  return open<Buffer, Buffer>({
    path: folder,
    encoding: 'binary',
    keyEncoding: 'binary',
    maxReaders: 512,
    overlappingSync: false,
    mapSize: 4 * 1024 ** 3,
  });
}
