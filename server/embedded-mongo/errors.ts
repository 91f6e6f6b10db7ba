/** Error codes of the MongoDB server that the portal and its driver tell apart; unnamed ones read `Location<code>`, as the server prints them. */
const CODE_NAMES: Record<number, string> = {
  1: 'InternalError',
  2: 'BadValue',
  8: 'UnknownError',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  22: 'InvalidBSON',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  91: 'ShutdownInProgress',
  112: 'WriteConflict',
  117: 'ConflictingOperationInProgress',
  146: 'ExceededMemoryLimit',
  168: 'InvalidPipelineOperator',
  171: 'CannotIndexParallelArrays',
  175: 'QueryPlanKilled',
  225: 'TransactionTooOld',
  238: 'NotImplemented',
  241: 'ConversionFailure',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  263: 'OperationNotSupportedInTransaction',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  14031: 'OutOfDiskSpace',
};

export interface ErrorDetails {
  /** fields added to the error reply, e.g. `keyPattern` and `keyValue` of a duplicate key */
  extra?: Record<string, unknown>;
  /** `errorLabels` the driver acts on, e.g. `TransientTransactionError` */
  labels?: string[];
}

/** A refusal in MongoDB's own terms: what reaches the driver as `MongoServerError`. */
export class CommandError extends Error {
  readonly codeName: string;
  readonly extra?: Record<string, unknown>;
  readonly labels?: string[];

  constructor(
    readonly code: number,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message);
    this.codeName = CODE_NAMES[code] ?? `Location${code}`;
    this.extra = details.extra;
    this.labels = details.labels;
  }
}

/** @throws CommandError always */
export function fail(code: number, message: string, details?: ErrorDetails): never {
  throw new CommandError(code, message, details);
}

/** The transaction is not there (any more); the driver begins another. */
export function noTransaction(message: string): CommandError {
  return new CommandError(251, message, { labels: ['TransientTransactionError'] });
}

/** The conflict that makes a driver's `withTransaction` start over. */
export function writeConflict(): CommandError {
  return new CommandError(112, 'Write conflict during the transaction; please retry it.', {
    labels: ['TransientTransactionError'],
  });
}

const CAUSE_MS = 1000;
/** EFBIG, ENOSPC and EDQUOT, as numbers: the storage library passes them on that way */
const FULL = new Set<unknown>([27, 28, 122, 69, 'EFBIG', 'ENOSPC', 'EDQUOT', 'MDB_MAP_FULL']);

/** Why a promise was rejected; the storage library need not settle it, so nobody waits long. */
function rejection(promise: Promise<unknown>, otherwise: Error): Promise<unknown> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(otherwise), CAUSE_MS);
    promise.then(() => resolve(otherwise), resolve);
  });
}

/** A commit that failed, in MongoDB's terms where it has any; the cause hides in a promise of the storage library. */
export async function asStorageError(error: unknown): Promise<unknown> {
  if (error instanceof CommandError || !(error instanceof Error)) return error;
  const { commitError } = error as Error & { commitError?: Promise<unknown> };
  const cause = commitError ? await rejection(commitError, error) : error;
  if (!(cause instanceof Error) || !FULL.has((cause as NodeJS.ErrnoException).code)) return cause;
  return new CommandError(14031, `the disk is full, nothing was written: ${cause.message}`);
}
