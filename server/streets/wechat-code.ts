// The mini-program code of a street: POST /wxa/getwxacodeunlimit. A code never changes, so one that was fetched is kept.
import * as v from 'valibot';
import { Refusal } from '../core/refusal';
import { forgetWechatToken, postToWechat, type Wechat, wechatToken } from '../core/wechat-token';

const Failure = v.object({ errcode: v.number() });
/** the token has ended or was replaced */
const STALE_TOKEN = [40001, 40014, 42001];
const PAGE = 'areas/street/index';
const WIDTH = 430;
const MOST_KEPT = 500;
/** how a PNG and a JPEG begin */
const PICTURES = [Buffer.from([0x89, 0x50, 0x4e]), Buffer.from([0xff, 0xd8, 0xff])];

const kept = new Map<string, Buffer>();

const ask = async (wechat: Wechat, scene: string): Promise<Buffer | number> => {
  const response = await postToWechat(
    wechat,
    '/wxa/getwxacodeunlimit',
    { access_token: await wechatToken(wechat) },
    { scene, page: PAGE, check_path: false, env_version: 'release', width: WIDTH, auto_color: false },
  );
  const bytes = Buffer.from(await response.arrayBuffer());
  // a picture when it went well, JSON when not; anything else would be printed as an empty square
  if (PICTURES.some((begin) => bytes.subarray(0, 3).equals(begin))) return bytes;
  return v.parse(Failure, JSON.parse(bytes.toString('utf8'))).errcode;
};

/**
 * PNG or JPEG of the code that opens the street's page with this scene.
 * @throws Refusal street.code-unavailable when WeChat does not give one
 */
export const wechatCode = async (wechat: Wechat, scene: string): Promise<Buffer> => {
  const key = `${wechat.appid} ${scene}`;
  const known = kept.get(key);
  if (known) return known;
  let answer: Buffer | number;
  try {
    answer = await ask(wechat, scene);
    if (typeof answer === 'number' && STALE_TOKEN.includes(answer)) {
      forgetWechatToken(wechat);
      answer = await ask(wechat, scene);
    }
  } catch {
    throw new Refusal('street.code-unavailable');
  }
  if (typeof answer === 'number') throw new Refusal('street.code-unavailable', { extra: { errcode: answer } });
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, answer);
  return answer;
};
