import { ConfigError, readConfig } from '../../../server/core/config';

const refused = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
};
const secrets = { TOKEN_SECRET: 'x'.repeat(32), FIELD_KEY: 'a'.repeat(64) };
const production = { NODE_ENV: 'production', MONGODB_URI: 'mongodb://db/portal', ...secrets };

test('nothing set: embedded database, demo, port 3000', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    dataDir: '.data',
    mongodbUri: null,
    demo: true,
    mode: 'development',
  });
});

test('empty variables count as unset', () => {
  expect(readConfig({ PORT: '', MONGODB_URI: '' })).toMatchObject({ port: 3000, mongodbUri: null });
});

test('demo is on by default only with the embedded database outside production', () => {
  expect(readConfig({ MONGODB_URI: 'mongodb://db/portal' }).demo).toBe(false);
  expect(readConfig(production).demo).toBe(false);
  expect(readConfig({ WECHAT_APPID: 'wx1', WECHAT_SECRET: 's' }).demo).toBe(false);
});

test.each([
  ['a port that is no number', { PORT: 'web' }, 'PORT'],
  ['a port out of range', { PORT: '70000' }, 'PORT'],
  ['an address that is not MongoDB', { MONGODB_URI: 'postgres://db' }, 'MONGODB_URI'],
  ['production on the embedded database', { NODE_ENV: 'production', ...secrets }, 'EMBEDDED_DATABASE=accept'],
  ['demo beside the WeChat secret', { DEMO: 'on', WECHAT_APPID: 'wx1', WECHAT_SECRET: 's' }, 'WECHAT_SECRET'],
  ['half of the WeChat pair', { WECHAT_APPID: 'wx1' }, 'WECHAT_SECRET'],
  ['a short token secret', { TOKEN_SECRET: 'short' }, 'TOKEN_SECRET'],
  ['a field key that is no key', { FIELD_KEY: 'secret' }, 'FIELD_KEY'],
  ['production without a token secret', { ...production, TOKEN_SECRET: '' }, 'TOKEN_SECRET'],
  ['production without a field key', { ...production, FIELD_KEY: '' }, 'FIELD_KEY'],
  ['a demo setting that is neither on nor off', { DEMO: 'maybe' }, 'DEMO'],
])('refuses %s and says what to set', (_, environment, mentions) => {
  expect(refused(environment as Record<string, string>)).toContain(mentions);
});

test('production with the embedded database when accepted', () => {
  expect(readConfig({ NODE_ENV: 'production', EMBEDDED_DATABASE: 'accept', ...secrets })).toMatchObject({
    mongodbUri: null,
    demo: false,
  });
});

test('several mistakes are named at once', () => {
  const message = refused({ PORT: 'web', DEMO: 'maybe' });
  expect(message).toContain('PORT');
  expect(message).toContain('DEMO');
});
