// One way in and one way out: authenticate → rate limit → validate → handle → trim the reply to its contract.
import * as v from 'valibot';
import type { Endpoint, Reply, Validated } from '../../shared/endpoint';
import type { Actor } from '../../shared/people/actor';
import type { Deps } from './deps';
import type { RateLimit } from './rate-limit';
import { Refusal } from './refusal';
import type { RouterContext, Routes } from './routes';
import { trimFor } from './trim';

export type Request<E extends Endpoint> = Validated<E> & {
  readonly actor: E['access'] extends 'signed-in' ? Actor : Actor | null;
  readonly now: Date;
  readonly deps: Deps;
  /** raw request, for the upload only */
  readonly raw: RouterContext['req'];
};

/** A reply with another status than the contract's own (a retry that found its first answer: 200 instead of 201). */
export class Answer<T> {
  constructor(
    readonly status: 200 | 201,
    readonly body: T,
  ) {}
}

export interface Server {
  readonly router: Routes;
  readonly deps: Deps;
  readonly rateLimit: RateLimit;
}

const bearer = (header: string) => /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header)?.[1];

const authenticate = async (ctx: RouterContext, endpoint: Endpoint, deps: Deps): Promise<Actor | null> => {
  const header = ctx.get('authorization');
  if (!header) {
    if (endpoint.access === 'signed-in') throw new Refusal('sign-in.required');
    return null;
  }
  const token = bearer(header);
  const actor = token ? await deps.authenticate(token) : null;
  // a stale token is refused even where none is needed: the client must notice and sign in again
  if (!actor) throw new Refusal('sign-in.expired');
  return actor;
};

const problemsOf = (issues: readonly v.BaseIssue<unknown>[]): Record<string, string> => {
  const fields: Record<string, string> = {};
  for (const issue of issues) {
    const path = v.getDotPath(issue) ?? 'body';
    const missing = issue.received === 'undefined' && issue.type !== 'check';
    fields[path] ??=
      missing && issue.message.startsWith('Invalid')
        ? '请填写这一项'
        : issue.message.startsWith('Invalid')
          ? '填写的内容不对'
          : issue.message;
  }
  return fields;
};

/** @throws Refusal request.invalid naming every field that is wrong */
export const check = (schema: v.GenericSchema | undefined, value: unknown): unknown => {
  if (!schema) return undefined;
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const fields = problemsOf(result.issues);
  throw new Refusal('request.invalid', {
    detail: Object.values(fields)[0] ? `${Object.values(fields)[0]}。` : undefined,
    fields,
  });
};

/** No body at all is an empty one: the answer then names every field that is missing. */
const bodyOf = (ctx: RouterContext): unknown => {
  if (!ctx.request.length && !ctx.is()) return {};
  if (!ctx.is('json')) throw new Refusal('request.unsupported-type');
  return ctx.request.body;
};

const rateClass = (endpoint: Endpoint) =>
  endpoint.name === 'people.signIn' || endpoint.name === 'people.startBrowserSession'
    ? 'signIn'
    : endpoint.method === 'GET'
      ? 'read'
      : 'write';

/** Serves `endpoint` with `handle`, which receives validated input and returns the declared reply. */
export const serve = <E extends Endpoint>(
  { router, deps, rateLimit }: Server,
  endpoint: E,
  handle: (request: Request<E>) => Promise<Reply<E> | Answer<Reply<E>>>,
): void => {
  const kind = rateClass(endpoint);
  const trim =
    deps.config.mode === 'production' ? trimFor(endpoint.reply) : (body: unknown) => v.parse(endpoint.reply, body);
  router.register(endpoint.path, [endpoint.method], async (ctx: RouterContext) => {
    const actor = await authenticate(ctx, endpoint, deps);
    await rateLimit(kind, kind === 'signIn' || !actor ? ctx.ip : actor.personId);
    const request = {
      params: check(endpoint.params, ctx.params),
      query: check(endpoint.query, ctx.query),
      body: endpoint.body && check(endpoint.body, bodyOf(ctx)),
      actor,
      now: deps.now(),
      deps,
      raw: ctx.req,
    };
    // the checks above make the parts what `Validated<E>` says; the type system cannot follow them here
    const answer = await handle(request as unknown as Request<E>);
    const [status, body] = answer instanceof Answer ? [answer.status, answer.body] : [endpoint.status ?? 200, answer];
    ctx.status = status;
    ctx.set('cache-control', 'no-store');
    // written once here: as an object, Koa and the compressor would each write it again to know its length
    ctx.type = 'json';
    ctx.body = JSON.stringify(trim(body));
  });
};
