// The one access token of a mini-program: POST /cgi-bin/stable_token, kept until shortly before it ends. Stable tokens may be asked
// for by several processes at once: all of them get the same one.
import * as v from 'valibot';
import type { Config } from './config';

const Answer = v.object({ access_token: v.optional(v.string()), expires_in: v.optional(v.number()) });
const TIMEOUT_MS = 5000;
/** renewed so long before its end */
const EARLY_S = 300;

export type Wechat = NonNullable<Config['wechat']>;

interface Token {
  value: string;
  until: number;
}
const tokens = new Map<string, Token>();

/** POST with a JSON body to WeChat. @throws when it does not answer in time */
export const postToWechat = (wechat: Wechat, path: string, query: Record<string, string>, body: unknown) => {
  const url = new URL(path, wechat.api);
  url.search = new URLSearchParams(query).toString();
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
};

/** A valid token. @throws when WeChat does not give one */
export const wechatToken = async (wechat: Wechat): Promise<string> => {
  const key = `${wechat.api} ${wechat.appid}`;
  const known = tokens.get(key);
  if (known && known.until > Date.now()) return known.value;
  const { appid, secret } = wechat;
  const response = await postToWechat(
    wechat,
    '/cgi-bin/stable_token',
    {},
    {
      grant_type: 'client_credential',
      appid,
      secret,
    },
  );
  const answer = v.parse(Answer, await response.json());
  if (!answer.access_token) throw new Error('WeChat gave no access token');
  const until = Date.now() + Math.max(0, (answer.expires_in ?? 0) - EARLY_S) * 1000;
  tokens.set(key, { value: answer.access_token, until });
  return answer.access_token;
};

/** WeChat says that a token is no longer good: the next call asks for another. */
export const forgetWechatToken = (wechat: Wechat): void => {
  tokens.delete(`${wechat.api} ${wechat.appid}`);
};
