// History is the outbox (README, "Map of the house"): a record embeds its append-only history, and entries not yet
// announced are handed to reactions, each idempotent by (entry, person, kind). A claim ends by itself, so a crashed
// worker's record is taken up by the next one. What fails is tried again, ever later, and is listed for the
// administrator; the others are not held up. Times here are real, as those of leases.
import mongoose, { type ClientSession, type Model, Schema, type Types } from 'mongoose';

const CLAIM_MS = 30_000;
const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 3_600_000;
const PROBLEM_LENGTH = 300;

/** There are entries to announce; unset when all are. */
export interface Pending {
  /** claimed until then, or not to be tried before */
  until: Date;
  tries?: number;
  /** of the last failure */
  problem?: string;
}

/** What a record needs so that its history can be announced. */
export interface Announced<E = unknown> {
  _id: Types.ObjectId;
  version: number;
  history: E[];
  /** entries already handed to reactions */
  announced: number;
  pending?: Pending;
}

/** The path `pending` of a schema, and the two indexes that the outbox reads. */
export const pendingPath = {
  type: new Schema<Pending>({ until: Date, tries: Number, problem: String }, { _id: false }),
  default: undefined,
};
export const indexPending = <T>(schema: Schema<T>): void => {
  // the outbox: records with something to announce
  schema.index({ 'pending.until': 1 }, { partialFilterExpression: { pending: { $exists: true } } });
  // failed announcements
  schema.index({ 'pending.tries': 1 }, { partialFilterExpression: { 'pending.tries': { $exists: true } } });
};

/** What a command sets together with a new entry, so that the entry will be announced. */
export const toAnnounce = (): { pending: Pending } => ({ pending: { until: new Date(0) } });

export interface FailedAnnouncement {
  /** name of the outbox */
  kind: string;
  /** what the record is known by, see `outboxOf` */
  id: string;
  tries: number;
  problem: string;
  nextTryAt: string;
  /** entries not announced */
  waiting: number;
}

export interface Outbox<R extends Announced> {
  readonly kind: string;
  /** Announces what is waiting, record by record, until nothing is. @returns number of records announced */
  announcePending(
    reactions: readonly ((record: R, entry: R['history'][number]) => Promise<void>)[],
    isStopping?: () => boolean,
  ): Promise<number>;
  /** Records whose announcement failed, the most stubborn first. */
  failed(limit: number): Promise<FailedAnnouncement[]>;
  /** Tries a failed one at once. @returns whether there was one */
  retry(id: string, session: ClientSession): Promise<boolean>;
}

/** Real time, as leases: doubled with every try, an hour at most. */
const retryAt = (tries: number) => new Date(Date.now() + Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (tries - 1)));

/** @param key the path a record is known by to people, `number` or `_id` */
export const outboxOf = <R extends Announced>(
  kind: string,
  model: { readonly modelName: string },
  key: string,
): Outbox<R> => {
  // paths of `Announced` are the same in every model; mongoose's types cannot follow them through a parameter
  const rows = model as unknown as Model<Announced>;

  const claim = () => {
    const now = new Date();
    return rows
      .findOneAndUpdate(
        { 'pending.until': { $lte: now } },
        { $set: { 'pending.until': new Date(now.getTime() + CLAIM_MS) } },
        { sort: { 'pending.until': 1 }, returnDocument: 'after' },
      )
      .lean<Announced>();
  };

  const postpone = (record: Announced, error: unknown) => {
    const tries = (record.pending?.tries ?? 0) + 1;
    const problem = (error instanceof Error ? error.message : String(error)).slice(0, PROBLEM_LENGTH);
    return rows.updateOne(
      { _id: record._id, pending: { $exists: true } },
      { $set: { pending: { until: retryAt(tries), tries, problem } } },
    );
  };

  const settle = async ({ _id, version, history }: Announced) => {
    // a step that came in between has raised the version: it stays pending, from the entry after the last one told
    await rows.updateOne({ _id, version }, { $set: { announced: history.length }, $unset: { pending: 1 } });
    await rows.updateOne(
      { _id, version: { $ne: version }, announced: { $lt: history.length } },
      { $set: { announced: history.length, 'pending.until': new Date(0) } },
    );
  };

  return {
    kind,
    announcePending: async (reactions, isStopping = () => false) => {
      for (let done = 0; ; ) {
        if (isStopping()) return done;
        const record = await claim();
        if (!record) return done;
        try {
          for (const entry of record.history.slice(record.announced))
            for (const react of reactions) await react(record as R, entry);
        } catch (error) {
          await postpone(record, error);
          continue;
        }
        done++;
        await settle(record);
      }
    },
    failed: async (limit) => {
      const found = await rows
        .find({ 'pending.tries': { $exists: true } })
        .sort({ 'pending.tries': -1 })
        .limit(limit)
        .lean<(Announced & Record<string, unknown>)[]>();
      return found.map(({ pending, history, announced, ...rest }) => ({
        kind,
        id: String(rest[key]),
        tries: pending?.tries ?? 0,
        problem: pending?.problem ?? '',
        nextTryAt: (pending?.until ?? new Date(0)).toISOString(),
        waiting: history.length - announced,
      }));
    },
    retry: async (id, session) => {
      if (key === '_id' && !mongoose.isValidObjectId(id)) return false;
      const { matchedCount } = await rows.updateOne(
        { [key]: id, 'pending.tries': { $exists: true } },
        { $set: { 'pending.until': new Date(0) } },
        { session },
      );
      return matchedCount === 1;
    },
  };
};
