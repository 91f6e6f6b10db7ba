// Whatever goes wrong leaves as a problem document; what is our own fault is logged and not shown.
import { STATUS_CODES } from 'node:http';
import type { Middleware } from 'koa';
import mongoose from 'mongoose';
import type { RefusalCode } from '../../shared/refusals';
import type { Log } from './log';
import { Refusal } from './refusal';

const DATABASE_DOWN =
  /^Mongo(Network|ServerSelection|NotConnected|TopologyClosed|PoolCleared|WaitQueueTimeout|ConnectionPool)|^MongooseError$/;

/** A transaction that met others again and again until its time was up: nothing is written, it may be tried again. */
const isConflict = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoError && error.hasErrorLabel('TransientTransactionError');

const codeOf = (error: unknown): RefusalCode => {
  const { name, status, type, code } = error as { name?: string; status?: number; type?: string; code?: number };
  if (DATABASE_DOWN.test(name ?? '') || code === 14031) return 'server.busy';
  if (type === 'entity.too.large' || status === 413) return 'request.too-large';
  if (status === 415) return 'request.unsupported-type';
  if (status !== undefined && status >= 400 && status < 500) return 'request.malformed';
  return 'server.failed';
};

const refusalFor = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  if (isConflict(error))
    return new Refusal('server.busy', { detail: '同时办理的人太多，这一次没有写入。您填写的内容还在，请稍后再试。' });
  return new Refusal(codeOf(error));
};

/** Outermost middleware of the API. */
export const problems =
  (log: Log): Middleware =>
  async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) throw new Refusal('request.not-found');
      if (ctx.status === 405 || ctx.status === 501) throw new Refusal('request.wrong-method');
    } catch (error) {
      const refusal = refusalFor(error);
      if (refusal.status >= 500) {
        const where = { method: ctx.method, path: ctx.path, status: refusal.status };
        if (error instanceof Refusal) log.warn(where, error.code);
        else log.error({ ...where, err: error }, STATUS_CODES[refusal.status]);
      }
      const problem = refusal.toProblem();
      if (typeof problem.retryAfter === 'number') ctx.set('retry-after', String(problem.retryAfter));
      ctx.status = problem.status;
      ctx.set('cache-control', 'no-store');
      ctx.type = 'application/problem+json';
      ctx.body = JSON.stringify(problem);
    }
  };
