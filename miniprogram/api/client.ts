import type { Endpoint, Input, Reply } from '../../shared/endpoint';
import { ApiError } from './errors';
import { signIn, signInUnderWay } from './session';
import { exchange, token } from './wire';

type Needed<E extends Endpoint> = Record<string, never> extends Input<E> ? [input?: Input<E>] : [input: Input<E>];

/**
 * Calls an endpoint of the contracts: `await call(readReport, { params: { number } })`.
 * An endpoint that needs a person signs in first when nobody is signed in; a token that has expired is renewed once and
 * the call repeated once. Throws `ApiError` (the server refused) or `OfflineError` (nothing came back).
 */
export async function call<E extends Endpoint>(endpoint: E, ...[input]: Needed<E>): Promise<Reply<E>> {
  const given = (input ?? {}) as Input<E>;
  // what is open to all shows one's own buttons too, so a link opened on a new device waits for the sign-in that has begun
  if (!token.get()) await (endpoint.access === 'signed-in' ? signIn() : signInUnderWay());
  const used = token.get();
  try {
    return await exchange(endpoint, given);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    // Another call may have signed in while this one was on its way; then its token will do.
    if (token.get() === used) await signIn();
    return exchange(endpoint, given);
  }
}
