// An endpoint is a value: the server serves it, the mini-program calls it, OpenAPI is generated from it
// and one test walks them all. No URL and no shape of a request or reply exists anywhere else.
import type { GenericSchema, InferInput, InferOutput } from 'valibot';
import type { RefusalCode } from './refusals';

export interface Endpoint {
  /** operation id, `<room>.<verb>` */
  readonly name: string;
  /** one line for people who read the API's documentation */
  readonly summary: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** path with `:name` parameters, from the root of the server */
  readonly path: `/${string}`;
  /** `open`: anyone, though a signed-in person may be shown more; `signed-in`: 401 without a token */
  readonly access: 'open' | 'signed-in';
  readonly params?: GenericSchema;
  readonly query?: GenericSchema;
  /** JSON body */
  readonly body?: GenericSchema;
  /** the request is `multipart/form-data` with this one file field */
  readonly file?: string;
  readonly reply: GenericSchema;
  /** 200 unless said otherwise */
  readonly status?: 200 | 201;
  /** refusals of this endpoint beyond the ones every endpoint may give (see `COMMON_REFUSALS`) */
  readonly refusals: readonly RefusalCode[];
}

/** Declares an endpoint; only fixes its type. */
export const endpoint = <const E extends Endpoint>(value: E): E => value;

type Part<E, K extends string> = E extends { readonly [P in K]: infer S extends GenericSchema }
  ? { [P in K]: InferInput<S> }
  : { [P in K]?: undefined };
type OutPart<E, K extends string> = E extends { readonly [P in K]: infer S extends GenericSchema }
  ? { [P in K]: InferOutput<S> }
  : { [P in K]: undefined };

/** What a caller hands over: `{params?, query?, body?}` as the endpoint declares them. */
export type Input<E extends Endpoint> = Part<E, 'params'> & Part<E, 'query'> & Part<E, 'body'>;
/** What a handler receives after validation, defaults filled in. */
export type Validated<E extends Endpoint> = OutPart<E, 'params'> & OutPart<E, 'query'> & OutPart<E, 'body'>;
/** What the endpoint answers. */
export type Reply<E extends Endpoint> = InferOutput<E['reply']>;
