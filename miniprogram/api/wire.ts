import * as v from 'valibot';
import type { Endpoint, Input, Reply } from '../../shared/endpoint';
import { Problem } from '../../shared/refusals';
import { send, type WireReply } from '../platform/network';
import { createStore, type Store } from '../platform/store';
import { ApiError, OfflineError } from './errors';

/** The token of the person signed in. Kept apart from the session so that signing in can itself use the wire. */
export const token: Store<string | undefined> = createStore<string | undefined>(undefined);

export const apiUrl = (path: string) => __API_BASE__ + path;

/** Photo links come as paths of the API; an image needs the whole address. */
export const pictureUrl = (url: string) => (/^(https?|data|blob|wxfile):/.test(url) ? url : apiUrl(url));

export function headers(json: boolean): Record<string, string> {
  const held = token.get();
  return {
    accept: 'application/json',
    ...(json ? { 'content-type': 'application/json' } : {}),
    ...(held ? { authorization: `Bearer ${held}` } : {}),
  };
}

type Parts = { params?: unknown; query?: unknown; body?: unknown };

/** Path with its `:name` parameters filled in, and the query behind it; undefined values are left out. */
export function addressOf(endpoint: Pick<Endpoint, 'path'>, input: Parts): string {
  const params = (input.params ?? {}) as Record<string, string>;
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const query = Object.entries((input.query ?? {}) as Record<string, unknown>)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return query.length ? `${path}?${query.join('&')}` : path;
}

/** One exchange, no second try. Throws `ApiError` or `OfflineError`. */
export async function exchange<E extends Endpoint>(endpoint: E, input: Input<E>): Promise<Reply<E>> {
  const parts: Parts = input;
  const reply = await send({
    url: apiUrl(addressOf(endpoint, parts)),
    method: endpoint.method,
    headers: headers(parts.body !== undefined),
    ...(parts.body === undefined ? {} : { body: parts.body }),
  });
  return unwrap<E>(reply);
}

/** The body of a good answer; anything else as an error. Replies are not validated again: the server does, and in tests. */
export function unwrap<E extends Endpoint>(reply: WireReply): Reply<E> {
  if (reply.status === 0) throw new OfflineError();
  if (reply.status >= 200 && reply.status < 300) return reply.body as Reply<E>;
  const problem = v.safeParse(Problem, reply.body);
  throw new ApiError(
    problem.success
      ? problem.output
      : {
          type: 'about:blank',
          title: '服务出了问题',
          status: reply.status,
          code: 'server.failed',
          detail: '不是您的操作有误。您填写的内容还在，请稍后再试。',
        },
  );
}
