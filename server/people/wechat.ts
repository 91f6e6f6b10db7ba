// Who a WeChat login code belongs to: GET /sns/jscode2session. The session_key never leaves this function.
import * as v from 'valibot';
import type { Config } from '../core/config';
import { Refusal } from '../core/refusal';

const Answer = v.object({ openid: v.optional(v.string()), errcode: v.optional(v.number()) });
const TIMEOUT_MS = 5000;
/** WeChat's own trouble: busy, or asked too often */
const THEIRS = [-1, 45011];

/** openid for a login code. @throws Refusal sign-in.code-refused | sign-in.unavailable */
export const openidFor = async (wechat: NonNullable<Config['wechat']>, code: string): Promise<string> => {
  const url = new URL('/sns/jscode2session', wechat.api);
  url.search = new URLSearchParams({
    appid: wechat.appid,
    secret: wechat.secret,
    js_code: code,
    grant_type: 'authorization_code',
  }).toString();
  let answer: v.InferOutput<typeof Answer>;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    answer = v.parse(Answer, await response.json());
  } catch {
    throw new Refusal('sign-in.unavailable');
  }
  if (answer.openid) return answer.openid;
  throw new Refusal(
    answer.errcode !== undefined && THEIRS.includes(answer.errcode) ? 'sign-in.unavailable' : 'sign-in.code-refused',
  );
};
