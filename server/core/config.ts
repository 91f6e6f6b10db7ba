// Configuration comes from the environment, is checked once at start, and is an argument from then on.
import * as v from 'valibot';

const port = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, 'PORT must be a number between 0 and 65535'),
  v.transform(Number),
  v.maxValue(65535),
);
const onOff = (name: string) =>
  v.optional(v.picklist(['1', '0', 'true', 'false', 'on', 'off'], `${name} must be on or off`));
const filled = (name: string) => v.pipe(v.string(), v.minLength(1, `${name} must not be empty`));
const httpUrl = (name: string) => v.pipe(v.string(), v.regex(/^https?:\/\/\S+$/, `${name} must be an http(s) URL`));

const Environment = v.object({
  NODE_ENV: v.optional(
    v.picklist(['production', 'development', 'test'], 'NODE_ENV must be production, development or test'),
    'development',
  ),
  PORT: v.optional(port, '3000'),
  HOST: v.optional(filled('HOST'), '0.0.0.0'),
  DATA_DIR: v.optional(filled('DATA_DIR'), '.data'),
  MONGODB_URI: v.optional(
    v.pipe(v.string(), v.regex(/^mongodb(\+srv)?:\/\/.+/, 'MONGODB_URI must begin with mongodb:// or mongodb+srv://')),
  ),
  EMBEDDED_DATABASE: v.optional(v.picklist(['accept'], 'EMBEDDED_DATABASE can only be "accept"')),
  DEMO: onOff('DEMO'),
  TOKEN_SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'TOKEN_SECRET must have at least 32 characters'))),
  FIELD_KEY: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^[0-9a-f]{64}(,[0-9a-f]{64})*$/,
        'FIELD_KEY must be 64 hexadecimal digits; when rotating, the new key first, then a comma and the old ones',
      ),
    ),
  ),
  WECHAT_APPID: v.optional(filled('WECHAT_APPID')),
  WECHAT_SECRET: v.optional(filled('WECHAT_SECRET')),
  WECHAT_API: v.optional(httpUrl('WECHAT_API'), 'https://api.weixin.qq.com'),
  TILE_URL: v.optional(httpUrl('TILE_URL')),
  PUBLIC_URL: v.optional(
    v.pipe(
      httpUrl('PUBLIC_URL'),
      v.regex(/^https?:\/\/[^/?#]+$/, 'PUBLIC_URL must be scheme and host only, https://example.cn'),
    ),
  ),
  TRUST_PROXY: onOff('TRUST_PROXY'),
  RATE_LIMIT: onOff('RATE_LIMIT'),
  LOG_LEVEL: v.optional(
    v.picklist(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      'LOG_LEVEL must be trace, debug, info, warn, error or silent',
    ),
    'info',
  ),
});

export interface Config {
  readonly mode: 'production' | 'development' | 'test';
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** null: the embedded database in `dataDir` */
  readonly mongodbUri: string | null;
  readonly demo: boolean;
  readonly tokenSecret: string | null;
  /** newest first */
  readonly fieldKeys: readonly string[] | null;
  readonly wechat: { readonly appid: string; readonly secret: string; readonly api: string } | null;
  readonly tileUrl: string | null;
  /** where the browser version is reached, for codes on street cards; null: as the request says */
  readonly publicUrl: string | null;
  readonly trustProxy: boolean;
  readonly rateLimit: boolean;
  readonly logLevel: string;
}

/** A setting that makes the server refuse to start; `message` is what the operator reads. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const isOn = (value: string | undefined, otherwise: boolean) =>
  value === undefined ? otherwise : ['1', 'true', 'on'].includes(value);

/**
 * Reads and checks the environment.
 * @throws ConfigError naming every setting that is wrong and what to set instead.
 */
export const readConfig = (environment: Record<string, string | undefined>): Config => {
  const result = v.safeParse(
    Environment,
    Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')),
  );
  if (!result.success)
    throw new ConfigError(result.issues.map((issue) => `${v.getDotPath(issue) ?? '?'}: ${issue.message}`).join('\n'));
  const e = result.output;
  const production = e.NODE_ENV === 'production';
  const embedded = e.MONGODB_URI === undefined;

  if (production && embedded && e.EMBEDDED_DATABASE !== 'accept')
    throw new ConfigError(
      'MONGODB_URI: in production set the address of a MongoDB replica set. The embedded database keeps everything on this one machine without a replica; if that is what you want, set EMBEDDED_DATABASE=accept.',
    );
  if ((e.WECHAT_APPID === undefined) !== (e.WECHAT_SECRET === undefined))
    throw new ConfigError('WECHAT_APPID, WECHAT_SECRET: set both or neither.');
  const demo = isOn(e.DEMO, embedded && !production && e.WECHAT_SECRET === undefined);
  if (demo && e.WECHAT_SECRET !== undefined)
    throw new ConfigError(
      'DEMO: demo sign-in lets anybody be anybody, so it is refused beside WECHAT_SECRET. Set DEMO=off.',
    );
  if (production && e.TOKEN_SECRET === undefined)
    throw new ConfigError('TOKEN_SECRET: required in production, at least 32 random characters.');
  if (production && e.FIELD_KEY === undefined)
    throw new ConfigError('FIELD_KEY: required in production, 64 hexadecimal digits (openssl rand -hex 32).');

  return {
    mode: e.NODE_ENV,
    port: e.PORT,
    host: e.HOST,
    dataDir: e.DATA_DIR,
    mongodbUri: e.MONGODB_URI ?? null,
    demo,
    tokenSecret: e.TOKEN_SECRET ?? null,
    fieldKeys: e.FIELD_KEY?.split(',') ?? null,
    wechat:
      e.WECHAT_APPID && e.WECHAT_SECRET ? { appid: e.WECHAT_APPID, secret: e.WECHAT_SECRET, api: e.WECHAT_API } : null,
    tileUrl: e.TILE_URL ?? null,
    publicUrl: e.PUBLIC_URL ?? null,
    trustProxy: isOn(e.TRUST_PROXY, false),
    rateLimit: isOn(e.RATE_LIMIT, true),
    logLevel: e.LOG_LEVEL,
  };
};
